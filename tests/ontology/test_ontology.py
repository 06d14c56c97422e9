"""PLOVER's tables: complete, consistent, and safe to share."""

import importlib.util
import itertools
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import ontology
from detente.errors import DataError, NotFoundError
from detente.ontology import tables
from detente.read.lexicon import words
from detente.records import Status, Type

ROOT = Path(__file__).parents[2]
TYPES = list(ontology.types())


def test_the_sixteen_types_stand_in_the_order_of_the_records():
    assert tuple(ontology.types()) == get_args(Type)


@pytest.mark.parametrize(
    ("quad", "names"),
    [
        (1, {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}),
        (2, {"COOPERATE", "AID", "RETREAT"}),
        (3, {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
        (4, {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}),
    ],
)
def test_quad_classes(quad, names):
    assert {name for name in TYPES if ontology.quad(name) == quad} == names


@pytest.mark.parametrize(
    ("name", "modes", "score"),
    [
        ("ACCUSE", [], -3),
        ("SANCTION", ["expel"], -5.5),
        ("REQUEST", ["assist"], 0.5),
        ("RETREAT", ["disarm"], 10),
        ("ASSAULT", ["beat", "drone"], -9.5),
        ("REQUEST", ["meet", "yield"], -1),
    ],
)
def test_of_several_modes_the_score_farthest_from_zero_counts(name, modes, score):
    assert ontology.score(name, modes) == score


@given(
    st.sampled_from(TYPES).flatmap(lambda t: st.tuples(st.just(t), st.lists(st.sampled_from(ontology.modes(t) or ("",)))))
)
def test_a_score_is_one_of_the_types_own_and_does_not_depend_on_order(drawn):
    name, modes = drawn[0], [mode for mode in drawn[1] if mode]
    info = ontology.types()[name]
    value = ontology.score(name, modes)
    assert value in {info.score, *(mode.score for mode in info.modes.values())}
    assert abs(value) == abs(ontology.score(name, modes[::-1]))


def test_conflict_is_negative_and_cooperation_positive():
    for info in ontology.types().values():
        scores = [info.score, *(mode.score for mode in info.modes.values())]
        if info.name != "REQUEST":
            assert {score > 0 for score in scores} == {info.quad <= 2}
        assert all(-10 <= score <= 10 for score in scores)


def test_a_strange_mode_is_named_with_the_modes_there_are():
    with pytest.raises(NotFoundError, match=r"CONSULT has no mode 'dance'.*visit, third-party"):
        ontology.score("CONSULT", ["dance"])


def test_every_type_says_what_it_is_what_it_is_not_and_what_is_hard():
    for info in ontology.types().values():
        assert info.definition
        assert info.excludes
        assert info.cases
        assert all(mode.definition for mode in info.modes.values())


def test_what_is_announced_keeps_its_side_and_announcing_it_twice_changes_nothing():
    types = ontology.types()
    for info in types.values():
        announced = types[info.announced]
        assert (announced.quad <= 2) == (info.quad <= 2)
        assert announced.quad in {1, 3}
        assert announced.announced == announced.name


def test_released_contexts_are_the_names_of_polecat_files():
    released = {name for name, info in ontology.contexts().items() if info.released == name}
    assert len(released) == 37
    assert {"pro-democracy", "natural_resources", "human_security", "trafficking"} <= released
    assert ontology.contexts()["resource"].released == "natural_resources"
    assert ontology.contexts()["culture"].released is None
    assert {info.released for info in ontology.contexts().values()} <= released | {None}


def test_sectors_of_states_and_bodies_of_none():
    sectors = ontology.sectors()
    within = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
    assert {code for code, info in sectors.items() if not info.international} == set(within)
    assert {code for code, info in sectors.items() if info.international} == {"IGO", "NGO", "ISM", "IMG", "MNC"}


def test_auxiliaries_derive_from_status_and_age():
    assert tuple(ontology.statuses()) == get_args(Status)
    assert ontology.auxiliaries("occurred") == ()
    assert ontology.auxiliaries("planned") == ("future",)
    assert ontology.auxiliaries("denied", age=ontology.HISTORICAL_AFTER + 1) == ("historical", "negation")
    assert ontology.auxiliaries("occurred", age=ontology.HISTORICAL_AFTER) == ()
    names = itertools.chain.from_iterable(info.auxiliaries for info in ontology.statuses().values())
    assert set(names) | {"historical"} == set(get_args(ontology.Auxiliary))


def test_the_reader_uses_only_known_contexts_and_modes():
    assert set(words().contexts) <= set(ontology.contexts())
    for name, cues in words().modes.items():
        assert set(cues) <= set(ontology.modes(name))


def test_the_tables_cannot_be_changed():
    for table in (ontology.types(), ontology.contexts(), ontology.sectors(), ontology.types()["AID"].modes):
        with pytest.raises(TypeError):
            table["new"] = None


def test_a_table_with_a_broken_row_is_named_with_its_line():
    with pytest.raises(DataError, match=r"sectors\.tsv, line 4: 3 cells"):
        list(tables.rows("sectors.tsv", 2))


def test_every_data_file_names_source_licence_and_date():
    for file in (ROOT / "src" / "detente" / "ontology" / "data").iterdir():
        head = " ".join(line for line in file.read_text(encoding="utf-8").splitlines()[:8] if line.startswith("#"))
        assert "Apache-2.0. 2026-" in head, file.name


def test_the_codebook_is_current():
    spec = importlib.util.spec_from_file_location("write_codebook", ROOT / "scripts" / "write_codebook.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8") == script.codebook()
