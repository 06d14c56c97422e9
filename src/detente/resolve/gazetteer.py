"""The gazetteer: towns, regions, features and states by folded name, in sorted tables that are searched in place."""

from __future__ import annotations

import bisect
import gzip
import re
import unicodedata
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple, cast

from msgspec import structs

from detente import data
from detente.records import Place
from detente.resolve.states import states

Kind = Literal["state", "continent", "feature", "region", "district", "capital", "town"]

_PRECISIONS: Final[Mapping[str, Literal["point", "country"]]] = {
    "continent": "country",
    "crossing": "point",
    "base": "point",
    "nuclear": "point",
    "dam": "point",
    "camp": "point",
    "town": "point",
}
_KIND_WORDS: Final = re.compile(
    r"^(?:(?:north|south|east|west|northern|southern|eastern|western|central|downtown|greater|upper|lower|inner|outer|mainland|"
    r"northeast|northwest|southeast|southwest|northeastern|northwestern|southeastern|southwestern|rural) )+(?:of )?"
    r"|^(?:city|province|state|region|county|district|town|village|port|republic|governorate|municipality|gulf|island) of "
    r"| (?:province|state|region|county|district|city|town|village|governorate|prefecture|oblast|krai|republic|department|"
    r"parish|division|municipality|territory|canton|island|islands|area|metropolitan area|valley|basin|township|"
    r"borough)$"
)
_JUNK: Final = re.compile(r"[\s\-–_/]+")
_MARKS: Final = re.compile(r"['’‘`ʼʻ\".,()]")
_SAINT: Final = re.compile(r"\bst\b")


def fold(name: str) -> str:
    """Reduce a name to what its spellings share: no case, accents, hyphens, apostrophes or points.

    Args:
        name: a name as written.

    Returns:
        The key it is filed under; may be empty.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    plain = _JUNK.sub(" ", _MARKS.sub("", plain)).strip()
    return _SAINT.sub("saint", plain.removeprefix("the ") if len(plain) > 6 else plain)


_LETTERS: Final = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


class Candidate(NamedTuple):
    """A place that a name may mean.

    Attributes:
        place: the place.
        kind: what it is.
        region: code of the first-level region it lies in or is (`US.TX`), or empty.
        people: how many live there; 0 where not known.
        main: whether the name is its usual one and no other spelling.
    """

    place: Place
    kind: Kind
    region: str
    people: int
    main: bool


class _Table:
    """A sorted table, kept as bytes: one row is parsed only when it is asked for."""

    def __init__(self, name: str) -> None:
        self._raw = gzip.decompress((files("detente.data") / name).read_bytes())
        starts = array("I", [0])
        starts.extend(m.end() for m in re.finditer(rb"\n", self._raw))
        first = next((i for i, s in enumerate(starts) if self._raw[s : s + 1] != b"#"), 0)
        self._starts = starts[first:-1]

    def find(self, key: str) -> Iterator[Candidate]:
        """Give the places filed under a key."""
        wanted = f"{key}\t".encode()
        at = bisect.bisect_left(self._starts, wanted, key=lambda s: self._raw[s : s + len(wanted)])
        while at < len(self._starts) and self._raw.startswith(wanted, start := self._starts[at]):
            yield _candidate(self._raw[start : self._raw.index(b"\n", start)].decode())
            at += 1


def _candidate(line: str) -> Candidate:
    key, name, country, region, lat, lon, number, people, kind = line.split("\t")
    precision: Literal["point", "admin"] = "admin" if kind in {"region", "district"} else "point"
    place = Place(name, country, float(lat), float(lon), int(number), precision)
    main = fold(name) in {key, f"{key} city"}
    return Candidate(place, cast("Kind", kind), region, int(people), main)


@cache
def _tables() -> tuple[_Table, _Table]:
    return _Table("places.tsv.gz"), _Table("regions.tsv.gz")


@cache
def _ours() -> Mapping[str, Sequence[Candidate]]:
    """States and features, by folded name."""
    found: dict[str, list[Candidate]] = {}
    for state in sorted(states(), key=lambda s: s.standing == "former"):
        for form in state.names:
            known = found.setdefault(fold(form), [])
            if state.standing != "former" or not known:
                # On the map a breakaway territory lies in the state that most others hold it to belong to.
                lies_in = state.of if state.standing == "breakaway" else state.code
                known.append(Candidate(structs.replace(state.place, country=lies_in), "state", "", 0, main=True))
    for kind, name, country, lat, lon, forms in data.rows(files("detente.data") / "features.tsv", 6):
        middle = Place(
            name, None if country == "-" else country, float(lat), float(lon), None, _PRECISIONS.get(kind, "admin")
        )
        region = next((c.region for c in _tables()[1].find(fold(name)) if c.place.country == country), "")
        sort: Kind = "continent" if kind == "continent" else "region" if kind == "region" else "feature"
        # England is a feature of its own rather than another name of the state.
        found[fold(name)] = [c for c in found.get(fold(name), []) if c.kind != "state" or c.place.name == name]
        for form in (name, *(() if forms == "-" else forms.split("|"))):
            found.setdefault(fold(form), []).append(Candidate(middle, sort, region, 0, main=True))
    return found


@lru_cache(maxsize=20_000)
def candidates(name: str) -> Sequence[Candidate]:
    """Find every place of a name.

    Args:
        name: as written; a word for its kind (`Bulacan province`) may stand before or after it.

    Returns:
        The places, in no order; empty where there is none.
    """
    key = fold(name)
    if not key:
        return ()
    found = _exact(key)
    while not found and (bare := _KIND_WORDS.sub("", key, count=1).strip()) not in {key, ""}:
        key = bare
        found = [c for c in _exact(key) if c.kind not in {"continent", "feature"} or c.place.country]
    return tuple(found)


def _exact(key: str) -> list[Candidate]:
    ours = list(_ours().get(key, ()))
    known = {(c.place.country, c.region) for c in ours if c.kind in {"region", "feature"} and c.region}
    areas = [c for c in _tables()[1].find(key) if c.kind != "region" or (c.place.country, c.region) not in known]
    others = [*areas, *_tables()[0].find(key)]
    countries = {c.place.country for c in ours if c.kind in {"state", "continent"}}
    if countries:
        # Mexico is never Mexico City, nor Luxembourg its own capital.
        others = [c for c in others if fold(c.place.name) == key and c.place.country not in countries]
    return [*ours, *others]
