"""Near-duplicates: between parts of the corpus, and between the corpus and the public benchmark data."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rensa import RMinHash, RMinHashLSH

PERMUTATIONS, BANDS, LEAST_WORDS = 64, 16, 7
NEAR = 0.5
WORD = re.compile(r"\w+")
ENDS = re.compile(r"(?<=[.!?])\s+|\n+")


class Pair(NamedTuple):
    """Two sentences that are nearly the same.

    Attributes:
        ours: where ours stands.
        other: where the other stands.
        likeness: Jaccard index of their word trigrams.
        words: ours.
    """

    ours: str
    other: str
    likeness: float
    words: str


def shingles(text: str) -> set[str]:
    """The word trigrams of a sentence, letter case folded.

    Args:
        text: the sentence.

    Returns:
        Its trigrams; none for a sentence too short to say where it is from.
    """
    words = WORD.findall(text.casefold())
    if len(words) < LEAST_WORDS:
        return set()
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


class Index:
    """Finds near-duplicates of what was added."""

    def __init__(self) -> None:
        self._lsh = RMinHashLSH(threshold=NEAR, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._kept: list[tuple[str, str, set[str]]] = []

    def add(self, place: str, text: str) -> None:
        """Add a sentence.

        Args:
            place: where it stands.
            text: the sentence.
        """
        if parts := shingles(text):
            self._lsh.insert(len(self._kept), _sketch(parts))
            self._kept.append((place, text, parts))

    def near(self, place: str, text: str) -> Iterator[Pair]:
        """Find what is near a sentence.

        Args:
            place: where it stands.
            text: the sentence.

        Yields:
            One pair for each near sentence that was added.
        """
        if not (parts := shingles(text)):
            return
        for key in sorted(self._lsh.query(_sketch(parts))):
            ours, words, other = self._kept[key]
            likeness = len(parts & other) / len(parts | other)
            if likeness >= NEAR:
                yield Pair(ours, place, likeness, words)


def _sketch(parts: set[str]) -> RMinHash:
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update(sorted(parts))
    return sketch


def benchmark_sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Read every sentence of the public benchmark data.

    Args:
        folder: where it lies.

    Yields:
        File and sentence.
    """
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz"), *folder.glob("pages/*.txt")]):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for line in raw.decode("utf-8").splitlines():
            for text in [line] if path.suffix == ".txt" else _strings(json.loads(line)):
                yield from ((path.name, sentence) for sentence in ENDS.split(text))


def _strings(item: dict[str, object]) -> Iterator[str]:
    for key in ("text", "body", "context", "headline"):
        value = item.get(key)
        if isinstance(value, list):
            yield " ".join(map(str, value))
        elif isinstance(value, str):
            yield value


def across(parts: Iterable[tuple[str, str, str]]) -> list[Pair]:
    """Find near-duplicates between different parts.

    Args:
        parts: part, place and sentence of each.

    Returns:
        The pairs.
    """
    shelves = defaultdict[str, list[tuple[str, str]]](list)
    for part, place, text in parts:
        shelves[part].append((place, text))
    found, seen = list[Pair](), Index()
    for shelf in (shelves[part] for part in sorted(shelves)):
        found += [pair for place, text in shelf for pair in seen.near(place, text)]
        for place, text in shelf:
            seen.add(place, text)
    return found
