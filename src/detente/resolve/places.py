"""Places on the map: which of the places of a name is meant, judged by all that a document names."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import structs

from detente.records import Place
from detente.resolve.gazetteer import Candidate, candidates, fold
from detente.resolve.spotting import is_metonym, spot
from detente.resolve.states import mentioned

_PRIOR: Final = {"state": 9.0, "continent": 9.0, "feature": 7.2, "region": 3.4, "district": 1.2, "capital": 1.3, "town": 0.0}
_AREA_SCALE: Final = 0.42
_REGION_OURS: Final = 6.8
_ALTERNATE: Final = -1.4
_SMALL_PART, _OUTRANKS = 5, 0.3
_MENTIONED, _SHARE = 1.2, 1.6
_WITHIN: Final = 5.0
_CONTAINER: Final = 2.0
_SAME_REGION, _NEAR, _NEAR_KM = 1.2, 0.5, 200.0
_ROUNDS: Final = 3
_SHARED: Final = 0.7
_NEIGHBOURS: Final = 3
_GAP: Final = re.compile(
    r"\s*(?:,\s*(?:in\s+|an?\s+[\w -]{3,30}\s(?:in|of)\s+)?|\(|\bin\s+|\bof\s+|,?\s*in\s+(?:\w+\s+){1,3})(?:the\s+)?"
)
_LIST: Final = re.compile(r"\s*(?:,|;|\band\b|\bor\b|,\s*and\b|,\s*or\b|/|–)\s*(?:the\s+)?")
_AREA: Final = re.compile(
    r"\s+(?:province|provinces|state|region|county|district|prefecture|oblast|governorate|department|Province|State|Region|County|"
    r"District|Prefecture|Oblast|Governorate|Department)\b"
)
_TOWN: Final = re.compile(r"\b(?:city|town|village|port|suburb)\s+of\s+$")
_PARALLEL: Final = 1.3
_CALLED: Final = 2.5
_EARTH_KM: Final = 6371.0


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Measure along a great circle.

    Args:
        one: latitude and longitude, degrees.
        other: the same.

    Returns:
        Kilometres.
    """
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    inner = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(inner)))


def locate(name: str, countries: Collection[str] = (), *, around: Sequence[str] = ()) -> Place | None:
    """Find a place by its name alone, or by its name among others.

    Args:
        name: as written.
        countries: states that the document speaks of; a place in one of them wins over a somewhat larger one elsewhere.
        around: other places that the document names, nearest first (its dateline, the place it is said to lie in).

    Returns:
        The place, or None where no place has that name.
    """
    return _Scene((name, *around), Counter(countries)).settle()[0]


class Found(NamedTuple):
    """A place found in a text.

    Attributes:
        start: offset of the first character.
        end: offset after the last character.
        place: the place.
        metonym: whether the seat of a government stands for the government (`Washington said`).
    """

    start: int
    end: int
    place: Place
    metonym: bool


def locate_all(text: str, spans: Sequence[tuple[int, int]]) -> list[Place | None]:
    """Find the places that spans of one text name, each in the light of the others.

    Args:
        text: the document.
        spans: offsets of the place names, in order of the text.

    Returns:
        One place for each span, None where no place has that name.
    """
    scene = _Scene([text[start:end] for start, end in spans], mentioned(text))
    order = sorted(range(len(spans)), key=lambda i: spans[i])
    for here, after in pairwise(order):
        end, start = spans[here][1], spans[after][0]
        if start >= end and _GAP.fullmatch(text, end, start):
            scene.contain(here, after)
        if start >= end and _LIST.fullmatch(text, end, start):
            scene.parallel(here, after)
    for i, (start, end) in enumerate(spans):
        if _AREA.match(text, end):
            scene.called(i, {"region", "district", "feature"})
        elif _TOWN.search(text, max(0, start - 20), start):
            scene.called(i, {"town", "capital"})
    return scene.settle()


def find_places(text: str) -> list[Found]:
    """Find the places that a text names, by capitals, cues and the gazetteer alone.

    Args:
        text: a document.

    Returns:
        The places in order, none overlapping.
    """
    spans = spot(text)
    return [
        Found(start, end, place, metonym=is_metonym(text, start, end))
        for (start, end), place in zip(spans, locate_all(text, spans), strict=True)
        if place
    ]


class _Scene:
    """The places that one document names, while it is being decided which they are."""

    def __init__(self, names: Sequence[str], weights: Counter[str]) -> None:
        self._keys = [fold(name) for name in names]
        self._options = [candidates(name) for name in names]
        self._weights = weights
        self._bonus = [[0.0] * len(options) for options in self._options]
        self._within: dict[int, int] = {}
        self._beside: dict[int, list[int]] = defaultdict(list)

    def contain(self, inner: int, outer: int) -> None:
        """`Paris, Texas`: favour the Paris that lies in a Texas, and the Texas that has a Paris."""
        if any(c.kind == "state" for c in self._options[inner]) and any(c.kind == "state" for c in self._options[outer]):
            return
        self._within[inner] = outer
        for i, small in enumerate(self._options[inner]):
            for j, large in enumerate(self._options[outer]):
                if _lies_in(small, large):
                    self._bonus[inner][i] = max(self._bonus[inner][i], _WITHIN)
                    self._bonus[outer][j] = max(self._bonus[outer][j], _CONTAINER)

    def parallel(self, one: int, other: int) -> None:
        """`Ohio, Washington and Utah`: what stands in a list is of one kind."""
        self._beside[one].append(other)
        self._beside[other].append(one)

    def called(self, index: int, kinds: Collection[str]) -> None:
        """`Zaire province`, `the city of Georgia`: the text says what kind of place it is."""
        for i, option in enumerate(self._options[index]):
            self._bonus[index][i] += _CALLED if option.kind in kinds else 0.0

    def settle(self) -> list[Place | None]:
        """Choose, then choose again in the light of the choice, until it holds."""
        self._share_bonus()
        chosen: list[Candidate | None] = [self._best(i, ()) for i in range(len(self._keys))]
        for _ in range(_ROUNDS):
            again = [self._best(i, chosen) for i in range(len(self._keys))]
            if again == chosen:
                break
            chosen = again
        return [self._place(i, chosen) for i in range(len(chosen))]

    def _place(self, index: int, chosen: Sequence[Candidate | None]) -> Place | None:
        """An unknown place that is said to lie in a known one is put there, as an area."""
        mine, outer = chosen[index], self._within.get(index)
        if mine is not None:
            return mine.place
        around = chosen[outer] if outer is not None else None
        if around is None or around.kind == "continent":
            return None
        return structs.replace(around.place, precision="country" if around.kind == "state" else "admin")

    def _share_bonus(self) -> None:
        """What one mention says of a name holds, a little less, for its other mentions."""
        best: dict[tuple[str, int], float] = defaultdict(float)
        for key, bonus in zip(self._keys, self._bonus, strict=True):
            for i, value in enumerate(bonus):
                best[key, i] = max(best[key, i], value)
        for key, bonus in zip(self._keys, self._bonus, strict=True):
            for i, value in enumerate(bonus):
                bonus[i] = max(value, _SHARED * best[key, i])

    def _best(self, index: int, chosen: Sequence[Candidate | None]) -> Candidate | None:
        options = self._options[index]
        if not options:
            return None
        weights = self._weights.copy()
        others: dict[str, Candidate] = {}
        for key, other in zip(self._keys, chosen, strict=False):
            if other is not None and key != self._keys[index]:
                weights.update([other.place.country] if other.place.country else [])
                if other.kind not in {"state", "continent"}:
                    others[key] = other
        total = sum(weights.values()) or 1
        beside = {c.kind for i in self._beside[index] if chosen and (c := chosen[i])}
        scores = [
            _prior(option, options)
            + self._bonus[index][i]
            + _country(option, weights, total)
            + (_PARALLEL if option.kind in beside else 0.0)
            + sum(sorted((_nearness(option, other) for other in others.values()), reverse=True)[:_NEIGHBOURS])
            for i, option in enumerate(options)
        ]
        return options[max(range(len(options)), key=scores.__getitem__)]


def _prior(option: Candidate, options: Sequence[Candidate]) -> float:
    """How likely a place is meant where nothing else is known; a province outranks a small town of its name in it."""
    if option.kind == "region" and not option.people:
        return _REGION_OURS
    area = option.kind in {"region", "district"}
    score = _PRIOR[option.kind] + (_AREA_SCALE if area else 1.0) * math.log10(option.people + 1)
    if not option.main:
        return score + _ALTERNATE
    seats = [o for o in options if area and o.kind == "town" and o.main and o.region and o.region == option.region]
    if seats and max(o.people for o in seats) * _SMALL_PART < option.people:
        score = max(score, *(math.log10(o.people + 1) + _OUTRANKS for o in seats))
    return score


def _country(option: Candidate, weights: Counter[str], total: int) -> float:
    seen = weights[option.place.country] if option.place.country else 0
    return _MENTIONED + _SHARE * seen / total if seen and option.kind != "state" else 0.0


def _nearness(option: Candidate, other: Candidate) -> float:
    score = _SAME_REGION if option.region and option.region == other.region else 0.0
    return score + (_NEAR if _apart(option, other) < _NEAR_KM else 0.0)


def _apart(one: Candidate, other: Candidate) -> float:
    return distance((one.place.lat or 0.0, one.place.lon or 0.0), (other.place.lat or 0.0, other.place.lon or 0.0))


def _lies_in(small: Candidate, large: Candidate) -> bool:
    if small.kind in {"state", "continent"} or small == large:
        return False
    if large.kind == "state":
        return small.place.country == large.place.country
    if large.kind == "region":
        return bool(small.region) and small.region == large.region and small.kind != "region"
    if large.kind == "district":
        return small.region == large.region and small.kind in {"town", "capital"} and _apart(small, large) < _NEAR_KM / 2
    return (
        large.kind in {"town", "capital", "feature"}
        and small.kind in {"town", "feature"}
        and _apart(small, large) < _NEAR_KM / 4
    )
