"""`python -m training.score`: what the reader with given weights makes of a part of the corpus it did not learn from."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from corpus.agreement import aligned, voice_of
from corpus.markup import Act, Report, read_all
from corpus.parts import parts
from detente.bench.scores import f1, macro_f1
from detente.read import LearnedReader
from detente.read.labels import TYPES
from detente.read.model import Model
from detente.records import Document, Frame, Promise, Reading
from detente.resolve import Resolver
from training.examples import Pair, pairs

Spans = set[tuple[int, int]]


class Plain(NamedTuple):
    """A report as the reader gets it, without page furniture.

    Attributes:
        document: what is read.
        shift: what to add to an offset of the report, by index of its sentence.
    """

    document: Document
    shift: dict[int, int]


def plain(report: Report) -> Plain:
    """Take the furniture out of a report.

    Args:
        report: an annotated report.

    Returns:
        The document and where its sentences went.
    """
    text, shift, end = "", dict[int, int](), 0
    for index, sentence in enumerate(report.sentences):
        between, end = report.text[end : sentence.start], sentence.end
        if sentence.kind == "chrome":
            continue
        text += ("\n" if "\n" in between else " ") if text else ""
        shift[index] = len(text) - sentence.start
        text += report.text[sentence.start : sentence.end]
    return Plain(Document(id=report.id, title=report.title, text=text), shift)


class Tally:
    """Counts over all reports of a part."""

    def __init__(self) -> None:
        self.counts = Counter[str]()
        self.misses: list[dict[str, Any]] = []

    def add(self, report: Report, read: Reading, told: Plain) -> None:
        """Compare a reading with the annotation.

        Args:
            report: the annotation.
            read: what the reader saw.
            told: the report as it was read.
        """
        for kind in ("actor", "place", "time"):
            gold = {
                (m.start + told.shift[m.sentence], m.end + told.shift[m.sentence])
                for m in report.mentions
                if m.kind == kind and m.sentence in told.shift
            }
            found = {(m.start, m.end) for m in read.mentions if m.kind == kind}
            self._spans(kind, gold, found)
        for kind, coded in (("event", read.frames), ("undertaking", read.promises)):
            wanted = [a for a in report.acts if a.kind == kind and a.sentence in told.shift]
            self._acts(kind, told, wanted, coded)

    def _spans(self, kind: str, gold: Spans, found: Spans) -> None:
        self.counts.update({f"{kind} hit": len(gold & found), f"{kind} gold": len(gold), f"{kind} coded": len(found)})

    def _acts(self, kind: str, told: Plain, gold: Sequence[Act], coded: Sequence[Frame | Promise]) -> None:
        moved = [_moved(a, told.shift[a.sentence]) for a in gold]
        ours = [_as_act(c) for c in coded]
        matched = aligned(moved, ours)
        by_span = {(a.start, a.end): c for a, c in zip(ours, coded, strict=True)}
        self.counts.update({f"{kind} gold": len(gold), f"{kind} coded": len(coded), f"{kind} found": len(matched)})
        self.counts[f"{kind} hit"] += sum(a.type == b.type for a, b in matched)
        left = {id(a) for a, _ in matched} | {id(b) for _, b in matched}
        self._miss(told, "missed", (a for a in moved if id(a) not in left))
        self._miss(told, "invented", (b for b in ours if id(b) not in left))
        for a, b in matched:
            frame = by_span[b.start, b.end]
            if a.type != b.type:
                self._miss(told, f"{kind}: {a.type} read as", [b])
            if isinstance(frame, Frame):
                self._fields(a, b, frame)

    def _fields(self, a: Act, b: Act, frame: Frame) -> None:
        self.counts["both"] += 1
        self.counts["status"] += a.status == b.status
        self.counts["voice"] += voice_of(a) == _stance(frame)
        self.counts["modes"] += set(a.modes) == set(b.modes)

    def _miss(self, told: Plain, what: str, acts: Iterable[Act]) -> None:
        for a in acts:
            line = told.document.text
            near = line[max(0, a.start - 60) : a.start] + "«" + line[a.start : a.end] + "»" + line[a.end : a.end + 60]
            self.misses.append({"what": what, "type": a.type, "kind": a.kind, "near": near})

    def metrics(self) -> dict[str, float]:
        """Give the figures.

        Returns:
            F1 of exact mentions, of events found (trigger overlaps), of events with their type, of undertakings; shares of
            right fields among the events found.
        """
        count = self.counts

        def whole(kind: str, right: str = "hit") -> float:
            return f1(count[f"{kind} {right}"], count[f"{kind} coded"], count[f"{kind} gold"])

        named = {f"{kind}_mention_f1": whole(kind) for kind in ("actor", "place", "time")}
        found = {"event_found_f1": whole("event", "found"), "event_f1": whole("event")}
        found |= {"undertaking_found_f1": whole("undertaking", "found")}
        shares = {f"{name}_accuracy": round(count[name] / max(1, count["both"]), 4) for name in ("status", "voice", "modes")}
        return {**named, **found, **shares}


def _moved(act: Act, by: int) -> Act:
    return Act(
        act.kind,
        act.start + by,
        act.end + by,
        act.sentence,
        act.type,
        act.modes,
        status=act.status,
        voice=act.voice,
        stance=act.stance,
    )


def _as_act(coded: Frame | Promise) -> Act:
    if isinstance(coded, Frame):
        span = coded.trigger
        return Act("event", span.start, span.end, 0, coded.type, coded.modes, status=coded.status, stance=coded.stance)
    return Act("undertaking", coded.undertaking.start, coded.undertaking.end, 0, coded.type)


def _stance(frame: Frame) -> str:
    return frame.stance if frame.voice is not None or frame.stance != "asserted" else "report"


def score(reader: LearnedReader, reports: Iterable[Report]) -> Tally:
    """Read reports and compare.

    Args:
        reader: the reader.
        reports: annotated reports.

    Returns:
        The counts.
    """
    tally = Tally()
    for report in reports:
        told = plain(report)
        tally.add(report, reader.read(told.document), told)
    return tally


def pair_score(judge: Callable[[Sequence[Any]], list[dict[Any, float]]], asked: Sequence[Pair]) -> float:
    """Macro F1 of the types of marked pairs.

    Args:
        judge: gives probabilities of types for sentence, actor and recipient.
        asked: the pairs.

    Returns:
        From 0 to 1.
    """
    judged = judge([(p.text, p.actor, p.recipient) for p in asked])
    return macro_f1([TYPES[p.type] for p in asked], [max(row, key=row.__getitem__) for row in judged])


def main() -> None:
    """Score the weights named on the command line and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, help="a folder of exported weights; without it, those that ship")
    parser.add_argument("--part", default="valid", choices=["train", "valid", "test"])
    parser.add_argument("--errors", type=Path, help="a file for every miss, one JSON object a line")
    options = parser.parse_args()
    reader = LearnedReader(Resolver().find, Model(options.weights) if options.weights else None)
    placed = parts()
    reports = [r for r in read_all() if placed.get(r.story) == options.part]
    tally = score(reader, reports)
    asked = [p for r in reports for p in pairs(r)]
    told = {
        "part": options.part,
        "reports": len(reports),
        **tally.metrics(),
        "pair_macro_f1": pair_score(reader.types, asked),
    }
    print(json.dumps(told))
    if options.errors:
        options.errors.write_text("".join(json.dumps(m, ensure_ascii=False) + "\n" for m in tally.misses), encoding="utf-8")
    print(f"{len(tally.misses)} misses", file=sys.stderr)


if __name__ == "__main__":
    main()
