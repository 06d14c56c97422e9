"""The types that are written to disk, one JSON object each, tagged by `record`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta, Struct

Type = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Quad = Literal[1, 2, 3, 4]
Status = Literal["occurred", "ongoing", "planned", "threatened", "hypothetical", "denied"]
Stance = Literal["asserted", "alleged", "denied"]
Precision = Literal["day", "week", "month", "quarter", "year", "range", "approx", "on_or_before", "deadline", "unknown"]
CommitmentStatus = Literal[
    "open",
    "due",
    "kept",
    "partly kept",
    "broken",
    "withdrawn",
    "superseded",
    "overdue – no evidence found",
]
ResponseKind = Literal["retaliation", "reversal", "reciprocation", "fulfilment", "breach"]
SourceFormat = Literal["html", "text"]
PlacePrecision = Literal["point", "admin", "country"]

Offset = Annotated[int, Meta(ge=0)]
Probability = Annotated[float, Meta(ge=0.0, le=1.0)]
Iso3 = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3")]


class Span(Struct, frozen=True):
    """Words of a document, by place.

    Attributes:
        start: offset of the first character.
        end: offset after the last character.
        text: the words themselves, `Document.text[start:end]`.
    """

    start: Offset
    end: Offset
    text: str

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character.

        Args:
            other: a span of the same document.

        Returns:
            True where they overlap.
        """
        return self.start < other.end and other.start < self.end


class When(Struct, frozen=True):
    """A time as an interval of days.

    Attributes:
        start: first day, or None where it is open or not known.
        end: last day, inclusive, or None where it is open or not known.
        precision: how exact the words were. `deadline` is a last day by which; both ends then hold that day.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = "unknown"


class Place(Struct, frozen=True):
    """A place on the map.

    Attributes:
        name: its usual English name.
        country: the state it lies in, or None where it lies in none or that is not known.
        lat: latitude, degrees north.
        lon: longitude, degrees east.
        geonameid: GeoNames number, or None where the entry is not from GeoNames.
        precision: what the coordinates stand for: a `point` (town, base, crossing), the middle of an `admin` area
            (division, district, island, sea, river) or of a `country` (or continent); None where there are none.
    """

    name: str
    country: Iso3 | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    precision: PlacePrecision | None = None


class Actor(Struct, frozen=True):
    """Somebody who acts or is acted upon, as one mention names them.

    Attributes:
        name: canonical name of the state, person, group or body; the mention's own words where it is unresolved.
        country: the state acted for or belonged to, or None.
        sector: PLOVER sector (`GOV`, `MIL`, `REB`, …), or None where unresolved.
        role: the office or capacity named (`foreign minister`, `spokesperson`), or None.
        person: full name of the person, or None where no person is named.
        text: the words of the mention.
        start: offset of the mention.
        end: offset after the mention.
        why: what says so: a table's entry, the words around, or an earlier mention; None where unresolved.
    """

    name: str
    country: Iso3 | None
    sector: str | None
    role: str | None
    person: str | None
    text: str
    start: Offset
    end: Offset
    why: str | None = None


class Voice(Struct, frozen=True):
    """Who says so.

    Attributes:
        name: the named source, or None where the report itself speaks.
        country: the source's state, or None.
        stance: whether the source asserts, alleges or denies it.
    """

    name: str | None = None
    country: Iso3 | None = None
    stance: Stance = "asserted"


class Confidence(Struct, frozen=True):
    """Probability, per field of an event, that the coder is right.

    Attributes:
        event: that this is an event at all.
        type: that the type is right.
        actors: that the actors are right.
        recipients: that the recipients are right.
        when: that the time is right.
        status: that the status is right.
        voice: that who says so is right.
    """

    event: Probability
    type: Probability
    actors: Probability
    recipients: Probability
    when: Probability
    status: Probability
    voice: Probability


class SecondChoice(Struct, frozen=True):
    """What a record would have been, had the coder decided otherwise.

    Attributes:
        type: the PLOVER type.
        confidence: its probability.
    """

    type: Type
    confidence: Probability


class Dropped(Struct, frozen=True):
    """A line of the source that was not kept as text.

    Attributes:
        text: the line.
        reason: why, in a word or two (`share buttons`, `also read`, `consent`).
    """

    text: str
    reason: str


class Link(Struct, frozen=True):
    """A pointer to another story found in the page; never read for events.

    Attributes:
        text: the words of the link.
        url: its address, or None where the source shows none.
    """

    text: str
    url: str | None = None


class Document(Struct, frozen=True, kw_only=True, tag_field="record", tag="document"):
    """One cleaned report.

    Attributes:
        id: content-derived (see `document_id`).
        title: headline, or None.
        text: cleaned text; paragraphs are separated by one newline. All offsets point into it.
        dateline_place: place of the dateline, as printed, or None.
        dateline_date: date of the dateline, or None.
        publisher: name of the publisher or site, or None.
        byline: author as printed, or None.
        published: day of publication, or None where neither the page nor the user says.
        url: canonical address, or None.
        language: ISO 639-1 code of the text.
        format: what the source was.
        dropped: lines left out, each with its reason.
        links: pointers to other stories.
    """

    id: str
    title: str | None
    text: str
    dateline_place: str | None = None
    dateline_date: dt.date | None = None
    publisher: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    url: str | None = None
    language: str = "en"
    format: SourceFormat = "text"
    dropped: tuple[Dropped, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def anchor(self) -> dt.date | None:
        """The day that relative dates count from: the dateline's, else that of publication."""
        return self.dateline_date or self.published

    def span(self, start: int, end: int) -> Span:
        """Quote the document.

        Args:
            start: offset of the first character.
            end: offset after the last character.

        Returns:
            The span with its words.
        """
        return Span(start, end, self.text[start:end])


class Event(Struct, frozen=True, kw_only=True, tag_field="record", tag="event"):
    """One political act as reported in one document, coded in PLOVER.

    Attributes:
        id: content-derived.
        document: id of the document.
        type: PLOVER type.
        modes: PLOVER modes of that type.
        contexts: PLOVER contexts.
        quad: quad class, 1 verbal cooperation to 4 material conflict.
        score: PLOVER conflict–cooperation score of type and mode, −10 … +10.
        status: whether it happened.
        actors: who did it; of a reciprocal act, all parties.
        recipients: to whom; empty for a reciprocal act.
        when: the time of the act.
        where: the place of the act, or None.
        voice: who says so.
        evidence: the words that say it.
        trigger: the words that name the act.
        confidence: probability per field.
        second: the type that was second choice, or None where the reader does not say.
        coder: version of détente and hash of its reader's weights.
    """

    id: str
    document: str
    type: Type
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: Quad
    score: Annotated[float, Meta(ge=-10, le=10)]
    status: Status
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    when: When
    where: Place | None
    voice: Voice
    evidence: Annotated[tuple[Span, ...], Meta(min_length=1)]
    trigger: Span
    confidence: Confidence
    second: SecondChoice | None
    coder: str

    @property
    def states(self) -> frozenset[str]:
        """The states among actors and recipients."""
        return frozenset(a.country for a in (*self.actors, *self.recipients) if a.country)


class StatusChange(Struct, frozen=True):
    """One entry of a commitment's ledger.

    Attributes:
        date: the day from which the status holds, or None where the text gives none.
        status: the status from then on.
        evidence: the words that say so; None for a change made by the clock alone.
        event: id of the event that is the evidence, or None.
    """

    date: dt.date | None
    status: CommitmentStatus
    evidence: Span | None
    event: str | None


class Commitment(Struct, frozen=True, kw_only=True, tag_field="record", tag="commitment"):
    """A promise: who undertook what towards whom, by when or on what condition.

    Attributes:
        id: content-derived.
        document: id of the document.
        parties: those bound by it.
        counterparts: those to whom it was made; empty where joint.
        undertaking: what is to be done, in the document's words.
        type: PLOVER type of the act promised.
        made: when it was made.
        due: when it is to be done, or None where the text sets no time.
        condition: the words of the condition, or None.
        status: where it stands.
        history: the dated changes of status, oldest first.
        evidence: the words that say it.
        confidence: probability that this is a commitment of these parties.
        coder: version of détente and hash of its reader's weights.
    """

    id: str
    document: str
    parties: tuple[Actor, ...]
    counterparts: tuple[Actor, ...]
    undertaking: str
    type: Type
    made: When
    due: When | None
    condition: str | None
    status: CommitmentStatus
    history: tuple[StatusChange, ...]
    evidence: Annotated[tuple[Span, ...], Meta(min_length=1)]
    confidence: Probability
    coder: str

    @property
    def states(self) -> frozenset[str]:
        """The states among parties and counterparts."""
        return frozenset(a.country for a in (*self.parties, *self.counterparts) if a.country)


class Disagreement(Struct, frozen=True):
    """A field on which the reports of one incident differ.

    Attributes:
        field: name of the field.
        values: the rival values, most reported first.
    """

    field: str
    values: tuple[str, ...]


class Incident(Struct, frozen=True, kw_only=True, tag_field="record", tag="incident"):
    """The real-world event behind one or more reports of it.

    Attributes:
        id: derived from the earliest event.
        type: PLOVER type.
        modes: union of the modes reported.
        quad: quad class.
        score: PLOVER score.
        status: the status most reports give.
        actors: states or names of the actors, sorted.
        recipients: states or names of the recipients, sorted.
        when: the tightest time the reports agree on.
        where: the place, or None.
        events: ids of the events that report it.
        reports: how many documents report it.
        publishers: how many distinct publishers do.
        disagreements: where the reports differ.
    """

    id: str
    type: Type
    modes: tuple[str, ...]
    quad: Quad
    score: float
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: When
    where: Place | None
    events: tuple[str, ...]
    reports: int
    publishers: int
    disagreements: tuple[Disagreement, ...] = ()


class Response(Struct, frozen=True, kw_only=True, tag_field="record", tag="response"):
    """A directed link: one event answers another.

    Attributes:
        id: content-derived.
        kind: how it answers.
        event: id of the answering event.
        answers: id of the event (for a fulfilment or breach: of the commitment) that it answers.
        evidence: the words that say so; empty where a rule alone links them.
        rule: name of the rule.
        confidence: probability that the link holds.
    """

    id: str
    kind: ResponseKind
    event: str
    answers: str
    evidence: tuple[Span, ...]
    rule: str
    confidence: Probability


class Run(Struct, frozen=True, kw_only=True, tag_field="record", tag="run"):
    """One run of the coder over some inputs.

    Attributes:
        id: content-derived.
        coder: version of détente and hash of its reader's weights.
        started: when it began, UTC.
        documents: ids of the documents it added.
    """

    id: str
    coder: str
    started: dt.datetime
    documents: tuple[str, ...]
