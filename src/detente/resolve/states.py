"""States through time: what each is called, when it existed, how it stands, and its numbers in other code books."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, cast

from detente import data
from detente.errors import DataError
from detente.records import Place

Standing = Literal["recognised", "partly recognised", "breakaway", "dependency", "former"]

_COLUMNS: Final = 19


class State(NamedTuple):
    """One state over one period.

    Attributes:
        code: ISO 3166-1 alpha-3, or a user-assigned code where ISO has none.
        start: its first day, or None where that is before 1900.
        end: its last day, or None where it still exists.
        standing: how others see it.
        of: the state that most others hold it to belong to, or None.
        name: usual English name.
        official: official name, or None where it is the usual one.
        forms: further names.
        adjectives: what is of it.
        people: its people, singular and plural.
        capital: its seat of government on the map, or None.
        cow: Correlates of War number, or None.
        gw: Gleditsch–Ward number, or None.
        fips: FIPS 10-4 code, or None.
        place: its middle.
    """

    code: str
    start: dt.date | None
    end: dt.date | None
    standing: Standing
    of: str | None
    name: str
    official: str | None
    forms: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: Place | None
    cow: int | None
    gw: int | None
    fips: str | None
    place: Place

    def existed(self, day: dt.date) -> bool:
        """Tell whether the state existed.

        Args:
            day: a day.

        Returns:
            True from its first day to its last.
        """
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the state itself, the usual one first."""
        return (self.name, *((self.official,) if self.official else ()), *self.forms)


@cache
def states() -> Sequence[State]:
    """Load all states; those of one code stand together, the present one first.

    Returns:
        The states, sorted by code.

    Raises:
        DataError: when a row cannot be read.
    """
    return tuple(_state(row) for row in data.rows(files("detente.data") / "states.tsv", _COLUMNS))


@cache
def former() -> Mapping[str, State]:
    """Give the former states by every name and adjective that stands for them alone.

    Returns:
        Name to state; without capitals, which outlive states.
    """
    found = {form: s for s in states() if s.standing == "former" for form in (*s.names, *s.adjectives, *s.people)}
    return MappingProxyType(found)


@cache
def _seats() -> Mapping[str, Sequence[State]]:
    seats: dict[str, list[State]] = {}
    for state in states():
        for form in {*(state.names), *state.adjectives, *state.people, *([state.capital.name] if state.capital else ())}:
            seats.setdefault(form, []).append(state)
    return MappingProxyType(seats)


def state_on(name: str, day: dt.date) -> State | None:
    """Find the state that a name stood for on a day: `Moscow` is the Soviet Union in 1985 and Russia in 2005.

    Args:
        name: a state's name, adjective, people or capital, as written.
        day: the day.

    Returns:
        The state, or None where the name stands for none that existed then.
    """
    there = [state for state in _seats().get(name, ()) if state.existed(day)]
    ranked = sorted(there, key=lambda s: (s.name != name, s.standing != "former", s.standing == "dependency"))
    return next(iter(ranked), None)


def predecessor(code: str, day: dt.date) -> State | None:
    """Find the state that was governed from a present state's capital before it existed: the Soviet Union for Russia.

    Args:
        code: code of a present state.
        day: the day.

    Returns:
        The former state, or None where the present one existed or had no such predecessor.
    """
    seats = [s.capital.name for s in states() if s.code == code and s.end is None and not s.existed(day) and s.capital]
    return state_on(seats[0], day) if seats else None


def _state(row: Sequence[str]) -> State:
    code, start, end, standing, of, name, official, forms, adjectives, people, *rest = (None if c == "-" else c for c in row)
    capital, cap_lat, cap_lon, cap_id, cow, gw, fips, lat, lon = rest
    if not (code and name):
        raise DataError(f"states.tsv: a row without code or name ({code or name})", "Give both.")
    try:
        seat = (
            Place(capital, code, float(cap_lat), float(cap_lon), _number(cap_id), "point")
            if capital and cap_lat and cap_lon
            else None
        )
        return State(
            code,
            dt.date.fromisoformat(start) if start else None,
            dt.date.fromisoformat(end) if end else None,
            cast("Standing", standing),
            of,
            name,
            official,
            _parts(forms),
            _parts(adjectives),
            tuple(dict.fromkeys(p for pair in _parts(people) for p in pair.split(":"))),
            seat,
            _number(cow),
            _number(gw),
            fips,
            Place(name, code, float(lat or 0), float(lon or 0), precision="country"),
        )
    except ValueError as error:
        raise DataError(f"states.tsv, {code}: {error}", "Correct the row.") from error


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _number(cell: str | None) -> int | None:
    return int(cell) if cell else None


@cache
def _mentions() -> re.Pattern[str]:
    forms = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w])")


@cache
def _codes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for state in sorted(states(), key=lambda s: s.standing == "former"):
        for form in (*state.names, *state.adjectives, *state.people):
            found.setdefault(form, state.code)
    return MappingProxyType(found)


def mentioned(text: str) -> Counter[str]:
    """Count the states that a text speaks of, by name, adjective and people.

    Args:
        text: any text.

    Returns:
        How often, by code.
    """
    codes = _codes()
    return Counter(codes[m.group()] for m in _mentions().finditer(text.replace("’", "'")))
