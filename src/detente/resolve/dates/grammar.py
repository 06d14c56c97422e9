"""The grammar of times: regular expressions over the letters of `words`, tried in order at each word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from detente.resolve.dates.words import UNITS, Words

_MONTH: Final = r"(?P<m>m|b(?:\.(?=[,F]?[doy]))?)"
_DAY: Final = r"(?P<d>[do])"
_YEAR: Final = r"(?P<y>y)"
_OTHER: Final = r"F(?P<that>[lxtLXT])5"
_UNIT: Final = r"(?P<u>[1-9])"
_COUNT: Final = r"(?P<n>NqF?|qF?|HN|Hh|[dn](?:h?[n&])*(?:&NH)?(?:h?&hNhH)?|N)"
_STEP: Final = r"(?P<w>[lxtLXTv]+)"
# What may stand before: `the early morning of`, `the end of`, `mid-`, `late in`.
_PART: Final = r"(?:[AT]?(?:M(?:i?A)?h?)?(?P<p>p)8?F)?"
_EDGE: Final = r"(?:A?(?P<e>[EM])F?i?h?A?)?"
_LEAD: Final = rf"(?:w,?)?{_PART}{_EDGE}(?:w,?)?A?"

RULES: Final = (
    ("iso", r"(?P<z>[zY])"),
    ("bc", rf"(?:A?[EM]F?h?)?(?:{_MONTH}F?)?(?P<n>[dny])(?:h(?P<n2>[dny]))?G"),
    ("dmy", rf"{_LEAD}{_DAY}F?{_MONTH}(?:(?:[,F]?{_YEAR})|{_OTHER})?"),
    ("mdy", rf"{_LEAD}{_MONTH}(?P<d>A?[do])(?!h?[1-9])(?:(?:[,F]?,?{_YEAR})|{_OTHER})?"),
    ("month", rf"{_LEAD}(?:{_MONTH}(?:[,F]?{_YEAR})|{_STEP}?(?P<m2>m)(?:{_OTHER})?)"),
    ("before_day", r"A?(?P<d>[do])(?=(?:[hP&,]A?[do])*[hP&]A?[do]F?[mb])"),
    ("after_day", rf"(?<=[mb][do][hP&])A?(?P<d>[do])(?![1-9])(?:,?{_YEAR})?"),
    ("half_month", rf"A?(?P<o>o)HF(?:A?[tT]?(?P<u>3)|(?P<m>m)(?:F?{_YEAR})?)"),
    ("nth_of", rf"A?{_DAY}F(?P<that>[lxtLXT])3"),
    ("century", r"A?(?:(?P<e>[EM])F?A?h?)?(?P<o>o)h?7"),
    ("decade", r"A?(?P<e>[EM])?F?A?h?(?P<x>D)"),
    ("season", rf"{_EDGE}A?(?:{_YEAR}(?P<s>[sS])|{_STEP}?(?P<s2>[sS])(?:[,F]?(?P<y2>y)|{_OTHER})?)"),
    ("quarter", rf"{_EDGE}A?{_STEP}?(?:(?P<o>o)h?(?P<u>4|H(?!FA?[tT]?[1236]))|(?P<c>Q))(?:[,F]?A?g?5?(?P<y>y)|{_OTHER})?"),
    ("feast", rf"{_EDGE}{_STEP}?(?P<f>Z)(?:[,F]?{_YEAR}|{_OTHER})?(?P<p2>p)?"),
    ("nth_week", rf"A?(?P<o>o|l)(?P<u>[0-2])F(?P<m>m)(?:[,F]?{_YEAR})?"),
    ("offset", rf"A?{_COUNT}h?(?P<u>[0-9])(?P<dir>[aefr])"),
    ("next_day", r"A(?P<u>1)(?P<dir>[efX])"),
    ("bare_offset", r"(?P<u>[1-9])h?(?P<dir>[aef])"),
    ("window", rf"A?{_STEP}{_COUNT}h?{_UNIT}"),
    ("window", rf"A?{_COUNT}{_STEP}{_UNIT}"),
    ("since_window", rf"A?(?P<r>u)q?{_UNIT}"),
    ("edge_of", r"A?(?P<e>[EMef])[Fi]?(?P<w>[lxtLXTvA]+)(?P<u>[0-7])"),
    ("unit_end", r"(?P<u>[2-57])(?:h|')(?P<e>E)"),
    ("unit", rf"[ef]?A?{_STEP}(?P<u>[0-7])"),
    ("fiscal", rf"Ag5?{_YEAR}|g{_YEAR.replace('<y>', '<y2>')}"),
    ("spoken", r"M?(?P<j>j)h?(?P<p>p)?"),
    ("weekday", rf"{_PART}(?:{_EDGE}){_STEP}?(?P<d>w)h?(?P<p2>p)?"),
    ("every", r"c(?P<o>o|n|d)?(?P<u>[0-9wp])"),
    ("every", r"(?P<u>W)"),
    ("set", r"(?P<k>k)"),
    ("part", r"M?(?P<w>[lxtLXTvAN]*[lxtLXTAN])(?P<o>o)?(?P<p>p)"),
    ("night", r"(?<=[ic])(?P<p>p)"),
    ("clock", r"(?P<k>K)"),
    ("duration", rf"(?:A?[ol])?{_COUNT}(?:h|_)?{_UNIT}"),
    ("many", r"(?<=[ice])(?P<u>[1-9])"),
    ("many", r"(?P<u>[1-9])(?=F_)"),
    ("ordinal", rf"(?<=[iPef&])A{_DAY}(?!h?[0-9_])"),
    ("ordinal", rf"^A{_DAY}$"),
    ("weekend", r"A(?P<u>0)"),
    ("whole_unit", r"A(?P<u>[1-57])"),
    ("past", r"Al(?![dnqNo_0-9h])"),
    ("ref", r"A?(?P<r>[vuU])"),
    ("soon", r"(?P<r>r)"),
    ("year", rf"{_EDGE}(?:A?g?5)?{_YEAR}"),
    ("short_year", r"(?<=yh)(?P<y>[dn])|'(?P<y2>[dn])"),
)


class Found(NamedTuple):
    """A time found in a text.

    Attributes:
        rule: the rule of the grammar.
        words: the text.
        first: number of its first word.
        end: number of the word after its last.
        parts: what each group of the rule caught, as the numbers of the words.
    """

    rule: str
    words: Words
    first: int
    end: int
    parts: dict[str, range]

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return self.words.spans[self.first][0], self.words.spans[self.end - 1][1]

    @property
    def text(self) -> str:
        """Its words."""
        start, end = self.span
        return self.words.text[start:end]

    def value(self, name: str) -> str:
        """What the words that a group caught are worth, the last that is worth anything.

        Args:
            name: the group.

        Returns:
            The value, nothing where the group caught nothing.
        """
        values = [self.words.values[index] for index in self.parts.get(name, ())]
        return next((value for value in reversed(values) if value), "")

    def letters(self, name: str) -> str:
        """The letters that a group caught.

        Args:
            name: the group.

        Returns:
            The letters, nothing where it caught nothing.
        """
        caught = self.parts.get(name)
        return self.words.letters[caught.start : caught.stop] if caught else ""

    @property
    def unit(self) -> str:
        """The unit it counts in, or nothing."""
        return UNITS.get(self.letters("u"), "")

    @property
    def before(self) -> str:
        """The word before it, in lower case."""
        return self.words.word(self.first - 1).lower()


@cache
def _patterns() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """All rules as one pattern that says which matches, and each by itself with its groups."""
    bare = [re.sub(r"\?P<\w+>", "?:", shape) for _, shape in RULES]
    whole = "|".join(f"(?P<rule{i}>{shape})" for i, shape in enumerate(bare))
    return re.compile(whole), tuple((name, re.compile(shape)) for name, shape in RULES)


def find(words: Words) -> Iterator[Found]:
    """Find the times in a text, leftmost first; the first rule that fits wins.

    Args:
        words: the text.

    Yields:
        What the grammar allows; `fits` says whether the words do.
    """
    whole, rules = _patterns()
    at = 0
    while match := whole.search(words.letters, at):
        name, rule = rules[int((match.lastgroup or "rule0")[4:])]
        again = rule.match(words.letters, match.start())
        at = match.start() + 1
        if again is None or again.end() == again.start():
            continue
        parts = {key: range(*again.span(key)) for key, value in again.groupdict().items() if value}
        found = Found(name, words, again.start(), again.end(), parts)
        if fits(found):
            yield found
            at = again.end()


_COUNTED: Final = frozenset({"was", "is", "as", "has", "us", "its", "this", "his", "thus", "perhaps", "besides", "always"})


def fits(found: Found) -> bool:
    """Say whether words that the grammar allows are a time: `May`, `fall` and `2000` often are not.

    Args:
        found: the words.

    Returns:
        Whether they are.
    """
    check = _CHECKS.get(found.rule)
    return check is None or check(found)


def _is_month(found: Found) -> bool:
    words = found.words
    if "m2" not in found.parts or words.word(found.parts["m2"].start) not in {"May", "March"}:
        return True
    before, after = words.letters[found.first - 1 : found.first], words.letters[found.end : found.end + 2]
    known = bool({"e", "w"} & set(found.parts)) or (bool(before) and before in "iPFMElxtLXTh&ef")
    return known or after in {"hm", "Pm", "&m", "/m"}


def _is_season(found: Found) -> bool:
    if found.letters("s2") != "S" or {"y", "y2", "w", "that"} & set(found.parts):
        return True
    letters = found.words.letters
    return letters[found.first - 1 : found.first] in {"i", "e", "f"} and letters[found.end : found.end + 1] != "F"


def _is_nth(found: Found) -> bool:
    """`the 26th`, but not `the sixth`."""
    return found.words.word(found.parts["d"].start)[0].isdigit()


def _is_many(found: Found) -> bool:
    return found.value("u") == "2" or found.text.lower().startswith("year-")


def _is_part(found: Found) -> bool:
    """Noon is a time of day only with a clock beside it or as `this midday`."""
    return found.value("p") != "MI" or found.text.lower() == "this midday"


def _is_whole_unit(found: Found) -> bool:
    """`within the month`, `before the year is out`."""
    after = f"{found.words.word(found.end)} {found.words.word(found.end + 1)}"
    return found.before == "within" or after.startswith(("is out", "is over", "ends", "end "))


def _is_past(found: Found) -> bool:
    return found.text.lower().endswith("past")


def _joined(found: Found) -> bool:
    """After a hyphen, without a space; after a word, as an ordinal or at the end of a clause."""
    words, first = found.words, found.first
    if words.letters[first] == "'":
        return words.spans[first][1] == words.spans[first + 1][0] and len(words.word(first + 1)) == 2
    if words.letters[first - 1] == "h":
        return words.spans[first - 1][1] == words.spans[first][0]
    return words.letters[first - 1] in "P&" and words.letters[found.end : found.end + 1] in {
        "",
        ",",
        ".",
        "P",
        "A",
        "i",
        "o",
    }


def _is_year(found: Found) -> bool:
    words = found.words
    index = found.parts["y"].start
    before, after = words.letters[index - 1 : index], words.word(index + 1)
    if before in {"$", "n"} or words.letters[index + 1 : index + 2] in {"%", "$"}:
        return False
    if "e" in found.parts or before in {"i", "P", "F", "&", "h"}:
        sure = before != "&" or words.letters[max(index - 2, 0) : index - 1] in {"y", "m"}
        if sure and int(words.values[index]) >= 1200 and not _counted(after, strict=True):
            return True
    return 1700 <= int(words.values[index]) <= 2100 and not _counted(after, strict=False) and before not in {"n", "d"}


def _counted(after: str, *, strict: bool) -> bool:
    """Whether the word after a number names what is counted (`2000 men`)."""
    if after in {"men", "people", "troops", "soldiers", "dead", "km", "m", "kilometers", "miles", "metres", "tons"}:
        return True
    return not strict and after.islower() and len(after) > 3 and after.endswith("s") and after not in _COUNTED


def _is_duration(found: Found) -> bool:
    words = found.words
    count, unit = found.parts["n"], found.parts["u"].start
    if words.letters[count.start - 1 : count.start] == "$" and count.start:
        return False
    between = words.letters[count.stop : unit]
    plural = found.value("u") == "2"
    if words.letters[found.first] == "l" and words.letters[found.first - 1 : found.first] in {">", "P"}:
        return False
    if between == "_" and not (plural and words.word(count.stop).islower() and len(words.word(count.stop)) > 2):
        return False
    if found.unit == "quarter" and (not plural or words.letters[unit + 1 : unit + 2] == "F"):
        return False
    return not (between == "" and found.letters("n") in {"d", "n"} and not plural and not _one(found))


def _one(found: Found) -> bool:
    """`one day`; `ten year` without a hyphen is written too, but `5 day` after a list of numbers is not a time."""
    return found.value("n") == "1" or not found.words.word(found.parts["n"].start).isdigit() or found.unit in {"year", "day"}


_CHECKS: Final[Mapping[str, Callable[[Found], bool]]] = MappingProxyType(
    {
        "year": _is_year,
        "month": _is_month,
        "season": _is_season,
        "after_day": _joined,
        "short_year": _joined,
        "ordinal": _is_nth,
        "duration": _is_duration,
        "window": _is_duration,
        "offset": _is_duration,
        "many": _is_many,
        "bare_offset": _is_many,
        "part": _is_part,
        "past": _is_past,
        "whole_unit": _is_whole_unit,
        "edge_of": lambda found: found.letters("e") in {"E", "M"} or found.text.lower().startswith(("earlier", "later")),
        "soon": lambda found: found.before != "as",
    }
)
