"""Times as a report says them, with the words before them: `since Tuesday`, `from 3 to 8 May`, `before the end of June`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from detente.records import When
from detente.resolve.dates import amounts
from detente.resolve.dates.context import Context, Meaning, Tense
from detente.resolve.dates.grammar import Found, find
from detente.resolve.dates.meaning import meaning
from detente.resolve.dates.walk import Timex, year_ahead
from detente.resolve.dates.words import split

_DAY: Final = dt.timedelta(days=1)
_SINCE: Final = frozenset({"since", "from", "starting", "beginning", "effective"})
_UNTIL: Final = frozenset({"by", "than", "until", "till", "within", "of"})
_LEADING: Final = re.compile(
    r"^\W*(?:(?:and|or|only|not|no|in|time|as|shortly|just|at|the|latest)\s+)*?"
    r"(since|from|starting|beginning|effective|after|before|ahead|by|until|till|within|later than)\b",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"\s*(?:[-–—]|to|and|until|till|through)\s*(?:the\s+)?", re.IGNORECASE)
_END: Final = re.compile(r"\b(?:end|ends|close|is out|is over|year-end)\b", re.IGNORECASE)
_MIDDLE: Final = re.compile(r"\b(?:mid|middle)\b", re.IGNORECASE)
# Rules whose words date nothing by themselves: vague, repeated, or only part of a day.
_DATELESS: Final = frozenset({"ref", "soon", "past", "set", "every", "night", "many", "bc", "since_window", "bare_offset"})


def find_times(text: str) -> list[tuple[int, int]]:
    """Find the expressions of time in a text that can date or bound an act.

    Args:
        text: any text.

    Returns:
        Their offsets, in order, none overlapping; vague times (`recently`) and sets (`every day`) are left out.
    """
    return [found.span for found in find(split(text)) if found.rule not in _DATELESS]


def resolve_time(text: str, anchor: dt.date | None, *, tense: Tense = "past") -> When | None:
    """Give the interval an expression means.

    Args:
        text: the expression; the words before it (`since`, `before the end of`) may stand with it.
        anchor: the day it is said on, or None where that is not known.
        tense: which way an open expression (`Tuesday`, `26 January`) looks from the anchor.

    Returns:
        The interval with its precision, or None where it cannot be known.
    """
    return spoken(text, [(*found.span, meant.when) for found, meant in _read(text, anchor, tense)])


def spoken(text: str, times: Sequence[tuple[int, int, When | None]]) -> When | None:
    """Give what an expression means, from the times in it and the words about them.

    Args:
        text: the expression.
        times: offsets and days of the times in it, in order.

    Returns:
        The interval, or None where none of the times is known.
    """
    known = [(start, end, when) for start, end, when in times if when is not None and when != When()]
    if not known:
        return None
    return _together(text, known) or _bounded(text, known[0][2])


def at(text: str, start: int, end: int, times: Sequence[Timex]) -> When | None:
    """Give what the words at a place of a document mean, from the walk through it.

    Args:
        text: the document.
        start: offset of the first character of the words.
        end: offset after the last.
        times: the times of the document, by `timexes`.

    Returns:
        The interval, or None where it is not known.
    """
    inside = [(max(t.start - start, 0), t.end - start, t.when) for t in times if t.start < end and start < t.end]
    return spoken(text[start:end], inside)


def _read(text: str, anchor: dt.date | None, tense: Tense) -> Iterator[tuple[Found, Meaning]]:
    """The times of some words; a lone month or year is read as after `in`."""
    found = list(find(split(text))) or list(find(split(f"in {text}")))
    waiting: list[Found] = []
    for index, one in enumerate(found):
        if one.rule == "before_day":
            waiting.append(one)
            continue
        meant = meaning(one, Context(anchor, None, tense, year=year_ahead(found, index)))
        if meant is None:
            continue
        for earlier in waiting:
            lent = meaning(earlier, Context(anchor, meant.point, tense))
            if lent is not None:
                yield earlier, lent
        waiting = []
        yield one, meant


def _together(text: str, known: Sequence[tuple[int, int, When]]) -> When | None:
    """`from 3 to 8 May`, `between March and June`: the whole stretch."""
    if len(known) < 2:
        return None
    (_, end, when), (start, _, other) = known[:2]
    gap = text[end:start]
    stretch = bool(_JOINT.fullmatch(gap)) and ("and" not in gap.lower().split() or "between" in text.lower())
    if stretch and when.start and other.end and when.start <= other.end:
        return When(when.start, other.end, "range")
    return None


def _leading(text: str) -> str:
    match = _LEADING.match(text)
    return match[1].lower().split()[-1] if match else ""


def _bounded(text: str, when: When) -> When:
    """What the word before a time makes of it."""
    word = _leading(text)
    if when.start is None or when.end is None:
        return when
    if word in _SINCE:
        return When(when.start, None, when.precision)
    if word == "after":
        return When(when.end + _DAY, None, when.precision)
    if word in {"before", "ahead"}:
        return When(None, _eve(text, when.start, when.end), "on_or_before")
    if word in {"by", "until", "till", "than"}:
        return When(None, _last(text, when.start, when.end), "on_or_before")
    return when


def _eve(text: str, start: dt.date, end: dt.date) -> dt.date:
    """The last day before a time; `before the end of June` and `before the year is out` still take in the last one."""
    if _END.search(text):
        return end
    return (_last(text, start, end) if _MIDDLE.search(text) else start) - _DAY


def _last(text: str, start: dt.date, end: dt.date) -> dt.date:
    """The last day of a time; the middle of a month is its 15th."""
    return start + (end - start) // 2 if _MIDDLE.search(text) else end


def due(text: str, preposition: str, anchor: dt.date | None) -> When | None:
    """Give the time by which something is due.

    Args:
        text: the expression of time; the preposition may stand with it.
        preposition: the word before it (`by`, `within`, `on`), or nothing.
        anchor: the day it is said on, or None.

    Returns:
        The due time; a last day has precision `deadline`.
    """
    word = _leading(text) or preposition
    read = [(found, meant.when) for found, meant in _read(text, anchor, "future")]
    for found, known in read:
        amount = amounts.amount(found, "n") if found.rule in {"duration", "window"} else None
        when = amounts.window(amount, anchor, "1") if amount else known
        if when is None or when.end is None:
            continue
        start, end = when.start or when.end, when.end
        if amount or word in _UNTIL or word in {"before", "ahead"} or _END.search(text):
            last = _eve(text, start, end) if word in {"before", "ahead"} and not amount else _last(text, start, end)
            return When(last, last, "deadline")
        return resolve_time(text, anchor, tense="future")
    return None
