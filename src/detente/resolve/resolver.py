"""The resolver: what the reader saw, with everybody and everything named."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from detente import ontology
from detente.records import (
    Actor,
    Commitment,
    Confidence,
    Document,
    Event,
    Frame,
    KnownName,
    Mention,
    Place,
    Promise,
    Reading,
    Resolved,
    SecondChoice,
    Span,
    StatusChange,
    Voice,
    When,
    digest,
)
from detente.resolve import dates, names
from detente.resolve.actors import Discourse
from detente.resolve.dictionary import Dictionary
from detente.resolve.places import locate_all

_UNKNOWN: Final = When()
_NAMED, _COMPLETED, _MISSING = 0.85, 0.5, 0.3
_PERFECT: Final = re.compile(r"\b(?:has|have|had)\b")  # told as what went before, on no day
_LEAD: Final = 12
_SAYING: Final = frozenset({"ACCUSE", "REQUEST", "THREATEN"})  # acts that are words: whoever does them is heard in them
_FORCE: Final = frozenset({"ASSAULT", "MOBILIZE"})


class Resolver:
    """Turns readings into records. It holds no state between documents."""

    def __init__(self, own: Dictionary | None = None) -> None:
        """Set the resolver up.

        Args:
            own: the user's own names, which win over ours.
        """
        self._own = own

    @property
    def complaints(self) -> Sequence[str]:
        """Lines of the user's dictionaries that were not understood."""
        return self._own.complaints if self._own else ()

    def find(self, text: str) -> Sequence[KnownName]:
        """Find known names and times in a text.

        Args:
            text: any text.

        Returns:
            The names in order, none overlapping.
        """
        return names.find(text)

    def actor(self, text: str, context: str = "", day: dt.date | None = None) -> Actor:
        """Tell who a mention means, by itself or in a sentence.

        Args:
            text: the words of the mention.
            context: the text it stands in, empty where there is none.
            day: the day of the report, or None.

        Returns:
            The actor; unresolved, with the mention's own words, where no table and no words of the context say who it is.
        """
        discourse = Discourse(day, self._own)
        at = max(context.find(text), 0)
        before = [
            Mention(n.start, n.end, context[n.start : n.end], "actor") for n in names.find(context[:at]) if n.kind != "time"
        ]
        for mention in before:
            discourse.resolve(mention)
        return discourse.resolve(Mention(at, at + len(text), text, "actor"))[0]

    def resolve(self, document: Document, reading: Reading, coder: str) -> Resolved:
        """Name everybody and everything in a reading.

        Args:
            document: the cleaned report.
            reading: what the reader saw in it.
            coder: version of the coder, for the records.

        Returns:
            The events and commitments with their evidence.
        """
        return _Document(document, reading, coder, self._own).resolve()


class _Document:
    """One document while it is being resolved."""

    def __init__(self, document: Document, reading: Reading, coder: str, own: Dictionary | None) -> None:
        self._document, self._reading, self._coder = document, reading, coder
        discourse = Discourse(document.anchor, own)
        discourse.learn(reading.mentions)
        self._actors: list[tuple[Actor, ...]] = []
        self._pairs: list[tuple[Actor, ...]] = []
        for mention in reading.mentions:
            self._actors.append(() if mention.kind == "time" else discourse.resolve(mention))
            self._pairs.append(discourse.pair)
        self._starts = [mention.start for mention in reading.mentions]
        self._times = dates.timexes(document.text, document.anchor)
        last = len(self._pairs) - 1
        self._first_pair = next((i for i, pair in enumerate(self._pairs) if len(pair) == 2), last)
        there = [i for i, mention in enumerate(reading.mentions) if mention.kind == "place"]
        places = locate_all(document.text, [(reading.mentions[i].start, reading.mentions[i].end) for i in there])
        self._places = dict(zip(there, places, strict=True))

    def resolve(self) -> Resolved:
        events: dict[object, tuple[Event, Frame]] = {}
        for frame in self._reading.frames:
            event = self._event(frame)
            if event:
                key = (event.type, event.evidence, event.states)
                if key not in events or event.confidence.event > events[key][0].confidence.event:
                    events[key] = (event, frame)
        commitments = [c for p in self._reading.promises if (c := self._commitment(p))]
        answers = tuple((event.id, frame.answers) for event, frame in events.values() if frame.answers)
        return Resolved(tuple(event for event, _ in events.values()), tuple(commitments), answers)

    def _role(self, indices: Sequence[int]) -> tuple[Actor, ...]:
        """Resolve a role; two mentions of one state (`Pakistan`, `its minister X`) are one actor, the fuller one."""
        found: dict[str, Actor] = {}
        for actor in (a for i in indices for a in self._actors[i]):
            key = actor.country if actor.country and actor.sector not in {"REB", "UAF"} else actor.name
            if key not in found or (actor.person and not found[key].person):
                found[key] = actor
        return tuple(found.values())

    def _pair_at(self, offset: int) -> tuple[Actor, ...]:
        """The two states the document speaks of at an offset; at its start, the first two it names."""
        if not self._pairs:
            return ()
        here = bisect.bisect_right(self._starts, offset) - 1
        return self._pairs[max(here, self._first_pair)]

    def _parties(self, frame: Frame) -> tuple[tuple[Actor, ...], tuple[Actor, ...], float, float]:
        actors, recipients = self._role(frame.actors), self._role(frame.recipients)
        mine = {a.country for a in actors if a.country}
        if len(recipients) > 1 or not frame.recipients:
            recipients = tuple(r for r in recipients if r.country not in mine or r.sector == "REB")
        sure_actors = _NAMED if any(a.country for a in actors) else _MISSING
        sure_recipients = _NAMED if any(r.country for r in recipients) else _MISSING
        if frame.reciprocal:
            recipients, sure_recipients = (), _NAMED
        known = [a for a in (*actors, *recipients) if a.country or a.sector in {"IGO", "NGO", "REB"}]
        pair = self._pair_at(frame.evidence.end)
        if not known and len(pair) == 2:
            return pair, (), _COMPLETED, _COMPLETED
        others = tuple(p for p in pair if p.country not in mine)
        if mine and not recipients and not frame.reciprocal and len(pair) == 2 and len(others) == 1:
            recipients, sure_recipients = others, _COMPLETED
        return actors, recipients, sure_actors, sure_recipients

    def _event(self, frame: Frame) -> Event | None:
        actors, recipients, sure_actors, sure_recipients = self._parties(frame)
        if not any(a.country or a.sector in {"IGO", "NGO", "REB"} for a in (*actors, *recipients)):
            return None
        if frame.type in _FORCE:
            actors = tuple(_armed(a) for a in actors)
        where = self._where(frame)
        if frame.type == "ASSAULT" and where:
            recipients = tuple(_on_ground(r, where) for r in recipients)
        document, when = self._document, self._when(frame)
        modes = tuple(m for m in frame.modes if m in ontology.modes(frame.type))
        sure = frame.sure
        return Event(
            id=digest("ev", document.id, frame.type, modes, frame.trigger.start, frame.trigger.end, frame.evidence.start),
            document=document.id,
            type=frame.type,
            modes=modes,
            contexts=self._reading.contexts,
            quad=ontology.quad(frame.type),
            score=ontology.score(frame.type, modes),
            status=frame.status,
            actors=actors,
            recipients=recipients,
            when=when,
            where=where,
            voice=self._voice(frame),
            evidence=(frame.evidence,),
            trigger=frame.trigger,
            confidence=Confidence(
                event=frame.confidence,
                type=sure.type,
                actors=round(sure_actors * sure.actors, 3),
                recipients=round(sure_recipients * sure.recipients, 3),
                when=0.8 if when.precision == "day" else 0.5,
                status=sure.status,
                voice=sure.voice,
            ),
            second=SecondChoice(sure.second, sure.second_type) if sure.second else None,
            coder=self._coder,
        )

    def _when(self, frame: Frame) -> When:
        anchor = self._document.anchor
        ahead = frame.status in {"planned", "threatened"}
        for index in frame.times:
            found = self._time(self._reading.mentions[index], ahead=ahead)
            if found:
                return found
        if anchor is None:
            return _UNKNOWN
        if not ahead and (day := self._day_beside(frame, anchor)):
            return day
        lead = self._document.text[max(0, frame.trigger.start - _LEAD) : frame.trigger.start + _LEAD]
        if frame.background or _PERFECT.search(lead):
            return _UNKNOWN
        return When(None, anchor, "on_or_before")

    def _day_beside(self, frame: Frame, anchor: dt.date) -> When | None:
        """The one past day that the sentence names, where it names one: a statement and what it tells are of that day."""
        inside = [t.when for t in self._times if frame.evidence.start <= t.start < frame.evidence.end and t.when]
        days = {when for when in inside if when.precision == "day" and when.end and when.end <= anchor}
        return next(iter(days)) if len(days) == 1 and len(inside) == 1 else None

    def _time(self, mention: Mention, *, ahead: bool) -> When | None:
        """A time as the whole document gives it; of an act still to come, not one that has passed."""
        anchor = self._document.anchor
        found = dates.at(self._document.text, mention.start, mention.end, self._times)
        if found is None or (ahead and anchor and found.end and found.end < anchor):
            return dates.resolve_time(mention.text, anchor, tense="future" if ahead else "past") or found
        return found

    def _where(self, frame: Frame) -> Place | None:
        return next((place for i in frame.places if (place := self._places.get(i))), None)

    def _voice(self, frame: Frame) -> Voice:
        if frame.voice is not None and self._actors[frame.voice]:
            source = self._actors[frame.voice][0]
            return Voice(source.name, source.country, frame.stance)
        if frame.voice_words is None and frame.type in _SAYING and (by := self._role(frame.actors)):
            return Voice(by[0].name, by[0].country, frame.stance)
        return Voice(frame.voice_words.text if frame.voice_words else None, None, frame.stance)

    def _commitment(self, promise: Promise) -> Commitment | None:
        parties, counterparts = self._role(promise.parties), self._role(promise.counterparts)
        bound = {p.country for p in parties if p.country}
        counterparts = tuple(c for c in counterparts if c.country not in bound)
        if not bound:
            parties = self._pair_at(promise.evidence.end)
        if not any(p.country for p in parties):
            return None
        anchor = self._document.anchor
        made = When(None, anchor, "on_or_before") if anchor else _UNKNOWN
        evidence: Span = promise.evidence
        return Commitment(
            id=digest("cm", self._document.id, evidence.start, evidence.end, promise.undertaking.start),
            document=self._document.id,
            parties=parties,
            counterparts=counterparts,
            undertaking=promise.undertaking.text,
            type=promise.type,
            made=made,
            due=self._due(promise),
            condition=promise.condition.text if promise.condition else None,
            status="open",
            history=(StatusChange(anchor, "open", evidence, None),),
            evidence=(evidence,),
            confidence=round(promise.confidence * (_NAMED if bound else _COMPLETED), 3),
            coder=self._coder,
        )

    def _due(self, promise: Promise) -> When | None:
        """The time the promise names; where it names several, the first that is still to come."""
        span, anchor = promise.undertaking, self._document.anchor
        times = [m for m in self._reading.mentions if m.kind == "time" and span.start <= m.start < span.end]
        if promise.due is not None:
            times.insert(0, self._reading.mentions[promise.due])
        found = [when for mention in times if (when := self._due_of(mention))]
        ahead = [when for when in found if anchor is None or (when.end and when.end >= anchor and when.start != anchor)]
        return next(iter(ahead), None) or (found[0] if found and promise.due is not None else None)

    def _due_of(self, mention: Mention) -> When | None:
        before = self._document.text[max(0, mention.start - 24) : mention.start].lower().split()
        prepositions = [w for w in before[-2:] if w in {"by", "before", "than", "until", "within"}]
        return dates.due(mention.text, prepositions[-1] if prepositions else "", self._document.anchor)


def _on_ground(actor: Actor, where: Place) -> Actor:
    """Somebody struck who has no known state is struck on the ground where the act takes place."""
    return actor if actor.country else msgspec.structs.replace(actor, country=where.country)


def _armed(actor: Actor) -> Actor:
    """A state that strikes does so by its forces."""
    if actor.sector != "GOV" or actor.person or actor.role:
        return actor
    return msgspec.structs.replace(actor, sector="MIL")
