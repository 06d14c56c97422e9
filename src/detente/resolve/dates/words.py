"""Words of time: a text as a string of one letter a word, so that a grammar of times is a set of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, NamedTuple

from detente import data

# One letter for each class of times.tsv; capitals, digits and marks too, since there are many classes.
_LETTERS: Final = MappingProxyType(
    {
        "month_name": "m",
        "short_month": "b",
        "weekday": "w",
        "weekdays": "W",
        "number": "n",
        "ordinal": "o",
        "minute": "9",
        "hour": "8",
        "day": "1",
        "week": "2",
        "month": "3",
        "quarter": "4",
        "year": "5",
        "decade": "6",
        "century": "7",
        "weekend": "0",
        "season": "S",
        "sure_season": "s",
        "part": "p",
        "last": "l",
        "prior": "L",
        "next": "x",
        "after_that": "X",
        "this": "t",
        "that": "T",
        "ago": "a",
        "earlier": "e",
        "later": "f",
        "the": "A",
        "one": "N",
        "in": "i",
        "of": "F",
        "phase": "M",
        "edge": "E",
        "and": "&",
        "to": "P",
        "each": "c",
        "vague": "q",
        "half": "H",
        "era": "G",
        "fiscal": "g",
        "feast": "Z",
        "set": "k",
        "said": "j",
        "now": "v",
        "past_ref": "u",
        "future_ref": "U",
        "soon": "r",
        "ahead": ">",
        "behind": "<",
    }
)
UNITS: Final = MappingProxyType(
    {
        "9": "minute",
        "8": "hour",
        "1": "day",
        "2": "week",
        "3": "month",
        "4": "quarter",
        "5": "year",
        "6": "decade",
        "7": "century",
        "0": "weekend",
    }
)
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


class Words(NamedTuple):
    """A text, word by word.

    Attributes:
        text: the text.
        letters: one letter a word.
        spans: where each word stands.
        values: what each word is worth, nothing for most.
    """

    text: str
    letters: str
    spans: list[tuple[int, int]]
    values: list[str]

    def word(self, index: int) -> str:
        """Give a word as written.

        Args:
            index: its number; one outside the text gives nothing.

        Returns:
            The word.
        """
        if not 0 <= index < len(self.spans):
            return ""
        start, end = self.spans[index]
        return self.text[start:end]


@cache
def _lexicon() -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for kind, value, forms in data.rows(files("detente.data") / "times.tsv", 3):
        letter = _LETTERS[kind]
        for form in forms.split("|"):
            found[form] = (letter, value)
    return MappingProxyType(found)


@cache
def _token() -> re.Pattern[str]:
    phrases = sorted((f for f in _lexicon() if not f.isalpha()), key=len, reverse=True)
    said = "|".join(re.escape(f) if f != f.lower() else f"(?i:{re.escape(f)})" for f in phrases)
    # Only a word that some phrase begins with can begin a phrase; the test keeps the scan fast.
    firsts = "".join(sorted({c for f in phrases for c in (f[0], f[0].upper())}))
    return re.compile(
        r"(?P<iso>\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?(?!\d))"
        r"|(?P<slash>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|\b\d\d-\d\d-(?:\d{4}|\d\d)\b)"
        r"|(?P<clock>\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.m\.|[ap]m\b|AM\b|PM\b)|\b\d{1,2}:\d\d(?:\s?(?:hrs|hours|h)\b)?)"
        r"|(?P<decade>(?:\b\d{3}0|['’]?\b\d0)s\b)"
        r"|(?P<code>\b[QH][1-4]\b)"
        r"|(?P<number>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?(?:st|nd|rd|th)?\b)"
        rf"|(?P<phrase>(?=[{firsts}])\b(?:{said})(?![^\W\d_]))"
        r"|(?P<word>[^\W\d_]+(?=n['’]t)|[^\W\d_]+)"
        r"|(?P<break>[.;:!?]|\n\s*\n)"
        r"|(?P<mark>[-–—/,()$£€%]|['’]s?)"
    )


def split(text: str) -> Words:
    """Split a text into words of time and others.

    Args:
        text: any text.

    Returns:
        The words.
    """
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    values: list[str] = []
    lexicon = _lexicon()
    for match in _token().finditer(text):
        kind, word = match.lastgroup, match.group()
        if kind in {"word", "phrase"}:
            known = lexicon.get(word) or lexicon.get(word.lower())
            letter, value = known or ("_", "")
        else:
            letter, value = _numeral(kind or "", word)
        letters.append(letter)
        spans.append(match.span())
        values.append(value)
    return Words(text, "".join(letters), spans, values)


def _numeral(kind: str, word: str) -> tuple[str, str]:
    if kind in {"iso", "slash", "clock", "decade", "code"}:
        return {"iso": "z", "slash": "Y", "clock": "K", "decade": "D", "code": "Q"}[kind], word
    if kind == "break":
        return ".", ""
    if kind == "mark":
        return {"-": "h", "–": "h", "—": "h", "$": "$", "£": "$", "€": "$"}.get(
            word[0], "'" if word[0] in "'’" else word
        ), ""
    digits = word.rstrip("stndrh").replace(",", "")
    if not digits.isascii() or digits == "":
        return "_", ""
    if not word[-1].isdigit():
        return "o", digits
    if digits == word and len(word) == 4 and word.isdigit() and _FIRST_YEAR <= int(word) <= _LAST_YEAR:
        return "y", digits
    return ("d" if digits == word and len(word) <= 2 and word.isdigit() and 1 <= int(word) <= 31 else "n"), digits
