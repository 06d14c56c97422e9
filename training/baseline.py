"""`python -m training.baseline`: what simple means make of marked pairs, learned from the same corpus.

TF-IDF with logistic regression, and the base encoder's frozen sentence embeddings with logistic regression; scored on the
validation part and, where it is there, on the public benchmark of marked pairs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from corpus.markup import read_all
from corpus.parts import parts
from detente.bench.pairs import ONE_ROOT
from detente.bench.scores import lines, macro_f1
from detente.read.labels import TYPES
from training.basis import folder, words_of
from training.batches import padded
from training.examples import Pair, pairs
from training.net import base

BATCH = 64
LONGEST = 96


def shown(text: str, actor: Sequence[int], recipient: Sequence[int]) -> str:
    """Write a sentence with its actor and recipient named by their part.

    Args:
        text: the sentence.
        actor: offsets of the actor.
        recipient: offsets of the recipient.

    Returns:
        The sentence with `ACTOR` and `RECIPIENT` in their places.
    """
    for (start, end), word in sorted([(tuple(actor), "ACTOR"), (tuple(recipient), "RECIPIENT")], reverse=True):
        text = f"{text[:start]}{word}{text[end:]}"
    return text


def embedded(texts: Sequence[str]) -> np.ndarray:
    """Embed sentences by the mean of the frozen encoder's states.

    Args:
        texts: the sentences.

    Returns:
        Sentences by width, of length one.
    """
    tokenizer, encoder = words_of(folder()), base(folder()).eval()
    tokenizer.enable_truncation(LONGEST)
    rows = [e.ids for e in tokenizer.encode_batch(list(texts))]
    found = []
    with torch.no_grad():
        for at in range(0, len(rows), BATCH):
            ids, mask = padded(rows[at : at + BATCH]), padded([[1] * len(r) for r in rows[at : at + BATCH]])
            states = encoder(input_ids=ids, attention_mask=mask).last_hidden_state * mask[..., None]
            found.append((states.sum(1) / mask.sum(1, keepdim=True)).numpy())
    whole = np.concatenate(found)
    return whole / np.linalg.norm(whole, axis=1, keepdims=True)


def roots(kinds: Sequence[str]) -> list[str]:
    """Make CONCEDE and RETREAT one root, as the benchmark has it.

    Args:
        kinds: types.

    Returns:
        Roots.
    """
    return [ONE_ROOT.get(kind, kind) for kind in kinds]


def main() -> None:
    """Train and score both; print one JSON object each."""
    placed = parts()
    every = [(placed.get(r.story), p) for r in read_all() for p in pairs(r)]
    train, valid = ([p for part, p in every if part == wanted] for wanted in ("train", "valid"))
    bench = Path(os.environ.get("DETENTE_BENCH", "../shared/bench")) / "pairs.jsonl"
    asked = lines(bench, "text", "actor", "recipient", "types") if bench.exists() else []

    def texts(found: Sequence[Pair]) -> list[str]:
        return [shown(p.text, p.actor, p.recipient) for p in found]

    there = [shown(i["text"], i["actor"], i["recipient"]) for i in asked]
    counts = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    counts.fit(texts(train))
    means: dict[str, Callable[[Sequence[str]], object]] = {"tf-idf": counts.transform, "frozen": embedded}
    for name, features in means.items():
        model = LogisticRegression(max_iter=2000, C=10, class_weight="balanced")
        model.fit(features(texts(train)), [TYPES[p.type] for p in train])
        told = {"baseline": name, "pairs": len(train)}
        told["valid_macro_f1"] = macro_f1([TYPES[p.type] for p in valid], list(model.predict(features(texts(valid)))))
        if asked:
            coded = roots(list(model.predict(features(there))))
            gold = [kind if kind in i["types"] else i["types"][0] for kind, i in zip(coded, asked, strict=True)]
            told["bench_macro_f1"] = macro_f1(gold, coded)
        print(json.dumps(told))


if __name__ == "__main__":
    main()
