"""Voice: who says so, and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from detente.read.lexicon import Trigger, words
from detente.read.mentions import Chunk, Tagged
from detente.read.roles import Group, subject_of
from detente.records import Span, Stance

_SCOPE_ENDS: Final = frozenset({"while", "whereas", "although", "but", ";"})
_CONSEQUENCE: Final = frozenset({"leading", "prompting", "triggering", "sparking", "drawing", "resulting", "causing"})
_OPEN: Final = "“"
_CLOSE: Final = "”"


class Speaker(NamedTuple):
    """The source of a passage.

    Attributes:
        chunk: its mention, or None.
        sentence: index of the sentence the mention stands in.
        words: the words of a source that is no actor, or None.
        stance: how it says so.
    """

    chunk: Chunk | None
    sentence: int
    words: Span | None
    stance: Stance


def speaker(tagged: Tagged, number: int, joined: Sequence[Group], trigger: Trigger, verbs: Sequence[int]) -> Speaker | None:
    """Find who says what a trigger tells, within the sentence.

    Args:
        tagged: the sentence.
        number: its index.
        joined: its groups of mentions.
        trigger: the trigger.
        verbs: indices of the tokens that are verbs.

    Returns:
        The source, or None where the report itself speaks.
    """
    lists, toks = words(), tagged.tokens
    for index in reversed(range(trigger.first)):
        low = toks[index].low
        if low in _SCOPE_ENDS or (low in _CONSEQUENCE and toks[index - 1].low == ","):
            break
        if low == "according" and index + 1 < len(toks):
            return _after_according(tagged, number, index + 2)
        if low in lists.speech and index in verbs:
            return _with_subject(tagged, number, joined, index, verbs)
    for index in range(trigger.last + 1, len(toks)):
        low = toks[index].low
        if low == "according":
            return _after_according(tagged, number, index + 2)
        closing = toks[index - 1].low in {",", '"', _CLOSE} or _mention_between(tagged, index)
        if low in _SCOPE_ENDS:
            break
        if low in lists.speech and index in verbs and closing and not low.endswith("ing"):
            return _with_subject(tagged, number, joined, index, verbs) or _inverted(tagged, number, index)
    adverbs = {t.low for t in toks[max(0, trigger.first - 4) : trigger.last + 3]}
    return Speaker(None, number, None, "alleged") if adverbs & lists.alleging_adverbs else None


def _mention_between(tagged: Tagged, index: int) -> bool:
    chunk = next((c for c in tagged.chunks if c.last == index - 1), None)
    return chunk is not None and chunk.first > 0 and tagged.tokens[chunk.first - 1].low in {",", '"', _CLOSE, "the"}


def _stance(word: str) -> Stance:
    return "alleged" if word in words().alleging else "asserted"


def _with_subject(tagged: Tagged, number: int, joined: Sequence[Group], verb: int, verbs: Sequence[int]) -> Speaker | None:
    stance = _stance(tagged.tokens[verb].low)
    statement = _statement(tagged, verb)
    if statement:
        return Speaker(None, number, statement, stance)
    group = subject_of(tagged, joined, verb, verbs)
    return Speaker(group[0], number, None, stance) if group else None


def _inverted(tagged: Tagged, number: int, verb: int) -> Speaker | None:
    chunk = next((c for c in tagged.chunks if verb < c.first <= verb + 2 and c.kind == "actor"), None)
    return Speaker(chunk, number, None, _stance(tagged.tokens[verb].low)) if chunk else None


def _after_according(tagged: Tagged, number: int, index: int) -> Speaker | None:
    chunk = next((c for c in tagged.chunks if index <= c.first <= index + 3 and c.kind == "actor"), None)
    if chunk:
        return Speaker(chunk, number, None, "asserted")
    end = min(index + 4, len(tagged.tokens))
    if index >= end:
        return None
    return Speaker(None, number, _quote(tagged, index, end - 1), "asserted")


def _statement(tagged: Tagged, verb: int) -> Span | None:
    before = tagged.span.text[: tagged.tokens[verb].start - tagged.span.start].lower()
    for phrase in words().statements:
        at = before.rfind(phrase)
        if at >= 0 and len(before) - at - len(phrase) <= 40 and "," not in before[at:]:
            start = tagged.span.start + at
            return Span(start, start + len(phrase), tagged.span.text[at : at + len(phrase)])
    return None


def _quote(tagged: Tagged, first: int, last: int) -> Span:
    start, end = tagged.tokens[first].start, tagged.tokens[last].end
    return Span(start, end, tagged.span.text[start - tagged.span.start : end - tagged.span.start])


def quoted_throughout(sentence: Span) -> bool:
    """Tell whether a sentence stands wholly within quotation marks, so that an earlier speaker still speaks.

    Args:
        sentence: the sentence.

    Returns:
        True where it opens or continues a quotation and names no speaker after it.
    """
    text = sentence.text.strip()
    opens = text.startswith((_OPEN, '"'))
    closes = text.endswith((_CLOSE, '"'))
    unbalanced = text.count(_CLOSE) > text.count(_OPEN) or text.count('"') % 2 == 1
    return (opens and closes) or (closes and unbalanced) or (opens and unbalanced)
