"""Feasts of several calendars: fixed ones by their date, movable ones by the table of their first days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from detente import data
from detente.errors import DataError
from detente.records import When


@cache
def _first_days() -> Mapping[str, tuple[dt.date, ...]]:
    found: dict[str, list[dt.date]] = {}
    for name, _, first in data.rows(files("detente.data") / "calendar.tsv", 3):
        try:
            found.setdefault(name, []).append(dt.date.fromisoformat(first))
        except ValueError as error:
            raise DataError(f"calendar.tsv: {first!r} is no date", "Write year-month-day.") from error
    return MappingProxyType({name: tuple(days) for name, days in found.items()})


def feast(name: str, year: int | None, said: dt.date | None, step: int, *, ahead: bool) -> When | None:
    """Give the days of a feast.

    Args:
        name: its value in times.tsv: `month-day`, or a name of calendar.tsv, a colon and its length in days.
        year: the year it falls in, or None for the nearest.
        said: the day it is spoken of, or None.
        step: -1 for the last one, 1 for the next one, 0 for the one that the sentence leaves open.
        ahead: whether the sentence looks ahead.

    Returns:
        Its days; open at both ends where they cannot be known.
    """
    movable, _, length = name.partition(":")
    if not length:
        month, day = (int(part) for part in name.split("-"))
        years = [year] if year is not None else ([said.year + shift for shift in (-1, 0, 1)] if said else [])
        days = [dt.date(y, month, day) for y in years if dt.MINYEAR <= y <= dt.MAXYEAR]
    else:
        days = [d for d in _first_days()[movable] if year is None or d.year == year]
    longest = dt.timedelta(days=int(length or 1) - 1)
    if year is None:
        days = _nearest(days, said, longest, step or (1 if ahead else -1), strict=bool(step))
    return When(days[0], days[0] + longest, "day" if not longest.days else "range") if days else When()


def _nearest(days: list[dt.date], said: dt.date | None, longest: dt.timedelta, step: int, *, strict: bool) -> list[dt.date]:
    if said is None:
        return []
    if step > 0:
        return [d for d in days if (d > said if strict else d + longest >= said) and d - said < dt.timedelta(days=400)]
    back = [d for d in days if (d + longest < said if strict else d <= said) and said - d < dt.timedelta(days=400)]
    return back[-1:]
