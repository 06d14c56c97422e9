"""`sentences`: single sentences against the events of the PLOVER gold standard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from detente import ingest
from detente.bench.scores import f1, lines
from detente.errors import InputError
from detente.pipeline import Coder
from detente.records import Actor, Event

BODIES = ("IGO", "NGO")
RECIPROCAL = frozenset({"CONSULT", "COOPERATE"})
VIEWS = ("type", "actor", "recipient", "tuple")


def score_sentences(coder: Coder, data: Path) -> tuple[int, dict[str, float], list[dict[str, Any]]]:
    """Score the coder on single sentences.

    Args:
        coder: the coder.
        data: JSON Lines with `text` and `events`.

    Returns:
        Number of sentences, metrics, misses.
    """
    items = lines(data, "text", "events")
    counts = Counter[str]()
    misses = []
    for item in items:
        coded = _coded(coder, item)
        found = {name: _views(name, ((e.type, codes(e.actors), codes(e.recipients)) for e in coded)) for name in VIEWS}
        gold = {
            name: _views(name, ((e["type"], frozenset(e["actors"]), frozenset(e["recipients"])) for e in item["events"]))
            for name in VIEWS
        }
        for name in VIEWS:
            hits = (found[name] & gold[name]).total()
            counts.update({f"{name} hit": hits, f"{name} coded": found[name].total(), f"{name} gold": gold[name].total()})
        if found["tuple"] != gold["tuple"]:
            told = [f"{e.type} {sorted(codes(e.actors))} > {sorted(codes(e.recipients))}" for e in coded]
            misses.append({"id": item.get("id"), "text": item["text"], "gold": item["events"], "coded": told})
    metrics = {f"{name}_f1": f1(counts[f"{name} hit"], counts[f"{name} coded"], counts[f"{name} gold"]) for name in VIEWS}
    return len(items), metrics, misses


def _coded(coder: Coder, item: dict[str, Any]) -> tuple[Event, ...]:
    try:
        return coder.code(ingest.parse(item["text"].strip("{} ").encode(), name=str(item.get("id", "item")))).events
    except InputError:
        return ()


def codes(actors: Iterable[Actor]) -> frozenset[str]:
    """The states of a role, or the kind of body where there is none.

    Args:
        actors: a role of an event.

    Returns:
        ISO3 codes, `IGO` and `NGO`.
    """
    return frozenset(a.country or str(a.sector) for a in actors if a.country or a.sector in BODIES)


def _views(name: str, events: Iterable[tuple[str, frozenset[str], frozenset[str]]]) -> Counter[Any]:
    """What of the events one metric compares."""
    found = Counter[Any]()
    for kind, actors, recipients in events:
        if name == "type":
            found[kind] += 1
        elif name == "actor":
            found.update(actors)
        elif name == "recipient":
            found.update(recipients)
        elif kind in RECIPROCAL:
            found[kind, actors | recipients] += 1
        else:
            found[kind, actors, recipients] += 1
    return found
