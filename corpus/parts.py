"""`python -m corpus.parts`: which part each story belongs to; frozen once it is written down."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.markup import read_all

FILE = Path(__file__).parent / "parts.tsv"
PARTS = ("train", "valid", "test")
VALID, TEST = 10, 15


def parts() -> dict[str, str]:
    """Read the part of each story.

    Returns:
        Story to `train`, `valid` or `test`.
    """
    if not FILE.exists():
        return {}
    rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    return {story: part for story, part in rows}


def drawn(story: str) -> str:
    """Draw the part of a story from its name: 10 in 100 for validation, 15 for the test.

    Args:
        story: its name.

    Returns:
        The part.
    """
    lot = int.from_bytes(hashlib.sha256(story.encode()).digest()[:4], "big") % 100
    return "test" if lot < TEST else "valid" if lot < TEST + VALID else "train"


def main() -> None:
    """Give a part to each story that has none; none changes its part."""
    stories = {report.story for report in read_all()}
    placed = {story: part for story, part in parts().items() if story in stories}
    placed |= {story: drawn(story) for story in stories - placed.keys()}
    FILE.write_text("".join(f"{story}\t{placed[story]}\n" for story in sorted(placed)), encoding="utf-8")


if __name__ == "__main__":
    main()
