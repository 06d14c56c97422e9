"""What the corpus covers, beside what it is meant to cover at least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from corpus.markup import Report
from detente.ontology import contexts, types

ARMED = {"REB", "PRM", "UAF"}
LEAST_OF_EACH = {"type": 250, "mode": 25, "context": 40}


class Bar(NamedTuple):
    """One count and its floor.

    Attributes:
        name: what is counted.
        have: how many there are.
        want: how many there should be at least.
    """

    name: str
    have: int
    want: int


def bars(reports: Iterable[Report]) -> list[Bar]:
    """Count everything that has a floor.

    Args:
        reports: the corpus.

    Returns:
        The counts; of types, modes and contexts one each.
    """
    reports = list(reports)
    events = [act for report in reports for act in report.acts if act.kind == "event"]
    promises = [(report, act) for report in reports for act in report.acts if act.kind == "undertaking"]
    sentences = [s for report in reports for s in report.sentences if s.kind != "chrome"]
    bearing = {(report.id, act.sentence) for report in reports for act in report.acts}
    per_story = Counter(report.story for report in reports)
    named = _named(reports)
    shapes = {_shape(report, key) for report, act in promises for key in act.times}
    status, stance = Counter(act.status for act in events), Counter(act.stance for act in events)
    found = [
        Bar("documents", len(reports), 700),
        Bar("documents on real affairs", sum(r.basis.startswith("wce-") for r in reports), -(-2 * len(reports) // 3)),
        Bar("sentences", len(sentences), 7000),
        Bar("sentences without an act", len(sentences) - len(bearing), -(-len(sentences) // 3)),
        Bar("hard negatives", sum(s.kind != "plain" for s in sentences), 800),
        Bar("stories of three reports and more", sum(n >= 3 for n in per_story.values()), 120),
        Bar("planned", status["planned"], 500),
        Bar("threatened", status["threatened"], 500),
        Bar("denied or negated", sum(a.status == "denied" or a.stance == "denied" for a in events), 500),
        Bar("alleged", stance["alleged"], 500),
        Bar("commitments", len(promises), 1200),
        Bar("commitments with a due expression", sum(bool(act.times) for _, act in promises), 700),
        Bar("shapes of due expressions", len(shapes), 60),
        Bar("states", len({code[:3] for r in reports for code in r.codes.values() if "." in code} - {"XXX"}), 150),
        Bar("armed groups", len(named["armed"]), 120),
        Bar("international bodies", len(named["body"]), 60),
    ]
    for name, entry in types().items():
        found.append(Bar(f"type {name}", sum(a.type == name for a in events), LEAST_OF_EACH["type"]))
        counts = Counter(mode for a in events if a.type == name for mode in a.modes)
        found += [Bar(f"mode {name}.{mode}", counts[mode], LEAST_OF_EACH["mode"]) for mode in entry.modes]
    chosen = Counter(context for report in reports for context in report.contexts)
    released = [name for name, entry in contexts().items() if entry.released == name]
    found += [Bar(f"context {name}", chosen[name], LEAST_OF_EACH["context"]) for name in released]
    return found


def _named(reports: list[Report]) -> dict[str, set[str]]:
    """Names of armed groups and of international bodies."""
    found: dict[str, set[str]] = {"armed": set(), "body": set()}
    for report in reports:
        first = {
            m.ids[0]: report.text[m.start : m.end]
            for m in reversed(report.mentions)
            if m.kind == "actor" and len(m.ids) == 1
        }
        for key, code in report.codes.items():
            name = report.names.get(key, first.get(key, ""))
            if not name or not any(letter.isupper() for letter in name):
                continue
            if code == "IGO":
                found["body"].add(name.casefold())
            elif (code[4:] in ARMED or code == "IMG") and (key in report.names or name[0].isupper()):
                found["armed"].add(name.casefold())
    return found


def _shape(report: Report, key: str) -> str:
    """A due expression with its numbers, days and months made alike."""
    words = next((report.text[m.start : m.end] for m in report.mentions if key in m.ids), "")
    alike = []
    for word in words.lower().replace(",", " ").split():
        bare = word.strip(".")
        if any(letter.isdigit() for letter in bare) or bare in NUMBERS:
            alike.append("N")
        elif bare in DAYS:
            alike.append("DAY")
        elif bare in MONTHS:
            alike.append("MONTH")
        else:
            alike.append(bare)
    return " ".join(alike)


NUMBERS = {*"one two three four five six seven eight nine ten twelve fifteen twenty thirty forty sixty ninety".split()}
DAYS = {*"monday tuesday wednesday thursday friday saturday sunday".split()}
MONTHS = {*"january february march april may june july august september october november december".split()}
