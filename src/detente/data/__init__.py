"""Reference data: states, names, places, offices, and the bundled example reports; and the reading of all tables."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from detente.errors import DataError


def rows(file: Traversable, width: int) -> Iterator[list[str]]:
    """Read a table of tab-separated values; lines that start with `#` are comments.

    Args:
        file: the table, UTF-8.
        width: how many cells each row has.

    Yields:
        The cells of each row.

    Raises:
        DataError: when a row has another number of cells.
    """
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != width:
            remedy = f"Write {width} cells with a tab between them."
            raise DataError(f"{file.name}, line {number}: {len(cells)} cells", remedy)
        yield cells
