"""The user's own names win over ours, real dictionaries load as they are, and bad lines are told."""

import datetime as dt
import time

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import settings
from detente.errors import DataError
from detente.resolve import Resolver, load_dictionary

ACTORS = """# made for this test
BLUE_LANTERN_SOCIETY_ [RURREB]
+LANTERNS_
\t[RURPTY >20100101]
OTTO_PFENNIG_ ; the premier
\t[RURGOV 900101-941231]
\t[RURELI]
MUDDLED_ [RURGOV 99]
"""
AGENTS = """!PERSON! = MAN, MEN
FERRY!PERSON! [~LAB]
BELL_RINGER [~REL]
NOBODY
"""


@pytest.fixture
def own(tmp_path):
    actors, agents = tmp_path / "mine.actors.txt", tmp_path / "mine.agents.txt"
    actors.write_text(ACTORS, encoding="utf-8")
    agents.write_text(AGENTS, encoding="utf-8")
    return load_dictionary((actors, agents))


def table(tmp_path, text):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return load_dictionary((path,))


def test_a_dictionary_tells_who_somebody_was_on_the_day(own):
    who = Resolver(own).actor
    assert (who("the Lanterns", day=dt.date(2005, 1, 1)).country, who("the Lanterns", day=dt.date(2005, 1, 1)).sector) == (
        "RUR",
        "REB",
    )
    assert who("the Lanterns", day=dt.date(2015, 1, 1)).sector == "PTY"
    assert who("Otto Pfennig", day=dt.date(1992, 5, 5)).sector == "GOV"
    assert who("Otto Pfennig", day=dt.date(2003, 5, 5)).sector == "ELI"
    assert who("Otto Pfennig").why == "your dictionary"


def test_macros_and_plurals_of_agents_are_written_out(own):
    assert [own.agent(words) for words in ("two ferrymen", "a bell ringer", "bell ringers", "a baker")] == [
        "LAB",
        "REL",
        "REL",
        None,
    ]


def test_lines_that_are_not_understood_are_told_and_the_rest_counts(own):
    assert [line.split(":")[0] for line in own.complaints] == ["mine.actors.txt, line 8", "mine.agents.txt, line 4"]
    assert own.names


def test_a_table_wins_over_ours(tmp_path):
    own = table(tmp_path, "name,country,sector,from,to\nTaliban,AFG,OPP,2000-01-01,2000-12-31\nHamster Front,FRA,REB,,\n")
    assert Resolver(own).actor("the Taliban", day=dt.date(2000, 6, 1)).sector == "OPP"
    assert Resolver(own).actor("the Taliban", day=dt.date(2005, 6, 1)).sector == "REB"
    assert Resolver(own).actor("Hamster Front fighters").country == "FRA"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who,country\nx,FRA\n", "line 1: columns"),
        ("name,country\nx,France\n", "line 2: country 'France'"),
        ("name,sector\nx,KING\n", "line 2: sector 'KING'"),
        ("name,from\nx,2001\n", "line 2:"),
    ],
)
def test_a_wrong_table_is_told_with_its_line(tmp_path, text, words):
    with pytest.raises(DataError) as error:
        table(tmp_path, text)
    assert words in str(error.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(DataError, match="dictionary"):
        load_dictionary((tmp_path / "none.csv",))


@hypothesis.settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_loads_as_a_dictionary_without_a_crash(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "any.actors.txt"
    path.write_text(text, encoding="utf-8", errors="replace")
    assert load_dictionary((path,)).names is not None


@pytest.mark.bench
def test_real_dictionaries_load_in_a_second():
    folder = settings.load().bench.parent / "dictionaries"
    files = tuple(sorted(folder.glob("*.txt")))
    if not files:
        pytest.skip(f"no dictionaries at {folder}")
    began = time.process_time()
    found = load_dictionary(files)
    assert time.process_time() - began < 2
    assert len(found.names) > 30_000
    assert len(found.complaints) < 100
