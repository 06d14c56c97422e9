"""Views of single records and of one document's coding, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.records import Coded, Commitment, Document, Event
from detente.report.text import day, plain, says, who


def table(coded: Sequence[Coded], console: Console) -> None:
    """Print the events and commitments of documents.

    Args:
        coded: coded documents.
        console: where to print.
    """
    for one in coded:
        document = one.document
        console.print(
            Text(plain(f"{document.title or document.id} – {document.publisher or '?'}, {document.anchor or '?'}"))
        )
        rows = Table("when", "type", "what", "words")
        for event in one.events:
            rows.add_row(day(event.when), event.type, Text(says(event)), Text(plain(event.evidence[0].text)))
        for promise in one.commitments:
            rows.add_row(day(promise.due), "promise", Text(who(promise.parties)), Text(plain(promise.evidence[0].text)))
        console.print(rows)


def show(record: Event | Commitment, document: Document, console: Console) -> None:
    """Print a record with its words marked in their paragraph.

    Args:
        record: the record.
        document: its document.
        console: where to print.
    """
    span = record.evidence[0]
    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.end)
    paragraph = Text(document.text[start : end if end >= 0 else None])
    paragraph.stylize("reverse", span.start - start, span.end - start)
    head = says(record) if isinstance(record, Event) else f"{who(record.parties)}: {plain(record.undertaking)}"
    console.print(Text(head, style="bold"))
    console.print(Text(f"words {span.start}–{span.end} of {document.id}: “{plain(span.text)}”"))
    console.print(paragraph)
    if isinstance(record, Event):
        sure = record.confidence
        console.print(f"{record.type} {' '.join(record.modes)}, {record.status}, quad {record.quad}, score {record.score}")
        console.print(f"when {day(record.when)}; trigger “{plain(record.trigger.text)}”")
        for role, people in (("actor", record.actors), ("recipient", record.recipients)):
            for actor in people:
                console.print(Text(f"{role} {actor.name}: “{plain(actor.text)}” {actor.start}–{actor.end}"))
        console.print(
            f"confidence: event {sure.event}, type {sure.type}, actors {sure.actors}, recipients {sure.recipients}, "
            f"when {sure.when}, status {sure.status}, voice {sure.voice}"
        )
        if record.second:
            console.print(f"second choice: {record.second.type}, {record.second.confidence}")
    else:
        console.print(f"due {day(record.due)}; {record.status}; confidence {record.confidence}")
    console.print(Text(f"coded by {record.coder}", style="dim"))
