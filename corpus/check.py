"""`python -m corpus.check [FILE …]`: what is wrong with the texts, and what they cover.

With files it checks these alone; without, the whole corpus: its coverage, its parts, near-duplicates between them and with the benchmarks.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.coverage import bars
from corpus.markup import LEADS, OUTCOMES, STANCES, STATUSES, TEXTS, Act, MarkupError, Mention, Report, read_all, read_file
from corpus.near import Index, across, benchmark_sentences
from corpus.parts import PARTS, parts
from detente.ontology import contexts, sectors, types

CODE = re.compile(r"[A-Z]{3}\.[A-Z]{3}")
DAY = r"\d{4}-\d{2}-\d{2}"
UNIT = rf"(?:{DAY}|\d{{4}}-\d{{2}}|\d{{4}}|\d{{4}}-W\d{{2}})"
VALUE = re.compile(rf"\?|/{DAY}|{DAY}/|{UNIT}|{UNIT}/{UNIT}")
PLACE = re.compile(r"[^,]+(?:, [^,]+)*, (?:[A-Z]{3}|-)")
BODIES = {"IGO", "NGO", "IMG", "ISM", "MNC"}
HARMFUL = {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
FRIENDLY = {"CONSULT", "SUPPORT", "COOPERATE", "AID"}
LONGEST_TRIGGER = 7


def complaints(report: Report) -> list[str]:
    """Say what is wrong with a report beyond its markup.

    Args:
        report: the report.

    Returns:
        One line for each mistake.
    """
    found = [f"{report.file.name}, line {report.line}: {words}" for words in _head(report)]
    for mention in report.mentions:
        found += [_at(report, mention, words) for words in _mention(report, mention)]
    marks = {key for mention in report.mentions for key in mention.ids}
    for act in report.acts:
        found += [_at(report, act, words) for words in (*_act(act), *_parts(report, act, marks))]
    return found


def _at(report: Report, item: Mention | Act, words: str) -> str:
    line = report.sentences[item.sentence].line
    return f"{report.file.name}, line {line}: {report.text[item.start : item.end][:60]!r}: {words}"


def _head(report: Report) -> Iterator[str]:
    try:
        date.fromisoformat(report.published)
    except ValueError:
        yield f"{report.published!r} is no day"
    if not report.contexts:
        yield "no context"
    for context in report.contexts:
        if context not in contexts():
            yield f"{context!r} is no context of the codebook"
    for entity, code in report.codes.items():
        if code not in BODIES and not (CODE.fullmatch(code) and code[4:] in sectors().keys() - BODIES):
            yield f"{entity} has the code {code!r}; want ISO3.SECTOR or one of {', '.join(sorted(BODIES))}"
    for key, value in report.values.items():
        if key[0] == "#" and not VALUE.fullmatch(value):
            yield f"{key} has the value {value!r}, which is no time"
        if key[0] == "@" and not PLACE.fullmatch(value):
            yield f"{key} has the value {value!r}; want 'Name, ISO3'"


def _mention(report: Report, mention: Mention) -> Iterator[str]:
    words = report.text[mention.start : mention.end]
    if words != words.strip():
        yield "leave blanks outside"
    if mention.kind != "actor":
        return
    for key in mention.ids:
        if key not in report.codes:
            yield f"{key} has no code"


def _act(act: Act) -> Iterator[str]:
    entry = types().get(act.type)
    if entry is None:
        yield f"{act.type!r} is no type"
        return
    for mode in act.modes:
        if mode not in entry.modes:
            yield f"{act.type} has no mode {mode!r}"
    if act.status not in STATUSES:
        yield f"{act.status!r} is no status"
    if act.stance not in STANCES:
        yield f"{act.stance!r} is no stance"
    for outcome, _ in act.outcomes:
        if outcome not in OUTCOMES:
            yield f"{outcome!r} is no outcome"
    if act.kind == "undertaking":
        if not act.number:
            yield "an undertaking needs a number"
        return
    if act.type in FRIENDLY and act.status == "planned":
        yield f"{act.type} to come is AGREE"
    if act.type in HARMFUL and act.status in {"planned", "threatened"}:
        yield f"{act.type} to come is THREATEN"
    if act.type == "RETREAT" and act.status == "planned":
        yield "RETREAT to come is CONCEDE"
    if act.type == "THREATEN" and act.status not in {"threatened", "hypothetical", "denied"}:
        yield "THREATEN has the status threatened"


def _parts(report: Report, act: Act, marks: set[str]) -> Iterator[str]:
    words = report.text[act.start : act.end]
    if act.kind == "event" and report.sentences[act.sentence].kind != "plain":
        yield f"an event in a line marked %{report.sentences[act.sentence].kind}"
    if act.kind == "event" and len(words.split()) > LONGEST_TRIGGER:
        yield "long for a trigger"
    for key in (*act.actors, *act.recipients, *act.places, *act.times, *act.conditions, *filter(None, [act.voice])):
        if key not in marks:
            yield f"{key} is not marked in this report"


def whole(reports: list[Report]) -> list[str]:
    """Check the corpus as a whole, with the leads, which count as training part, and print what it covers.

    Args:
        reports: all of it.

    Returns:
        What is wrong: near-duplicates, and stories of no part.
    """
    placed = parts()
    wrong = [
        f"{story}: in no part; run python -m corpus.parts" for story in sorted({r.story for r in reports} - placed.keys())
    ]
    leads = read_all(LEADS)
    wrong += [line for report in leads for line in complaints(report)]
    lines = [(r, r.text[s.start : s.end]) for r in (*reports, *leads) for s in r.sentences if s.kind != "chrome"]
    pairs = across((placed.get(r.story, "train"), r.id, words) for r, words in lines)
    wrong += [f"{p.ours} and {p.other} in another part are near ({p.likeness:.2f}): {p.words[:80]!r}" for p in pairs]
    folder = Path(os.environ.get("DETENTE_BENCH", "../shared/bench"))
    if folder.is_dir():
        index = Index()
        for report, words in lines:
            index.add(report.id, words)
        near = [pair for place, text in benchmark_sentences(folder) for pair in index.near(place, text)]
        wrong += [f"{p.ours} is near a sentence of {p.other} ({p.likeness:.2f}): {p.words[:80]!r}" for p in near]
    else:
        print(f"{folder} is absent: near-duplicates of benchmark sentences were not looked for", file=sys.stderr)
    print("\t".join(f"{part} {sum(placed.get(r.story) == part for r in reports)}" for part in PARTS))
    return wrong


def main(arguments: list[str]) -> int:
    """Check files, or with none the whole corpus.

    Args:
        arguments: the files.

    Returns:
        Exit status: 1 where something is wrong or, for the whole, where a floor is not reached.
    """
    wrong: list[str] = []
    reports: list[Report] = []
    for path in map(Path, arguments) if arguments else sorted(TEXTS.glob("*.txt")):
        try:
            fresh = list(read_file(path))
        except MarkupError as error:
            wrong.append(str(error))
            continue
        reports += fresh
        wrong += [line for report in fresh for line in complaints(report)]
    if not arguments:
        wrong += whole(reports)
    for bar in bars(reports):
        print(f"{bar.have:6}" + (f" of {bar.want:5}" if not arguments else ""), bar.name, sep="\t")
        if not arguments and bar.have < bar.want:
            wrong.append(f"{bar.name}: {bar.have} and not {bar.want}")
    print("\n".join(wrong), file=sys.stderr)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
