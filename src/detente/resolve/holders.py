"""Office-holders: who a person was on the day of the report."""

from __future__ import annotations

import calendar
import datetime as dt
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, NamedTuple

from detente import data
from detente.errors import DataError

_STATE: Final = 3  # the length of an ISO3 code; longer names are those of bodies
_FAMILY_FIRST: Final = frozenset("CHN TWN PRK KOR VNM KHM".split())  # people are called by the first word of their name
_SHORTEST: Final = 2  # `He` and `Li` say too little by themselves
_SOON: Final = dt.timedelta(days=400)


class Term(NamedTuple):
    """One stretch of one person in one office.

    Attributes:
        state: ISO3, or the name of a body.
        office: the office.
        name: usual full name.
        start: first day, the earliest that the table allows.
        end: last day, the latest that the table allows.
    """

    state: str
    office: str
    name: str
    start: dt.date
    end: dt.date


class Person(NamedTuple):
    """Who somebody was on a day.

    Attributes:
        name: usual full name.
        state: ISO3, or None where the person served a body.
        body: name of the body, or None.
        sector: PLOVER sector on that day, or None where not yet in any office known.
        office: the office held on that day, or None.
        why: the entry that says so.
    """

    name: str
    state: str | None
    body: str | None
    sector: str | None
    office: str | None
    why: str


def folded(name: str) -> str:
    """Reduce a name to what its spellings share: letters without marks, case, hyphens and points.

    Args:
        name: a name as written.

    Returns:
        The key.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    kept = "".join(c if c.isalnum() else " " if c in " -‑–" else "" for c in bare.translate(_LETTERS))
    return " ".join(kept.split())


_LETTERS: Final = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th", "ə": "a"}
)


def surname(name: str) -> str:
    """Give the part by which a person is called after the first mention: `Amir-Abdollahian`, `al-Sudani`.

    Args:
        name: a full name.

    Returns:
        Its last word, folded; hyphens and particles belong to it.
    """
    words = name.split()
    return folded(words[-1]).replace(" ", "") if words else ""


@cache
def _sectors() -> Mapping[str, tuple[str, str]]:
    return MappingProxyType({row[0]: (row[1], row[2]) for row in data.rows(files("detente.data") / "offices.tsv", 3)})


def span_of(start: str, end: str) -> tuple[dt.date, dt.date]:
    """Read two dates of a table.

    Args:
        start: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, or `-` where it is open or not known.
        end: the same.

    Returns:
        First and last day, the longest span that the words allow.
    """
    first = dt.date.min if start == "-" else _day(start, last=False)
    return first, dt.date.max if end == "-" else _day(end, last=True)


def _day(text: str, *, last: bool) -> dt.date:
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
    return dt.date(year, month, day)


@cache
def all_terms() -> Mapping[str, tuple[Term, ...]]:
    """Load all terms by every folded form of the holder's name.

    Returns:
        Folded form to terms.

    Raises:
        DataError: when a date is malformed.
    """
    found: dict[str, list[Term]] = {}
    for file in sorted((files("detente.data") / "holders").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".tsv"):
            continue
        for state, office, name, forms, start, end, _ in data.rows(file, 7):
            try:
                term = Term(state, office, name, *span_of(start, end))
            except ValueError as error:
                raise DataError(f"{file.name}: {name}: {error}", "Write dates as YYYY-MM-DD, YYYY-MM or YYYY.") from error
            for form in {name, *(forms.split("|") if forms != "-" else ())}:
                for key in {folded(form), folded(form).replace(" ", "")}:
                    if term not in (shelf := found.setdefault(key, [])):
                        shelf.append(term)
    return MappingProxyType({key: tuple(terms) for key, terms in found.items()})


@cache
def _by_surname() -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for key, terms in all_terms().items():
        for term in terms:
            called = {surname(term.name), key.split()[-1] if " " in key else surname(term.name)}
            if term.state in _FAMILY_FIRST:
                called.add(folded(term.name.split(maxsplit=1)[0]))
            for last in called:
                if term not in (shelf := found.setdefault(last, [])):
                    shelf.append(term)
    return MappingProxyType({key: tuple(terms) for key, terms in found.items()})


def person(name: str, day: dt.date | None, state: str | None = None) -> Person | None:
    """Tell who somebody was on a day.

    Args:
        name: a full name, or a surname where only one holder of that day fits.
        day: the day of the report, or None where it is not known: then today's holders are in office and all others were.
        state: the state that the words around name, or None.

    Returns:
        The person, or None where the tables do not know the name or cannot tell two people apart.
    """
    key = folded(name)
    terms = all_terms().get(key) or all_terms().get(key.replace(" ", ""), ())
    if not terms and len(words := name.split()) > 1 and (kin := _by_surname().get(surname(name))):
        terms = tuple(t for t in kin if _same_given(words[0], t.name))
    if not terms and len(name.split()) == 1 and len(name) > _SHORTEST:
        terms = _sole(_by_surname().get(surname(name), ()), day, state)
    if state:
        terms = tuple(t for t in terms if t.state == state) or terms
    if not terms or len({t.name for t in terms}) > 1:
        return None
    return _on(terms, day)


def _same_given(given: str, name: str) -> bool:
    """Whether a given name fits, also as an initial (`V. Putin`)."""
    one, two = folded(given), folded(name.split(maxsplit=1)[0])
    return one == two or (len(one) == 1 and two.startswith(one))


def _sole(terms: Sequence[Term], day: dt.date | None, state: str | None) -> tuple[Term, ...]:
    """The terms of the only person of a surname who can be meant by it alone."""
    if state:
        terms = [t for t in terms if t.state == state]
    if day:
        near = [t for t in terms if t.start - _SOON <= day <= (t.end if t.end == dt.date.max else t.end + _SOON)]
        current = [t for t in near if t.start <= day <= t.end]
        terms = current or near
    return tuple(terms) if len({t.name for t in terms}) == 1 else ()


def _on(terms: Sequence[Term], day: dt.date | None) -> Person:
    when = day or dt.date.max
    held = [t for t in terms if t.start <= when <= t.end]
    past = [t for t in terms if t.end < when]
    chosen = held[0] if held else max(past, key=lambda t: t.end) if past else min(terms, key=lambda t: t.start)
    of_state = next((t.state for t in (chosen, *terms) if len(t.state) == _STATE), None)
    serving, after = _sectors().get(chosen.office, ("GOV", "ELI"))
    body = chosen.state if held and len(chosen.state) != _STATE else None
    serving = "IGO" if body and serving == "GOV" else serving
    sector = serving if held else after if past else None
    told = (
        f"{chosen.name}, {chosen.office} of {chosen.state} {chosen.start}–{'' if chosen.end == dt.date.max else chosen.end}"
    )
    return Person(chosen.name, None if body else of_state, body, sector, chosen.office if held else None, told)
