"""Amounts of time: `two and a half years`, `P3D`, and the days they reach to."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from detente.records import When
from detente.resolve.dates.grammar import Found
from detente.resolve.dates.points import shift

_SIGNS: Final = {
    "minute": ("PT", "M"),
    "hour": ("PT", "H"),
    "day": ("P", "D"),
    "week": ("P", "W"),
    "month": ("P", "M"),
    "quarter": ("P", "Q"),
    "year": ("P", "Y"),
    "decade": ("P", "DE"),
    "century": ("P", "CE"),
    "weekend": ("P", "WE"),
}
_HALVES: Final = {
    "year": (6, "month"),
    "hour": (30, "minute"),
    "century": (50, "year"),
    "decade": (5, "year"),
    "day": (12, "hour"),
}


class Amount(NamedTuple):
    """So many units.

    Attributes:
        number: how many, None where the words leave it open (`several`).
        unit: of what.
    """

    number: float | None
    unit: str

    @property
    def value(self) -> str:
        """The amount in TIMEX3."""
        before, after = _SIGNS[self.unit]
        return f"{before}{'X' if self.number is None else f'{self.number:g}'}{after}"


def vague(unit: str) -> str:
    """Write an unknown number of units.

    Args:
        unit: the unit.

    Returns:
        The TIMEX3 value.
    """
    return Amount(None, unit).value


def amount(found: Found, name: str) -> Amount | None:
    """Read an amount.

    Args:
        found: the words.
        name: the group that holds the number.

    Returns:
        The amount, or None where the number is none (`0`).
    """
    unit, letters = found.unit, found.letters(name)
    if unit == "week" and found.words.word(found.parts["u"].start).lower().startswith("fortnight"):
        return Amount(2, "week")
    if "q" in letters:
        return Amount(None, unit)
    if letters.startswith("H"):
        count, smaller = _HALVES.get(unit, (0, unit))
        return Amount(count, smaller) if count else Amount(0.5, unit)
    total = 0.0
    for letter, index in zip(letters, found.parts[name], strict=True):
        number = found.words.values[index]
        if letter in "Nh&F" or not number:
            total += 1 if letters == "N" else 0
        elif letter == "H":
            total += 0.5
        elif float(number) >= 100 and total:
            total *= float(number)
        else:
            total += float(number)
    if re.search(r"&.?N.?H", letters):
        total = round(total, 1)
    return Amount(total, unit) if 0 < total < 100_000 else None


def window(length: Amount, base: dt.date | None, step: str) -> When | None:
    """Give the days that an amount of time before or after a day covers.

    Args:
        length: the amount.
        base: the day.
        step: `-1` for the time before it; otherwise the time after.

    Returns:
        The days, or None where the amount or the day is not known.
    """
    if base is None or length.number is None:
        return None
    try:
        other = shift(base, -length.number if step == "-1" else length.number, length.unit)
    except (OverflowError, ValueError):
        return None
    return When(min(base, other), max(base, other), "range")


def clock(text: str) -> str | None:
    """Write a time of day in TIMEX3.

    Args:
        text: as in a report: `5.30pm`, `17:30`, `8 a.m.`.

    Returns:
        `T17:30`, or None where there is no such time.
    """
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])?", text.lower())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] and not 1 <= hour <= 12:
        return None
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
