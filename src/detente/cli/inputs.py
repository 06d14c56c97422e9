"""Inputs named on the command line, coded one by one; a bad one gets one line and the rest go on."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from detente import ingest
from detente.errors import DetenteError, UsageError
from detente.pipeline import Coder
from detente.records import Coded


class Outcome:
    """How the inputs fared.

    Attributes:
        coded: how many were coded.
        failed: how many were not.
    """

    def __init__(self) -> None:
        """Start with none."""
        self.coded = 0
        self.failed = 0

    @property
    def code(self) -> int:
        """Exit code: 0 all coded, 1 some, 2 none."""
        return 0 if not self.failed else 1 if self.coded else 2


def day(text: str | None, name: str) -> dt.date | None:
    """Read a day from an option.

    Args:
        text: what was given, or None.
        name: name of the option.

    Returns:
        The day, or None where none was given.

    Raises:
        UsageError: when it is no day.
    """
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{name} {text!r} is no day", "Write it as YYYY-MM-DD.") from error


def coder(dictionary: tuple[Path, ...], *, precise: bool, loose: bool) -> Coder:
    """Make the coder that the options ask for.

    Args:
        dictionary: the user's own dictionaries.
        precise: whether `--precise` was given.
        loose: whether `--loose` was given.

    Returns:
        The coder.

    Raises:
        UsageError: when both were given.
    """
    if precise and loose:
        raise UsageError("--precise and --loose exclude each other", "Give one of them or neither.")
    made = Coder("precise" if precise else "loose" if loose else "balanced", dictionary)
    for complaint in made.resolver.complaints:
        sys.stderr.write(f"detente: dictionary: {complaint}; the line is left out\n")
    return made


def examples() -> list[str]:
    """List the bundled example reports.

    Returns:
        Their paths.
    """
    folder = Path(str(files("detente.data") / "examples"))
    return sorted(str(path) for path in folder.iterdir() if path.suffix in {".txt", ".html"})


def code_all(
    inputs: Sequence[str], coder: Coder, max_bytes: int, published: dt.date | None, outcome: Outcome
) -> Iterator[Coded]:
    """Code inputs one by one.

    Args:
        inputs: paths, or `-` for standard input.
        coder: the coder.
        max_bytes: largest input read.
        published: day of publication, or None.
        outcome: counts how they fared.

    Yields:
        The coded documents.
    """
    for name in inputs:
        try:
            if name == "-":
                data = ingest.load_stream(sys.stdin.buffer, "standard input", max_bytes)
            else:
                data = ingest.load(Path(name), max_bytes)
            coded = coder.code_bytes(data, name="standard input" if name == "-" else name, published=published)
        except DetenteError as error:
            outcome.failed += 1
            sys.stderr.write(f"detente: {error}\n")
            continue
        outcome.coded += 1
        yield coded
