"""The times benchmark pairs times one to one, and this version keeps its floors on the public texts."""

import json

import pytest

from detente import bench, settings
from detente.errors import UsageError

TEXT = "The ministers met on 4 May 2023. They will meet again in two weeks."


def score(folder, *times, published="2023-05-05"):
    file = folder / "times.jsonl"
    marked = [{"start": TEXT.index(w), "end": TEXT.index(w) + len(w), "value": v, "type": "DATE"} for w, v in times]
    file.write_text(json.dumps({"id": "a", "published": published, "text": TEXT, "times": marked}), encoding="utf-8")
    return bench.run("times", file)


def test_right_times_count_in_full(tmp_path):
    result, misses = score(tmp_path, ("4 May 2023", "2023-05-04"), ("two weeks", "P2W"))
    assert result["n"] == 2
    assert result["metrics"] == {"span_f1": 1.0, "value_f1": 1.0}
    assert misses == []


def test_an_overlapping_span_counts_and_another_value_does_not(tmp_path):
    result, misses = score(tmp_path, ("on 4 May", "2023-05-04"), ("two weeks", "P14D"))
    assert result["metrics"] == {"span_f1": 1.0, "value_f1": 0.5}
    assert misses == [{"id": "a", "text": "two weeks", "value": "P14D", "coded": "P2W"}]


def test_a_time_that_nobody_marked_is_a_miss(tmp_path):
    result, misses = score(tmp_path, ("4 May 2023", "2023-05-04"))
    assert result["metrics"]["span_f1"] == pytest.approx(0.6667)
    assert misses[0]["value"] is None


def test_a_wrong_day_of_publication_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="published"):
        score(tmp_path, published="yesterday")


@pytest.mark.bench
def test_floors_on_the_public_texts():
    file = settings.load().bench / "times.jsonl"
    if not file.is_file():
        pytest.skip(f"no benchmark data at {file}; set DETENTE_BENCH")
    metrics = bench.run("times", file)[0]["metrics"]
    assert metrics["span_f1"] >= 0.94
    assert metrics["value_f1"] >= 0.85
