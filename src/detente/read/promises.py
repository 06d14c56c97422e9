"""Promises: undertakings among the acts, with what is due when and on what condition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from detente.read.lexicon import Trigger, words
from detente.read.mentions import Chunk, Tagged
from detente.read.modality import Modality
from detente.records import Span, Type

_UNDERTAKING_TYPES: Final[frozenset[Type]] = frozenset({"AGREE", "CONCEDE"})
_CONTENT: Final = frozenset({"to", "on", "that", "for"})
_LOOSE: Final = frozenset("agree accept approve back support readiness willingness need".split())


class Undertaking(NamedTuple):
    """The promise in an act.

    Attributes:
        span: the words of what is to be done.
        due: the time it is due, or None.
        condition: the words of the condition, or None.
        content: what is promised, where a trigger inside the promise tells its type.
    """

    span: Span
    due: Chunk | None
    condition: Span | None
    content: Trigger | None


def undertaking(
    tagged: Tagged, trigger: Trigger, modality: Modality, end: int, others: Sequence[Trigger]
) -> Undertaking | None:
    """Find the promise in an act, if it is one.

    Args:
        tagged: the sentence.
        trigger: the act's trigger.
        modality: its type and status.
        end: index of the last token of its clause.
        others: the other triggers of the sentence.

    Returns:
        The promise, or None where the act promises nothing.
    """
    if modality.type not in _UNDERTAKING_TYPES or modality.status in {"denied", "hypothetical"}:
        return None
    first = trigger.first if modality.announced else _content_start(tagged, trigger, end)
    if first is None:
        return None
    due = _due(tagged, trigger, end, announced=modality.announced)
    if is_invitation(tagged, trigger) and due is None:
        return None
    content = next((t for t in others if trigger.last < t.first <= end), None)
    return Undertaking(_span(tagged, first, end), due, _condition(tagged, trigger), content)


def is_invitation(tagged: Tagged, trigger: Trigger) -> bool:
    """Tell whether an act invites somebody.

    Args:
        tagged: the sentence.
        trigger: the act's trigger.

    Returns:
        True where its words speak of an invitation.
    """
    return any(t.low.startswith("invit") for t in tagged.tokens[trigger.first : trigger.last + 1])


def _content_start(tagged: Tagged, trigger: Trigger, end: int) -> int | None:
    """Where what is promised begins: after `to`, `on`, `that`; loose agreement (`agreed with`) promises nothing."""
    toks = tagged.tokens
    for index in range(trigger.first + 1, trigger.last):
        if toks[index].low == "to":
            return index + 1
    if any(t.low in _LOOSE for t in toks[trigger.first : trigger.last + 1]) and toks[trigger.last].low == "with":
        return None
    if toks[trigger.last].low in _CONTENT and trigger.last < end:
        return trigger.last + 1
    for index in range(trigger.last + 1, min(end, trigger.last + 8) + 1):
        if toks[index].low in _CONTENT and index < end:
            return index + 1
    if any(c.kind != "time" and trigger.last < c.first <= end for c in tagged.chunks):
        return trigger.first
    return None


def _due(tagged: Tagged, trigger: Trigger, end: int, *, announced: bool) -> Chunk | None:
    times = [c for c in tagged.chunks if c.kind == "time"]
    after = [c for c in times if trigger.last < c.first <= end + 1]
    for chunk in after:
        before = tagged.tokens[chunk.first - 1].low
        if before in words().due or _two_before(tagged, chunk) in words().due or chunk.first == trigger.last + 1:
            return chunk
    opening = [c for c in times if c.last < trigger.first and c.first <= 2]
    if announced and opening and tagged.tokens[0].low in words().due:
        return opening[0]
    return after[0] if after and announced else None


def _two_before(tagged: Tagged, chunk: Chunk) -> str:
    return tagged.tokens[chunk.first - 2].low if chunk.first >= 2 else ""


def _condition(tagged: Tagged, trigger: Trigger) -> Span | None:
    offset = tagged.tokens[trigger.last].end - tagged.span.start
    match = words().condition.search(tagged.span.text, offset)
    if match is None:
        return None
    rest = tagged.span.text[match.start() :]
    for mark in (",", ";", "."):
        rest = rest.partition(mark)[0]
    rest = rest.rstrip("”\"' ")
    start = tagged.span.start + match.start()
    return Span(start, start + len(rest), rest)


def _span(tagged: Tagged, first: int, last: int) -> Span:
    while last > first and not tagged.tokens[last].is_word:
        last -= 1
    start, end = tagged.tokens[first].start, tagged.tokens[last].end
    return Span(start, end, tagged.span.text[start - tagged.span.start : end - tagged.span.start])
