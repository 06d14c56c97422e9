"""`python -m corpus.sample N SEED FOLDER`: draw the items whose facts the reports retell, spread over acts, years and states."""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from detente.errors import InputError
from detente.pipeline import Coder
from detente.records import Event

ITEMS = "current_events_2002_2026.jsonl.gz"
SECTIONS = {
    "Sport",
    "Sports",
    "Arts and culture",
    "Science",
    "Science and technology",
    "Business and economics",
    "Disasters",
}


def candidates(path: Path, seed: int, count: int) -> list[dict[str, Any]]:
    """Draw items of 2002 to 2024 long enough to hold an act.

    Args:
        path: the items, one JSON object a line.
        seed: of the random order.
        count: how many.

    Returns:
        The items.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        items = [json.loads(line) for line in file]
    items = [i for i in items if i["date"] < "2025" and i["section"] not in SECTIONS and 90 < len(i["text"]) < 600]
    return random.Random(seed).sample(items, count)


def spread(items: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Choose items in turn by the act that the first reader sees, no state and no year too often.

    Args:
        items: items in random order.
        count: how many to choose.

    Returns:
        The chosen items, each with `seen`, the acts seen in it.
    """
    coder, shelves = Coder(), defaultdict[str, list[dict[str, Any]]](list)
    for item in items:
        try:
            coded = coder.code_bytes(item["text"].encode(), name=item["id"], published=date.fromisoformat(item["date"]))
        except InputError:
            continue
        events = [record for record in coded.events if isinstance(record, Event)]
        item["seen"] = sorted({event.type for event in events})
        item["states"] = sorted({a.country for e in events for a in (*e.actors, *e.recipients) if a.country})
        for kind in item["seen"] if item["states"] else ():
            shelves[kind].append(item)
    chosen, states, years = [], Counter[str](), Counter[str]()
    taken: set[str] = set()
    while len(chosen) < count and any(shelves.values()):
        for kind in sorted(shelves):
            shelf = [i for i in shelves[kind] if i["id"] not in taken]
            shelves[kind] = shelf
            if not shelf or len(chosen) == count:
                continue
            item = min(
                shelf, key=lambda i: sum(states[s] for s in i["states"]) / len(i["states"]) + years[i["date"][:4]] / 4
            )
            taken.add(item["id"])
            states.update(item["states"])
            years[item["date"][:4]] += 1
            chosen.append(item)
    return chosen


def main(arguments: list[str]) -> int:
    """Write the chosen items.

    Args:
        arguments: how many, the seed, the file to write.

    Returns:
        Exit status.
    """
    count, seed, target = int(arguments[0]), int(arguments[1]), Path(arguments[2])
    source = Path(os.environ.get("DETENTE_BENCH", "../shared/bench")) / ITEMS
    chosen = spread(candidates(source, seed, count * 12), count)
    keep = ("id", "date", "heading", "text", "seen")
    target.write_text(
        "".join(json.dumps({k: i[k] for k in keep}, ensure_ascii=False) + "\n" for i in chosen), encoding="utf-8"
    )
    states = Counter(s for i in chosen for s in i["states"])
    print(
        len(chosen),
        "items,",
        len(states),
        "states;",
        Counter(k for i in chosen for k in i["seen"]).most_common(),
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
