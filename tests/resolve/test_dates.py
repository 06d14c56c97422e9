"""Times are found, read in TIMEX3 and turned into days, against publication and what the text has told."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.resolve import dates

FRIDAY = dt.date(2023, 5, 5)


def values(text, published=FRIDAY):
    return {text[t.start : t.end]: t.value for t in dates.timexes(text, published)}


def days(when):
    return None if when is None else (str(when.start) if when.start else "", str(when.end) if when.end else "")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The envoys spoke on Tuesday.", "Tuesday", "2023-05-02"),
        ("The envoys will speak on Tuesday.", "Tuesday", "2023-05-09"),
        ("They signed it last week.", "last week", "2023-W17"),
        ("Earlier this month the port reopened.", "Earlier this month", "2023-05"),
        ("Talks go on over the weekend.", "the weekend", "2023-W17-WE"),
        ("It had closed two years ago.", "two years ago", "2021"),
        ("The pact of Jan. 26 holds.", "Jan. 26", "2023-01-26"),
        ("Exports fell in the third quarter.", "the third quarter", "2022-Q3"),
        ("Trade grew in the first half of 2019.", "the first half of 2019", "2019-H1"),
        ("In fiscal 2021 the fund shrank.", "fiscal 2021", "2021"),
        ("Customs rose in the late 19th century.", "the late 19th century", "18"),
        ("The 1990s were quiet.", "The 1990s", "199"),
        ("The winter of 1994 was hard.", "The winter of 1994", "1994-WI"),
        ("The road shut for three weeks.", "three weeks", "P3W"),
        ("A two-hour halt followed.", "two-hour", "PT2H"),
        ("He ruled for two and a half years.", "two and a half years", "P2.5Y"),
        ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
        ("Boats leave daily.", "daily", "XXXX-XX-XX"),
        ("Relations have cooled recently.", "recently", "PAST_REF"),
        ("It is now open.", "now", "PRESENT_REF"),
        ("More will come in the coming weeks.", "the coming weeks", "FUTURE_REF"),
        ("Guns fell silent at 8:30 p.m. on Thursday.", "8:30 p.m. on Thursday", "2023-05-04T20:30"),
        ("They left on Thursday night.", "Thursday night", "2023-05-04TNI"),
        ("He fled two days after the verdict.", "two days after", "P2D"),
        ("Snow fell in mid-April.", "mid-April", "2023-04"),
    ],
)
def test_times_of_news(text, words, value):
    assert values(text)[words] == value


def test_each_end_of_a_range_is_a_time():
    assert values("The fleet sailed from 3 to 8 May 2021.") == {"3": "2021-05-03", "8 May 2021": "2021-05-08"}
    assert values("They sat on May 6 and 7th, 1999.") == {"May 6": "1999-05-06", "7th, 1999": "1999-05-07"}
    assert values("It met in August and September 1956.") == {"August": "1956-08", "September 1956": "1956-09"}
    assert values("The truce (1958-59) failed.") == {"1958": "1958", "59": "1959"}


def test_a_story_counts_from_what_it_told():
    text = (
        "On 5 March 1968 the garrison mutinied. The next day the governor fled. That evening shots were heard. "
        "On the 8th a ship came. Two weeks later the siege began. In June it ended. The following year brought peace. "
        "By 1970 the port had reopened, and in 1971 the treaty was signed."
    )
    assert list(values(text).values()) == [
        "1968-03-05",
        "1968-03-06",
        "1968-03-06TEV",
        "1968-03-08",
        "1968-W12",
        "1968-06",
        "1969",
        "1970",
        "1971",
    ]


def test_news_comes_back_to_its_own_year_after_background():
    text = "The two states fought a war in 1999. Ministers met in February, a spokesman said on Thursday."
    assert list(values(text).values()) == ["1999", "2023-02", "2023-05-04"]


@pytest.mark.parametrize(
    "text", ["Prices may fall.", "2000 soldiers left.", "The 5th Army moved.", "They march on.", "It cost $1999."]
)
def test_words_that_only_look_like_times(text):
    assert values(text) == {}


@pytest.mark.parametrize(
    ("text", "tense", "interval"),
    [
        ("since Tuesday", "past", ("2023-05-02", "")),
        ("from 3 to 8 May", "past", ("2023-05-03", "2023-05-08")),
        ("between 1979 and 1988", "past", ("1979-01-01", "1988-12-31")),
        ("before the end of June", "future", ("", "2023-06-30")),
        ("by mid-August", "future", ("", "2023-08-15")),
        ("the past three days", "past", ("2023-05-02", "2023-05-05")),
        ("within sixty days", "future", ("2023-05-05", "2023-07-04")),
        ("for three weeks", "future", ("2023-05-05", "2023-05-26")),
        ("early 2012", "past", ("2012-01-01", "2012-05-01")),
        ("May–June 1999", "past", ("1999-05-01", "1999-06-30")),
        ("the second half of June", "future", ("2023-06-16", "2023-06-30")),
        ("next Monday", "future", ("2023-05-08", "2023-05-08")),
    ],
)
def test_words_before_a_time_bound_it(text, tense, interval):
    assert days(dates.resolve_time(text, FRIDAY, tense=tense)) == interval


@pytest.mark.parametrize("text", ["before the next session", "soon", "in the coming weeks", "", "once both sides agree"])
def test_what_nobody_could_date_is_not_dated(text):
    assert dates.resolve_time(text, FRIDAY, tense="future") is None


@pytest.mark.parametrize(
    ("text", "preposition", "last"),
    [
        ("before Ramadan", "", "2024-03-10"),
        ("Christmas", "by", "2023-12-25"),
        ("the end of the month", "by", "2023-05-31"),
        ("within the coming year", "", "2024-05-05"),
        ("before the year is out", "", "2023-12-31"),
        ("the 26th", "by", "2023-05-26"),
        ("two months", "within", "2023-07-05"),
    ],
)
def test_due_times_have_a_last_day(text, preposition, last):
    when = dates.due(text, preposition, FRIDAY)
    assert (str(when.end), when.precision) == (last, "deadline")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ramadan 2022", "2022-04-02"),
        ("Eid al-Fitr 2023", "2023-04-21"),
        ("Eid al-Adha 2022", "2022-07-09"),
        ("Nowruz 2023", "2023-03-21"),
        ("Easter 2024", "2024-03-31"),
        ("Orthodox Easter 2024", "2024-05-05"),
        ("Lunar New Year 2034", "2034-02-19"),
        ("Diwali 2021", "2021-11-04"),
        ("Yom Kippur 2023", "2023-09-25"),
        ("Passover 2023", "2023-04-06"),
    ],
)
def test_feasts_fall_on_their_days(text, first):
    assert str(dates.resolve_time(text, FRIDAY).start) == first


def test_a_feast_outside_the_table_has_no_days():
    assert dates.resolve_time("Ramadan 1950", FRIDAY) is None


def test_without_publication_only_full_dates_have_days():
    found = dates.timexes("It began on 4 May 2001. Tuesday was calm.", None)
    assert days(found[0].when) == ("2001-05-04", "2001-05-04")
    assert dates.timexes("Tuesday was calm.", None)[0].when is None


WORDS = st.sampled_from(
    (
        "the of in on by from to and 3 31 1999 May Feb. April Monday last next this same two few day week month years "
        "century decade 1990s first half quarter ago later before after mid early end Ramadan Christmas spring night "
        "5pm 10:30 2020-02-30 - , ."
    ).split()
)


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=80), st.dates() | st.none())
def test_any_text_gives_ordered_times_with_ordered_days(text, published):
    end = 0
    for time in dates.timexes(text, published):
        assert end <= time.start < time.end <= len(text)
        end = time.end
        assert time.value
        when = time.when
        assert when is None or when.start is None or when.end is None or when.start <= when.end
    for tense in ("past", "future"):
        when = dates.resolve_time(text, published, tense=tense)
        assert when is None or when.start is None or when.end is None or when.start <= when.end
    dates.due(text, "by", published)
