"""Known names: states by all their names, bodies, groups and places, found in a text in one pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

from detente import data
from detente.records import KnownName, Place
from detente.resolve.dates import find_times


class Entry(NamedTuple):
    """What one name stands for.

    Attributes:
        kind: kind of the name.
        name: canonical name.
        country: ISO3, or None.
        sector: PLOVER sector, or None.
        place: where it lies, or None.
    """

    kind: Literal["state", "demonym", "group", "body", "place"]
    name: str
    country: str | None
    sector: str | None
    place: Place | None


@cache
def entries() -> Mapping[str, Entry]:
    """Load all names; names.tsv wins over states.tsv.

    Returns:
        Name to what it stands for.
    """
    found: dict[str, Entry] = {}
    for iso3, name, capital, people, lat, lon, number in data.rows(files("detente.data") / "states.tsv", 7):
        where = Place(capital or name, iso3, float(lat), float(lon), int(number)) if lat else Place(name, iso3)
        found[name] = Entry("state", name, iso3, "GOV", Place(name, iso3, where.lat, where.lon))
        if capital:
            found.setdefault(capital, Entry("state", name, iso3, "GOV", where))
        for form in filter(None, people.split("|")):
            for spelling in (form, f"{form}s"):
                found.setdefault(spelling, Entry("demonym", name, iso3, "GOV", None))
    for kind, name, iso3, sector, forms, lat, lon in data.rows(files("detente.data") / "names.tsv", 7):
        country = None if iso3 == "-" else iso3
        for form in forms.split("|"):
            old = found.get(form)
            place = Place(name, country, float(lat), float(lon)) if lat != "-" else (old.place if old else None)
            found[form] = Entry(
                cast("Literal['state', 'demonym', 'group', 'body', 'place']", kind),
                name,
                country,
                None if sector == "-" else sector,
                place,
            )
    return MappingProxyType(found)


@cache
def state_names() -> Mapping[str, str]:
    """Give each state's usual name.

    Returns:
        ISO3 to name.
    """
    return MappingProxyType({row[0]: row[1] for row in data.rows(files("detente.data") / "states.tsv", 7)})


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((n for n in entries() if len(n) > 1), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(n) for n in names)})(?![\w]|-[A-Za-z]+ed\b)")


def find(text: str) -> list[KnownName]:
    """Find known names and times, none overlapping.

    Args:
        text: any text.

    Returns:
        The names in order.
    """
    times = [KnownName(start, end, "time", None) for start, end in find_times(text)]
    taken = {i for t in times for i in range(t.start, t.end)}
    found = list(times)
    for match in _pattern().finditer(text.replace("’", "'")):
        if match.start() not in taken:
            entry = entries()[match.group()]
            found.append(KnownName(match.start(), match.end(), entry.kind, entry.country))
    return sorted(found)


def state_of(name: str) -> str | None:
    """Find the state a user names.

    Args:
        name: ISO3 code or any known name, in any case.

    Returns:
        ISO3, or None where no state has that name.
    """
    if name.upper() in state_names():
        return name.upper()
    folded = {form.casefold(): entry for form, entry in entries().items() if entry.kind in {"state", "demonym"}}
    entry = folded.get(name.casefold())
    return entry.country if entry else None
