"""Reports annotated by the rule reader: a first course, before our own corpus, on text that carries no annotation.

The text is that of the dated items up to the end of 2024, which are open to self-training; nothing of it is kept in the project.
"""

from __future__ import annotations

import gzip
import json
import os
import random
from datetime import date
from pathlib import Path
from typing import Any

from corpus.markup import Act, Mention, Report, Sentence
from corpus.sample import ITEMS
from detente import ingest
from detente.errors import InputError
from detente.read import RuleReader
from detente.records import Document, Reading
from detente.resolve import Resolver

LAST = "2025"
SHORTEST, LONGEST = 60, 1200
EMPTY = 0.3


def items(seed: int) -> list[dict[str, Any]]:
    """Read the items that are open to self-training.

    Args:
        seed: of their order.

    Returns:
        The items, shuffled; none where the data is absent.
    """
    path = Path(os.environ.get("DETENTE_BENCH", "../shared/bench")) / ITEMS
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        every = [json.loads(line) for line in file]
    found = [i for i in every if i["date"] < LAST and SHORTEST < len(i["text"]) < LONGEST]
    random.Random(seed).shuffle(found)
    return found


def silver(count: int, seed: int) -> list[Report]:
    """Read items with the rule reader.

    Args:
        count: how many items to keep; of those without an act three in ten are.
        seed: of their order.

    Returns:
        The items as annotated reports; none where the data is absent.
    """
    reader, chance, found = RuleReader(Resolver().find), random.Random(seed), list[Report]()
    for item in items(seed):
        try:
            document = ingest.parse(item["text"].encode(), name=item["id"], published=date.fromisoformat(item["date"]))
        except InputError:
            continue
        reading = reader.read(document)
        if reading.frames or chance.random() < EMPTY:
            found.append(as_report(item["id"], item["date"], document, reading))
        if len(found) == count:
            break
    return found


def as_report(name: str, day: str, document: Document, reading: Reading) -> Report:
    """Write a reading down as the corpus writes reports.

    Args:
        name: what to call it.
        day: day of publication, ISO.
        document: the document.
        reading: what a reader saw in it.

    Returns:
        The report; each mention is an entity of its own.
    """
    report = Report(name, 0, "wire", day, "", "", "", name, reading.contexts, Path(name), 0, "", document.text)
    report.sentences = [Sentence(s.start, s.end, "plain", 0) for s in reading.sentences]
    marks = {"actor": "", "place": "@", "time": "#"}
    keys = [f"{marks[m.kind]}{index}" for index, m in enumerate(reading.mentions)]

    def number(offset: int) -> int:
        return next(i for i, s in enumerate(reading.sentences) if offset < s.end)

    def named(indices: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(keys[index] for index in indices)

    report.mentions = [Mention(m.kind, (keys[i],), m.start, m.end, number(m.start)) for i, m in enumerate(reading.mentions)]
    for f in reading.frames:
        report.acts.append(
            Act("event", f.trigger.start, f.trigger.end, number(f.trigger.start), f.type, f.modes, named(f.actors), named(f.recipients),
                f.reciprocal, named(f.places), named(f.times), (), f.status, keys[f.voice] if f.voice is not None else "", f.stance)
        )  # fmt: skip
    for p in reading.promises:
        span = p.undertaking
        due = (keys[p.due],) if p.due is not None else ()
        report.acts.append(
            Act(
                "undertaking",
                span.start,
                span.end,
                number(span.start),
                p.type,
                (),
                named(p.parties),
                named(p.counterparts),
                times=due,
            )
        )
    report.acts.sort(key=lambda act: act.start)
    return report
