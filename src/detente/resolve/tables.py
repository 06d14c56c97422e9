"""Groups, bodies and parties: what each name stood for on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from detente import data
from detente.errors import DataError
from detente.resolve.holders import span_of

_OPEN: Final = "-"
_STATELESS: Final = frozenset({"IGO", "IMG", "ISM"})
_FILES: Final[Mapping[str, Literal["group", "body"]]] = MappingProxyType(
    {"groups.tsv": "group", "bodies.tsv": "body", "parties.tsv": "group"}
)


class Sense(NamedTuple):
    """What a name stands for over one period.

    Attributes:
        country: ISO3 of the home state, or None.
        sector: PLOVER sector.
        start: first day.
        end: last day.
    """

    country: str | None
    sector: str
    start: dt.date
    end: dt.date


class Known(NamedTuple):
    """A group, body or party.

    Attributes:
        kind: `group` or `body`.
        name: usual name.
        forms: all names, the usual one first.
        homes: the states it mainly acts in, the first the main one.
        senses: what it stood for, a later sense before the one it replaces.
    """

    kind: Literal["group", "body"]
    name: str
    forms: tuple[str, ...]
    homes: tuple[str, ...]
    senses: tuple[Sense, ...]

    def on(self, day: dt.date | None) -> Sense:
        """Tell what it stood for.

        Args:
            day: the day of the report, or None: then the last sense counts.

        Returns:
            The sense of that day; outside all of them, its own.
        """
        when = day or dt.date.max
        return next((s for s in self.senses if s.start <= when <= s.end), self.senses[-1])


@cache
def known() -> Mapping[str, Known]:
    """Load all three tables.

    Returns:
        Each form to what it names; of a form in two tables, the first of groups, bodies and parties.
    """
    found: dict[str, Known] = {}
    for name, kind in _FILES.items():
        for entry in _rows(name, kind):
            for form in entry.forms:
                found.setdefault(form.removeprefix("the "), entry)
    return MappingProxyType(found)


def _rows(file: str, kind: Literal["group", "body"]) -> Iterator[Known]:
    for row in data.rows(files("detente.data") / file, 7 if file == "groups.tsv" else 6):
        name, forms, homes, sector, start, end, *later = row
        states = tuple(homes.split("|")) if homes != _OPEN else ()
        try:
            own = Sense(states[0] if states and sector not in _STATELESS else None, sector, *span_of(start, end))
            became = [_became(cell) for cell in (later[0].split("|") if later and later[0] != _OPEN else ())]
        except ValueError as error:
            raise DataError(f"{file}: {name}: {error}", "Write dates as YYYY, YYYY-MM or YYYY-MM-DD, or -.") from error
        others = forms.split("|") if forms != _OPEN else []
        yield Known(kind, name, (name, *others), states, (*became, own))


def _became(cell: str) -> Sense:
    what, _, when = cell.partition(" ")
    country, _, sector = what.partition(".")
    start, _, end = when.partition("..")
    return Sense(country, sector, *span_of(start, end))
