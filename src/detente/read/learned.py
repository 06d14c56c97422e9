"""The learned reader: one encoder, several heads, the same protocol as the rule reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from detente.read import model
from detente.read.labels import CONTEXTS, MODES, ROLES, STATUSES, TYPES, VOICES
from detente.read.lexicon import words
from detente.read.marked import marked
from detente.read.model import Floats, Model
from detente.read.text import sentences
from detente.read.windows import Window, windows
from detente.records import Document, Frame, Mention, NameFinder, Promise, Reading, Span, Stance, Type

ROLE_FLOOR: Final = 0.5
MODE_FLOOR: Final = 0.5
CONTEXT_FLOOR: Final = 0.5
EVENT_FLOOR: Final = 0.5
_PRONOUNS: Final = frozenset("it he she they him her them its his their".split())
_BOTH: Final = re.compile(r"\b(?:both|two|three|neither|either|each)\b", re.IGNORECASE)


class _Act(NamedTuple):
    """A trigger or undertaking with everything judged of it."""

    span: Span
    promise: bool
    sentence: Span
    sure: float
    type: Floats
    modes: Floats
    status: Floats
    voice: Floats
    mutual: float
    roles: dict[str, tuple[int, ...]]


class LearnedReader:
    """Reads documents with the shipped network.

    Attributes:
        version: name of the reader and hash of its weights.
    """

    def __init__(self, find_names: NameFinder, network: Model | None = None, floor: float = EVENT_FLOOR) -> None:
        """Set the reader up.

        Args:
            find_names: gives the names and times that stand in a text.
            network: the network; None means the shipped one.
            floor: least confidence of an event that is written down.
        """
        self._find, self._net, self._floor = find_names, network or Model(), floor
        self.version = f"learned-{self._net.version}"

    def read(self, document: Document) -> Reading:
        """Read one document.

        Args:
            document: the cleaned report.

        Returns:
            Its sentences, mentions, acts and promises.
        """
        spans = sentences(document)
        cut = windows(document.title or "", spans, self._net.tokenizer, self._find)
        hidden = self._net.encode([w.ids for w in cut], [w.segments for w in cut])
        mentions: list[Mention] = []
        acts: list[_Act] = []
        for window, states in zip(cut, hidden, strict=True):
            acts += self._window(document, spans, window, states, mentions)
        contexts = np.mean([self._net.contexts(h) for h in hidden], axis=0) if hidden else np.zeros(len(CONTEXTS))
        chosen = tuple(sorted(name for name, sure in zip(CONTEXTS, contexts, strict=True) if sure >= CONTEXT_FLOOR))
        frames = tuple(_frame(a) for a in acts if not a.promise and a.sure >= self._floor)
        promises = tuple(_promise(a, mentions) for a in acts if a.promise and a.sure >= self._floor)
        return Reading(spans, tuple(mentions), frames, promises, chosen)

    def types(self, rows: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> list[dict[Type, float]]:
        """Judge what passes between a marked actor and recipient.

        Args:
            rows: sentence, offsets of the actor, offsets of the recipient.

        Returns:
            For each row the probability of each type.
        """
        asked = [marked(text, actor, recipient, self._net.tokenizer) for text, actor, recipient in rows]
        return [{name: float(p) for name, p in zip(TYPES, row, strict=True)} for row in self._net.pairs(asked)]

    def _window(
        self, document: Document, spans: Sequence[Span], window: Window, hidden: Floats, mentions: list[Mention]
    ) -> list[_Act]:
        full = self._net.with_known(window, hidden)
        layers = self._net.spans(window, full)
        found = [m for m in layers[0] if m.kind != "condition"]
        conditions = [m for m in layers[0] if m.kind == "condition"]
        first = len(mentions)
        mentions += [_mention(document, window, m) for m in found]
        acts = [*layers[1], *layers[2]]
        if not acts:
            return []
        judged = self._net.judge(full, acts)
        targets = [*found, *conditions]
        roles = self._net.relate(full, acts, targets) if targets else np.zeros((len(acts), 0, len(ROLES)), np.float32)
        told: list[_Act] = []
        for row, act in enumerate(acts):
            told.append(
                _Act(
                    _words(document, window, act),
                    act.kind == "undertaking",
                    spans[window.number[act.first]],
                    act.sure,
                    judged.type[row],
                    judged.modes[row],
                    judged.status[row],
                    judged.voice[row],
                    float(judged.mutual[row]),
                    _roles(roles[row, : len(found)], found, first),
                )
            )
        return told


def _roles(sure: Floats, found: Sequence[model.Span], first: int) -> dict[str, tuple[int, ...]]:
    """Give each mention the roles it fills; a mention of another kind than the role takes fills none."""
    kinds = {"place": "place", "time": "time"}
    filled: dict[str, tuple[int, ...]] = {}
    for column, role in enumerate(ROLES):
        wanted = kinds.get(role, "actor")
        fits = [i for i, m in enumerate(found) if m.kind == wanted]
        chosen = [i for i in fits if sure[i, column] >= ROLE_FLOOR]
        if role in {"voice", "time"} and chosen:
            chosen = [max(chosen, key=lambda i: float(sure[i, column]))]
        filled[role] = tuple(first + i for i in chosen)
    return filled


def _mention(document: Document, window: Window, found: model.Span) -> Mention:
    span = _words(document, window, found)
    low = span.text.lower()
    if found.kind == "actor" and low in _PRONOUNS:
        return Mention(span.start, span.end, span.text, "actor", "pronoun")
    if (
        found.kind == "actor"
        and _BOTH.search(low)
        and (" ".join(low.split()[:3]) in _both_phrases() or low.split()[0] in {"both", "neither"})
    ):
        return Mention(span.start, span.end, span.text, "actor", "both")
    named = any(c.isupper() for c in span.text)
    kind = "actor" if found.kind == "actor" else "place" if found.kind == "place" else "time"
    return Mention(span.start, span.end, span.text, kind, "name" if named else "noun")


def _both_phrases() -> frozenset[str]:
    return frozenset(" ".join(phrase) for phrase in words().both)


def _words(document: Document, window: Window, found: model.Span) -> Span:
    return document.span(window.starts[found.first], window.ends[found.last])


def _frame(act: _Act) -> Frame:
    kind = TYPES[int(act.type.argmax())]
    modes = tuple(mode for (name, mode), sure in zip(MODES, act.modes, strict=True) if name == kind and sure >= MODE_FLOOR)
    voice = VOICES[int(act.voice.argmax())]
    stance: Stance = "alleged" if voice == "alleged" else "denied" if voice == "denied" else "asserted"
    mutual = act.mutual >= ROLE_FLOOR and len(act.roles["actor"]) > 0
    return Frame(
        type=kind,
        modes=modes,
        trigger=act.span,
        evidence=act.sentence,
        actors=act.roles["actor"],
        recipients=() if mutual else tuple(i for i in act.roles["recipient"] if i not in act.roles["actor"]),
        times=act.roles["time"],
        places=act.roles["place"],
        reciprocal=mutual,
        status=STATUSES[int(act.status.argmax())],
        voice=act.roles["voice"][0] if act.roles["voice"] and voice != "report" else None,
        stance=stance,
        confidence=round(act.sure, 3),
    )


def _promise(act: _Act, mentions: Sequence[Mention]) -> Promise:
    inside = [i for i, m in enumerate(mentions) if m.kind == "time" and act.span.start <= m.start < act.span.end]
    due = next(iter(act.roles["time"] or inside), None)
    return Promise(
        type=TYPES[int(act.type.argmax())],
        undertaking=act.span,
        evidence=act.sentence,
        parties=act.roles["actor"],
        counterparts=tuple(i for i in act.roles["recipient"] if i not in act.roles["actor"]),
        due=due,
        confidence=round(act.sure, 3),
    )
