"""`pages`: whole pages against hand annotation of events and commitments.

The page's stated day of publication is given to the coder, as a user would with `--published`.
Codes in the annotation that are no states (`IGO`, `UNO`, `EUR`) stand for bodies; ours have no country, so they are left
out of the sets that are compared.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from detente import ingest, resolve
from detente.errors import InputError, UsageError
from detente.pipeline import Coder
from detente.records import Commitment, Document, Event, Span

WIDER: Final = 120
_NO_PROMISE: Final = frozenset({"threat", "demand", "refusal"})
_COARSE: Final = dt.timedelta(days=3)
_T = TypeVar("_T", Event, Commitment)
_Gold = dict[str, Any]


class _Tally:
    """Counts over all pages."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.misses: list[dict[str, Any]] = []

    def add(self, name: str, value: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + value

    def share(self, part: str, whole: str) -> float:
        total = self.counts.get(whole, 0)
        return round(self.counts.get(part, 0) / total, 4) if total else 0.0

    def f1(self, name: str) -> float:
        hits, coded, gold = (self.counts.get(f"{name}_{k}", 0) for k in ("hit", "coded", "gold"))
        return round(2 * hits / (coded + gold), 4) if coded + gold else 0.0


def score_pages(coder: Coder, data: Path) -> tuple[int, dict[str, float], list[dict[str, Any]]]:
    """Score the coder on annotated pages.

    Args:
        coder: the coder.
        data: folder of `NAME.txt` with `NAME.json`.

    Returns:
        Number of pages, metrics, misses.

    Raises:
        UsageError: when the folder holds no annotated page or a file of it is malformed.
    """
    pages = sorted(path for path in data.glob("*.txt") if path.with_suffix(".json").exists())
    if not pages:
        raise UsageError(f"{data} holds no annotated pages", "Name a folder of NAME.txt with NAME.json.")
    tally = _Tally()
    for path in pages:
        try:
            gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        except ValueError as error:
            raise UsageError(f"{path.with_suffix('.json')}: {error}", "Mend or remove the file.") from error
        _page(coder, path, gold, tally)
    names = ("status_accuracy", "voice_accuracy", "date_accuracy")
    metrics = {
        "event_f1": tally.f1("event"),
        "event_strict_f1": tally.f1("strict"),
        "commitment_f1": tally.f1("commitment"),
        "due_accuracy": tally.share("due_right", "due"),
        **{name: tally.share(name, "event_matched") for name in names},
        "evidence_valid": tally.share("evidence_valid", "evidence"),
        "distractor_events": tally.counts.get("distractor_events", 0),
    }
    return len(pages), metrics, tally.misses


def _page(coder: Coder, path: Path, gold: _Gold, tally: _Tally) -> None:
    raw = path.read_text(encoding="utf-8")
    page = " ".join(raw.split())
    stated = gold.get("meta", {}).get("published")
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    try:
        document: Document = ingest.parse(
            path.read_bytes(), name=str(path), published=dt.date.fromisoformat(stated) if stated else None
        )
        coded = coder.code(document)
        events, commitments = coded.events, coded.commitments
    except InputError as error:
        tally.misses.append({"page": path.name, "error": str(error)})
    for span in (span for spans in (*(e.evidence for e in events), *(c.evidence for c in commitments)) for span in spans):
        tally.add("evidence")
        tally.add("evidence_valid", int(" ".join(span.text.split()) in page))
    for text in gold.get("distractors", ()):
        tally.add("distractor_events", sum(e.evidence[0].text in text or text in e.evidence[0].text for e in events))
    promises = [c for c in gold["commitments"] if c.get("kind") not in _NO_PROMISE]
    matched = _match(events, gold["events"], page, _event_fits)
    _count("event", events, gold["events"], matched, tally, path.name)
    strict = [(e, g) for e, g in matched if _strict(e, g)]
    tally.add("strict_hit", sum(not g.get("optional") for _, g in strict))
    tally.add("strict_coded", tally_coded(events, matched))
    tally.add("strict_gold", sum(not g.get("optional") for g in gold["events"]))
    for event, wanted in matched:
        tally.add("event_matched")
        tally.add("status_accuracy", int(_status(event) == wanted.get("status")))
        tally.add("voice_accuracy", int(bool(event.voice.name) == bool(wanted.get("attributed_to"))))
        tally.add("date_accuracy", int(_date_fits(event, wanted)))
    kept = _match(commitments, promises, page, _commitment_fits)
    _count("commitment", commitments, promises, kept, tally, path.name)
    for commitment, wanted in kept:
        if wanted.get("due"):
            tally.add("due")
            tally.add("due_right", int(bool(commitment.due) and str(commitment.due and commitment.due.end) == wanted["due"]))


def tally_coded(coded: Sequence[Event] | Sequence[Commitment], matched: Sequence[tuple[Any, _Gold]]) -> int:
    """Count coded records, leaving out those matched to optional items.

    Args:
        coded: all coded records.
        matched: pairs of record and gold item.

    Returns:
        The number that counts.
    """
    return len(coded) - sum(bool(g.get("optional")) for _, g in matched)


def _count(
    name: str,
    coded: Sequence[Event] | Sequence[Commitment],
    gold: Sequence[_Gold],
    matched: Sequence[tuple[Any, _Gold]],
    tally: _Tally,
    page: str,
) -> None:
    tally.add(f"{name}_hit", sum(not g.get("optional") for _, g in matched))
    tally.add(f"{name}_coded", tally_coded(coded, matched))
    tally.add(f"{name}_gold", sum(not g.get("optional") for g in gold))
    found = [id(g) for _, g in matched]
    tally.misses += [
        {"page": page, "missed": name, "evidence": g["evidence"], "type": g.get("plover_event")}
        for g in gold
        if not g.get("optional") and id(g) not in found
    ]
    right = {r.id for r, _ in matched}
    tally.misses += [
        {"page": page, "wrong": name, "evidence": r.evidence[0].text, "type": r.type} for r in coded if r.id not in right
    ]


def _match(
    coded: Sequence[_T], gold: Sequence[_Gold], page: str, fits: Callable[[_T, _Gold], bool]
) -> list[tuple[_T, _Gold]]:
    """Pair records with gold items one to one, best overlap of evidence first."""
    candidates = [
        (-overlap, i, j)
        for i, record in enumerate(coded)
        for j, item in enumerate(gold)
        if fits(record, item) and (overlap := _overlap(record.evidence, item["evidence"], page)) > 0
    ]
    used_coded: set[int] = set()
    used_gold: set[int] = set()
    pairs = []
    for _, i, j in sorted(candidates):
        if i not in used_coded and j not in used_gold:
            used_coded.add(i)
            used_gold.add(j)
            pairs.append((coded[i], gold[j]))
    return pairs


def _overlap(evidence: Iterable[Span], gold: str, page: str) -> int:
    words = " ".join(gold.split())
    best = 0
    for gold_at in _places(words, page):
        for span in evidence:
            quote = " ".join(span.text.split())
            for at in _places(quote, page):
                left, right = max(at, gold_at - WIDER), min(at + len(quote), gold_at + len(words) + WIDER)
                exact = min(at + len(quote), gold_at + len(words)) - max(at, gold_at)
                best = max(best, (right - left > 0) + max(0, exact) * 2)
    return best


def _places(words: str, page: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(words), page)] if words else []


def _states(codes: str | Iterable[str] | None) -> frozenset[str]:
    listed = codes.split(";") if isinstance(codes, str) else codes or ()
    return frozenset(c for c in listed if c in resolve.state_names())


def _jaccard(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / len(one | two) if one | two else 1.0


def _event_fits(event: Event, gold: _Gold) -> bool:
    wanted = _states(gold.get("actor_country_iso3")) | _states(gold.get("recipient_country_iso3"))
    types = {gold["plover_event"], *gold.get("alt_plover", ())}
    return event.type in types and _jaccard(_states(event.states), wanted) >= 0.5


def _commitment_fits(commitment: Commitment, gold: _Gold) -> bool:
    parties = _states({p.country for p in commitment.parties if p.country})
    return _jaccard(parties, _states(gold["parties"])) >= 0.5


def _strict(event: Event, gold: _Gold) -> bool:
    actors, recipients = (_states({a.country for a in role if a.country}) for role in (event.actors, event.recipients))
    gold_actors, gold_recipients = _states(gold.get("actor_country_iso3")), _states(gold.get("recipient_country_iso3"))
    if not gold.get("recipient"):
        return actors | recipients == gold_actors
    return actors == gold_actors and recipients == gold_recipients


def _status(event: Event) -> str:
    return "alleged" if event.voice.stance == "alleged" and event.status == "occurred" else event.status


def _date_fits(event: Event, gold: _Gold) -> bool:
    start, end = event.when.start, event.when.end
    if not gold.get("date"):
        return start is None and end is None
    first, last = _interval(gold["date"])
    if gold.get("date_precision") in {"day", "deadline"}:
        return start is not None and end is not None and start <= first <= end and end - start <= _COARSE
    if gold.get("date_precision") == "on_or_before":
        first = dt.date.min
    return (start or end) is not None and (start or dt.date.min) <= last and first <= (end or dt.date.max)


def _interval(text: str) -> tuple[dt.date, dt.date]:
    parts = [int(p) for p in text.split("-")]
    first = dt.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    if len(parts) > 2:
        return first, first
    following = dt.date(
        first.year + (len(parts) == 1 or first.month == 12), 1 if len(parts) == 1 else first.month % 12 + 1, 1
    )
    return first, following - dt.timedelta(days=1)
