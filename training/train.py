"""`python -m training.train`: the corpus to a network; takes up again where it was stopped.

The whole run is told by its settings: the same settings on the same machine give the same network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from corpus.markup import LEADS, read_all
from corpus.parts import parts
from detente.records import NameFinder
from detente.resolve import Resolver
from training.basis import folder, words_of
from training.batches import by_length, pair_logits, window_loss
from training.examples import Example, Pair, examples, pairs
from training.net import Net, base

RUN = Path("run/train")
WEIGHTS = {"actor": 1.0, "event": 2.0, "undertaking": 0.7, "contexts": 1.0, "type": 1.0, "modes": 0.2, "status": 0.7, "voice": 0.7,
           "mutual": 0.3, "roles": 0.4}  # fmt: skip
WARMUP = 0.1
PAIRS_AT_ONCE = 0.5  # the share of the pairs that an epoch sees; they are learned faster than windows
DECAY = 0.998


def prepared(tokenizer: Tokenizer, find: NameFinder, share: float) -> tuple[list[Example], list[Pair]]:
    """Make the examples of the training part.

    Args:
        tokenizer: the encoder's tokenizer.
        find: gives the known names in a text.
        share: the share of stories to learn from, drawn by name; for learning curves.

    Returns:
        Windows and marked pairs.
    """
    placed = parts()
    told = [r for r in read_all() if placed[r.story] == "train"] + read_all(LEADS)
    chosen = [r for r in told if _lot(r.story) < share]
    return [e for r in chosen for e in examples(r, tokenizer, find)], [p for r in chosen for p in pairs(r)]


def _lot(story: str) -> float:
    return int.from_bytes(hashlib.sha256(f"share {story}".encode()).digest()[:4], "big") / 2**32


class Run:
    """One training run and its checkpoint.

    Args:
        options: the settings.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.tokenizer, self.find = words_of(folder()), lru_cache(maxsize=None)(Resolver().find)  # every epoch asks again
        torch.manual_seed(options.seed)
        self.windows, self.pairs = prepared(self.tokenizer, self.find, options.share)
        self.net: Net = Net(base(folder()))
        if options.encoder:
            self.net.encoder.load_state_dict(torch.load(options.encoder, weights_only=True))
        self.net.encoder.embeddings.requires_grad_(requires_grad=False)
        couples = int(len(self.pairs) * PAIRS_AT_ONCE)
        steps = options.epochs * (-(-len(self.windows) // options.batch) + -(-couples // (2 * options.batch)))
        encoder = [p for n, p in self.net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
        heads = [p for n, p in self.net.named_parameters() if not n.startswith("encoder.")]
        groups = [{"params": encoder, "lr": options.rate}, {"params": heads, "lr": options.rate * 10}]
        self.optimizer = AdamW(groups, weight_decay=0.01)
        warm = max(1, int(WARMUP * steps))
        self.plan = LambdaLR(
            self.optimizer, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))
        )
        self.mean = AveragedModel(self.net, multi_avg_fn=get_ema_multi_avg_fn(DECAY))
        self.epoch = 0

    @property
    def checkpoint(self) -> Path:
        """Where the run is kept between epochs."""
        return self.options.out / "checkpoint.pt"

    def resume(self) -> None:
        """Take up the run where its last epoch ended, if the settings are the same."""
        if not self.checkpoint.exists():
            return
        kept = torch.load(self.checkpoint, weights_only=True)
        if kept["settings"] != self.settings():
            print("the checkpoint is of other settings: starting anew", file=sys.stderr)
            return
        self.net.load_state_dict(kept["net"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.plan.load_state_dict(kept["plan"])
        self.mean.module.load_state_dict(kept["mean"])
        self.epoch = kept["epoch"]

    def settings(self) -> str:
        """The settings that make a run what it is."""
        return json.dumps(
            {k: str(v) for k, v in vars(self.options).items() if k != "out"} | {"windows": len(self.windows)}, sort_keys=True
        )

    def save(self) -> None:
        """Keep the run; a stop while writing leaves the last checkpoint whole."""
        fresh = self.checkpoint.with_suffix(".new")
        state = {"net": self.net.state_dict(), "optimizer": self.optimizer.state_dict(), "plan": self.plan.state_dict(),
                 "mean": self.mean.module.state_dict()}  # fmt: skip
        torch.save({**state, "epoch": self.epoch, "settings": self.settings()}, fresh)
        fresh.replace(self.checkpoint)

    def go(self) -> None:
        """Train until the last epoch."""
        while self.epoch < self.options.epochs:
            chance = random.Random(f"{self.options.seed} {self.epoch}")
            torch.manual_seed(self.options.seed * 1000 + self.epoch)
            began, total, counts = time.monotonic(), defaultdict[str, float](float), Counter[str]()
            order = list[list[Example] | list[Pair]](by_length(self.windows, self.options.batch, chance))
            couples = chance.sample(self.pairs, int(len(self.pairs) * PAIRS_AT_ONCE))
            size = 2 * self.options.batch
            order += [couples[at : at + size] for at in range(0, len(couples), size)]
            chance.shuffle(order)
            self.net.train()
            for number, batch in enumerate(order):
                self._step(batch, total, counts)
                if number % 100 == 0:
                    print(
                        f"epoch {self.epoch + 1}: {number}/{len(order)}, {time.monotonic() - began:.0f} s",
                        file=sys.stderr,
                        flush=True,
                    )
            self.epoch += 1
            self.save()
            told = " ".join(f"{k} {v / counts[k]:.3f}" for k, v in total.items())
            print(f"epoch {self.epoch}: {time.monotonic() - began:.0f} s, {told}", file=sys.stderr, flush=True)

    def _step(self, batch: list[Example] | list[Pair], total: dict[str, float], counts: Counter[str]) -> None:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.options.bf16):
            if isinstance(batch[0], Pair):
                couples = [p for p in batch if isinstance(p, Pair)]
                gold = torch.tensor([p.type for p in couples])
                losses = {
                    "pair": functional.cross_entropy(pair_logits(self.net, couples, self.tokenizer, self.find).float(), gold)
                }
            else:
                losses = window_loss(self.net, [e for e in batch if isinstance(e, Example)])
            loss = sum((WEIGHTS.get(name, 1.0) * value for name, value in losses.items()), torch.zeros(()))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.plan.step()
        self.optimizer.zero_grad()
        self.mean.update_parameters(self.net)
        for name, value in losses.items():
            total[name] += value.item()
            counts[name] += 1


def main() -> None:
    """Train with the settings on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=RUN)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoder", type=Path, help="an adapted encoder to start from (training.adapt)")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    run = Run(options)
    print(f"{len(run.windows)} windows, {len(run.pairs)} pairs", file=sys.stderr)
    run.resume()
    run.go()


if __name__ == "__main__":
    main()
