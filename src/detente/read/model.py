"""The learned reader's network at run time: the encoder in ONNX Runtime, the small heads in numpy."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from detente.errors import DataError
from detente.read.labels import LAYERS, NEAR
from detente.read.marked import Marked
from detente.read.windows import Window

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
WEIGHTS: Final = "weights"
_BATCH: Final = 16
_LOOSE: Final = 0.15  # triggers less likely than this are never looked at


class Span(NamedTuple):
    """A run of tokens that a tagging head chose.

    Attributes:
        first: index of its first token in the window.
        last: index of its last token.
        kind: what it is, of the layer's kinds.
        sure: probability that it is one, that of its surest word.
    """

    first: int
    last: int
    kind: str
    sure: float


class Judged(NamedTuple):
    """Probabilities for the acts of a window, one row each.

    Attributes:
        type: of each type.
        modes: of each mode by itself.
        status: of each status.
        voice: of each voice.
        mutual: that the parties act together.
    """

    type: Floats
    modes: Floats
    status: Floats
    voice: Floats
    mutual: Floats


class Model:
    """The network with its weights.

    Args:
        folder: where `encoder.onnx`, `heads.npz` and `tokenizer.json` are; None means the shipped ones.
    """

    def __init__(self, folder: Traversable | None = None) -> None:
        self._folder = folder if folder is not None else files("detente.data").joinpath(WEIGHTS)
        if not self._folder.joinpath("heads.npz").is_file():
            raise DataError(f"no weights in {self._folder}", "Install détente again, or make them with `make train`.")

    @cached_property
    def version(self) -> str:
        """Hash of all weights."""
        total = hashlib.sha256()
        for name in ("encoder.onnx", "heads.npz"):
            total.update(self._folder.joinpath(name).read_bytes())
        return total.hexdigest()[:8]

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The encoder's tokenizer."""
        from tokenizers import Tokenizer

        return Tokenizer.from_str(self._folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            self._folder.joinpath("encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _heads(self) -> dict[str, Floats]:
        with self._folder.joinpath("heads.npz").open("rb") as file, np.load(file) as kept:
            return {name: kept[name].astype(np.float32) for name in kept.files}

    def encode(
        self, ids: Sequence[Sequence[int]], segments: Sequence[Sequence[int]], hints: Sequence[Sequence[int]]
    ) -> list[Floats]:
        """Run the encoder.

        Args:
            ids: token ids of each input.
            segments: segment of each token.
            hints: what the tables say of each token.

        Returns:
            For each input the hidden states, tokens by width.
        """
        found: list[Floats] = [np.zeros((0, 0), np.float32)] * len(ids)
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            longest = max(len(ids[i]) for i in batch)
            feed = {name: np.zeros((len(batch), longest), np.int64) for name in ("ids", "segments", "mask", "hints")}
            for row, i in enumerate(batch):
                size = len(ids[i])
                feed["ids"][row, :size], feed["segments"][row, :size] = ids[i], segments[i]
                feed["hints"][row, :size], feed["mask"][row, :size] = hints[i], 1
            hidden = self._session.run(None, feed)[0]
            for row, i in enumerate(batch):
                found[i] = hidden[row, : len(ids[i])]
        return found

    def spans(self, window: Window, full: Floats, floor: float) -> list[list[Span]]:
        """Find mentions, triggers and undertakings.

        Args:
            window: the window.
            full: its hidden states.
            floor: least probability of a trigger or an undertaking.

        Returns:
            The spans of each layer of `LAYERS`.
        """
        logits, at, found = self._linear("tags", full), 0, []
        for kinds in LAYERS:
            count = 1 + 2 * len(kinds)
            runs = _runs(_softmax(logits[:, at : at + count]), window, kinds, 0.5 if len(kinds) > 1 else _LOOSE)
            at += count
            if len(kinds) == 1:
                runs = [r._replace(sure=self._platt(kinds[0], r.sure)) for r in runs]
                runs = [r for r in runs if r.sure >= floor]
            found.append(runs)
        return found

    def _platt(self, kind: str, sure: float) -> float:
        """Calibrate the probability of a span: logistic regression on its log odds."""
        slope, shift = self._heads[f"platt.{kind}"]
        odds = np.log(max(sure, 1e-6) / max(1 - sure, 1e-6))
        return float(1 / (1 + np.exp(-(slope * odds + shift))))

    def judge(self, full: Floats, acts: Sequence[Span]) -> Judged:
        """Judge triggers and undertakings.

        Args:
            full: hidden states of the window.
            acts: the spans.

        Returns:
            Probabilities, calibrated.
        """
        hidden = self.inner(full, acts)
        return Judged(
            _softmax(self._linear("types", hidden) / self._heads["temperature.type"]),
            _sigmoid(self._linear("modes", hidden)),
            _softmax(self._linear("status", hidden) / self._heads["temperature.status"]),
            _softmax(self._linear("voice", hidden) / self._heads["temperature.voice"]),
            _sigmoid(self._linear("mutual", hidden))[:, 0],
        )

    def inner(self, full: Floats, acts: Sequence[Span]) -> Floats:
        """Give what the heads of acts judge from.

        Args:
            full: hidden states of the window.
            acts: the spans.

        Returns:
            Acts by features.
        """
        rows = [np.concatenate([full[a.first], full[a.last], full[0], _flag(a)]) for a in acts]
        return _relu(self._linear("act.0", np.stack(rows))) if rows else np.zeros((0, 0), np.float32)

    def factuality(self, inner: Floats) -> Floats:
        """Judge how far acts happened, from -3 to 3 and somewhat beyond.

        Args:
            inner: what `inner` gives.

        Returns:
            One value for each act.
        """
        return self._linear("factuality", inner)[:, 0] if len(inner) else np.zeros(0, np.float32)

    def relate(self, full: Floats, acts: Sequence[Span], mentions: Sequence[Span]) -> Floats:
        """Judge which mention fills which role of which act.

        Args:
            full: hidden states of the window.
            acts: triggers and undertakings.
            mentions: the mentions.

        Returns:
            Probabilities, acts by mentions by roles.
        """
        a = self._linear("of_act", np.stack([np.concatenate([full[x.first], full[x.last], _flag(x)]) for x in acts]))
        m = self._linear("of_mention", np.stack([np.concatenate([full[x.first], full[x.last]]) for x in mentions]))
        shape = (len(acts), len(mentions), a.shape[1])
        a, m = np.broadcast_to(a[:, None], shape), np.broadcast_to(m[None], shape)
        near = np.array([[sum(y.first - x.first > edge for edge in NEAR) for y in mentions] for x in acts])
        joined = np.concatenate([a, m, a * m, self._heads["near.weight"][near]], axis=-1)
        return _sigmoid(self._linear("roles.2", _relu(self._linear("roles.0", joined))))

    def contexts(self, hidden: Floats) -> Floats:
        """Judge the contexts of a window.

        Args:
            hidden: its hidden states.

        Returns:
            Probability of each context.
        """
        return _sigmoid(self._linear("contexts", hidden.mean(0)))

    def pairs(self, rows: Sequence[Marked]) -> Floats:
        """Judge what passes between marked pairs.

        Args:
            rows: the marked sentences.

        Returns:
            Probabilities, pairs by types.
        """
        hidden = self.encode([r.ids for r in rows], [[0] * len(r.ids) for r in rows], [r.hints for r in rows])
        joined = np.stack([np.concatenate([h[0], h[r.marks[0]], h[r.marks[1]]]) for h, r in zip(hidden, rows, strict=True)])
        return _softmax(self._linear("pair.3", _relu(self._linear("pair.0", joined))))

    def _linear(self, name: str, x: Floats) -> Floats:
        out: Floats = x @ self._heads[f"{name}.weight"].T + self._heads[f"{name}.bias"]
        return out


def _runs(probabilities: Floats, window: Window, kinds: Sequence[str], least: float) -> list[Span]:
    """Read begin and inside labels as runs; an inside without its begin begins one. Word pieces follow their word.

    A token belongs to a run where that is likelier than `least`; a run is as sure as its surest word.
    Acts that touch are one.
    """
    inside = 1 - probabilities[:, 0]
    labels = 1 + probabilities[:, 1:].argmax(1)
    found: list[Span] = []
    open_kind, first, sure = -1, 0, 0.0
    for index, label in enumerate(labels):
        counts = window.segments[index] and window.starts[index] >= 0
        kind = (int(label) - 1) // 2 if counts and inside[index] >= least else -1
        if open_kind >= 0 and window.pieces[index]:
            continue
        crosses = index and window.number[index] != window.number[index - 1]
        begins = kind >= 0 and ((label % 2 == 1 and len(kinds) > 1) or kind != open_kind or crosses)
        if open_kind >= 0 and (kind < 0 or begins):
            found.append(Span(first, index - 1, kinds[open_kind], sure))
            open_kind = -1
        if begins:
            open_kind, first, sure = kind, index, 0.0
        if kind >= 0:
            sure = max(sure, float(inside[index]))
    if open_kind >= 0:
        found.append(Span(first, len(labels) - 1, kinds[open_kind], sure))
    return found


def _flag(span: Span) -> Floats:
    return np.array([span.kind == "undertaking"], np.float32)


def _softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = raised / raised.sum(-1, keepdims=True)
    return out


def _sigmoid(x: Floats) -> Floats:
    out: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return out


def _relu(x: Floats) -> Floats:
    out: Floats = np.maximum(x, 0)
    return out
