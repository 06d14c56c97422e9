"""`python -m training.factuality`: how far a marked event happened, fitted on the exported weights' own judgement of acts.

The judged events are the public training half of the UW factuality data; without it the head keeps what the statuses say.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import numpy as np

from detente.bench.factuality import offsets
from detente.bench.scores import lines
from detente.read import LearnedReader
from detente.read.model import Model
from detente.resolve import Resolver
from training.export import SHIPPED, amend

RIDGE, ROUNDS, LEAST = 30.0, 40, 0.05


def fitted(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Fit a linear model of least absolute error, by ridge regression with the weights renewed.

    Args:
        x: features, one row for each case.
        y: the labels.

    Returns:
        Weights and bias.
    """
    rows = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    penalty = np.eye(rows.shape[1]) * RIDGE
    penalty[-1, -1] = 0
    weight = np.ones(len(y))
    for _ in range(ROUNDS):
        found = np.linalg.solve(rows.T @ (rows * weight[:, None]) + penalty, rows.T @ (y * weight))
        weight = 1 / np.maximum(np.abs(y - rows @ found), LEAST)
    return found[:-1], float(found[-1])


def main() -> None:
    """Fit the head and write it into the weights named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    folder: Path = parser.parse_args().weights
    data = Path(os.environ.get("DETENTE_BENCH", "../shared/bench")) / "factuality_train.jsonl"
    if not data.exists():
        print(f"{data} is absent: the head is left as it is", file=sys.stderr)
        return
    items = lines(data, "text", "targets")
    reader = LearnedReader(Resolver().find, Model(folder))
    states = reader.judged([(i["text"], offsets(i["text"], i["targets"])) for i in items])
    x, y = np.concatenate(states), np.array([t["label"] for i in items for t in i["targets"]])
    weight, bias = fitted(x.astype(np.float64), y)
    amend(folder, {"factuality.weight": weight[None], "factuality.bias": np.array([bias])})
    print(
        f"{len(y)} events, mean absolute error {np.abs(x @ weight + bias - y).mean():.3f} where it was fitted",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
