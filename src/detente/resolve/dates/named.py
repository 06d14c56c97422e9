"""Times with a name in the calendar: dates, months, seasons, quarters, centuries, feasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from detente.records import When
from detente.resolve.dates.context import ANAPHORIC, Context, Meaning, Tense, exactly, third, year_of
from detente.resolve.dates.feasts import feast
from detente.resolve.dates.grammar import Found
from detente.resolve.dates.points import Level, Point, point, season, shift

# A date so far off would be written with its year when another one lies near.
_FAR: Final = dt.timedelta(days=300)


def _iso(found: Found, _: Context) -> Meaning:
    text = found.text
    if not text[:4].isdigit():
        month, day, year = (int(part) for part in text.replace("-", "/").split("/"))
        if month > 12:
            month, day = day, month
        if year < 100:
            year += 1900 if year > 50 else 2000
        return exactly(Point("day", dt.date(year, month, day)))
    return exactly(Point("day", dt.date.fromisoformat(text[:10]), text[10:16]))


def _bc(found: Found, _: Context) -> Meaning:
    month = f"-{int(found.value('m')):02}" if found.value("m") else ""
    number = found.value("n2") or found.value("n")
    return Meaning(f"BC{int(number):04}{month}", "DATE")


def _date(found: Found, context: Context) -> Meaning:
    day, month, year = int(found.value("d")), int(found.value("m")), year_of(found, context)
    clock = f"T{found.value('p')}" if found.value("p") else ""
    if year is not None:
        return exactly(Point("day", dt.date(year, month, day), clock))
    if context.said is None:
        return Meaning(f"XXXX-{month:02}-{day:02}{clock}", "DATE")
    near = [
        dt.date(context.said.year + step, month, day) for step in (-1, 0, 1) if _exists(context.said.year + step, month, day)
    ]
    chosen = _nearest(near, context.said, context.tense)
    return exactly(Point("day", chosen, clock))


def _exists(year: int, month: int, day: int) -> bool:
    return dt.MINYEAR <= year <= dt.MAXYEAR and not (
        month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400))
    )


def _nearest(days: list[dt.date], said: dt.date, tense: Tense) -> dt.date:
    near = min(days, key=lambda d: abs(d - said))
    side = [d for d in days if (d >= said if tense == "future" else d <= said)] or days
    chosen = min(side, key=lambda d: abs(d - said))
    return near if abs(chosen - said) > _FAR > abs(near - said) * 5 else chosen


def _month(found: Found, context: Context) -> Meaning:
    month, phase = int(found.value("m") or found.value("m2")), third(found)
    step, now = found.letters("w"), context.now
    if step and now and found.value("w") in {"-1", "1"}:
        ahead = found.value("w") == "1"
        base = context.then.first if step[-1] in ANAPHORIC and context.then else now
        year = base.year + (month <= base.month if ahead else -(month >= base.month))
        return exactly(Point("month", dt.date(year, month, 1), "", phase))
    known = year_of(found, context)
    if known is not None:
        return exactly(Point("month", dt.date(known, month, 1), "", phase))
    if now is None:
        return Meaning(f"XXXX-{month:02}", "DATE")
    year = now.year - (context.tense == "past" and month > now.month) + (context.tense == "future" and month < now.month)
    return exactly(Point("month", dt.date(year, month, 1), "", phase))


def _day_beside(found: Found, context: Context) -> Meaning | None:
    """A day whose month stands beside it (`3 to 8 May`, `May 6 and 7`); the walk lends the month by `near`."""
    near = context.near
    if near is None:
        return None
    year = int(found.value("y")) if found.value("y") else near.first.year
    return exactly(Point("day", dt.date(year, near.first.month, int(found.value("d")))))


def _ordinal(found: Found, context: Context) -> Meaning | None:
    """`the 26th`: of the month told of, or the nearest in the direction of the sentence."""
    day, then = int(found.value("d")), context.then
    if then is None:
        return None
    if context.near is not None:
        return exactly(Point("day", then.first.replace(day=day)))
    months = [shift(then.first.replace(day=1), step, "month") for step in (-1, 0, 1)]
    days = [m.replace(day=day) for m in months if shift(m, 1, "month") - m >= dt.timedelta(days=day)]
    return exactly(Point("day", _nearest(days, then.first, context.tense)))


def _century(found: Found, _: Context) -> Meaning:
    return exactly(Point("century", dt.date(max((int(found.value("o")) - 1) * 100, 1), 1, 1), "", third(found)))


def _decade(found: Found, context: Context) -> Meaning:
    digits = int("".join(c for c in found.words.word(found.parts["x"].start) if c.isdigit()))
    if digits < 100:
        base = context.now.year if context.now else 2000
        digits += base // 100 * 100 - (100 if base // 100 * 100 + digits > base else 0)
    return exactly(Point("decade", dt.date(digits, 1, 1), "", third(found)))


def _season(found: Found, context: Context) -> Meaning:
    name = found.value("s") or found.value("s2")
    step, now, known = found.value("w"), context.now, year_of(found, context)
    phase = third(found)
    if known is None and now is None:
        return Meaning(f"XXXX-{name}", "DATE")
    if step in {"-1", "1"} and now and not {"y", "y2"} & set(found.parts):
        places = [season(name, now.year + shifted) for shifted in (-2, -1, 0, 1)]
        ahead = [p for p in places if p.first > now] if step == "1" else [p for p in places if p.last < now][::-1]
        return exactly(ahead[0]._replace(phase=phase))
    if known is None and now:
        begun = season(name, now.year).first <= now
        known = now.year - (context.tense == "past" and not begun and step != "0")
    return exactly(season(name, known or 1)._replace(phase=phase))


def _quarter(found: Found, context: Context) -> Meaning | None:
    if found.letters("c"):
        code = found.words.word(found.parts["c"].start)
        level: Level = "quarter" if code[0] == "Q" else "half"
        number = int(code[1])
    else:
        level = "half" if found.letters("u") == "H" else "quarter"
        number = int(found.value("o"))
    if number > (2 if level == "half" else 4):
        return None
    months = 6 if level == "half" else 3
    year, now = year_of(found, context), context.now
    if year is None and now is None:
        return Meaning(f"XXXX-{'H' if level == 'half' else 'Q'}{number}", "DATE")
    if year is None and now:
        begun = dt.date(now.year, (number - 1) * months + 1, 1) <= now
        year = now.year - (context.tense == "past" and not begun)
    return exactly(Point(level, dt.date(year or 1, (number - 1) * months + 1, 1), "", third(found)))


def _half_month(found: Found, context: Context) -> Meaning | None:
    """`the first half of May`, `the second half of the month`."""
    if found.value("m"):
        whole = _month(found, context).point
    else:
        whole = point("month", context.then.first) if context.then else None
    if whole is None:
        return None
    early, late = (
        When(whole.first, whole.first.replace(day=15), "range"),
        When(whole.first.replace(day=16), whole.last, "range"),
    )
    return Meaning(whole.value, "DATE", early if found.value("o") == "1" else late, whole)


def _feast(found: Found, context: Context) -> Meaning | None:
    step = found.value("w") if found.value("w") in {"-1", "1"} else "0"
    clock = f"T{found.value('p2')}" if found.value("p2") else ""
    name, said = found.value("f"), context.now
    year = year_of(found, context)
    found_on = feast(name, year, said, int(step), ahead=context.tense == "future")
    if found_on is None:
        return None
    if found_on.start is None or found_on.end is None:
        return Meaning(f"{year or 'XXXX'}-XX-XX", "DATE")
    first = Point("day", found_on.start, clock)
    return Meaning(first.value, "TIME" if clock else "DATE", found_on, first)


def _nth_week(found: Found, context: Context) -> Meaning | None:
    """`the first week of May`, `the second weekend of May`, `the first day of May`."""
    month, unit = int(found.value("m")), found.unit
    year = year_of(found, context)
    if year is None:
        if context.now is None:
            return None
        year = context.now.year - (context.tense == "past" and month > context.now.month)
    whole = Point("month", dt.date(year, month, 1))
    if unit == "day":
        number = int(found.value("o"))
        return exactly(Point("day", whole.first.replace(day=number) if number > 0 else whole.last))
    number = int(found.value("o"))
    start = whole.first + dt.timedelta(days=7 * (number - 1)) if number > 0 else whole.last - dt.timedelta(days=6)
    when = When(start, min(start + dt.timedelta(days=6), whole.last), "week")
    return Meaning("P1W", "DURATION", when, whole)


def _fiscal(found: Found, _: Context) -> Meaning:
    """A fiscal year: it begins in other months in other states, so its days are only near those of the year."""
    year = int(found.value("y") or found.value("y2"))
    where = Point("year", dt.date(year, 1, 1))
    return Meaning(where.value, "DATE", When(where.first, where.last, "approx"), where)


def _plain_year(found: Found, _: Context) -> Meaning:
    return exactly(Point("year", dt.date(int(found.value("y")), 1, 1), "", third(found)))


def _short_year(found: Found, context: Context) -> Meaning | None:
    """`1958-59`: the century stands in the year before the hyphen."""
    digits = found.value("y2")
    if digits:
        base = context.now.year if context.now else 2000
        year = base // 100 * 100 + int(digits)
        return exactly(Point("year", dt.date(year - (100 if year > base + 5 else 0), 1, 1)))
    digits = found.value("y")
    whole = found.words.values[found.first - 2]
    if len(digits) != 2 or int(digits) <= int(whole[2:]):
        return None
    return exactly(Point("year", dt.date(int(whole[:2] + digits), 1, 1)))


NAMED: Final[Mapping[str, Callable[[Found, Context], Meaning | None]]] = MappingProxyType(
    {
        "iso": _iso,
        "bc": _bc,
        "dmy": _date,
        "mdy": _date,
        "month": _month,
        "before_day": _day_beside,
        "after_day": _day_beside,
        "nth_of": _ordinal,
        "ordinal": _ordinal,
        "century": _century,
        "decade": _decade,
        "season": _season,
        "quarter": _quarter,
        "half_month": _half_month,
        "feast": _feast,
        "nth_week": _nth_week,
        "fiscal": _fiscal,
        "year": _plain_year,
        "short_year": _short_year,
    }
)
