"""The brief on two states: what happened, what was promised, what is due, and from whom we know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from detente.records import Commitment, Document, Event, Incident, Response, Span
from detente.report.text import day, plain, says, who


class Material(NamedTuple):
    """What a brief is made from.

    Attributes:
        states: names of the two states.
        documents: documents by id.
        events: events by id.
        incidents: incidents between the states.
        commitments: promises with the ids of their restatements.
        responses: which act answers which.
        today: the day of the brief.
    """

    states: tuple[str, str]
    documents: Mapping[str, Document]
    events: Mapping[str, Event]
    incidents: Sequence[Incident]
    commitments: Sequence[tuple[Commitment, tuple[str, ...]]]
    responses: Sequence[Response]
    today: dt.date


class Item(NamedTuple):
    """One line of a brief.

    Attributes:
        sentence: what it says.
        quote: the words that say so.
        source: number of the source.
        record: id of the record behind it.
        notes: further lines, each with its quote and source where it has one.
    """

    sentence: str
    quote: str
    source: int
    record: str
    notes: tuple[tuple[str, str, int], ...] = ()


class Brief(NamedTuple):
    """A brief.

    Attributes:
        title: its title.
        sections: heading and items, in order.
        sources: the sources in the order of their numbers, from 1.
    """

    title: str
    sections: tuple[tuple[str, tuple[Item, ...]], ...]
    sources: tuple[str, ...]


def brief(material: Material) -> Brief:
    """Write a brief; a line whose quoted words do not stand in its source is left out.

    Args:
        material: the records to write from.

    Returns:
        The brief.
    """
    writer = _Writer(material)
    happened = [i for i in material.incidents if i.status in {"occurred", "ongoing", "threatened"} and i.type != "AGREE"]
    dated = [item for i in happened if i.when.end and (item := writer.incident(i))]
    undated = [item for i in happened if not i.when.end and (item := writer.incident(i))]
    promised = [item for c, again in material.commitments if (item := writer.commitment(c, again))]
    waiting = {"open", "due", "overdue – no evidence found"}
    due = [
        item for c, again in material.commitments if c.due and c.status in waiting and (item := writer.commitment(c, again))
    ]
    first, second = material.states
    return Brief(
        f"{first} – {second}, as of {material.today}",
        (
            ("What happened", tuple(dated)),
            ("Who answered whom", tuple(item for r in material.responses if (item := writer.response(r)))),
            ("What was promised", tuple(promised)),
            ("What is due", tuple(due)),
            ("Reported without a date", tuple(undated)),
        ),
        writer.sources,
    )


class _Writer:
    """Numbers the sources as lines cite them."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._numbers: dict[str, int] = {}

    @property
    def sources(self) -> tuple[str, ...]:
        documents = (self._material.documents[d] for d in self._numbers)
        return tuple(
            plain(f"{d.publisher or 'publisher not stated'}, {d.anchor or 'undated'}: {d.title or 'untitled'} ({d.id})")
            for d in documents
        )

    def incident(self, incident: Incident) -> Item | None:
        events = [self._material.events[e] for e in incident.events]
        best = max(events, key=lambda e: (bool(e.recipients), len(e.evidence[0].text), e.id))
        if not self._stands(best.document, best.evidence[0]):
            return None
        count = f"one event, {incident.reports} reports" if incident.reports > 1 else "one report"
        rivals = tuple((f"reports differ on {d.field}: {', '.join(d.values)}", "", 0) for d in incident.disagreements)
        return Item(
            f"{day(incident.when)}: {says(best)} ({count}; {best.type})",
            plain(best.evidence[0].text),
            self._cite(best.document),
            best.id,
            rivals,
        )

    def response(self, response: Response) -> Item | None:
        answer, cause = (self._material.events.get(number) for number in (response.event, response.answers))
        if answer is None or cause is None or not self._stands(answer.document, answer.evidence[0]):
            return None
        return Item(
            f"{says(answer)} – {response.kind} for: {says(cause)}",
            plain(answer.evidence[0].text),
            self._cite(answer.document),
            answer.id,
            (("answers", plain(cause.evidence[0].text), self._cite(cause.document)),),
        )

    def commitment(self, commitment: Commitment, again: tuple[str, ...]) -> Item | None:
        span = commitment.evidence[0]
        if not self._stands(commitment.document, span):
            return None
        due = f", due {day(commitment.due)}" if commitment.due else ", no date set"
        reports = f"; in {len(again) + 1} reports" if again else ""
        proofs = []
        for change in commitment.history:
            event = self._material.events.get(change.event or "")
            if event and change.evidence and self._stands(event.document, change.evidence):
                proofs.append((f"{change.status}, {change.date}", plain(change.evidence.text), self._cite(event.document)))
        return Item(
            f"{commitment.status.upper()} – {who(commitment.parties)}: {plain(commitment.undertaking)}{due}{reports}",
            plain(span.text),
            self._cite(commitment.document),
            commitment.id,
            tuple(proofs),
        )

    def _stands(self, document: str, span: Span) -> bool:
        return self._material.documents[document].text[span.start : span.end] == span.text

    def _cite(self, document: str) -> int:
        return self._numbers.setdefault(document, len(self._numbers) + 1)


def to_terminal(made: Brief, console: Console) -> None:
    """Print a brief for people.

    Args:
        made: the brief.
        console: where to print.
    """
    console.print(Text(made.title, style="bold"))
    for heading, items in made.sections:
        console.print()
        console.print(Text(heading, style="bold underline"))
        for item in items:
            console.print(Text(f"• {item.sentence} [{item.source}] {item.record}"))
            console.print(Text(f"    “{item.quote}”", style="dim"))
            for words, quote, source in item.notes:
                console.print(Text(f"    → {words}{f': “{quote}” [{source}]' if quote else ''}"))
        if not items:
            console.print("  nothing found in the archive")
    console.print()
    console.print(Text("Sources", style="bold underline"))
    for number, name in enumerate(made.sources, 1):
        console.print(Text(f"[{number}] {name}"))


def to_markdown(made: Brief) -> str:
    """Write a brief as Markdown.

    Args:
        made: the brief.

    Returns:
        The text.
    """
    lines = [f"# {_escaped(made.title)}"]
    for heading, items in made.sections:
        lines += ["", f"## {heading}", ""]
        for item in items:
            lines += [f"- {_escaped(item.sentence)} \\[{item.source}\\]", f"  > {_escaped(item.quote)}"]
            for words, quote, source in item.notes:
                cited = f": “{_escaped(quote)}” ({source})" if quote else ""
                lines.append(f"  - {_escaped(words)}{cited}")
        lines += [] if items else ["Nothing found in the archive."]
    lines += ["", "## Sources", "", *(f"{n}. {_escaped(name)}" for n, name in enumerate(made.sources, 1))]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|" else c for c in text)
