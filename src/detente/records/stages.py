"""The types that live between the stages and are never written to disk."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct

from detente.records.codec import Record
from detente.records.disk import Commitment, Document, Event, Offset, Response, Span, Stance, Status, Type


class KnownName(NamedTuple):
    """A name that the reference data knows, found in a text.

    Attributes:
        start: offset of the first character.
        end: offset after the last character.
        kind: `state` (also by capital or seat of government), `demonym` (adjective or people), `person`,
            `group` (armed or political), `body` (international organisation, court, alliance), `place` or `time`.
        country: the state meant, or None.
    """

    start: int
    end: int
    kind: Literal["state", "demonym", "person", "group", "body", "place", "time"]
    country: str | None


class NameFinder(Protocol):
    """What the reader asks of the reference data: which known names stand in a text."""

    def __call__(self, text: str, /) -> Sequence[KnownName]:
        """Find known names, longest first, none overlapping, in order of their start.

        Args:
            text: any text.

        Returns:
            The names found.
        """
        ...


class Mention(Struct, frozen=True):
    """Words that stand for an actor, a place or a time, not yet resolved.

    Attributes:
        start: offset of the first character.
        end: offset after the last character.
        text: the words.
        kind: what they stand for.
        form: `name` for proper names and state adjectives with a head, `noun` for a common noun,
            `pronoun` for `he`, `it`, `they`, and `both` for `both sides`, `the two ministers`.
    """

    start: Offset
    end: Offset
    text: str
    kind: Literal["actor", "place", "time"]
    form: Literal["name", "noun", "pronoun", "both"] = "name"


class Judgement(Struct, frozen=True):
    """How sure a reader is of the fields of a frame, as probabilities.

    Attributes:
        type: that the type is right, given that this is an event.
        status: that the status is right.
        voice: that the stance, or that the report itself speaks, is right.
        actors: that the mentions in the actor role are right, the least sure of them.
        recipients: the same of the recipients.
        second: the type that was second choice, or None.
        second_type: its probability.
    """

    type: float = 0.9
    status: float = 0.7
    voice: float = 0.7
    actors: float = 0.8
    recipients: float = 0.7
    second: Type | None = None
    second_type: float = 0.0


class Frame(Struct, frozen=True, kw_only=True):
    """One act as the reader sees it; roles are indices into `Reading.mentions`.

    Attributes:
        type: PLOVER type.
        modes: PLOVER modes.
        trigger: the words that name the act.
        evidence: the clause or sentence that says it.
        actors: mentions in the actor role.
        recipients: mentions in the recipient role.
        times: mentions that date it.
        places: mentions that place it.
        reciprocal: whether all parties act on each other.
        status: whether it happened.
        voice: the mention of the source, or None where the report itself speaks.
        voice_words: the words of a source that is no actor (`a joint statement`), or None.
        stance: the source's stance.
        answers: whether the words present it as an answer to another act (`retaliatory`).
        background: whether it is told as background to the news rather than as the news.
        confidence: probability that this is an event at all.
        sure: how sure the reader is of the fields.
    """

    type: Type
    modes: tuple[str, ...] = ()
    trigger: Span
    evidence: Span
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    reciprocal: bool = False
    status: Status = "occurred"
    voice: int | None = None
    voice_words: Span | None = None
    stance: Stance = "asserted"
    answers: Span | None = None
    background: bool = False
    confidence: float = 0.5
    sure: Judgement = Judgement()


class Promise(Struct, frozen=True, kw_only=True):
    """One undertaking as the reader sees it; roles are indices into `Reading.mentions`.

    Attributes:
        type: PLOVER type of the act promised.
        undertaking: the words of what is to be done.
        evidence: the clause or sentence that says it.
        parties: mentions of those bound.
        counterparts: mentions of those to whom it was made.
        made: mentions that date the making.
        due: the mention of the due time, or None.
        condition: the words of the condition, or None.
        confidence: probability that this is a commitment.
    """

    type: Type
    undertaking: Span
    evidence: Span
    parties: tuple[int, ...] = ()
    counterparts: tuple[int, ...] = ()
    made: tuple[int, ...] = ()
    due: int | None = None
    condition: Span | None = None
    confidence: float = 0.5


class Reading(Struct, frozen=True):
    """What the reader saw in one document.

    Attributes:
        sentences: the sentences, in order.
        mentions: all mentions, in order of their start.
        frames: all act frames, in order of their trigger.
        promises: all undertakings, in order of their evidence.
        contexts: PLOVER contexts of the document as a whole.
    """

    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    frames: tuple[Frame, ...]
    promises: tuple[Promise, ...]
    contexts: tuple[str, ...] = ()


class Resolved(Struct, frozen=True):
    """What the resolver makes of a reading.

    Attributes:
        events: the acts, in order of their trigger.
        commitments: the promises, in order of their evidence.
        answers: event id and the words that present that event as an answer (`retaliatory`).
    """

    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    answers: tuple[tuple[str, Span], ...] = ()


class Coded(Struct, frozen=True):
    """Everything written down about one document.

    Attributes:
        document: the cleaned report.
        events: the acts.
        commitments: the promises.
        responses: which act answers which, within the document.
    """

    document: Document
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    responses: tuple[Response, ...] = ()

    def records(self) -> tuple[Record, ...]:
        """List the records in the order in which they are written out."""
        return (self.document, *self.events, *self.commitments, *self.responses)

    def _repr_html_(self) -> str:
        """Show the records in a notebook: what each says, with its words marked in their sentence."""
        rows = [_row(e.type, e.status, e.confidence.event, e.evidence[0], e.trigger) for e in self.events]
        rows += [_row("promise", c.status, c.confidence, c.evidence[0], None) for c in self.commitments]
        title = html.escape(self.document.title or self.document.id)
        head = "<tr><th>what</th><th>status</th><th>confidence</th><th>words</th></tr>"
        return f"<table><caption>{title}</caption>{head}{''.join(rows)}</table>"


def _row(what: str, status: str, sure: float, evidence: Span, trigger: Span | None) -> str:
    words = html.escape(evidence.text)
    if trigger and evidence.start <= trigger.start and trigger.end <= evidence.end:
        first, last = trigger.start - evidence.start, trigger.end - evidence.start
        before, named, after = (html.escape(part) for part in (evidence.text[:first], trigger.text, evidence.text[last:]))
        words = f"{before}<mark>{named}</mark>{after}"
    return f"<tr><td>{html.escape(what)}</td><td>{html.escape(status)}</td><td>{sure:.2f}</td><td>{words}</td></tr>"
