"""Records: what is written to disk can be read back, fits its published schema, and names itself by its content."""

import datetime as dt
import json

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import records
from detente.records import (
    Actor,
    Commitment,
    Confidence,
    Document,
    Event,
    Run,
    Span,
    StatusChange,
    Voice,
    When,
)


@pytest.fixture
def event():
    text = "Ruritania struck Freedonia on Monday."
    actor = Actor("Ruritania", "RUR", "MIL", None, None, "Ruritania", 0, 9)
    recipient = Actor("Freedonia", "FRE", "GOV", None, None, "Freedonia", 17, 26)
    return Event(
        id="ev-0123456789abcdef",
        document="doc-0123456789abcdef",
        type="ASSAULT",
        modes=(),
        contexts=("military",),
        quad=4,
        score=-9.0,
        status="occurred",
        actors=(actor,),
        recipients=(recipient,),
        when=When(dt.date(2024, 1, 15), dt.date(2024, 1, 15), "day"),
        where=None,
        voice=Voice(),
        evidence=(Span(0, 36, text[:36]),),
        trigger=Span(10, 16, "struck"),
        confidence=Confidence(0.9, 0.8, 0.9, 0.9, 0.7, 0.8, 0.7),
        second=None,
        coder="test",
    )


@pytest.fixture
def commitment(event):
    made = When(None, dt.date(2024, 1, 15), "on_or_before")
    due = When(dt.date(2024, 1, 26), dt.date(2024, 1, 26), "deadline")
    span = Span(0, 9, "Ruritania")
    return Commitment(
        id="cm-0123456789abcdef",
        document=event.document,
        parties=event.actors,
        counterparts=event.recipients,
        undertaking="withdraw its guns",
        type="RETREAT",
        made=made,
        due=due,
        condition=None,
        status="overdue – no evidence found",
        history=(StatusChange(made.end, "open", span, None), StatusChange(due.end, "due", None, None)),
        evidence=(span,),
        confidence=0.5,
        coder="test",
    )


def test_event_line_has_the_published_fields_in_their_order(event):
    line = json.loads(records.to_json(event))
    assert list(line) == (
        "record id document type modes contexts quad score status actors recipients when where voice evidence trigger "
        "confidence second coder".split()
    )
    assert line["record"] == "event"
    assert line["when"] == {"start": "2024-01-15", "end": "2024-01-15", "precision": "day"}
    assert set(line["actors"][0]) == {"name", "country", "sector", "role", "person", "text", "start", "end", "why"}


def test_commitment_line_has_the_published_fields_in_their_order(commitment):
    line = json.loads(records.to_json(commitment))
    assert list(line) == (
        "record id document parties counterparts undertaking type made due condition status history evidence "
        "confidence coder".split()
    )
    assert line["history"][1] == {"date": "2024-01-26", "status": "due", "evidence": None, "event": None}


def test_records_fit_the_published_schema(event, commitment):
    schema = records.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for record in (event, commitment):
        jsonschema.validate(json.loads(records.to_json(record)), schema)


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "QUARREL"), ("quad", 5), ("evidence", []), ("status", "maybe"), ("score", 11)],
)
def test_schema_refuses_what_is_no_event(event, field, value):
    line = {**json.loads(records.to_json(event)), field: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(line, records.schema([Event]))
    with pytest.raises(msgspec.ValidationError):
        records.from_json(json.dumps(line))


def test_reading_back_gives_the_same_record(event, commitment):
    for record in (event, commitment):
        assert records.from_json(records.to_json(record)) == record


@given(st.text(), st.text(), st.none() | st.text())
def test_a_document_is_named_by_its_content(title, text, publisher):
    one = records.document_id(publisher, title, text)
    assert one == records.document_id(publisher, title, text)
    assert one != records.document_id(publisher, title, text + "x")
    assert one.startswith("doc-")
    assert len(one) == 20


@given(st.text(), st.lists(st.text()))
def test_a_document_survives_the_disk(text, dropped):
    document = Document(
        id="doc-1",
        title=None,
        text=text,
        published=dt.date(2024, 2, 29),
        dropped=tuple(records.Dropped(line, "advertisement") for line in dropped),
    )
    assert records.from_json(records.to_json(document)) == document


def test_a_run_keeps_its_time_zone():
    run = Run(id="run-1", coder="x", started=dt.datetime(2024, 1, 1, tzinfo=dt.UTC), documents=("doc-1",))
    assert records.from_json(records.to_json(run)) == run


def test_relative_dates_count_from_the_dateline():
    document = Document(id="d", title=None, text="x", published=dt.date(2024, 1, 3), dateline_date=dt.date(2024, 1, 2))
    assert document.anchor == dt.date(2024, 1, 2)
