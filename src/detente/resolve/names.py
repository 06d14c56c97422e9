"""Known names: states by all their names, bodies, groups and places, found in a text in one pass."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, cast

from detente import data
from detente.records import KnownName, Place
from detente.resolve.dates import find_times
from detente.resolve.states import former, predecessor, state_on, states
from detente.resolve.tables import known


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
    """Load all names; names.tsv wins over the states of today and over groups and bodies, former states over names.tsv.

    Returns:
        Name to what it stands for.
    """
    found: dict[str, Entry] = {}
    for state in states():
        if state.standing == "former":
            continue
        for form in state.names:
            found.setdefault(form, Entry("state", state.name, state.code, "GOV", state.place))
        if state.capital and state.standing != "dependency":
            found.setdefault(state.capital.name, Entry("state", state.name, state.code, "GOV", state.capital))
        for form in (*state.adjectives, *state.people):
            found.setdefault(form, Entry("demonym", state.name, state.code, "GOV", None))
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
    for form, entry in known().items():
        sense = entry.on(None)
        found.setdefault(form, Entry(entry.kind, entry.name, sense.country, sense.sector, None))
    for form, state in former().items():
        kind_of: Literal["state", "demonym"] = "state" if form in state.names else "demonym"
        found[form] = Entry(kind_of, state.name, state.code, "GOV", state.place if kind_of == "state" else None)
    return MappingProxyType(found)


@cache
def caseless() -> Mapping[str, str]:
    """Give each name by its case-folded form, for texts in capitals.

    Returns:
        Folded form to name.
    """
    return MappingProxyType({name.casefold(): name for name in reversed(list(entries()))})


def entry_on(name: str, day: dt.date | None) -> Entry | None:
    """Find what a name stood for on a day; a capital or state of today may have been another state's then.

    Args:
        name: as written.
        day: the day of the report, or None where that is not known.

    Returns:
        The entry, or None where nothing has that name.
    """
    entry = entries().get(name)
    if entry is None or day is None:
        return entry
    if entry.kind in {"group", "body"} and (named := known().get(name)):
        sense = named.on(day)
        return entry._replace(country=sense.country, sector=sense.sector)
    if entry.kind not in {"state", "demonym"}:
        return entry
    then = state_on(name, day) or predecessor(entry.country or "", day)
    if then is None or then.code == entry.country or then.standing != "former":
        return entry
    return entry._replace(name=then.name, country=then.code, place=then.place if entry.place else None)


@cache
def state_names() -> Mapping[str, str]:
    """Give each state's usual name.

    Returns:
        ISO3 to name.
    """
    return MappingProxyType({state.code: state.name for state in reversed(states())})


_WORD: Final = re.compile(r"\w+")
_PARTICIPLE: Final = re.compile(r"-[A-Za-z]+ed\b")
_BYGONE: Final = re.compile(r"\b(?:[Ff]ormer|ex)[ -]$")


@cache
def _by_first_word() -> Mapping[str, tuple[str, ...]]:
    """All names by their first word, the longest first: a text is matched word by word, however many names there are."""
    found: dict[str, list[str]] = {}
    for name in entries():
        if len(name) > 1 and (first := _WORD.match(name)):
            found.setdefault(first.group(), []).append(name)
    return MappingProxyType({word: tuple(sorted(names, key=len, reverse=True)) for word, names in found.items()})


def _ends(text: str, end: int) -> bool:
    """Whether a name may end here: no letter follows, and no participle (`Iran-backed`)."""
    return not (text[end : end + 1].isalnum() or text[end : end + 1] == "_" or _PARTICIPLE.match(text, end))


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
    plain, by_word, end = text.replace("’", "'"), _by_first_word(), 0
    for match in _WORD.finditer(plain):
        at = match.start()
        if at < end or at in taken or plain[at - 1 : at] == "-":
            continue
        name = next(
            (n for n in by_word.get(match.group(), ()) if plain.startswith(n, at) and _ends(plain, at + len(n))), None
        )
        if name is None or (name in former() and _BYGONE.search(text, max(0, at - 8), at)):
            continue
        end, entry = at + len(name), entries()[name]
        found.append(KnownName(at, end, entry.kind, entry.country))
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
