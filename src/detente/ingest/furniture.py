"""Furniture: the lines of a page that are not the report, each with the reason why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from detente import data
from detente.records import Dropped, Link

_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’)\]]*$")


class _Cue(NamedTuple):
    reason: str
    limit: int
    pattern: re.Pattern[str]


class Kept(NamedTuple):
    """Lines parted into report and furniture.

    Attributes:
        lines: the lines of the report.
        dropped: the lines left out.
        links: pointers to other stories.
    """

    lines: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    links: tuple[Link, ...]


@cache
def _cues() -> Sequence[_Cue]:
    found = []
    for reason, where, limit, shape in data.rows(files("detente.ingest") / "data" / "furniture.tsv", 4):
        prefix = r"^\W*" if where == "start" else ""
        found.append(_Cue(reason, int(limit), re.compile(rf"{prefix}(?:{shape})", re.IGNORECASE)))
    return tuple(found)


def reason_to_drop(line: str) -> str | None:
    """Tell why a line is furniture.

    Args:
        line: one line of a page.

    Returns:
        The reason, or None where it may be the report.
    """
    words = re.findall(r"\w+", line)
    if not words:
        return "no words"
    for cue in _cues():
        if len(words) <= cue.limit and cue.pattern.search(line):
            return cue.reason
    return None


def is_prose(line: str) -> bool:
    """Tell whether a line reads like a sentence of a report.

    Args:
        line: one line of a page.

    Returns:
        True where it is long enough or ends as a sentence does.
    """
    count = len(line.split())
    return count >= 14 or (count >= 5 and bool(_SENTENCE_END.search(line)))


def part(lines: Sequence[str]) -> Kept:
    """Part the report from the furniture.

    Args:
        lines: the lines of a page after its title, white space folded, none empty.

    Returns:
        What is kept, and what is dropped and why.
    """
    kept: list[str] = []
    dropped: list[Dropped] = []
    links: list[Link] = []
    seen: set[str] = set()
    pointing = False
    for line in lines:
        reason = reason_to_drop(line)
        if reason == "also read":
            rest = line.partition(":")[2].strip()
            links += [Link(rest)] if rest else []
            pointing = not rest
        elif reason is None and pointing and not _SENTENCE_END.search(line):
            reason, pointing = "also read", False
            links.append(Link(line))
        elif reason is None and not is_prose(line):
            reason = "not a sentence"
        elif reason is None and line in seen:
            reason = "printed twice"
        if reason:
            dropped.append(Dropped(line, reason))
        else:
            pointing = False
            seen.add(line)
            kept.append(line)
    return Kept(tuple(kept), tuple(dropped), tuple(links))
