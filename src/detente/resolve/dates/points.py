"""Points: stretches of the calendar with a level, how they are written in TIMEX3, and the days they cover."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final, Literal, NamedTuple

from detente.records import When
from detente.records.disk import Precision

Level = Literal["century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend", "day"]
Phase = Literal["", "START", "MID", "END"]

_SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS: Final = {"half": 6, "quarter": 3, "season": 3, "month": 1, "year": 12, "decade": 120, "century": 1200}
_PRECISION: Final[dict[Level, Precision]] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}
_THIRDS: Final[dict[Phase, tuple[float, float]]] = {"START": (0.0, 1 / 3), "MID": (1 / 3, 2 / 3), "END": (2 / 3, 1.0)}


class Point(NamedTuple):
    """A stretch of the calendar.

    Attributes:
        level: how long it is.
        first: its first day.
        clock: the time of day as TIMEX3 writes it (`T17:30`, `TMO`), or nothing.
        phase: the third of it that is meant, or nothing for the whole.
    """

    level: Level
    first: dt.date
    clock: str = ""
    phase: Phase = ""

    @property
    def value(self) -> str:
        """The point in TIMEX3."""
        year, month = f"{self.first.year:04}", self.first.month
        if self.level in {"week", "weekend"}:
            iso_year, week, _ = self.first.isocalendar()
            return f"{iso_year:04}-W{week:02}" + ("-WE" if self.level == "weekend" else "")
        season = next((name for name, start in _SEASON_MONTH.items() if start == month), "")
        written: dict[Level, str] = {
            "century": year[:2],
            "decade": year[:3],
            "year": year,
            "half": f"{year}-H{(month + 5) // 6}",
            "quarter": f"{year}-Q{(month + 2) // 3}",
            "season": f"{year}-{season}",
            "month": f"{year}-{month:02}",
            "day": f"{self.first.isoformat()}{self.clock}",
        }
        return written[self.level]

    @property
    def last(self) -> dt.date:
        """Its last day."""
        if self.level in _MONTHS:
            return _add_months(self.first, _MONTHS[self.level]) - dt.timedelta(days=1)
        return self.first + dt.timedelta(days={"week": 6, "weekend": 1}.get(self.level, 0))

    @property
    def when(self) -> When:
        """The days it covers; a phase narrows them and makes them approximate."""
        if not self.phase or self.level == "day":
            return When(self.first, self.last, _PRECISION.get(self.level, "range"))
        days = (self.last - self.first).days + 1
        low, high = _THIRDS[self.phase]
        start = self.first + dt.timedelta(days=int(days * low))
        end = self.first + dt.timedelta(days=max(int(days * high) - 1, 0))
        return When(start, max(start, end), "approx")


def point(level: Level, day: dt.date, phase: Phase = "") -> Point:
    """Give the stretch of a level that a day lies in.

    Args:
        level: the level.
        day: any day in it; a season must be given by a day of its first month.
        phase: the third of it that is meant.

    Returns:
        The point.
    """
    if level in {"week", "weekend"}:
        monday = day - dt.timedelta(days=day.weekday())
        return Point(level, monday + dt.timedelta(days=5 if level == "weekend" else 0), "", phase)
    if level == "day":
        return Point(level, day)
    if level in {"quarter", "half"}:
        return Point(level, dt.date(day.year, (day.month - 1) // _MONTHS[level] * _MONTHS[level] + 1, 1), "", phase)
    if level in {"month", "season"}:
        return Point(level, day.replace(day=1), "", phase)
    years = max(_MONTHS[level] // 12, 1)
    return Point(level, dt.date(max(day.year // years * years, 1), 1, 1), "", phase)


def season(name: str, year: int) -> Point:
    """Give the season of a year; a winter runs into the next year.

    Args:
        name: SP, SU, FA or WI.
        year: the year it begins in.

    Returns:
        The point.
    """
    return Point("season", dt.date(year, _SEASON_MONTH[name], 1))


def shift(day: dt.date, count: float, unit: str) -> dt.date:
    """Move a day by a number of units; the 31st becomes the last day of a shorter month.

    Args:
        day: the day.
        count: how many units, forward or back.
        unit: `minute`, `hour`, `day`, `week`, `weekend` or a level of months and years.

    Returns:
        The day reached.

    Raises:
        OverflowError: when it lies outside the calendar.
    """
    if unit in {"minute", "hour"}:
        return day + dt.timedelta(days=int(count / (24 if unit == "hour" else 1440)))
    if unit in _MONTHS:
        return _add_months(day, round(count * _MONTHS[unit]))
    return day + dt.timedelta(days=round(count * (1 if unit == "day" else 7)))


def _add_months(day: dt.date, count: int) -> dt.date:
    months = day.month - 1 + count
    year, month = day.year + months // 12, months % 12 + 1
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        if year == dt.MAXYEAR + 1:
            return dt.date.max
        raise OverflowError(f"year {year} is outside the calendar")
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
