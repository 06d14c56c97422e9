"""`pairs`: what passes between a marked actor and recipient."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from detente import ontology
from detente.bench.scores import accuracy, lines, macro_f1
from detente.errors import UsageError
from detente.pipeline import Coder
from detente.read import JointReader
from detente.records import Type

ONE_ROOT = {"RETREAT": "CONCEDE"}


def score_pairs(coder: Coder, data: Path) -> tuple[int, dict[str, float], list[dict[str, Any]]]:
    """Score the coder on marked pairs.

    Args:
        coder: the coder.
        data: JSON Lines with `text`, `actor`, `recipient`, `types`, `quad`.

    Returns:
        Number of pairs, metrics, misses.

    Raises:
        UsageError: when the reader has no weights.
    """
    items = lines(data, "text", "actor", "recipient", "types", "quad")
    reader = coder.reader
    if not isinstance(reader, JointReader):
        raise UsageError("the rule reader cannot judge marked pairs", "Use the shipped reader.")
    judged = reader.types([(i["text"], (*i["actor"],), (*i["recipient"],)) for i in items])
    kinds = [_root(row) for row in judged]
    quads = [_quad(row) for row in judged]
    # The first accepted root stands for the gold class unless the answer is another accepted one.
    gold = [kind if kind in i["types"] else i["types"][0] for kind, i in zip(kinds, items, strict=True)]
    wanted = [int(i["quad"]) for i in items]
    misses = [
        {"id": i.get("id"), "text": i["text"], "types": i["types"], "coded": kind, "sure": round(max(row.values()), 3)}
        for i, kind, row in zip(items, kinds, judged, strict=True)
        if kind not in i["types"]
    ]
    metrics = {
        "type_accuracy": accuracy(gold, kinds),
        "type_macro_f1": macro_f1(gold, kinds),
        "quad_accuracy": accuracy(wanted, quads),
        "quad_macro_f1": macro_f1(wanted, quads),
    }
    return len(items), metrics, misses


def _root(row: dict[Type, float]) -> str:
    """The likeliest root; CONCEDE and RETREAT are one."""
    roots: dict[str, float] = {}
    for kind, sure in row.items():
        root = ONE_ROOT.get(kind, kind)
        roots[root] = roots.get(root, 0.0) + sure
    return max(roots, key=roots.__getitem__)


def _quad(row: dict[Type, float]) -> int:
    """The quad class of the likeliest root, in the benchmark's reading: CONCEDE and RETREAT are told apart by weight."""
    sums: dict[int, float] = {}
    for kind, sure in row.items():
        quad = int(ontology.quad(kind))
        sums[quad] = sums.get(quad, 0.0) + sure
    return max(sums, key=sums.__getitem__)
