"""The dated news items up to the end of 2024, which are open to self-training; nothing of them is kept in the project."""

from __future__ import annotations

import gzip
import json
import os
import random
from pathlib import Path
from typing import Any

from corpus.sample import ITEMS

LAST = "2025"
SHORTEST, LONGEST = 60, 1200


def items(seed: int) -> list[dict[str, Any]]:
    """Read the items that are open to self-training.

    Args:
        seed: of their order.

    Returns:
        The items, shuffled; none where the data is absent.
    """
    path = Path(os.environ.get("DETENTE_BENCH", "../shared/bench")) / ITEMS
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        every = [json.loads(line) for line in file]
    found = [i for i in every if i["date"] < LAST and SHORTEST < len(i["text"]) < LONGEST]
    random.Random(seed).shuffle(found)
    return found
