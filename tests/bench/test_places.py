"""`places` scores what it says it scores."""

import json

import pytest

from detente import settings
from detente.bench.places import score_places
from detente.errors import UsageError

FILE = settings.load().bench / "places.jsonl"


def _write(folder, places):
    text = "The convoy left Goma and reached Nairobi on Sunday."
    path = folder / "places.jsonl"
    path.write_text(json.dumps({"id": "one", "text": text, "places": places}) + "\n", encoding="utf-8")
    return path


def _place(start, name, lat, lon):
    return {"start": start, "end": start + len(name), "name": name, "lat": lat, "lon": lon}


def test_near_places_count_and_far_ones_are_listed(tmp_path):
    path = _write(tmp_path, [_place(16, "Goma", -1.7, 29.2), _place(33, "Nairobi", 40.0, 40.0)])
    count, metrics, misses = score_places(None, path)
    assert count == 2
    assert metrics["acc161"] == 0.5
    assert metrics["end_to_end_f1"] == 0.5
    assert [m["name"] for m in misses if "name" in m] == ["Nairobi"]


def test_offsets_that_count_from_one_are_understood(tmp_path):
    path = _write(tmp_path, [_place(17, "Goma", -1.7, 29.2), _place(34, "Nairobi", -1.3, 36.8)])
    assert score_places(None, path)[1]["acc161"] == 1.0


def test_a_place_without_coordinates_is_refused(tmp_path):
    with pytest.raises(UsageError, match="lat"):
        score_places(None, _write(tmp_path, [{"start": 16, "end": 20}]))


@pytest.mark.bench
@pytest.mark.skipif(not FILE.is_file(), reason="no benchmark data")
def test_places_of_the_benchmark_are_found():
    metrics = score_places(None, FILE)[1]
    assert metrics["acc161"] >= 0.9
    assert metrics["end_to_end_f1"] >= 0.75
