"""Dates: expressions of time in a text, and the interval each means on the day it is said."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final, Literal

from detente.records import When

Tense = Literal["past", "future"]

_MONTHS: Final = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_SHORT: Final = {name[:3]: i for name, i in _MONTHS.items()} | {"sept": 9}
_DAYS: Final = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_NUMBERS: Final = {
    word: i
    for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "an": 1, "thirty": 30, "sixty": 60, "ninety": 90, "twenty": 20, "forty-five": 45, "several": 3}
_MONTH: Final = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_DAY: Final = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<{0}>(?:19|20)\d\d)"
_COUNT: Final = r"(?P<n>\d+|" + "|".join(_NUMBERS) + ")"
_UNIT: Final = r"(?P<unit>day|week|month|year)s?"
_WEEKDAY: Final = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"

_SHAPES: Final = tuple(
    (name, re.compile(shape, re.IGNORECASE if name not in {"weekday", "month"} else 0))
    for name, shape in (
        ("iso", r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ("dmy", rf"\b{_DAY.format('d')}(?: of)? {_MONTH.format('mon')}(?:,? {_YEAR.format('y')})?"),
        ("mdy", rf"\b{_MONTH.format('mon')} {_DAY.format('d')}(?!\d)(?:,? {_YEAR.format('y')}\b)?"),
        ("ago", rf"\b{_COUNT} {_UNIT} (?:ago|earlier)\b"),
        ("span", rf"\b{_COUNT} {_UNIT}\b"),
        ("near", r"\b(?P<which>last|next|this|past|coming) (?P<unit>week|month|year)\b"),
        ("end", r"\bthe end of (?:the|this) (?P<unit>week|month|year)\b"),
        ("word", r"\b(?P<word>yesterday|today|tonight|tomorrow)\b"),
        ("weekday", rf"\b(?P<which>last |next )?{_WEEKDAY}\b"),
        ("month", rf"\b{_MONTH.format('mon')} {_YEAR.format('y')}\b"),
        (
            "lone",
            r"(?<=\b[Ii]n )(?P<mon>January|February|March|April|May|June|July|August|September|October|November|December)\b",
        ),
        ("ordinal", r"\bthe (?P<d>\d{1,2})(?:st|nd|rd|th)\b(?! (?:century|anniversary|time|round|session|summit))"),
        ("year", rf"(?<=\b[Ii]n ){_YEAR.format('y')}\b"),
    )
)


def find_times(text: str) -> list[tuple[int, int]]:
    """Find the expressions of time in a text.

    Args:
        text: any text.

    Returns:
        Their offsets, in order, none overlapping.
    """
    kept: list[tuple[int, int]] = []
    for _, shape in _SHAPES:
        for match in shape.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in kept):
                kept.append(match.span())
    return sorted(kept)


def resolve_time(text: str, anchor: dt.date | None, *, tense: Tense = "past") -> When | None:
    """Give the interval an expression means.

    Args:
        text: the expression.
        anchor: the day it is said on, or None where that is not known.
        tense: which way an open expression (`Tuesday`, `26 January`) looks from the anchor.

    Returns:
        The interval with its precision, or None where it cannot be known.
    """
    for name, shape in _SHAPES:
        match = shape.search(text) if name not in {"lone", "year"} else shape.search(f"in {text}")
        if match:
            try:
                return _interval(name, match.groupdict(), anchor, tense)
            except (ValueError, OverflowError):
                return None
    return None


def due(text: str, preposition: str, anchor: dt.date | None) -> When | None:
    """Give the time by which something is due.

    Args:
        text: the expression of time.
        preposition: the word before it (`by`, `within`, `on`).
        anchor: the day it is said on, or None.

    Returns:
        The due time; a last day has precision `deadline`.
    """
    span = re.fullmatch(rf"{_COUNT} {_UNIT}", text.strip(), re.IGNORECASE)
    if span and anchor:
        day = _shift(anchor, _number(span["n"]), span["unit"].lower())
        return When(day, day, "deadline")
    when = resolve_time(text, anchor, tense="future")
    if when is None or when.end is None:
        return when
    if preposition == "before" and when.start:
        last = when.start - dt.timedelta(days=1)
        return When(last, last, "deadline")
    if preposition in {"by", "than", "until", "within", "of"} or "end of" in text:
        return When(when.end, when.end, "deadline")
    return when


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _interval(name: str, parts: dict[str, str | None], anchor: dt.date | None, tense: Tense) -> When | None:
    if name == "iso":
        return _one(dt.date(int(parts["y"] or 0), int(parts["m"] or 0), int(parts["d"] or 0)))
    if name in {"dmy", "mdy"}:
        return _day_of_month(parts, anchor, tense)
    if name == "month":
        return _month(int(parts["y"] or 0), _month_number(parts))
    if name == "year":
        year = int(parts["y"] or 0)
        return When(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")
    return _relative(name, parts, anchor, tense) if anchor else None


def _relative(name: str, parts: dict[str, str | None], anchor: dt.date, tense: Tense) -> When | None:
    unit = (parts.get("unit") or "").lower()
    if name == "ago":
        day = _shift(anchor, -_number(parts["n"] or "1"), unit)
        return When(day, day, "day" if unit == "day" else "approx")
    if name == "near":
        step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get((parts["which"] or "").lower(), 0)
        return _unit(_shift(anchor, step, unit), unit)
    if name == "end":
        end = _unit(anchor, unit).end
        return When(end, end, "day")
    if name == "word":
        return _one(anchor + dt.timedelta(days={"yesterday": -1, "tomorrow": 1}.get((parts["word"] or "").lower(), 0)))
    if name == "weekday":
        return _weekday(parts, anchor, tense)
    if name == "lone":
        number = _month_number(parts)
        year = anchor.year - (tense == "past" and number > anchor.month) + (tense == "future" and number < anchor.month)
        return _month(year, number)
    if name == "ordinal":
        day = anchor.replace(day=int(parts["d"] or 1))
        if tense == "future" and day < anchor:
            day = _shift(day, 1, "month")
        return _one(day if tense == "future" or day <= anchor else _shift(day, -1, "month"))
    return None


def _day_of_month(parts: dict[str, str | None], anchor: dt.date | None, tense: Tense) -> When | None:
    day, month = int(parts["d"] or 0), _month_number(parts)
    if parts.get("y"):
        return _one(dt.date(int(parts["y"] or 0), month, day))
    if anchor is None:
        return None
    near = [dt.date(anchor.year + shift, month, day) for shift in (-1, 0, 1)]
    side = [d for d in near if (d >= anchor if tense == "future" else d <= anchor)]
    return _one(min(side or near, key=lambda d: abs(d - anchor)))


def _weekday(parts: dict[str, str | None], anchor: dt.date, tense: Tense) -> When:
    number = _DAYS[(parts["weekday"] or "").lower()]
    which = (parts["which"] or "").strip().lower()
    if which == "next" or tense == "future":
        return _one(anchor + dt.timedelta(days=(number - anchor.weekday() - 1) % 7 + 1))
    back = (anchor.weekday() - number) % 7
    return _one(anchor - dt.timedelta(days=back or (7 if which == "last" else 0)))


def _month_number(parts: dict[str, str | None]) -> int:
    word = (parts["mon"] or "").lower()
    return _MONTHS.get(word) or _SHORT[word[:4] if word.startswith("sept") else word[:3]]


def _one(day: dt.date) -> When:
    return When(day, day, "day")


def _month(year: int, month: int) -> When:
    return When(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")


def _unit(day: dt.date, unit: str) -> When:
    if unit == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return When(monday, monday + dt.timedelta(days=6), "week")
    if unit == "month":
        return _month(day.year, day.month)
    return When(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), "year")


def _shift(day: dt.date, count: int, unit: str) -> dt.date:
    if unit in {"day", "week"}:
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
