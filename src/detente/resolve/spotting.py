"""Spotting: which capitalised words of a text name a place, without any learned reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from detente import data
from detente.resolve.gazetteer import Candidate, candidates
from detente.resolve.states import states

_WORD: Final = r"(?:[A-Z](?:\.[A-Z])+\.?|[A-ZÀ-ÞŁŚŠŽŻŌ][\w’'-]*\w|[A-Z]\.)"
_JOIN: Final = r"(?:\s(?:of|and|the|of\sthe|de|del|la|el|al|du|upon|on|and\sthe)\s|\s|-)"
_RUN: Final = re.compile(rf"(?<![\w-]){_WORD}(?:{_JOIN}{_WORD})*")
_TOKEN: Final = re.compile(r"\S+")
_MOST_WORDS: Final = 6
_WELL_KNOWN: Final = 100_000
_SHORT: Final = 4
_NEXT: Final = re.compile(rf",\s+({_WORD}(?:\s{_WORD}){{0,2}})")
_TAIL: Final = re.compile(r"(?:['’]s|-[a-z]+|['’])?$")
_FOREIGN: Final = re.compile(r"\s?[$€£]|\s(?:virus|fever|flu|disease|strain)\b|\sVirus\b")
_CUE: Final = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o|[Aa]round|[Oo]utside|[Tt]hroughout|[Aa]cross|[Ii]nto|[Vv]ia|[Tt]oward|[Tt]owards|"
    r"[Oo]ff|[Oo]ver|[Bb]etween|[Ww]ithin|[Ii]nside|[Nn]orth of|[Ss]outh of|[Ee]ast of|[Ww]est of|(?:city|town|village|"
    r"province|state|district|county|region|suburb|island|port|capital|area|cities|towns|provinces|states|"
    r"counties|villages) of)"
    r"\s+(?:the\s+)?(?:(?:city|town|village|north|south|east|west|northern|southern|eastern|western|central|downtown|nearby)\s+)?"
    r"(?:of\s+)?$"
)
_TITLE: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Judge|President|Minister|Secretary|Senator|Governor|Sir|Lord|Lady|Professor|Doctor|Dame|King|Queen|Prince|Princess|Pope|Mayor|Chairman|Director|Spokesman|Spokeswoman)\.?\s+$"
)
_SPEAKS: Final = re.compile(
    r"\s+(?:said|says|has|have|had|will|would|wants|wanted|accused|accuses|denied|denies|warned|warns|announced|announces|"
    r"insisted|insists|condemned|condemns|agreed|agrees|refused|refuses|responded|claimed|claims|hopes|vowed|vows|called|calls|"
    r"rejected|rejects|urged|urges|demanded|demands|is\s+\w+ing|was\s+\w+ing|must|may|might|could|should)\b"
)


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of one kind of `spotting.tsv`."""
    rows = data.rows(files("detente.data") / "spotting.tsv", 2)
    return frozenset(word for name, words in rows if name == kind for word in words.split("|"))


@cache
def _seats() -> frozenset[str]:
    return frozenset(
        s.capital.name for s in states() if s.capital and s.standing != "dependency" and s.capital.name != s.name
    )


def is_metonym(text: str, start: int, end: int) -> bool:
    """Tell whether a seat of government stands for its government.

    Args:
        text: the document.
        start: offset of the name.
        end: offset after it.

    Returns:
        True for `Washington said`, False for `in Washington`.
    """
    if text[start:end] not in _seats() or _CUE.search(text, max(0, start - 40), start):
        return False
    return _SPEAKS.match(text, end) is not None


def spot(text: str) -> list[tuple[int, int]]:
    """Find the words that name places.

    Args:
        text: a document.

    Returns:
        Their offsets, in order, none overlapping.
    """
    sure: list[tuple[int, int]] = []
    unsure: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        for start, end in _pieces(text, run.start(), run.end()):
            if not _FOREIGN.match(text, end):
                (sure if _is_sure(text, start, end, run.span()) else unsure).append((start, end))
    accepted = {text[start:end] for start, end in sure}
    sure += [(s, e) for s, e in unsure if text[s:e] in accepted and not _TITLE.search(text, max(0, s - 14), s)]
    return sorted(sure)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The longest known names in a run of capitalised words, left to right."""
    tokens = [(m.start() + start, m.end() + start) for m in _TOKEN.finditer(text[start:end])]
    at = 0
    while at < len(tokens):
        for last in range(min(len(tokens), at + _MOST_WORDS), at, -1):
            begin, stop = tokens[at][0], tokens[last - 1][1]
            stop = begin + len(_TAIL.sub("", text[begin:stop]))
            if text[begin].isupper() and _is_known(text[begin:stop]):
                yield begin, stop
                at = last
                break
        else:
            at += 1


def _is_known(name: str) -> bool:
    if len(name) < 2 or name in _words("never") or name.split(maxsplit=1)[0] in _words("small"):
        return False
    return any(_is_weighty(option, name) for option in candidates(name))


def _is_weighty(option: Candidate, name: str) -> bool:
    """Rare spellings are left to larger places, which are likelier meant."""
    if option.kind in {"town", "capital"} and not option.main:
        return option.people >= _WELL_KNOWN and len(name) > _SHORT
    return not (option.kind == "district" and not option.main and option.people < _WELL_KNOWN)


def _is_sure(text: str, start: int, end: int, run: tuple[int, int]) -> bool:
    """Whether a known name is meant as a place: by what it is, by a cue before it, by the region after it."""
    name = text[start:end]
    before, after = text[run[0] : start].split(), text[end : run[1]].split()
    before = before[len(before) - before[::-1].index("and") :] if "and" in before else before
    after = after[: after.index("and")] if "and" in after else after
    if _words("body") & set(after):
        return False
    options = candidates(name)
    kinds = {c.kind for c in options}
    cue = bool(_CUE.search(text, max(0, start - 40), start)) or _is_followed(text, end)
    large = bool(kinds & {"state", "continent"}) or any(c.kind == "region" and c.main for c in options)
    within = [w for w in (*before, *after) if w[:1].isupper() and w not in _words("small")]
    if _TITLE.search(text, max(0, start - 14), start) or (within and not large):
        return cue and not before and not after
    if name in _words("doubtful") or (len(name) < _SHORT and "state" not in kinds):
        return cue
    known = max((c.people for c in options if c.main), default=0) >= 3 * _WELL_KNOWN
    return large or cue or known or bool(kinds & {"feature", "capital"})


def _is_followed(text: str, end: int) -> bool:
    """`NAME, Region`: the next words name a state or first-level region."""
    match = _NEXT.match(text, end)
    if not match:
        return False
    words: Sequence[str] = match.group(1).split()
    names = [" ".join(words[:n]) for n in range(len(words), 0, -1)]
    return any(c.kind in {"state", "region"} for name in names for c in candidates(name))
