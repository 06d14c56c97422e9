"""The tables of groups, bodies, parties and roles: what a scholar who corrects them must keep."""

import datetime as dt
import itertools
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import data, ontology
from detente.resolve.actors import role_of

FOLDER = files("detente.data")
WIDTHS = {"groups.tsv": 7, "bodies.tsv": 6, "parties.tsv": 6}
NAMED = [(table, row) for table, width in WIDTHS.items() for row in data.rows(FOLDER / table, width)]
ROLES = list(data.rows(FOLDER / "roles.tsv", 3))
STATES = {line.split("\t")[0] for line in (FOLDER / "states.tsv").read_text("utf-8").splitlines() if line[:1] != "#"}
LATER = re.compile(r"(?P<state>[A-Z]{3})\.(?P<sector>[A-Z]{3}) (?P<start>\S+)\.\.(?P<end>\S+)")


def forms(row):
    return [row[0], *(row[1].split("|") if row[1] != "-" else ())]


def first_day(text):
    """The first day of a year, month or day; None where unknown or open."""
    if text == "-":
        return None
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def in_order(start, end):
    days = first_day(start), first_day(end)
    return None in days or days[0] <= days[1] or end == start[: len(end)]


@pytest.mark.parametrize("table", [*WIDTHS, "roles.tsv"])
def test_each_table_says_what_it_holds_whence_and_its_columns(table):
    head = (FOLDER / table).read_text("utf-8").splitlines()[:3]
    assert all(line.startswith("# ") for line in head)
    assert "Apache-2.0" in head[1]
    assert head[2].startswith("# Columns: ")


def test_no_cell_is_empty_or_padded():
    cells = [(row[0], cell) for _, row in NAMED for cell in row] + [(row[0], cell) for row in ROLES for cell in row]
    parts = [(name, part) for name, cell in cells for part in cell.split("|")]
    assert [(name, part) for name, part in parts if not part or part != part.strip() or ";" in part] == []


def test_states_and_sectors_are_known():
    strangers = [(row[0], state) for _, row in NAMED for state in row[2].split("|") if state not in STATES | {"-"}]
    strangers += [(row[0], row[3]) for _, row in NAMED if row[3] not in ontology.sectors()]
    strangers += [(row[2], row[0]) for row in ROLES if row[0] not in ontology.sectors()]
    assert strangers == []


def test_bodies_of_no_state_have_a_sector_that_needs_none():
    stateless = {code for code, sector in ontology.sectors().items() if sector.international}
    home = [(row[0], row[3]) for table, row in NAMED if table == "parties.tsv" and row[2] == "-"]
    home += [(row[0], row[3]) for _, row in NAMED if row[2] == "-" and row[3] not in stateless | {"JRN", "REL"}]
    assert home == []


def test_dates_parse_and_stand_in_order():
    assert [(row[0], row[4], row[5]) for _, row in NAMED if not in_order(row[4], row[5])] == []


def test_what_a_group_became_is_dated():
    for row in data.rows(FOLDER / "groups.tsv", 7):
        for part in row[6].split("|") if row[6] != "-" else ():
            match = LATER.fullmatch(part)
            assert match, (row[0], part)
            assert match["state"] in STATES, row[0]
            assert match["sector"] in ontology.sectors(), row[0]
            assert in_order(match["start"], match["end"]), row[0]


def test_no_form_names_two():
    pairs = sorted((form, f"{table}: {row[0]}") for table, row in NAMED for form in forms(row))
    assert [(a, b) for a, b in itertools.pairwise(pairs) if a[0] == b[0]] == []


def test_no_word_stands_in_two_rows_of_roles():
    words = sorted(word.lower() for row in ROLES for word in row[2].split("|"))
    assert [a for a, b in itertools.pairwise(words) if a == b] == []


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("former president", "ELI"),
        ("the opposition leader", "OPP"),
        ("the rebel leader", "REB"),
        ("a religious leader", "REL"),
        ("the party leader", "PTY"),
        ("world leaders", "GOV"),
        ("an army spokesman", "MIL"),
        ("a police spokeswoman", "COP"),
        ("a spokesman", "GOV"),
        ("the attorney general", "JUD"),
        ("the secretary general", "GOV"),
        ("a retired general", "ELI"),
        ("two generals", "MIL"),
        ("health workers", "MED"),
        ("aid workers", "SOC"),
        ("farm workers", "AGR"),
        ("dock workers", "LAB"),
        ("migrant workers", "LAB"),
        ("migrants", "REF"),
        ("jailed journalists", "PRE"),
        ("journalists", "JRN"),
        ("a fishing vessel", "CVL"),
        ("a coast guard vessel", "MIL"),
        ("the ruling party", "GOV"),
        ("drug smugglers", "CRM"),
        ("pro-government militiamen", "PRM"),
        ("board members", "BUS"),
    ],
)
def test_the_more_specific_words_win(text, sector):
    assert role_of(text)[0] == sector


@given(st.text(max_size=60))
def test_any_words_have_a_known_sector_or_none(text):
    sector, role = role_of(text)
    assert sector is None or sector in ontology.sectors()
    assert (sector is None) == (role is None)
