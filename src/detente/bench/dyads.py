"""`dyads`: whether the two states that an editor filed an item under are among the coded actors and recipients."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente import ingest
from detente.bench.scores import lines
from detente.errors import InputError
from detente.pipeline import Coder
from detente.resolve import state_of

_HEADING = re.compile(r"(?P<one>[A-Z][\w .'’]+?)[–—-](?P<two>[A-Z][\w .'’]+?) relations")


def score_dyads(coder: Coder, data: Path) -> tuple[int, dict[str, float], list[dict[str, Any]]]:
    """Score the coder on items filed under the relations of two states.

    Args:
        coder: the coder.
        data: JSON Lines with `text`, `date` and `story`, the headings above the item with their links.

    Returns:
        Number of items so filed, metrics, misses.
    """
    found = coded = asked = 0
    misses = []
    for item in lines(data, "text", "date"):
        pair = dyad_of([str(level[0]) for level in item.get("story") or () if level])
        if pair is None:
            continue
        asked += 1
        try:
            document = ingest.parse(
                item["text"].encode(), name=str(item.get("id", "item")), published=dt.date.fromisoformat(item["date"])
            )
            events = coder.code(document).events
        except InputError:
            events = ()
        states = {state for event in events for state in event.states}
        coded += bool(events)
        found += pair <= states
        if not pair <= states:
            misses.append({"id": item.get("id"), "text": item["text"], "wanted": sorted(pair), "coded": sorted(states)})
    metrics = {
        "dyad_recall": round(found / asked, 4) if asked else 0.0,
        "coded_share": round(coded / asked, 4) if asked else 0.0,
    }
    return asked, metrics, misses


def dyad_of(headings: Sequence[str]) -> frozenset[str] | None:
    """Find the pair of states in an item's headings.

    Args:
        headings: the headings, the widest first.

    Returns:
        Two ISO3 codes, or None where no heading names the relations of two states.
    """
    for heading in headings:
        if match := _HEADING.search(heading):
            pair = {state_of(match[name].strip()) for name in ("one", "two")}
            if len(pair) == 2 and None not in pair:
                return frozenset(state for state in pair if state)
    return None
