"""Times that count from another: `last week`, `two days later`, `that evening`; amounts, sets and vague times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, cast

from detente.records import When
from detente.resolve.dates import amounts
from detente.resolve.dates.amounts import Amount
from detente.resolve.dates.context import ANAPHORIC, Context, Meaning, exactly, third
from detente.resolve.dates.grammar import Found
from detente.resolve.dates.points import Level, Phase, Point, point, shift


def _offset(found: Found, context: Context) -> Meaning | None:
    """`two days ago` counts from the day of saying, `two days later` from what was told."""
    amount = amounts.amount(found, "n")
    backward = found.value("dir") == "-1"
    if amount is not None and _of_an_event(found, context):
        return Meaning(amount.value, "DURATION")
    if amount is None or amount.number is None:
        return _vague(backward=backward)
    base = point("day", context.now) if found.letters("dir") == "a" and context.now else context.then
    if base is None:
        return None
    return exactly(_moved(base, -amount.number if backward else amount.number, amount.unit))


def _of_an_event(found: Found, context: Context) -> bool:
    """Whether an event that nobody dated follows: `two days after the vote`, where the text told no time before."""
    if context.near is not None or found.words.word(found.end - 1).lower() not in {"after", "before"}:
        return False
    return found.words.letters[found.end : found.end + 1] not in {"", ".", ","}


def _moved(base: Point, count: float, unit: str) -> Point:
    """Move by a number of units and keep to the unit's own level; of hours, to the day."""
    if unit in {"minute", "hour"}:
        return Point("day", shift(base.first, count, unit), "TXX")
    day = shift(base.first, count, unit)
    level = cast("Level", unit)
    if level == "year" and base.level == "quarter":
        level = base.level
    return point(level, day) if level != "weekend" else point("weekend", day)


def _next_day(found: Found, context: Context) -> Meaning | None:
    """`the day before`, `the day after`."""
    if context.then is None or _of_an_event(found, context):
        return None
    return exactly(_moved(context.then, -1 if found.value("dir") == "-1" else 1, "day"))


def _bare_offset(found: Found, context: Context) -> Meaning | None:
    if found.text.lower().startswith("year-") and context.then:
        return exactly(_moved(context.then, -1, "year"))
    if _of_an_event(found, context):
        return Meaning(amounts.vague(found.unit), "DURATION")
    return _vague(backward=found.value("dir") == "-1")


def _vague(*, backward: bool) -> Meaning:
    """Nobody could say which days."""
    return Meaning("PAST_REF" if backward else "FUTURE_REF", "DATE")


def _window(found: Found, context: Context) -> Meaning | None:
    """`the last two weeks`, `the next six months`: so long, up to or from a day."""
    amount = amounts.amount(found, "n")
    if amount is None:
        return None
    step = found.value("w")
    base = context.then.first if found.letters("w")[-1] in ANAPHORIC and context.then else context.now
    whole = found.words.letters[found.end : found.end + 1] != "F"
    return Meaning(amount.value, "DURATION", amounts.window(amount, base, step) if whole else None)


def _since_window(_: Found, __: Context) -> Meaning:
    """`recent weeks`."""
    return _vague(backward=True)


def _unit(found: Found, context: Context) -> Meaning | None:
    """`last week`, `this year`, `the next day`, `that same month`; `the coming weeks` stay vague."""
    step, unit, letters = found.value("w"), found.unit, found.letters("w")
    anaphoric = letters[-1] in ANAPHORIC or (letters[-1] == "x" and found.words.letters[found.first] == "A")
    if found.value("u") == "2":
        if anaphoric and letters[-1] != "x":
            return Meaning(amounts.vague(unit), "DURATION")
        return _vague(backward=step == "-1") if step in {"-1", "1"} else None
    if letters[-1] == "l" and found.words.word(found.parts["w"][-1]).lower() == "past":
        amount = Amount(1, unit)
        return Meaning(amount.value, "DURATION", amounts.window(amount, context.now, "-1"))
    if found.before == "within" and step == "1":
        amount = Amount(1, unit)
        return Meaning(amount.value, "DURATION", amounts.window(amount, context.now, "1"))
    base = context.then if anaphoric else (point("day", context.now) if context.now else None)
    if base is None:
        return None
    count = int(step) if step in {"-1", "1"} else 0
    return exactly(_moved(base, count, unit))


def _edge_of(found: Found, context: Context) -> Meaning | None:
    """`the end of the month`, `later this year`, `early in the year`."""
    letters, step = found.letters("w"), found.value("w")
    if found.value("u") == "2":
        return None
    now = point("day", context.now) if context.now else None
    base = context.then if context.near and (letters[-1] in ANAPHORIC or letters == "A") else now
    if base is None:
        return None
    count = int(step) if step in {"-1", "1"} else 0
    moved = _moved(base, count, found.unit)
    phase = found.value("e") if found.value("e") in {"START", "MID", "END"} else ""
    return exactly(moved._replace(phase=cast("Phase", phase)))


def _unit_end(found: Found, context: Context) -> Meaning | None:
    now = context.then if context.story else (point("day", context.said) if context.said else None)
    return exactly(_moved(now, 0, found.unit)._replace(phase=third(found))) if now else None


def _spoken(found: Found, context: Context) -> Meaning | None:
    """`yesterday`, `tonight`, `tomorrow morning`."""
    value = found.value("j")
    days, clock = int(value.split("T")[0]), value.partition("T")[2] or found.value("p")
    clock = f"T{clock}" if clock else ""
    if context.story:
        return Meaning("PRESENT_REF" if days == 0 and not clock else f"XXXX-XX-XX{clock}", "DATE")
    if context.said is None:
        return Meaning(f"XXXX-XX-XX{clock}", "TIME" if clock else "DATE")
    return exactly(Point("day", context.said + dt.timedelta(days=days), clock))


def _weekday(found: Found, context: Context) -> Meaning | None:
    number, step, now = int(found.value("d")), found.letters("w")[-1:], context.now
    part = found.value("p") or found.value("p2")
    clock = f"T{part}" if part else ""
    if now is None:
        return Meaning(f"XXXX-WXX-{number + 1}{clock}", "DATE")
    monday = now - dt.timedelta(days=now.weekday())
    back = (now.weekday() - number) % 7
    if step in set("lLxXt"):
        weeks = 1 if step in {"x", "X"} else -1 if step in {"l", "L"} else 0
        day = monday + dt.timedelta(days=7 * weeks + number)
    elif context.tense == "future":
        day = now + dt.timedelta(days=(7 - back) if back else 0)
    else:
        day = now - dt.timedelta(days=back)
    return exactly(Point("day", day, clock))


def _every(found: Found, _: Context) -> Meaning:
    letter = found.letters("u")
    if letter in {"w", "W"}:
        return Meaning(f"XXXX-WXX-{int(found.value('u')) + 1}", "SET")
    if letter == "p":
        return Meaning(f"XXXX-XX-XXT{found.value('u')}", "SET")
    count = int(found.value("o") or 1)
    return Meaning(Amount(count, found.unit).value, "SET")


def _set(found: Found, _: Context) -> Meaning:
    return Meaning(found.value("k"), "SET")


def _part(found: Found, context: Context) -> Meaning | None:
    """`this morning` is of the day of saying, `that evening` of the day told of."""
    letters, part = found.letters("w"), found.value("p")
    step = found.value("w")
    if letters[-1] == "N":
        return None
    base = context.said if "t" in letters and not context.story else (context.then.first if context.then else None)
    if base is None or (context.near and context.near.level != "day"):
        return Meaning(f"XXXX-XX-XXT{part}", "TIME") if letters != "A" else None
    count = int(step) if step in {"-1", "1"} else 0
    return exactly(Point("day", base + dt.timedelta(days=count), f"T{part}"))


def _night(found: Found, _: Context) -> Meaning:
    return Meaning(f"XXXX-XX-XXT{found.value('p')}", "TIME")


def _clock(found: Found, context: Context) -> Meaning | None:
    clock = amounts.clock(found.text)
    base = context.then
    if clock is None:
        return None
    if base is None or base.level != "day":
        return Meaning(f"XXXX-XX-XX{clock}", "TIME")
    return exactly(Point("day", base.first, clock))


def _duration(found: Found, context: Context) -> Meaning | None:
    """So long; `within sixty days` and, of the future, `for three weeks` and `in a month` count from the day of saying."""
    amount = amounts.amount(found, "n")
    if amount is None:
        return None
    when = None
    if found.before == "within" or (context.tense == "future" and found.before in {"in", "for"}):
        when = amounts.window(amount, context.now, "1")
        if when and found.before == "in":
            when = When(when.end, when.end, "day" if amount.unit == "day" else "approx")
    return Meaning(amount.value, "DURATION", when)


def _many(found: Found, _: Context) -> Meaning:
    return Meaning(amounts.vague(found.unit), "DURATION")


def _weekend(_: Found, context: Context) -> Meaning | None:
    now = context.now
    if now is None:
        return Meaning("XXXX-WXX-WE", "DATE")
    ahead = context.tense == "future" or now.weekday() >= 5
    return exactly(point("weekend", now if ahead else now - dt.timedelta(days=7)))


def _whole_unit(found: Found, context: Context) -> Meaning | None:
    return exactly(_moved(point("day", context.now), 0, found.unit)) if context.now else None


def _ref(found: Found, context: Context) -> Meaning:
    value = found.value("r")
    if value == "PRESENT_REF":
        return Meaning(value, "DATE", When(context.said, context.said, "approx") if context.said else None)
    return _vague(backward=value == "PAST_REF")


def _soon(found: Found, context: Context) -> Meaning | None:
    """In a story `soon` counts from what was told, which the sentence does not date."""
    return None if context.story else _ref(found, context)


def _past(_: Found, __: Context) -> Meaning:
    return _vague(backward=True)


RELATIVE: Final[Mapping[str, Callable[[Found, Context], Meaning | None]]] = MappingProxyType(
    {
        "offset": _offset,
        "next_day": _next_day,
        "bare_offset": _bare_offset,
        "window": _window,
        "since_window": _since_window,
        "unit": _unit,
        "edge_of": _edge_of,
        "unit_end": _unit_end,
        "spoken": _spoken,
        "weekday": _weekday,
        "every": _every,
        "set": _set,
        "part": _part,
        "night": _night,
        "clock": _clock,
        "duration": _duration,
        "many": _many,
        "weekend": _weekend,
        "whole_unit": _whole_unit,
        "ref": _ref,
        "soon": _soon,
        "past": _past,
    }
)
