"""Examples in batches, and the losses of the heads over them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from detente.read.labels import CONTEXTS, LAYERS, MODES, ROLES
from detente.read.marked import marked
from detente.records import NameFinder
from training.examples import Example, Pair
from training.net import Net, bucket

POSITIVE, SHAPE = 1.0, 16


def by_length(items: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Group windows of like length, in random order.

    Args:
        items: the windows.
        size: windows in a batch.
        chance: the source of the order.

    Yields:
        The batches.
    """
    order = sorted(items, key=lambda e: len(e.window.ids) + chance.random() * 16)
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(groups)
    yield from groups


def padded(rows: Sequence[Sequence[int]], fill: int = 0) -> Tensor:
    """Make a tensor of rows of unequal length.

    Lengths are rounded up: kernels are compiled anew for each shape, so few shapes are fast.

    Args:
        rows: the rows.
        fill: what stands after the end of a row.

    Returns:
        Rows by longest length, rounded up.
    """
    longest = -(-max(map(len, rows)) // SHAPE) * SHAPE
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])


def window_loss(net: Net, batch: Sequence[Example]) -> dict[str, Tensor]:
    """Losses of all heads that read windows.

    Args:
        net: the network.
        batch: the windows.

    Returns:
        The loss of each head.
    """
    ids = padded([e.window.ids for e in batch])
    mask = padded([[1] * len(e.window.ids) for e in batch])
    full = net.encode(ids, padded([e.window.segments for e in batch]), mask, padded([e.window.hints for e in batch]))
    losses: dict[str, Tensor] = {}
    logits, at = net.tags(full), 0
    for number, kinds in enumerate(LAYERS):
        count = 1 + 2 * len(kinds)
        gold = padded([e.tags[number] for e in batch], -1)
        losses[kinds[0]] = functional.cross_entropy(
            logits[..., at : at + count].reshape(-1, count), gold.reshape(-1), ignore_index=-1
        )
        at += count
    total = mask.sum(1, keepdim=True)
    told = torch.zeros(len(batch), len(CONTEXTS))
    for row, example in enumerate(batch):
        told[row, example.contexts] = 1
    losses["contexts"] = functional.binary_cross_entropy_with_logits(
        net.contexts((full * mask[..., None]).sum(1) / total), told
    )
    parts = [_acts_loss(net, full[row], e) for row, e in enumerate(batch) if e.acts]
    for name in parts[0] if parts else ():
        rows = [part[name] for part in parts if name in part]
        losses[name] = torch.cat(rows).mean() if rows else torch.zeros(())
    return losses


def _acts_loss(net: Net, full: Tensor, example: Example) -> dict[str, Tensor]:
    acts, mentions = example.acts, example.mentions
    spans = torch.tensor([[a.first, a.last] for a in acts])
    promise = torch.tensor([float(a.promise) for a in acts])
    heads = net.judge(full, spans, promise)
    events = [row for row, act in enumerate(acts) if not act.promise]
    modes = torch.zeros(len(acts), len(MODES))
    for row, act in enumerate(acts):
        modes[row, act.modes] = 1
    weight = torch.tensor(POSITIVE)
    found = {
        "type": functional.cross_entropy(heads.type, torch.tensor([a.type for a in acts]), reduction="none"),
        "modes": functional.binary_cross_entropy_with_logits(
            heads.modes[events], modes[events], pos_weight=weight, reduction="none"
        ).sum(1),
        "status": functional.cross_entropy(
            heads.status[events], torch.tensor([acts[i].status for i in events], dtype=torch.long), reduction="none"
        ),
        "voice": functional.cross_entropy(
            heads.voice[events], torch.tensor([acts[i].voice for i in events], dtype=torch.long), reduction="none"
        ),
        "mutual": functional.binary_cross_entropy_with_logits(
            heads.mutual, torch.tensor([float(a.mutual) for a in acts]), reduction="none"
        ),
        "roles": torch.zeros(0),
    }
    if mentions:
        found["roles"] = _roles_loss(net, full, example, spans, promise)
    return found


def _roles_loss(net: Net, full: Tensor, example: Example, spans: Tensor, promise: Tensor) -> Tensor:
    acts, mentions = example.acts, example.mentions
    places = torch.tensor([[first, last] for first, last, _ in mentions])
    near = torch.tensor([[bucket(a.first, first) for first, _, _ in mentions] for a in acts])
    logits = net.relate(full, spans, promise, places, near)
    gold, counts = torch.zeros_like(logits), torch.zeros(len(acts), len(mentions))
    for row, act in enumerate(acts):
        for index, roles in act.roles.items():
            counts[row, index] = roles is not None
            gold[row, index, roles or []] = 1
    loss = functional.binary_cross_entropy_with_logits(logits, gold, reduction="none").sum(-1) * counts
    return loss.sum(1) / len(ROLES) ** 0.5


def pair_logits(net: Net, batch: Sequence[Pair], tokenizer: Tokenizer, find: NameFinder) -> Tensor:
    """Logits of the types of marked pairs.

    Args:
        net: the network.
        batch: the pairs.
        tokenizer: the encoder's tokenizer.
        find: gives the known names in a text.

    Returns:
        Pairs by types.
    """
    rows = [marked(p.text, p.actor, p.recipient, tokenizer, find) for p in batch]
    ids = padded([row.ids for row in rows])
    mask = padded([[1] * len(row.ids) for row in rows])
    hidden = net.encode(ids, torch.zeros_like(ids), mask, padded([row.hints for row in rows]))
    index = torch.arange(len(rows))
    marks = [hidden[index, torch.tensor([row.marks[k] for row in rows])] for k in (0, 1)]
    out: Tensor = net.pair(torch.cat([hidden[:, 0], *marks], dim=-1))
    return out
