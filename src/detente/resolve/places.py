"""Places on the map, by name and state."""

from __future__ import annotations

import gzip
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from detente.records import Place
from detente.resolve.names import entries


@cache
def _towns() -> Mapping[str, tuple[tuple[int, Place], ...]]:
    raw = (files("detente.data") / "places.tsv.gz").read_bytes()
    towns: dict[str, list[tuple[int, Place]]] = {}
    for line in gzip.decompress(raw).decode().splitlines():
        if not line.startswith("#"):
            name, iso3, lat, lon, number, people = line.split("\t")
            towns.setdefault(name, []).append((int(people), Place(name, iso3, float(lat), float(lon), int(number))))
    return {name: tuple(sorted(found, key=lambda t: -t[0])) for name, found in towns.items()}


def locate(name: str, countries: Collection[str] = ()) -> Place | None:
    """Find a place.

    Args:
        name: as written.
        countries: states that the document speaks of; a place in one of them wins over a larger one elsewhere.

    Returns:
        The place, or None where no place has that name.
    """
    entry = entries().get(name)
    if entry:
        return entry.place
    towns = [place for _, place in _towns().get(name, ())]
    near = [place for place in towns if place.country in countries]
    return next(iter(near or towns), None)
