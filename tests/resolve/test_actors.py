"""Who somebody was on the day of the report, and what the words around say of him."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.records import Mention
from detente.resolve import Resolver, holders
from detente.resolve.actors import Discourse

WHO = Resolver().actor


def day(text):
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("words", "when", "country", "sector"),
    [
        ("Vladimir Putin", "1999-02-01", "RUS", "SPY"),
        ("Vladimir Putin", "2009-02-01", "RUS", "GOV"),
        ("the Taliban", "2002-06-01", "AFG", "REB"),
        ("the Taliban", "2022-06-01", "AFG", "GOV"),
        ("Iranian Foreign Minister Hossein Amir-Abdollahian", "2023-06-01", "IRN", "GOV"),
        ("Hossein Amirabdollahian", "2023-06-01", "IRN", "GOV"),
        ("Hossein Amir Abdollahian", "2023-06-01", "IRN", "GOV"),
        ("Moscow", "1985-06-01", "SUN", "GOV"),
        ("Moscow", "2005-06-01", "RUS", "GOV"),
        ("Shanghai police", None, "CHN", "COP"),
        ("the Canadian ambassador to the United Nations", None, "CAN", "GOV"),
        ("a former Israeli general", None, "ISR", "ELI"),
        ("protesters", None, None, "CVL"),
        ("the Islamic State group", "2016-01-01", None, "IMG"),
    ],
)
def test_who_and_what_on_the_day(words, when, country, sector):
    actor = WHO(words, day=day(when))
    assert (actor.country, actor.sector) == (country, sector)


def test_a_resolution_says_why():
    assert "intelligence chief of RUS" in WHO("Vladimir Putin", day=dt.date(1999, 2, 1)).why
    assert WHO("Boko Haram").why == "group Boko Haram"


@pytest.mark.parametrize("words", ["John Quibblethwaite", "the cupboard", "Smith", "zzz", ""])
def test_what_fits_nothing_stays_unresolved_with_its_words(words):
    actor = WHO(words)
    assert (actor.country, actor.sector, actor.text) == (None, None, words)


def named(*texts):
    discourse, at, found = Discourse(dt.date(2023, 5, 5)), 0, []
    for text in texts:
        found.append(discourse.resolve(Mention(at, at + len(text), text, "actor"))[0])
        at += len(text) + 10
    return found


def test_the_group_and_a_counterpart_are_those_told_before():
    assert named("Boko Haram", "the group")[1].name == "Boko Haram"
    _, other = named("Kenyan Defence Minister Aden Duale", "his Ugandan counterpart")
    assert (other.country, other.role) == ("UGA", "defence minister")


def test_a_surname_alone_is_taken_only_where_one_person_can_be_meant():
    assert holders.person("Netanyahu", dt.date(2015, 1, 1)).state == "ISR"
    assert holders.person("Kim", dt.date(2015, 1, 1)) is None


def test_nobody_holds_two_offices_of_one_name_in_the_tables_with_wrong_dates():
    terms = {term for terms in holders.all_terms().values() for term in terms}
    assert all(term.start <= term.end for term in terms)
    assert len({t.state for t in terms if len(t.state) == 3}) >= 120


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_words_resolve_without_a_crash(words):
    assert WHO(words).text == words
