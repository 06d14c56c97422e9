"""Places and states: which place a name means, what it was on a day, and which words of a text are places."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.resolve import gazetteer, names, places, state_names, state_of, states


@pytest.mark.parametrize(
    ("name", "countries", "around", "country", "near"),
    [
        ("Paris", (), (), "FRA", (48.9, 2.4)),
        ("Paris", (), ("Texas",), "USA", (33.7, -95.6)),
        ("Tripoli", (), (), "LBY", (32.9, 13.2)),
        ("Tripoli", ("LBN",), (), "LBN", (34.4, 35.8)),
        ("Hyderabad", ("PAK",), (), "PAK", (25.4, 68.4)),
        ("Georgia", ("RUS",), (), "GEO", (42.0, 43.5)),
        ("Georgia", ("USA",), ("Atlanta",), "USA", (33.0, -83.5)),
        ("Washington", (), (), "USA", (38.9, -77.0)),
        ("Mexico", ("MEX",), (), "MEX", (23.0, -102.0)),
        ("the northern city of Aleppo", (), (), "SYR", (36.2, 37.2)),
    ],
)
def test_a_name_means_the_place_its_company_suggests(name, countries, around, country, near):
    place = places.locate(name, countries, around=around)
    assert place.country == country
    assert places.distance((place.lat, place.lon), near) < 161


@pytest.mark.parametrize(
    ("spelling", "number"),
    [("Kiev", 703448), ("Kyiv", 703448), ("Bombay", 1275339), ("Peking", 1816670), ("Saigon", 1566083)],
)
def test_older_spellings_name_the_same_town(spelling, number):
    assert places.locate(spelling).geonameid == number


@pytest.mark.parametrize(
    ("name", "precision"),
    [("Goma", "point"), ("Nangarhar", "admin"), ("Strait of Hormuz", "admin"), ("Kenya", "country"), ("Natanz", "point")],
)
def test_a_place_says_how_exact_it_is(name, precision):
    assert places.locate(name).precision == precision


def test_an_unknown_name_has_no_place_unless_the_text_says_where_it_lies():
    assert places.locate("Vrblsk") is None
    text = "Shells fell on Vrblsk, Nangarhar, at dawn."
    spans = [(text.index(n), text.index(n) + len(n)) for n in ("Vrblsk", "Nangarhar")]
    inner, outer = places.locate_all(text, spans)
    assert (inner.lat, inner.precision) == (outer.lat, "admin")


def test_disputed_waters_lie_in_no_state():
    assert places.locate("Sabina Shoal").country is None
    assert places.locate("Kashmir").country is None


def test_names_in_a_list_are_of_one_kind():
    text = "The fever reached Oregon, Washington, Idaho and Montana."
    found = {text[f.start : f.end]: f.place for f in places.find_places(text)}
    assert found["Washington"].precision == "admin"


def test_the_seat_of_a_government_is_told_from_the_town():
    text = "Ankara said it would not pay. The envoys met in Ankara on the same evening."
    said, met = places.find_places(text)
    assert said.metonym
    assert not met.metonym


@pytest.mark.parametrize("text", ["Mr Paris declined to answer.", "He reads the Boston Globe.", "In March they left."])
def test_what_only_looks_like_a_place_is_left_alone(text):
    assert places.find_places(text) == []


@given(st.text(max_size=200))
def test_any_text_gives_places_in_order_within_it(text):
    last = 0
    for found in places.find_places(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@given(st.text(max_size=40), st.sets(st.sampled_from(["USA", "FRA", "IND"])))
def test_any_name_is_answered_the_same_way_twice(name, countries):
    place = places.locate(name, countries)
    assert place == places.locate(name, countries)
    assert place is None or (-90 <= place.lat <= 90 and -180 <= place.lon <= 180)


@given(st.text(max_size=40))
def test_folding_a_folded_name_changes_nothing(name):
    assert gazetteer.fold(gazetteer.fold(name)) == gazetteer.fold(name)


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Moscow", "1985-03-11", "SUN"),
        ("Soviet", "1985-03-11", "SUN"),
        ("Moscow", "2005-03-11", "RUS"),
        ("Prague", "1989-11-20", "CSK"),
        ("Belgrade", "1999-04-01", "YUG"),
        ("Zaire", "1995-01-01", "COD"),
        ("Beijing", "1985-01-01", "CHN"),
    ],
)
def test_a_name_stands_for_the_state_of_its_day(name, day, code):
    assert names.entry_on(name, dt.date.fromisoformat(day)).country == code


def test_a_former_state_is_no_actor():
    text = "Towns across the former Soviet Union grew. Soviet troops left."
    assert [text[n.start : n.end] for n in names.find(text)] == ["Soviet"]


def test_a_code_names_the_present_state():
    assert state_names()["DEU"] == "Germany"
    assert state_names()["YEM"] == "Yemen"
    assert state_of("Abkhaz") == "XAB"


@pytest.mark.parametrize("number", ["cow", "gw", "fips"])
def test_no_two_states_of_one_day_share_a_number(number):
    seen = {}
    for state in states.states():
        for other in seen.get(getattr(state, number), ()):
            apart = (other.end and state.start and other.end < state.start) or (
                state.end and other.start and state.end < other.start
            )
            same_day = state.start == other.end or other.start == state.end
            assert apart or same_day or state.code == other.code, (state.code, other.code)
        if getattr(state, number) is not None:
            seen.setdefault(getattr(state, number), []).append(state)


def test_every_state_has_a_code_a_place_and_an_owner_that_exist():
    codes = {s.code for s in states.states()}
    for state in states.states():
        assert state.of is None or state.of in codes
        assert state.start is None or state.end is None or state.start < state.end
        assert (state.of is not None) or state.standing not in {"dependency", "breakaway"} or state.code == "ATA"
