"""Mentions: the words of a sentence that stand for actors, places and times."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from detente.read.lexicon import words
from detente.read.text import Token
from detente.records import KnownName, Mention, NameFinder, Span

_PLACING: Final = frozenset(
    {"in", "near", "into", "across", "inside", "outside", "around", "throughout", "off", "at", "within"}
)
_ARTICLED: Final = re.compile(r"(?:al|el|ul|as|ash|an|ar|ad|az|at)-[A-Z]")
_LINKS: Final = frozenset({"of", "for"})
_PARTICLES: Final = frozenset(
    {"al", "bin", "ibn", "van", "von", "de", "da", "del", "der", "el", "ul", "la", "e", "al-", "abu", "-"}
)


class Chunk(NamedTuple):
    """A run of tokens that may be a mention.

    Attributes:
        first: index of its first token.
        last: index of its last token.
        kind: what it stands for.
        form: how it says so.
        known: the known names inside it.
    """

    first: int
    last: int
    kind: Literal["actor", "place", "time"]
    form: Literal["name", "noun", "pronoun", "both"]
    known: tuple[KnownName, ...] = ()


class Tagged(NamedTuple):
    """A sentence with its tokens and mentions.

    Attributes:
        span: the sentence.
        tokens: its words and marks.
        chunks: its mentions, in order.
    """

    span: Span
    tokens: tuple[Token, ...]
    chunks: tuple[Chunk, ...]

    def mention(self, chunk: Chunk) -> Mention:
        """Turn a chunk into a mention of the document.

        Args:
            chunk: one of `chunks`.

        Returns:
            The mention with its offsets in the document.
        """
        start, end = self.tokens[chunk.first].start, self.tokens[chunk.last].end
        return Mention(start, end, self.span.text[start - self.span.start : end - self.span.start], chunk.kind, chunk.form)


def tag(span: Span, sentence: tuple[Token, ...], find: NameFinder, persons: frozenset[str]) -> Tagged:
    """Find the mentions of a sentence.

    Args:
        span: the sentence.
        sentence: its tokens.
        find: gives the names the reference data knows.
        persons: surnames of people named earlier in the document.

    Returns:
        The sentence with its mentions.
    """
    labels: list[KnownName | None] = [None] * len(sentence)
    for name in find(span.text):
        for index, token in enumerate(sentence):
            if token.start >= span.start + name.start and token.end <= span.start + name.end:
                labels[index] = name
    chunks: list[Chunk] = []
    index = 0
    while index < len(sentence):
        chunk = (
            _time(labels, index)
            or _both(sentence, index)
            or _pronoun(sentence, index)
            or _phrase(sentence, labels, index, persons)
        )
        if chunk:
            chunks.append(chunk)
            index = chunk.last + 1
        else:
            index += 1
    return Tagged(span, sentence, tuple(chunks))


def _time(labels: Sequence[KnownName | None], index: int) -> Chunk | None:
    name = labels[index]
    if name is None or name.kind != "time":
        return None
    return Chunk(index, _last(index, lambda i: i < len(labels) and labels[i] is name), "time", "name", (name,))


def _last(index: int, belongs: Callable[[int], bool]) -> int:
    while belongs(index + 1):
        index += 1
    return index


def _both(sentence: Sequence[Token], index: int) -> Chunk | None:
    for phrase in words().both:
        if phrase[0] != sentence[index].low:
            continue
        end = index + len(phrase)
        if sentence[end : end + 1] and sentence[end].low == "of":
            continue
        if end <= len(sentence) and all(t.low == w for t, w in zip(sentence[index:end], phrase, strict=True)):
            return Chunk(index, end - 1, "actor", "both")
    return None


def _pronoun(sentence: Sequence[Token], index: int) -> Chunk | None:
    if sentence[index].low in {"it", "he", "she", "they", "him", "them"}:
        return Chunk(index, index, "actor", "pronoun")
    return None


def _phrase(
    sentence: Sequence[Token], labels: Sequence[KnownName | None], index: int, persons: frozenset[str]
) -> Chunk | None:
    """Read the longest noun phrase from here: modifiers, names, agent nouns; it needs a name or an agent noun."""
    lists = words()

    def is_core(i: int) -> bool:
        token = sentence[i]
        return labels[i] is not None or token.low in lists.heads or _is_name(sentence, i, persons)

    def is_modifier(i: int, core: int) -> bool:
        token = sentence[i]
        if token.low in lists.determiners:
            return core < 0
        number = token.text.isdigit() and len(token.text) < 4
        return token.low in lists.modifiers or token.low in _PARTICLES or number or bool(_ARTICLED.match(token.text))

    last_core, position = -1, index
    while position < len(sentence):
        label = labels[position]
        if label is not None and label.kind == "time":
            break
        if is_core(position):
            last_core = position
        elif not (is_modifier(position, last_core) or _joins(sentence, labels, position, last_core)):
            break
        position += 1
    if last_core < 0:
        return None
    last_core = _cut_between_states(labels, index, last_core)
    known = tuple(dict.fromkeys(name for name in labels[index : last_core + 1] if name is not None))
    first = _without_determiner(sentence, index, last_core)
    named = bool(known) or any(sentence[i].is_capital for i in range(first, last_core + 1))
    return Chunk(first, last_core, _kind(sentence, known, first, last_core), "name" if named else "noun", known)


def _is_name(sentence: Sequence[Token], index: int, persons: frozenset[str]) -> bool:
    token = sentence[index]
    if not (token.is_word and token.is_capital and not token.text.isdigit()):
        return False
    if token.low in persons:
        return True
    if token.low in words().openers or token.low in words().subordinators:
        return False
    if index == 0 or sentence[index - 1].text in '“"‘:':
        following = sentence[index + 1] if index + 1 < len(sentence) else None
        return following is not None and ((following.is_capital and following.is_word) or following.low == "'s")
    return True


def _joins(sentence: Sequence[Token], labels: Sequence[KnownName | None], index: int, last_core: int) -> bool:
    """Whether a small word ties two parts of one phrase: `Pakistan's army`, `the minister of Iran`."""
    if last_core != index - 1 or index + 1 >= len(sentence):
        return False
    token, following = sentence[index], sentence[index + 1]
    lists = words()
    if token.low == "'s" or (token.low == "'" and sentence[index - 1].low.endswith("s")):
        return _leads_to_head(sentence, index + 1)
    if token.low in _LINKS and sentence[last_core].low in lists.heads:
        name = labels[index + 1] or (labels[index + 2] if following.low == "the" and index + 2 < len(sentence) else None)
        return name is not None and name.kind != "time"
    return False


def _leads_to_head(sentence: Sequence[Token], index: int) -> bool:
    lists = words()
    while index < len(sentence) and (sentence[index].low in lists.modifiers or sentence[index].is_capital):
        if sentence[index].low in lists.heads:
            return True
        index += 1
    return index < len(sentence) and sentence[index].low in lists.heads


def _cut_between_states(labels: Sequence[KnownName | None], first: int, last: int) -> int:
    """Two states side by side are two mentions."""
    for before, after in pairwise(range(first, last + 1)):
        left, right = labels[before], labels[after]
        if left and right and left is not right and left.kind == right.kind == "state":
            return before
    return last


def _without_determiner(sentence: Sequence[Token], first: int, last: int) -> int:
    while first < last and sentence[first].low in {
        "the",
        "a",
        "an",
        "and",
        "both",
        "all",
        "-",
        "this",
        "that",
        "these",
        "those",
    }:
        first += 1
    return first


def _kind(sentence: Sequence[Token], known: tuple[KnownName, ...], first: int, last: int) -> Literal["actor", "place"]:
    kinds = {name.kind for name in known}
    if kinds == {"place"} and sentence[last].low not in words().heads:
        return "place"
    before = sentence[first - 1].low if first else ""
    if before == "the" and first > 1:
        before = sentence[first - 2].low
    placed = before in _PLACING or (before == "on" and kinds == {"place"})
    if placed and kinds and kinds <= {"state", "place"} and sentence[last].low not in words().heads:
        return "place"
    return "actor"


def surnames(tagged: Sequence[Chunk], sentence: Sequence[Token]) -> frozenset[str]:
    """Collect the last words of names of people, so that a later bare surname is known.

    Args:
        tagged: the chunks of a sentence.
        sentence: its tokens.

    Returns:
        The surnames in lower case.
    """
    found = set()
    for chunk in tagged:
        run = [t for t in sentence[chunk.first : chunk.last + 1] if t.is_capital and t.is_word]
        if chunk.kind == "actor" and chunk.form == "name" and len(run) >= 2:
            name = run[-1].low
            if name not in words().heads and not re.fullmatch(r"\d+", name):
                found.add(name)
    return frozenset(found)
