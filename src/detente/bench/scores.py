"""Reading of benchmark files, and the measures that several benchmarks share."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

from detente.errors import UsageError


def lines(path: Path, *needed: str) -> list[dict[str, Any]]:
    """Read JSON Lines, plain or gzipped.

    Args:
        path: the file.
        *needed: keys that every item must have.

    Returns:
        The items.

    Raises:
        UsageError: when the file cannot be read so, with the line.
    """
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error}", "Name a readable file with --data.") from error
    items = []
    for number, line in enumerate(raw.decode("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}, line {number}: {error}", "Give one JSON object a line.") from error
        missing = [key for key in needed if key not in item]
        if missing:
            raise UsageError(f"{path}, line {number}: no {missing[0]!r}", "See the benchmark's description of its fields.")
        items.append(item)
    return items


def accuracy(gold: Sequence[Hashable], coded: Sequence[Hashable]) -> float:
    """Share of equal values.

    Args:
        gold: the right values.
        coded: ours.

    Returns:
        From 0 to 1.
    """
    return round(sum(g == c for g, c in zip(gold, coded, strict=True)) / len(gold), 4) if gold else 0.0


def f1(hits: int, coded: int, gold: int) -> float:
    """F1 from counts.

    Args:
        hits: right ones among ours.
        coded: all of ours.
        gold: all right ones.

    Returns:
        From 0 to 1.
    """
    return round(2 * hits / (coded + gold), 4) if coded + gold else 0.0


def macro_f1(gold: Sequence[Hashable], coded: Sequence[Hashable]) -> float:
    """Mean F1 over the classes that occur in the gold values.

    Args:
        gold: the right values.
        coded: ours.

    Returns:
        From 0 to 1.
    """
    right = Counter(g for g, c in zip(gold, coded, strict=True) if g == c)
    of_gold, of_coded = Counter(gold), Counter(coded)
    each = [2 * right[name] / (of_gold[name] + of_coded[name]) for name in of_gold]
    return round(sum(each) / len(each), 4) if each else 0.0
