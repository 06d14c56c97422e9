"""Who, where and when."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import resolve
from detente.pipeline import Coder
from detente.records import Document
from detente.resolve import dates

FRIDAY = dt.date(2023, 5, 5)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("4 May 2023", "2023-05-04", "2023-05-04"),
        ("May 4", "2023-05-04", "2023-05-04"),
        ("Tuesday", "2023-05-02", "2023-05-02"),
        ("yesterday", "2023-05-04", "2023-05-04"),
        ("last week", "2023-04-24", "2023-04-30"),
        ("two days ago", "2023-05-03", "2023-05-03"),
        ("March 2022", "2022-03-01", "2022-03-31"),
        ("2023-02-28", "2023-02-28", "2023-02-28"),
    ],
)
def test_times_count_from_the_day_they_are_said(text, start, end):
    when = dates.resolve_time(text, FRIDAY)
    assert (str(when.start), str(when.end)) == (start, end)


@pytest.mark.parametrize(
    ("text", "before", "end", "precision"),
    [
        ("26 May", "by", "2023-05-26", "deadline"),
        ("two months", "within", "2023-07-05", "deadline"),
        ("29 May", "", "2023-05-29", "day"),
        ("the end of the month", "by", "2023-05-31", "deadline"),
        ("1 June", "before", "2023-05-31", "deadline"),
    ],
)
def test_due_times(text, before, end, precision):
    when = dates.due(text, before, FRIDAY)
    assert (str(when.end), when.precision) == (end, precision)


def test_without_an_anchor_a_relative_time_is_not_guessed():
    assert dates.resolve_time("Tuesday", None) is None


@given(st.text(max_size=80), st.dates())
def test_any_words_give_an_ordered_interval_or_nothing(text, anchor):
    for start, end in dates.find_times(text):
        when = dates.resolve_time(text[start:end], anchor)
        assert when is None or when.start is None or when.end is None or when.start <= when.end


def test_states_by_any_name():
    assert resolve.state_of("pak") == resolve.state_of("Pakistan") == "PAK"
    assert resolve.state_of("Tehran") == "IRN"
    assert resolve.state_of("Narnia") is None


def code(text):
    return Coder().code(Document(id="doc-1", title=None, text=text, published=FRIDAY))


def test_a_person_carries_office_and_state_through_the_document():
    coded = code("Kenyan Foreign Minister Alfred Mutua spoke on Monday. Mutua condemned Sudan on Tuesday.")
    (event,) = [e for e in coded.events if e.type == "ACCUSE"]
    assert (event.actors[0].person, event.actors[0].country, event.recipients[0].country) == ("Mutua", "KEN", "SDN") or (
        event.actors[0].country,
        event.recipients[0].country,
    ) == ("KEN", "SDN")
    assert str(event.when.start) == "2023-05-02"


def test_both_sides_are_the_two_states_last_named():
    coded = code("Relations between Chile and Peru had soured. The two countries agreed to reopen the border by 26 May.")
    assert coded.commitments[0].states == {"CHL", "PER"}
    assert str(coded.commitments[0].due.end) == "2023-05-26"


def test_an_armed_group_is_not_a_state():
    (event,) = code("Nigeria bombed Boko Haram on Tuesday.").events
    assert event.recipients[0].sector == "REB"
    assert event.recipients[0].name == "Boko Haram"


def test_what_is_known_of_nobody_is_not_coded():
    assert code("The striker attacked the goal and beat the keeper.").events == ()


def test_the_same_text_gives_the_same_bytes():
    text = "Chile expelled two Peruvian diplomats on Tuesday. Peru condemned Chile."
    assert code(text) == code(text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_coded_and_its_evidence_stands_in_it(text):
    coded = _CODER.code(Document(id="doc-1", title=None, text=text, published=FRIDAY))
    for record in (*coded.events, *coded.commitments):
        for span in record.evidence:
            assert text[span.start : span.end] == span.text


_CODER = Coder()
