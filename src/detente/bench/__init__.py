"""Benchmarks: the shipped coder against annotated data."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from detente.bench.actors import score_actors
from detente.bench.dyads import score_dyads
from detente.bench.factuality import score_factuality
from detente.bench.pages import score_pages
from detente.bench.pairs import score_pairs
from detente.bench.places import score_places
from detente.bench.sentences import score_sentences
from detente.bench.times import score_times
from detente.errors import UsageError
from detente.pipeline import Coder

_BENCHES = {
    "actors": score_actors,
    "dyads": score_dyads,
    "factuality": score_factuality,
    "pages": score_pages,
    "pairs": score_pairs,
    "places": score_places,
    "sentences": score_sentences,
    "times": score_times,
}


def run(name: str, data: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Score this version on a benchmark.

    Args:
        name: name of the benchmark.
        data: its file or folder.

    Returns:
        The result as it is printed, and the misses.

    Raises:
        UsageError: when there is no such benchmark or no data.
    """
    if name not in _BENCHES:
        raise UsageError(f"no benchmark {name!r}", f"Use one of: {', '.join(_BENCHES)}.")
    if not data.exists():
        raise UsageError(f"{data} does not exist", "Name the benchmark's data with --data.")
    coder, began = Coder(), time.perf_counter()
    count, metrics, misses = _BENCHES[name](coder, data)
    seconds = round(time.perf_counter() - began, 3)
    return {"bench": name, "n": count, "seconds": seconds, "metrics": metrics, "coder": coder.version}, misses
