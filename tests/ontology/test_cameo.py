"""The crosswalk: complete both ways, honest about numbering and about what it loses."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import ontology
from detente.errors import NotFoundError
from detente.ontology import cameo

CODES = list(cameo.codes())
PAIRS = [(name, mode) for name in ontology.types() for mode in (None, *ontology.modes(name))]
ONE_WAY = {
    ("CONSULT", "multilateral"),
    ("RETREAT", "resign"),
    ("THREATEN", "arrest"),
    ("PROTEST", "strike"),
    ("PROTEST", "boycott"),
    ("SANCTION", "withdraw"),
    ("MOBILIZE", "weapons"),
    ("MOBILIZE", "militia"),
    ("COERCE", "censor"),
    ("COERCE", "withhold"),
    ("COERCE", "misinformation"),
    ("COERCE", "cyber"),
    ("ASSAULT", "primitive"),
    ("ASSAULT", "drone"),
    ("ASSAULT", "crowd-control"),
}


def test_both_numberings_are_whole():
    assert len(cameo.codes()) == 312
    assert len(cameo.older_codes()) == 280
    assert set(cameo.older_codes()) - set(cameo.codes()) == {"0357", "1641", "1642", "1643"}
    assert {row.same_as for row in cameo.older_codes().values()} <= set(cameo.codes())


def test_five_shared_codes_differ_in_score():
    differ = {c for c, row in cameo.older_codes().items() if c in cameo.codes() and cameo.goldstein(c) != row.goldstein}
    assert differ == {"016", "124", "163", "164", "166"}


@pytest.mark.parametrize(
    ("code", "score", "older"), [("016", -5, 3.4), ("163", -8, -6.5), ("0874", 10, 10), ("01", 0, 0), ("166", -7, -8)]
)
def test_goldstein_depends_on_the_numbering(code, score, older):
    assert cameo.goldstein(code) == score
    assert cameo.goldstein(code, "older") == older


@pytest.mark.parametrize(
    ("code", "parent", "numbering"), [("0251", "025", "older"), ("1951", "195", "1.1b3"), ("1641", "164", "1.1b3")]
)
def test_a_code_that_a_numbering_lacks_names_its_nearest_parent(code, parent, numbering):
    with pytest.raises(NotFoundError, match=f"no CAMEO code '{code}' in numbering .*nearest parent, '{parent}'"):
        cameo.goldstein(code, numbering)
    assert cameo.nearest(code, numbering) == parent


@given(st.text(max_size=6))
def test_any_text_is_a_code_or_an_error(text):
    if text in cameo.codes():
        assert cameo.to_plover(text).code == text
    else:
        with pytest.raises(NotFoundError):
            cameo.to_plover(text)
    near = cameo.nearest(text)
    assert near is None or text.startswith(near)


@pytest.mark.parametrize(
    ("code", "type_", "mode"),
    [
        ("020", None, None),
        ("036", "AGREE", None),
        ("081", "CONCEDE", None),
        ("0814", "CONCEDE", None),
        ("0841", "RETREAT", "release"),
        ("0861", "RETREAT", "access"),
        ("0871", "RETREAT", "ceasefire"),
        ("1124", "ACCUSE", "allege"),
        ("116", "SANCTION", "convict"),
        ("125", "REJECT", "meet"),
        ("143", "PROTEST", None),
        ("163", "COERCE", "restrict"),
        ("164", "SANCTION", "discontinue"),
        ("1712", "ASSAULT", "destroy"),
        ("175", "ASSAULT", None),
        ("186", "ASSAULT", "targeted"),
        ("2042", "ASSAULT", "unconventional"),
    ],
)
def test_cameo_to_plover(code, type_, mode):
    found = cameo.to_plover(code)
    assert (found.type, found.mode) == (type_, mode)


@pytest.mark.parametrize(
    ("older", "same_as"), [("163", "164"), ("166", "163"), ("164", "166"), ("016", "018"), ("127", "016"), ("0357", "0356")]
)
def test_a_number_of_the_older_numbering_is_read_as_the_act_it_stood_for(older, same_as):
    assert cameo.to_plover(older, "older") == cameo.to_plover(same_as)


def test_intents_are_planned_threats_threatened_and_both_name_the_act():
    assert cameo.to_plover("0331")[1:6] == ("AGREE", None, ("economic",), "planned", "AID")
    assert cameo.to_plover("1382")[1:6] == ("THREATEN", "territory", ("military",), "threatened", "COERCE")
    assert {row.plover.status for code, row in cameo.codes().items() if code.startswith("03")} == {"planned"}
    assert {row.plover.status for code, row in cameo.codes().items() if code.startswith("13")} == {"threatened"}


def test_only_statements_and_appeals_are_dropped():
    assert {code[:2] for code, row in cameo.codes().items() if row.plover.type is None} == {"01", "02"}
    assert all(row.plover.type for code, row in cameo.codes().items() if code[:2] not in {"01", "02"})


def test_every_row_uses_names_that_the_ontology_has():
    for row in cameo.codes().values():
        plover = row.plover
        assert plover.mode is None or plover.mode in ontology.modes(plover.type)
        assert all(ontology.contexts()[name].released == name for name in plover.contexts)
        assert plover.status in ontology.statuses()
        assert plover.act is None or plover.act in ontology.types()


def test_codes_that_plover_cannot_tell_apart_say_what_is_lost():
    groups = defaultdict(set)
    for row in cameo.codes().values():
        if not row.plover.lost:
            groups[row.plover[1:6]].add(row.code)
    for alike in groups.values():
        # A root and its residual (`04`, `040`) mean the same.
        assert len({code.removesuffix("0") if len(code) == 3 else code for code in alike}) == 1, alike


@pytest.mark.parametrize(("name", "mode"), PAIRS)
def test_plover_goes_to_cameo_and_back_but_for_the_listed(name, mode):
    there = cameo.to_cameo(name, mode)
    assert there.returns == ((name, mode) not in ONE_WAY)
    assert there.returns or there.lost
    assert cameo.to_plover(there.code).type == name or (name, mode) == ("RETREAT", "resign")


def test_no_pair_is_left_out_and_none_is_strange():
    assert list(cameo.from_plover()) == PAIRS
    with pytest.raises(NotFoundError, match="AID has no mode 'loan'"):
        cameo.to_cameo("AID", "loan")


def test_the_crosswalk_cannot_be_changed():
    for table in (cameo.codes(), cameo.older_codes(), cameo.from_plover()):
        with pytest.raises(TypeError):
            table["04"] = None
