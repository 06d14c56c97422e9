"""`python -m corpus.check [FILE …]`: what is wrong with the texts, and what they cover."""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from corpus.markup import OUTCOMES, STANCES, STATUSES, MarkupError, Report, read_file
from detente.ontology import contexts, sectors, types

CODE = re.compile(r"[A-Z]{3}\.[A-Z]{3}")
DAY = r"\d{4}-\d{2}-\d{2}"
UNIT = rf"(?:{DAY}|\d{{4}}-\d{{2}}|\d{{4}}|\d{{4}}-W\d{{2}})"
VALUE = re.compile(rf"\?|/{DAY}|{DAY}/|{UNIT}|{UNIT}/{UNIT}")
PLACE = re.compile(r"[^,]+(?:, [^,]+)*, (?:[A-Z]{3}|-)")
BODIES = {"IGO", "NGO", "IMG", "ISM", "MNC"}


def complaints(report: Report) -> list[str]:
    """Say what is wrong with a report beyond its markup.

    Args:
        report: the report.

    Returns:
        One line for each mistake.
    """
    found: list[str] = []
    known = {code for code, row in sectors().items()} - BODIES

    def say(sentence: int | None, words: str) -> None:
        line = report.line if sentence is None else report.sentences[sentence].line
        found.append(f"{report.file.name}, line {line}: {words}")

    try:
        date.fromisoformat(report.published)
    except ValueError:
        say(None, f"{report.published!r} is no day")
    for context in report.contexts:
        if context not in contexts():
            say(None, f"{context!r} is no context of the codebook")
    if not report.contexts:
        say(None, "no context")
    for entity, code in report.codes.items():
        if code not in BODIES and not (CODE.fullmatch(code) and code[4:] in known):
            say(None, f"{entity} has the code {code!r}; want ISO3.SECTOR or one of {', '.join(sorted(BODIES))}")
    for key, value in report.values.items():
        if key[0] == "#" and not VALUE.fullmatch(value):
            say(None, f"{key} has the value {value!r}, which is no time")
        if key[0] == "@" and not PLACE.fullmatch(value):
            say(None, f"{key} has the value {value!r}; want 'Name, ISO3'")
    marks = {key for mention in report.mentions for key in mention.ids}
    for mention in report.mentions:
        words = report.text[mention.start : mention.end]
        if words != words.strip() or words.startswith(("the ", "The ")) and mention.kind == "actor" and len(mention.ids) == 1 and words[4:5].isupper():
            say(mention.sentence, f"{words!r}: leave the article or blank outside")
        if mention.kind == "actor":
            for key in mention.ids:
                if key not in report.codes:
                    say(mention.sentence, f"{key} ({words!r}) has no code")
    for act in report.acts:
        words = report.text[act.start : act.end]
        entry = types().get(act.type)
        if entry is None:
            say(act.sentence, f"{act.type!r} is no type")
        elif unknown := [mode for mode in act.modes if mode not in entry.modes]:
            say(act.sentence, f"{act.type} has no mode {unknown[0]!r}")
        if act.kind == "event" and report.sentences[act.sentence].kind != "plain":
            say(act.sentence, f"an event ({words!r}) in a line marked %{report.sentences[act.sentence].kind}")
        for key in (*act.actors, *act.recipients, *act.places, *act.times, *act.conditions, *filter(None, [act.voice])):
            if key not in marks:
                say(act.sentence, f"{key} of {words!r} is not marked in this report")
        if act.status not in STATUSES:
            say(act.sentence, f"{act.status!r} is no status")
        if act.stance not in STANCES:
            say(act.sentence, f"{act.stance!r} is no stance")
        if act.kind == "event" and act.type in {"CONSULT", "SUPPORT", "COOPERATE", "AID"} and act.status == "planned":
            say(act.sentence, f"{words!r}: {act.type} to come is AGREE")
        if act.kind == "event" and act.type in {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"} and act.status in {"planned", "threatened"}:
            say(act.sentence, f"{words!r}: {act.type} to come is THREATEN")
        if act.kind == "event" and act.type == "RETREAT" and act.status == "planned":
            say(act.sentence, f"{words!r}: RETREAT to come is CONCEDE")
        if act.type == "THREATEN" and act.kind == "event" and act.status not in {"threatened", "hypothetical", "denied"}:
            say(act.sentence, f"{words!r}: THREATEN has the status threatened")
        if act.kind == "event" and len(words.split()) > 7:
            say(act.sentence, f"{words!r} is long for a trigger")
        if act.kind == "undertaking" and not act.number:
            say(act.sentence, f"the undertaking {words[:40]!r} has no number")
        for outcome, _ in act.outcomes:
            if outcome not in OUTCOMES:
                say(act.sentence, f"{outcome!r} is no outcome")
    return found


def main(arguments: list[str]) -> int:
    """Check files.

    Args:
        arguments: the files; none means all.

    Returns:
        Exit status: 1 where something is wrong.
    """
    wrong: list[str] = []
    reports: list[Report] = []
    for path in map(Path, arguments):
        try:
            fresh = list(read_file(path))
        except MarkupError as error:
            wrong.append(str(error))
            continue
        reports += fresh
        wrong += [line for report in fresh for line in complaints(report)]
    print("\n".join(wrong), file=sys.stderr)
    acts = [(report, act) for report in reports for act in report.acts]
    events = [act for _, act in acts if act.kind == "event"]
    lines = [s for r in reports for s in r.sentences if s.kind != "chrome"]
    bearing = {(r.id, a.sentence) for r, a in acts}
    print(f"{len(reports)} reports, {len(lines)} sentences, {len(lines) - len(bearing)} without an act, "
          f"{sum(s.kind != 'plain' for s in lines)} hard negatives")  # fmt: skip
    print("types", dict(Counter(act.type for act in events).most_common()))
    print("modes", dict(Counter(f"{act.type}.{m}" for act in events for m in act.modes).most_common()))
    print("status", dict(Counter(act.status for act in events)), "voice", dict(Counter(act.stance if act.voice or act.stance != 'asserted' else '-' for act in events)))
    dues = [a for a in (a for _, a in acts) if a.kind == "undertaking"]
    print(f"commitments {len(dues)}, with due {sum(bool(a.times) for a in dues)}, outcomes {sum(len(a.outcomes) for a in events)}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [str(p) for p in sorted((Path(__file__).parent / "texts").glob("*.txt"))]))
