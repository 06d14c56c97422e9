"""The pages benchmark scores as its rules say, and this version keeps its floors on the public pages."""

import json

import pytest

from detente import bench, settings
from detente.errors import UsageError

TEXT = "Chile expelled two Peruvian diplomats on Tuesday after a long quarrel over fish and fog on the coast.\n"


def page(folder, **event):
    gold = {
        "actor": "Chile",
        "actor_country_iso3": "CHL",
        "recipient": "Peruvian diplomats",
        "recipient_country_iso3": "PER",
        "plover_event": "SANCTION",
        "date": None,
        "status": "occurred",
        "attributed_to": "",
        "evidence": "expelled two Peruvian diplomats",
        "optional": False,
        **event,
    }
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.json").write_text(
        json.dumps({"meta": {"published": "2023-05-05"}, "events": [gold], "commitments": [], "distractors": []}),
        encoding="utf-8",
    )
    return bench.run("pages", folder)[0]["metrics"]


def test_a_right_event_counts_in_full(tmp_path):
    metrics = page(tmp_path)
    assert metrics["event_f1"] == metrics["event_strict_f1"] == metrics["evidence_valid"] == 1.0


def test_an_accepted_alternative_counts_and_another_type_does_not(tmp_path):
    assert page(tmp_path, plover_event="COERCE", alt_plover=["SANCTION"])["event_f1"] == 1.0
    assert page(tmp_path, plover_event="COERCE")["event_f1"] == 0.0


def test_wrong_states_do_not_match(tmp_path):
    assert page(tmp_path, actor_country_iso3="FRA", recipient_country_iso3="DEU")["event_f1"] == 0.0


def test_an_optional_item_counts_for_nothing(tmp_path):
    assert page(tmp_path, optional=True)["event_f1"] == 0.0


def test_missing_data_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="annotated"):
        bench.run("pages", tmp_path)


@pytest.mark.bench
def test_floors_on_the_public_pages():
    folder = settings.load().bench / "pages"
    if not folder.is_dir():
        pytest.skip(f"no benchmark data at {folder}; set DETENTE_BENCH")
    metrics = bench.run("pages", folder)[0]["metrics"]
    assert metrics["event_f1"] >= 0.55
    assert metrics["commitment_f1"] >= 0.5
    assert metrics["evidence_valid"] == 1.0
