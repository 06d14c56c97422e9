"""`places`: where the places named in a text lie."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from detente.bench.scores import f1, lines
from detente.errors import UsageError
from detente.pipeline import Coder
from detente.records import Place
from detente.resolve import places

RADIUS_KM: Final = 161.0
FAR_KM: Final = 20_015.0
SLACK: Final = 3


def score_places(coder: Coder, data: Path) -> tuple[int, dict[str, float], list[dict[str, Any]]]:
    """Score the gazetteer on annotated texts.

    Args:
        coder: the coder; its reader is not needed.
        data: JSON Lines with `text` and `places` (`start`, `end`, `lat`, `lon`).

    Returns:
        Number of gold places, metrics (`acc161` and `median_km` over gold places given their spans, one without a
        location counting as half the earth away; `end_to_end_f1` over found ones), misses.

    Raises:
        UsageError: when a place lacks a field.
    """
    del coder
    apart: list[float] = []
    misses: list[dict[str, Any]] = []
    hits = found_count = 0
    for item in lines(data, "text", "places"):
        gold = sorted((_Gold(item["text"], row) for row in item["places"]), key=lambda g: g.span)
        found = places.find_places(item["text"])
        found_count += len(found)
        taken: set[int] = set()
        for mark, place in zip(gold, places.locate_all(item["text"], [g.span for g in gold]), strict=True):
            km = mark.distance(place)
            apart.append(km)
            same = _match(mark, found, taken)
            hits += same
            if km > RADIUS_KM or not same:
                misses.append(_miss(item, mark, place, km, found_too=same))
        spare = [
            (item["text"][f.start : f.end], item["text"][max(0, f.start - 40) : f.end + 40])
            for i, f in enumerate(found)
            if i not in taken
        ]
        misses += [{"id": item.get("id"), "spurious": name, "context": around} for name, around in spare]
    near = sum(km <= RADIUS_KM for km in apart)
    metrics = {
        "acc161": round(near / len(apart), 4) if apart else 0.0,
        "median_km": round(statistics.median(apart), 1) if apart else 0.0,
        "end_to_end_f1": f1(hits, found_count, len(apart)),
    }
    return len(apart), metrics, misses


class _Gold:
    """A gold place; where its offsets do not give its name, the nearest words that do are meant (GeoVirus counts from 1)."""

    def __init__(self, text: str, row: Mapping[str, Any]) -> None:
        try:
            start, end = int(row["start"]), int(row["end"])
            self.point = (float(row["lat"]), float(row["lon"]))
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(f"a place without {error}", "Give start, end, lat and lon.") from error
        name = str(row.get("name", text[start:end]))
        shifts = sorted(range(-SLACK, SLACK + 1), key=abs)
        shift = next((s for s in shifts if start + s >= 0 and text.startswith(name, start + s)), 0)
        self.span = (start + shift, end + shift)

    def distance(self, place: Place | None) -> float:
        if place is None or place.lat is None or place.lon is None:
            return FAR_KM
        return places.distance(self.point, (place.lat, place.lon))


def _match(mark: _Gold, found: Sequence[places.Found], taken: set[int]) -> bool:
    for index, one in enumerate(found):
        overlaps = one.start < mark.span[1] and mark.span[0] < one.end
        if overlaps and index not in taken and mark.distance(one.place) <= RADIUS_KM:
            taken.add(index)
            return True
    return False


def _miss(item: Mapping[str, Any], mark: _Gold, place: Place | None, km: float, *, found_too: bool) -> dict[str, Any]:
    start, end = mark.span
    return {
        "id": item.get("id"),
        "name": item["text"][start:end],
        "context": item["text"][max(0, start - 40) : end + 40],
        "wanted": mark.point,
        "located": [place.name, place.country, place.lat, place.lon] if place else None,
        "km": round(km, 1),
        "found": found_too,
    }
