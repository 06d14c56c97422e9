"""The network: one encoder, and the heads that read from it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from detente.read.labels import CONTEXTS, MODES, NEAR, ROLES, STATUSES, TYPES, VOICES, tag_count
from detente.read.windows import HINTS

WIDE, PAIR, NEARNESS = 256, 128, 32


class Heads(NamedTuple):
    """What the network says of the triggers of a window; one row each.

    Attributes:
        type: logits of the types.
        modes: logits of the modes, independent of each other.
        status: logits of the statuses.
        voice: logits of the voices.
        mutual: logit that the parties act together.
    """

    type: Tensor
    modes: Tensor
    status: Tensor
    voice: Tensor
    mutual: Tensor


class Net(nn.Module):
    """Encoder and heads.

    Args:
        encoder: a BERT encoder.
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.hint = nn.Embedding(len(HINTS), width)
        nn.init.zeros_(self.hint.weight)
        full = width
        self.tags = nn.Linear(full, tag_count())
        self.act = nn.Sequential(nn.Linear(3 * full + 1, WIDE), nn.ReLU(), nn.Dropout(0.1))
        self.types, self.modes = nn.Linear(WIDE, len(TYPES)), nn.Linear(WIDE, len(MODES))
        self.status, self.voice, self.mutual = (
            nn.Linear(WIDE, len(STATUSES)),
            nn.Linear(WIDE, len(VOICES)),
            nn.Linear(WIDE, 1),
        )
        self.of_act, self.of_mention = nn.Linear(2 * full + 1, PAIR), nn.Linear(2 * full, PAIR)
        self.near = nn.Embedding(len(NEAR) + 1, NEARNESS)
        self.roles = nn.Sequential(nn.Linear(3 * PAIR + NEARNESS, PAIR), nn.ReLU(), nn.Linear(PAIR, len(ROLES)))
        self.contexts = nn.Linear(width, len(CONTEXTS))
        self.pair = nn.Sequential(nn.Linear(3 * width, WIDE), nn.ReLU(), nn.Dropout(0.1), nn.Linear(WIDE, len(TYPES)))

    def encode(self, ids: Tensor, segments: Tensor, mask: Tensor, hints: Tensor) -> Tensor:
        """Encode windows.

        Args:
            ids: token ids, batch by length.
            segments: 1 for tokens to be read.
            mask: 1 for tokens, 0 for padding.
            hints: what the tables say of each token.

        Returns:
            Hidden states, batch by length by width.
        """
        words = self.encoder.embeddings.word_embeddings(ids) + self.hint(hints)
        out: Tensor = self.encoder(inputs_embeds=words, token_type_ids=segments, attention_mask=mask).last_hidden_state
        return out

    def judge(self, full: Tensor, spans: Tensor, promise: Tensor) -> Heads:
        """Judge the acts of one window.

        Args:
            full: hidden states of the window, length by width.
            spans: first and last token of each act.
            promise: 1 for undertakings.

        Returns:
            One row for each act.
        """
        whole = full[0].expand(len(spans), -1)
        hidden = self.act(torch.cat([full[spans[:, 0]], full[spans[:, 1]], whole, promise[:, None]], dim=-1))
        return Heads(
            self.types(hidden), self.modes(hidden), self.status(hidden), self.voice(hidden), self.mutual(hidden)[:, 0]
        )

    def relate(self, full: Tensor, acts: Tensor, promise: Tensor, mentions: Tensor, near: Tensor) -> Tensor:
        """Judge which mention fills which role of which act.

        Args:
            full: hidden states of the window.
            acts: first and last token of each act.
            promise: 1 for undertakings.
            mentions: first and last token of each mention.
            near: bucket of the distance from each act to each mention.

        Returns:
            Logits, acts by mentions by roles.
        """
        a = self.of_act(torch.cat([full[acts[:, 0]], full[acts[:, 1]], promise[:, None]], dim=-1))
        m = self.of_mention(torch.cat([full[mentions[:, 0]], full[mentions[:, 1]]], dim=-1))
        a, m = a[:, None].expand(-1, len(mentions), -1), m[None].expand(len(acts), -1, -1)
        out: Tensor = self.roles(torch.cat([a, m, a * m, self.near(near)], dim=-1))
        return out


def bucket(act: int, mention: int) -> int:
    """Sort the distance from act to mention into buckets.

    Args:
        act: first token of the act.
        mention: first token of the mention.

    Returns:
        Index of the bucket.
    """
    return sum(mention - act > edge for edge in NEAR)


def base(folder: Path) -> BertModel:
    """Load the base encoder.

    Args:
        folder: where config and weights are.

    Returns:
        The encoder with attention as the export wants it.
    """
    config = BertConfig.from_json_file(str(folder / "config.json"))
    return BertModel.from_pretrained(folder, config=config, attn_implementation="eager", add_pooling_layer=False)


def fresh(config: Path) -> Net:
    """Make a network without weights, to load some into.

    Args:
        config: the encoder's configuration.

    Returns:
        The network.
    """
    return Net(BertModel(BertConfig.from_json_file(str(config)), add_pooling_layer=False))
