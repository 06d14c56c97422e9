"""The rule reader: who did what to whom, in our own sentences about an invented world."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.read import RuleReader
from detente.records import Document

from .conftest import find


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ruritania struck the Black Band.", ("ASSAULT", ["Ruritania"], ["Black Band"], "occurred")),
        ("The Black Band was bombed by Ruritania.", ("ASSAULT", ["Ruritania"], ["Black Band"], "occurred")),
        ("Ruritania recalled its ambassador from Glorpolis.", ("SANCTION", ["Ruritania"], ["Glorpolis"], "occurred")),
        (
            "Freedonia expelled four Ruritanian diplomats.",
            ("SANCTION", ["Freedonia"], ["four Ruritanian diplomats"], "occurred"),
        ),
        (
            "Sylvania summoned the Freedonian ambassador.",
            ("ACCUSE", ["Sylvania"], ["Freedonian ambassador"], "occurred"),
        ),
        ("Ruritania accused Freedonia of sheltering smugglers.", ("ACCUSE", ["Ruritania"], ["Freedonia"], "occurred")),
        ("Sylvania urged Freedonia to withdraw its guns.", ("REQUEST", ["Sylvania"], ["Freedonia"], "occurred")),
        ("Ruritania deployed troops along the border.", ("MOBILIZE", ["Ruritania"], [], "occurred")),
        ("Sylvania donated grain to Ruritania.", ("AID", ["Sylvania"], ["Ruritania"], "occurred")),
        ("Freedonia closed its border with Ruritania.", ("COERCE", ["Freedonia"], ["Ruritania"], "occurred")),
        (
            "Freedonia released nine Ruritanian sailors.",
            ("RETREAT", ["Freedonia"], ["nine Ruritanian sailors"], "occurred"),
        ),
        ("Freedonia imposed sanctions on Ruritania.", ("SANCTION", ["Freedonia"], ["Ruritania"], "occurred")),
        ("Ruritania praised Sylvania.", ("SUPPORT", ["Ruritania"], ["Sylvania"], "occurred")),
        ("Freedonia declared a ceasefire.", ("CONCEDE", ["Freedonia"], [], "occurred")),
        ("Ruritania threatened to close the pass.", ("THREATEN", ["Ruritania"], [], "threatened")),
    ],
)
def test_one_act_with_its_roles(read, sentence, expected):
    assert read(sentence).acts == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania and Freedonia held talks.",
        "Ruritania held talks with Freedonia.",
        "Talks between Ruritania and Freedonia went on for hours.",
        "The foreign ministers of Ruritania and Freedonia met.",
    ],
)
def test_a_meeting_has_all_parties_as_actors(read, sentence):
    act = read(sentence).act
    assert act.type == "CONSULT"
    assert act.reciprocal
    assert len(act.actors) == 2
    assert act.recipients == ()


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        ("The Ruritanian premier will visit Freedonia next month.", "AGREE", "planned"),
        ("Freedonia will release the sailors.", "CONCEDE", "planned"),
        ("Ruritania will attack Freedonia.", "THREATEN", "threatened"),
        ("Ruritania did not attack Freedonia.", "ASSAULT", "denied"),
        ("Ruritania would attack Freedonia if provoked.", "THREATEN", "threatened"),
        ("Ruritania could attack Freedonia.", "ASSAULT", "hypothetical"),
        ("Freedonia did not meet Ruritania.", "REJECT", "occurred"),
        ("Ruritania is shelling Zenda.", "ASSAULT", "ongoing"),
    ],
)
def test_status_follows_the_words_around(read, sentence, kind, status):
    act = read(sentence).act
    assert (act.type, act.status) == (kind, status)


def test_the_source_is_named_and_an_allegation_is_marked(read):
    told = read("Freedonia alleged that Ruritania bombed Vale Province on Monday.")
    attack = next(f for f in told.reading.frames if f.type == "ASSAULT")
    assert told.word(attack.voice) == "Freedonia"
    assert attack.stance == "alleged"
    assert told.words(attack.times) == ["Monday"]


def test_a_statement_may_be_the_source(read):
    act = read("A joint statement said that Ruritania resumed ties with Freedonia.").act
    assert act.type == "SUPPORT"
    assert act.voice_words.text.lower() == "joint statement"


def test_what_is_asked_for_is_no_act_of_its_own(read):
    assert [kind for kind, *_ in read("Sylvania called on Ruritania to release the crew.").acts] == ["REQUEST"]


def test_one_act_told_twice_in_a_sentence_is_one(read):
    assert len(read("Clashes and air strikes between Ruritania and Freedonia shook the pass.").acts) == 1


def test_two_verbs_with_one_subject_are_two_acts(read):
    assert read("Ruritania withdrew its envoy and expelled Freedonian diplomats.").acts == [
        ("SANCTION", ["Ruritania"], [], "occurred"),
        ("SANCTION", ["Ruritania"], ["Freedonian diplomats"], "occurred"),
    ]


def test_an_answer_is_marked(read):
    act = read("Freedonia launched retaliatory strikes on Ruritania.").act
    assert act.answers.text == "retaliatory"


@pytest.mark.parametrize(
    ("sentence", "due", "condition"),
    [
        ("Freedonia agreed to withdraw its guns by 26 January.", "26 January", None),
        (
            "Freedonia pledged to free the crew within two months if the pass is opened.",
            "two months",
            "if the pass is opened",
        ),
        ("The Sylvanian foreign minister will visit Strelsau on 29 January 2024.", "29 January 2024", None),
        ("Ruritania promised to reopen the embassy.", None, None),
    ],
)
def test_promises_with_what_is_due_and_on_what_condition(read, sentence, due, condition):
    told = read(sentence)
    assert told.word(told.promise.due) == due
    assert (told.promise.condition.text if told.promise.condition else None) == condition
    assert told.promise.undertaking.text in sentence


def test_an_invitation_with_a_date_binds_guest_and_host(read):
    told = read("Ruritania invited the Freedonian premier to visit Strelsau on 29 January.")
    assert told.words(told.promise.parties) == ["Freedonian premier", "Ruritania"]
    assert told.word(told.promise.due) == "29 January"


@pytest.mark.parametrize(
    "sentence",
    [
        "Freedonia accused Ruritania of plotting.",
        "Ruritania threatened to strike Freedonia by Friday.",
        "Sylvania demanded that Freedonia release the crew by Friday.",
        "Ruritania refused to withdraw.",
    ],
)
def test_threats_demands_and_refusals_are_no_promises(read, sentence):
    assert read(sentence).reading.promises == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The striker attacked down the left and hit the post.",
        "The summit of the mountain lay in cloud.",
        "It rained for two months.",
        "The film opens with a battle scene.",
        "",
    ],
)
def test_what_names_nobody_tells_no_act_between_states(read, sentence):
    assert all((not f.actors and not f.recipients) or f.confidence < 0.7 for f in read(sentence).reading.frames)


@given(st.text(max_size=400))
def test_any_text_can_be_read_and_all_spans_hold(text):
    document = Document(id="doc-1", title=None, text=text)
    reading = RuleReader(find).read(document)
    spans = [*reading.sentences, *reading.mentions]
    for frame in reading.frames:
        spans += [frame.trigger, frame.evidence]
        assert frame.evidence.start <= frame.trigger.start
        assert frame.trigger.end <= frame.evidence.end
    for promise in reading.promises:
        spans += [promise.undertaking, promise.evidence]
    assert all(document.text[s.start : s.end] == s.text for s in spans)


_WORD = st.sampled_from(
    "Ruritania Freedonian struck , agreed to withdraw talks with said will not by Monday and “ ” . the minister invited "
    "Black Band condemned strikes on if recall of ambassadors\n".split(" ")
)


@given(st.lists(_WORD, max_size=40))
def test_any_order_of_words_can_be_read(words):
    text = " ".join(words)
    first, second = (RuleReader(find).read(Document(id="d", title=None, text=text)) for _ in range(2))
    assert first == second
    assert all(text[f.evidence.start : f.evidence.end] == f.evidence.text for f in first.frames)
