"""What the shipped reader makes of plain sentences, and what holds whatever it makes of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.read import LearnedReader
from detente.records import Document
from detente.resolve import Resolver

FIND = Resolver().find
READER = LearnedReader(FIND)


def read(text, reader=READER):
    return reader.read(Document(id="doc-1", title=None, text=text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("France condemned the shelling of the town by Armenian forces on Monday.", "ACCUSE"),
        ("Chile expelled two Peruvian diplomats on Tuesday.", "SANCTION"),
        ("The foreign ministers of Kenya and Uganda met in Nairobi on Friday.", "CONSULT"),
        ("Gunmen killed nine soldiers in an ambush near the border of Niger.", "ASSAULT"),
        ("Thousands of students marched through Dhaka against the government on Sunday.", "PROTEST"),
        ("Turkey rejected a German request to free the journalist.", "REJECT"),
        ("Police in Minsk arrested three opposition leaders on Thursday.", "COERCE"),
    ],
)
def test_plain_sentences_are_read_as_anybody_would(text, kind):
    assert kind in {frame.type for frame in read(text).frames}


@pytest.mark.parametrize(
    "text",
    [
        "The weather will be fine in the hills tomorrow, with a light wind from the west.",
        "The striker attacked the defence from the left and beat the keeper with a low shot.",
        "Shares of the bank fell by three per cent.",
    ],
)
def test_what_tells_no_act_gives_none(text):
    assert read(text).frames == ()


def test_a_promise_with_its_due_time():
    (promise, *_) = read("Pakistan promised to return its ambassador to Iran by 26 January.").promises
    assert "26 January" in promise.undertaking.text or promise.due is not None


def test_precise_writes_down_less_and_loose_more():
    text = " ".join(
        f"{one} {verb} {two} on Monday, officials in the region said."
        for one, two in (("Chile", "Peru"), ("Kenya", "Sudan"), ("Iran", "Iraq"))
        for verb in ("warned", "asked after", "moved towards", "supported", "looked to", "reopened a road to")
    )
    counts = [len(read(text, LearnedReader(FIND, profile=profile)).frames) for profile in ("precise", "balanced", "loose")]
    assert counts == sorted(counts)
    assert counts[0] < counts[2]


def test_the_same_text_is_read_the_same_in_company():
    line = "Chile expelled two Peruvian diplomats on Tuesday."
    assert read(line) == read(line)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_every_span_stands_in_it(text):
    reading = read(text)
    for frame in reading.frames:
        assert text[frame.trigger.start : frame.trigger.end] == frame.trigger.text
        assert all(i < len(reading.mentions) for i in (*frame.actors, *frame.recipients, *frame.times, *frame.places))
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text


def test_marked_pairs_get_a_probability_for_every_type():
    (row,) = READER.types([("Iran accused Iraq of shelling villages.", (0, 4), (13, 17))])
    assert abs(sum(row.values()) - 1) < 1e-4
    assert max(row, key=row.get) == "ACCUSE"
