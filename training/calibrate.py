"""`python -m training.calibrate`: make the exported weights say how often they are right, measured on the validation part."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.markup import Report, read_all
from corpus.parts import parts
from detente.read.labels import STATUSES, TYPES, VOICES
from detente.read.model import Model
from detente.resolve import Resolver
from training.examples import examples
from training.export import SHIPPED, amend

GRID = np.exp(np.linspace(np.log(0.4), np.log(5.0), 200))
FIELDS = {"type": TYPES, "status": STATUSES, "voice": VOICES}
Floats = npt.NDArray[np.float64]


class Seen(NamedTuple):
    """What the network said of the validation part.

    Attributes:
        logits: for each field the log probabilities, one row for each act found.
        gold: for each field the right values.
        spans: for each tagging layer how sure each span was, and whether it is one.
    """

    logits: dict[str, list[Floats]]
    gold: dict[str, list[int]]
    spans: dict[str, list[tuple[float, bool]]]


def seen(model: Model, reports: Sequence[Report]) -> Seen:
    """Read reports with everything the network finds, however unlikely.

    Args:
        model: the network, not calibrated.
        reports: annotated reports.

    Returns:
        What it said beside what is right.
    """
    found = Seen({f: [] for f in FIELDS}, {f: [] for f in FIELDS}, {"event": [], "undertaking": []})
    find = Resolver().find
    for example in (e for r in reports for e in examples(r, model.tokenizer, find)):
        window = example.window
        full = model.encode([window.ids], [window.segments], [window.hints])[0]
        acts = [span for layer in model.spans(window, full, 0.0)[1:] for span in layer]
        if not acts:
            continue
        judged = model.judge(full, acts)
        for row, act in enumerate(acts):
            promise = act.kind == "undertaking"
            right = [a for a in example.acts if a.promise == promise and a.first <= act.last and act.first <= a.last]
            found.spans[act.kind].append((act.sure, bool(right)))
            if right and not promise:
                for field, values in (("type", judged.type), ("status", judged.status), ("voice", judged.voice)):
                    found.logits[field].append(np.log(np.clip(values[row].astype(np.float64), 1e-9, 1)))
                    found.gold[field].append(getattr(right[0], field))
    return found


def temperature(logits: Sequence[Floats], gold: Sequence[int]) -> float:
    """Find what to divide logits by so that the right values become likeliest.

    Args:
        logits: one row for each case.
        gold: the right values.

    Returns:
        The temperature.
    """
    rows, right = np.stack(logits), np.array(gold)

    def loss(by: float) -> float:
        scaled = rows / by
        scaled -= np.log(np.exp(scaled).sum(1, keepdims=True))
        return -float(scaled[np.arange(len(right)), right].mean())

    return float(min(GRID, key=loss))


def platt(cases: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Fit a logistic regression on log odds by Newton's method.

    Args:
        cases: how sure, and whether right.

    Returns:
        Slope and shift.
    """
    sure = np.clip(np.array([s for s, _ in cases]), 1e-6, 1 - 1e-6)
    x = np.stack([np.log(sure / (1 - sure)), np.ones(len(cases))], axis=1)
    y, w = np.array([float(r) for _, r in cases]), np.array([1.0, 0.0])
    prior = w.copy()
    # The prior keeps the fit near the identity where cases are few, half steps keep it from running away.
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.eye(2)
        w += 0.5 * np.linalg.solve(hessian, x.T @ (y - p) - (w - prior))
    return float(w[0]), float(w[1])


def calibrate(folder: Path) -> dict[str, object]:
    """Calibrate exported weights in place.

    Args:
        folder: where they are; they must come fresh from the export.

    Returns:
        The constants that were fitted.
    """
    placed = parts()
    told = seen(Model(folder), [r for r in read_all() if placed.get(r.story) == "valid"])
    fitted: dict[str, object] = {}
    for field in FIELDS:
        fitted[f"temperature.{field}"] = temperature(told.logits[field], told.gold[field])
    for kind, cases in told.spans.items():
        fitted[f"platt.{kind}"] = platt(cases)
    amend(folder, {name: np.array(value) for name, value in fitted.items()})
    return fitted


def main() -> None:
    """Calibrate the weights named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    print(json.dumps(calibrate(parser.parse_args().weights)), file=sys.stderr)


if __name__ == "__main__":
    main()
