"""`times`: times found in texts, and what they mean in TIMEX3."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente.bench.scores import f1, lines
from detente.errors import UsageError
from detente.pipeline import Coder
from detente.resolve.dates import Timex, timexes


def score_times(coder: Coder, data: Path) -> tuple[int, dict[str, float], list[dict[str, Any]]]:
    """Score the finding and reading of times; one to one, a span counts where it overlaps.

    Args:
        coder: the coder; times are read by the rules of this version alone.
        data: JSON Lines with `text`, `published` and `times`: `start`, `end`, `value`, `type`.

    Returns:
        Number of annotated times, metrics, misses.

    Raises:
        UsageError: when `published` is no date.
    """
    del coder
    total, found, hits, equal = 0, 0, 0, 0
    misses: list[dict[str, Any]] = []
    for item in lines(data, "text", "published", "times"):
        try:
            published = dt.date.fromisoformat(item["published"][:10]) if item["published"] else None
        except ValueError as error:
            raise UsageError(f"{data}: {error}", "Write `published` as year-month-day.") from error
        ours = timexes(item["text"], published)
        pairs = _align(item["times"], ours)
        total, found, hits = total + len(item["times"]), found + len(ours), hits + len(pairs)
        equal += sum(item["times"][g]["value"] == ours[o].value for g, o in pairs.items())
        misses += _misses(item, ours, pairs)
    return total, {"span_f1": f1(hits, found, total), "value_f1": f1(equal, found, total)}, misses


def _align(gold: Sequence[dict[str, Any]], ours: Sequence[Timex]) -> dict[int, int]:
    """Pair overlapping spans one to one, those with equal values first."""
    near = [
        (g["value"] != o.value, -(min(g["end"], o.end) - max(g["start"], o.start)), i, j)
        for i, g in enumerate(gold)
        for j, o in enumerate(ours)
        if g["start"] < o.end and o.start < g["end"]
    ]
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(near):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _misses(item: dict[str, Any], ours: Sequence[Timex], pairs: dict[int, int]) -> list[dict[str, Any]]:
    text: str = item["text"]
    wrong = []
    for i, g in enumerate(item["times"]):
        coded = ours[pairs[i]] if i in pairs else None
        if coded is None or coded.value != g["value"]:
            said = text[g["start"] : g["end"]]
            wrong.append({"id": item.get("id"), "text": said, "value": g["value"], "coded": coded.value if coded else None})
    paired = set(pairs.values())
    wrong += [
        {"id": item.get("id"), "text": text[o.start : o.end], "value": None, "coded": o.value}
        for j, o in enumerate(ours)
        if j not in paired
    ]
    return wrong
