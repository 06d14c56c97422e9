"""`python -m training.adapt`: the base encoder, made at home in news by guessing hidden words.

The text is that of the dated items up to the end of 2024, which are open to this use; nothing of it is kept in the project.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR
from transformers import BertModel

from training.basis import folder, words_of
from training.batches import padded
from training.net import base
from training.news import items

OUT, DONE = Path("run/adapt"), "encoder.pt"
LONGEST, HIDDEN, WARMUP, TOLD = 128, 0.15, 0.05, 50


class Guesser(nn.Module):
    """The encoder with a head that guesses hidden words by the encoder's own embeddings.

    Args:
        encoder: the encoder to adapt.
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.turn = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.bias = nn.Parameter(torch.zeros(encoder.config.vocab_size))

    def forward(self, ids: Tensor, mask: Tensor, hidden: Tensor) -> Tensor:
        """Guess the words at the hidden places.

        Args:
            ids: token ids, batch by length.
            mask: 1 for tokens, 0 for padding.
            hidden: true where a word is hidden.

        Returns:
            Logits, hidden places by vocabulary.
        """
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state[hidden]
        out: Tensor = self.turn(states) @ self.encoder.embeddings.word_embeddings.weight.T + self.bias
        return out


def covered(ids: Tensor, mask: Tensor, tokenizer: Tokenizer) -> tuple[Tensor, Tensor]:
    """Hide words: of those chosen eight in ten by the mask, one by another word, one not at all.

    Args:
        ids: token ids.
        mask: 1 for tokens.
        tokenizer: the encoder's tokenizer.

    Returns:
        The ids with words hidden, and where.
    """
    special = torch.tensor([tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]", "[PAD]")])
    hidden = (torch.rand(ids.shape) < HIDDEN) & mask.bool() & ~torch.isin(ids, special)
    lot, out = torch.rand(ids.shape), ids.clone()
    out[hidden & (lot < 0.8)] = tokenizer.token_to_id("[MASK]")
    other = hidden & (lot >= 0.8) & (lot < 0.9)
    out[other] = torch.randint(1000, tokenizer.get_vocab_size(), (int(other.sum()),))
    return out, hidden


def groups(rows: Sequence[Sequence[int]], size: int, chance: random.Random) -> Iterator[Sequence[Sequence[int]]]:
    """Group rows of like length, in random order.

    Args:
        rows: token ids of each text.
        size: tokens in a group, about.
        chance: the source of the order.

    Yields:
        The groups.
    """
    order = sorted(rows, key=lambda row: len(row) + 8 * chance.random())
    cut, at = [], 0
    while at < len(order):
        count = max(1, size // len(order[at]))
        cut.append(order[at : at + count])
        at += count
    chance.shuffle(cut)
    yield from cut


def adapt(options: argparse.Namespace) -> None:
    """Adapt the encoder and write it down.

    Args:
        options: the settings.
    """
    torch.manual_seed(options.seed)
    tokenizer = words_of(folder())
    tokenizer.enable_truncation(LONGEST)
    rows = [e.ids for e in tokenizer.encode_batch([i["text"] for i in items(options.seed)[: options.items]])]
    net = Guesser(base(folder())).train()
    optimizer = AdamW(net.parameters(), lr=options.rate, weight_decay=0.01)
    chance = random.Random(options.seed)
    plan = [group for _ in range(options.epochs) for group in groups(rows, options.tokens, chance)]
    warm = int(WARMUP * len(plan))
    schedule = LambdaLR(optimizer, lambda step: min((step + 1) / warm, max(0.02, (len(plan) - step) / (len(plan) - warm))))
    began, total = time.monotonic(), 0.0
    for number, group in enumerate(plan, start=1):
        ids, mask = padded(group), padded([[1] * len(row) for row in group])
        shown, hidden = covered(ids, mask, tokenizer)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = functional.cross_entropy(net(shown, mask, hidden).float(), ids[hidden])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total += float(loss.detach())
        if number % TOLD == 0 or number == len(plan):
            print(
                f"{number}/{len(plan)}: loss {total / TOLD:.3f}, {time.monotonic() - began:.0f} s",
                file=sys.stderr,
                flush=True,
            )
            total = 0.0
    torch.save(net.encoder.state_dict(), options.out / DONE)


def main() -> None:
    """Adapt with the settings on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--items", type=int, default=50_000)
    parser.add_argument("--tokens", type=int, default=2048, help="tokens in a batch, about")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    adapt(options)


if __name__ == "__main__":
    main()
