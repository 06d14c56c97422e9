"""What a time is read against, and what it is read as."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal, NamedTuple, cast

from detente.records import When
from detente.resolve.dates.grammar import Found
from detente.resolve.dates.points import Phase, Point, point

Tense = Literal["past", "future"]
Kind = Literal["DATE", "TIME", "DURATION", "SET"]

ANAPHORIC: Final = frozenset("LXT")


class Context(NamedTuple):
    """What a time is read against.

    Attributes:
        said: the day it is said on, or None.
        near: the time that the text told last, or None.
        tense: which way an open time (`Tuesday`, `in March`) looks.
        story: whether the text tells of years long before it was written.
        year: the year that the words around name, or None.
    """

    said: dt.date | None
    near: Point | None = None
    tense: Tense = "past"
    story: bool = False
    year: int | None = None

    @property
    def now(self) -> dt.date | None:
        """The day that `last week` counts from."""
        return self.near.first if self.story and self.near else self.said

    @property
    def then(self) -> Point | None:
        """The time that `the next day` counts from."""
        return self.near or (point("day", self.said) if self.said else None)


class Meaning(NamedTuple):
    """What a time means.

    Attributes:
        value: TIMEX3 value.
        kind: TIMEX3 type.
        when: the days meant, or None where nobody could say.
        point: the stretch of the calendar that the text goes on from, or None.
    """

    value: str
    kind: Kind
    when: When | None = None
    point: Point | None = None


def exactly(where: Point) -> Meaning:
    """A point as a meaning.

    Args:
        where: the point.

    Returns:
        The meaning.
    """
    return Meaning(where.value, "TIME" if where.clock else "DATE", where.when, where)


def third(found: Found) -> Phase:
    """The third of a stretch that the words name.

    Args:
        found: the words.

    Returns:
        The phase.
    """
    return cast("Phase", found.value("e"))


def year_of(found: Found, context: Context) -> int | None:
    """The year that the words name, or the one that the text speaks of.

    Args:
        found: the words.
        context: what they are read against.

    Returns:
        The year, or None where neither names one.
    """
    for name in ("y", "y2"):
        if found.value(name):
            return int(found.value(name))
    if found.value("that"):
        base = context.then if found.letters("that") in ANAPHORIC else (point("day", context.now) if context.now else None)
        step = int(found.value("that") or 0) if found.value("that") in {"-1", "0", "1"} else 0
        return base.first.year + step if base else None
    if context.year is not None:
        return context.year
    return context.near.first.year if context.story and context.near else None
