"""`factuality`: how far, by the words alone, a marked event happened: from −3 (certainly not) to 3 (certainly)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from detente.bench.scores import lines
from detente.errors import UsageError
from detente.pipeline import Coder
from detente.read import JointReader


def score_factuality(coder: Coder, data: Path) -> tuple[int, dict[str, float], list[dict[str, Any]]]:
    """Score the reader on marked events.

    Args:
        coder: the coder.
        data: JSON Lines with `text`, its tokens parted by blanks, and `targets` with the token span and the label of each.

    Returns:
        Number of events, metrics, misses of more than two.

    Raises:
        UsageError: when the reader has no weights.
    """
    items = lines(data, "text", "targets")
    reader = coder.reader
    if not isinstance(reader, JointReader):
        raise UsageError("the rule reader does not judge factuality", "Use the shipped reader.")
    asked = [(item["text"], offsets(item["text"], item["targets"])) for item in items]
    gold = np.array([target["label"] for item in items for target in item["targets"]])
    coded = np.array([value for values in reader.factuality(asked) for value in values])
    wrong = [
        {"id": item.get("id"), "text": item["text"], "target": target["text"], "label": target["label"]}
        for item in items
        for target in item["targets"]
    ]
    misses = [miss | {"coded": round(float(c), 2)} for miss, g, c in zip(wrong, gold, coded, strict=True) if abs(g - c) > 2]
    metrics = {
        "mae": round(float(np.abs(gold - coded).mean()), 4) if len(gold) else 0.0,
        "pearson_r": round(float(np.corrcoef(gold, coded)[0, 1]), 4) if len(gold) > 1 else 0.0,
    }
    return len(gold), metrics, misses


def offsets(text: str, targets: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Turn token spans into offsets.

    Args:
        text: tokens parted by single blanks.
        targets: each with `span`, first token and the one after the last.

    Returns:
        Offsets of each target.
    """
    starts, at = [], 0
    for token in text.split(" "):
        starts.append((at, at + len(token)))
        at += len(token) + 1
    return [(starts[t["span"][0]][0], starts[t["span"][1] - 1][1]) for t in targets]
