"""The walk through a document: each time with its value, read against publication and what was told before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from detente.records import When
from detente.resolve.dates.context import Context, Kind, Meaning, Tense
from detente.resolve.dates.grammar import Found, find
from detente.resolve.dates.meaning import meaning
from detente.resolve.dates.points import Point
from detente.resolve.dates.words import Words, split

_STORY_YEARS: Final = 4
_STEP_YEARS: Final = 2
_OPENING: Final = 4
_STORY_SHARE: Final = 0.6
_UNTIL: Final = frozenset({"by", "until", "till", "before"})
_CLOSE: Final = 260
_JOINED: Final = 12
_JOINT: Final = re.compile(r"^[^.]*(?:[-–—/&]|\b(?:and|or|to|until|till|through)\b)[^.]*$")
_OPEN: Final = frozenset({"dmy", "mdy", "month", "season", "quarter", "feast"})
_CLOCK_JOIN: Final = frozenset({"", ",", "on"})
_PAST_FORM: Final = re.compile(r"[a-z]{2,}ed")


class Timex(NamedTuple):
    """A time in a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        value: TIMEX3 value: `2023-05-04`, `P3D`, `PAST_REF`.
        kind: TIMEX3 type.
        when: the days meant, or None where nobody could say.
    """

    start: int
    end: int
    value: str
    kind: Kind
    when: When | None


def timexes(text: str, published: dt.date | None) -> list[Timex]:
    """Find and read the times of a document.

    Args:
        text: the text.
        published: the day it was published, or None.

    Returns:
        The times in order, none overlapping.
    """
    words = split(text)
    return _Walk(words, list(find(words)), published).run()


class _Walk:
    """One document while its times are read."""

    def __init__(self, words: Words, found: Sequence[Found], published: dt.date | None) -> None:
        self._words, self._found, self._published = words, found, published
        self._story = _is_story(found, published)
        self._near: Point | None = None
        self._near_end = 0
        self._near_leads = False

    def run(self) -> list[Timex]:
        times: list[Timex] = []
        waiting: list[Found] = []
        for index, found in enumerate(self._found):
            if found.rule == "before_day":
                waiting.append(found)
                continue
            meant = meaning(found, self._context(index))
            for earlier in waiting:
                lent = Context(self._published, meant.point if meant else None)
                self._add(times, earlier, meaning(earlier, lent))
            waiting = []
            self._add(times, found, meant)
        return _with_clocks(self._words.text, times)

    def _add(self, times: list[Timex], found: Found, meant: Meaning | None) -> None:
        if meant is None:
            return
        start, end = found.span
        times.append(Timex(start, end, meant.value, meant.kind, meant.when))
        if meant.point is not None and not self._aside(found, meant.point):
            self._near, self._near_end, self._near_leads = meant.point, end, self._leads(found)

    def _aside(self, found: Found, where: Point) -> bool:
        """A year that only names something (`the 1954 accords`), or a leap within a sentence, does not move the story on."""
        words = self._words
        if found.rule in {"century", "decade"}:
            return True
        before, after = words.letters[found.first - 1 : found.first], words.letters[found.end : found.end + 1]
        if found.rule == "year" and before in {"A", "N"} and after == "_":
            return True
        near = self._near
        if not self._story or near is None or abs(near.first.year - where.first.year) <= _STEP_YEARS:
            return False
        opening = words.letters.rfind(".", 0, found.first)
        return not self._leads(found) or "(" in words.letters[opening + 1 : found.first]

    def _context(self, index: int) -> Context:
        found = self._found[index]
        near = self._near
        if near is not None and not self._story and not self._is_close(found):
            near = None
        year = year_ahead(self._found, index) if found.rule in _OPEN else None
        if year is None and near is not None and not self._story and found.rule in _OPEN and self._published:
            year = near.first.year if abs(near.first.year - self._published.year) > 1 else None
        tense: Tense = "past" if self._story else _tense(found)
        return Context(self._published, near, tense, self._story, year)

    def _leads(self, found: Found) -> bool:
        """Whether a time stands at the head of its sentence, as one does that a story goes on from."""
        return found.first - self._words.letters.rfind(".", 0, found.first) <= _OPENING

    def _is_close(self, found: Found) -> bool:
        """In news, a time counts on from one told just before; an open one only within the sentence or after `In 1968 …`."""
        between = self._words.text[self._near_end : found.span[0]]
        if len(between) >= _CLOSE or "\n" in between:
            return False
        return found.rule not in _OPEN | {"ordinal"} or self._near_leads or not re.search(r"[.;!?]\s", between)


def year_ahead(times: Sequence[Found], index: int) -> int | None:
    """Give the year of the date that a time is joined to (`in August and September 1956`).

    Args:
        times: the times of a text.
        index: which of them lacks a year.

    Returns:
        The year, or None where it is joined to none.
    """
    for here, there in zip(times[index:], times[index + 1 :], strict=False):
        gap = here.words.text[here.span[1] : there.span[0]]
        if here.rule not in _OPEN | {"before_day", "after_day"} or len(gap) > _JOINED or not _JOINT.search(gap):
            return None
        year = there.value("y") or there.value("y2")
        if len(year) == 4 and there.rule in _OPEN | {"after_day"}:
            return int(year)
    return None


def _is_story(found: Sequence[Found], published: dt.date | None) -> bool:
    """Whether most full dates of a text lie years before its publication."""
    if published is None:
        return True
    years = [int(f.value("y")) for f in found if f.rule in {"dmy", "mdy", "month", "year"} and len(f.value("y")) == 4]
    old = sum(published.year > year for year in years)
    relative = sum(f.rule in {"weekday", "spoken", "clock"} or f.letters("dir") == "a" for f in found)
    return old >= _STORY_YEARS and old > _STORY_SHARE * (len(years) + relative)


def _tense(found: Found) -> Tense:
    """Which way its sentence looks: by the word before it, else the nearest sign before it, else the nearest after it."""
    words, weekday = found.words, found.rule == "weekday"
    if found.before in _UNTIL or (found.before == "from" and not weekday):
        return "future"
    start = words.letters.rfind(".", 0, found.first) + 1
    stop = words.letters.find(".", found.end)
    after = range(found.end, stop if stop >= 0 else len(words.letters))
    for index in (*range(found.first - 1, start - 1, -1), *after):
        letter = words.letters[index]
        if letter == ">" or (letter == "P" and not weekday and _infinitive(words, index)):
            return "future"
        if letter == "<" or (letter == "_" and _PAST_FORM.fullmatch(words.word(index))):
            return "past"
    return "past"


def _infinitive(words: Words, index: int) -> bool:
    """Whether a verb seems to follow (`agreed to withdraw`)."""
    return (
        words.word(index).lower() == "to" and words.letters[index + 1 : index + 2] == "_" and words.word(index + 1).islower()
    )


def _with_clocks(text: str, times: list[Timex]) -> list[Timex]:
    """Join a time of day with the date beside it."""
    joined: list[Timex] = []
    for time in times:
        last = joined[-1] if joined else None
        if last and text[last.end : time.start].strip() in _CLOCK_JOIN and time.start - last.end < 6:
            whole = _one(last, time)
            if whole:
                joined[-1] = whole
                continue
        joined.append(time)
    return joined


def _one(first: Timex, second: Timex) -> Timex | None:
    for clock, day in ((first, second), (second, first)):
        when = day.when
        if clock.kind == "TIME" and ":" in clock.value and day.kind == "DATE" and when and when.precision == "day":
            value = f"{day.value[:10]}T{clock.value.partition('T')[2]}"
            return Timex(first.start, second.end, value, "TIME", when)
    return None
