"""The learned reader: one encoder, several heads, the same protocol as the rule reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import numpy as np

from detente.read import model
from detente.read.labels import CONTEXTS, MODES, ROLES, STATUSES, TYPES, VOICES
from detente.read.lexicon import answer_near, words
from detente.read.marked import marked
from detente.read.model import Floats, Model
from detente.read.text import sentences
from detente.read.windows import Window, windows
from detente.records import Document, Frame, Judgement, Mention, NameFinder, Promise, Reading, Span, Stance, Type

ROLE_FLOOR: Final = 0.5
MODE_FLOOR: Final = 0.5
CONTEXT_FLOOR: Final = 0.4
Profile = Literal["precise", "balanced", "loose"]
FLOORS: Final[Mapping[Profile, float]] = MappingProxyType({"precise": 0.75, "balanced": 0.55, "loose": 0.25})
_CLOSE: Final = 12  # characters between two triggers that cannot be two acts
_STANCES: Final[Mapping[str, Stance]] = MappingProxyType({"alleged": "alleged", "denied": "denied"})
_PRONOUNS: Final = frozenset("it he she they him her them its his their".split())
_BOTH: Final = re.compile(r"both\b|neither (?:side|country)|either side|each other|one another")


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
    role_sure: dict[str, float]
    condition: Span | None


class LearnedReader:
    """Reads documents with the shipped network.

    Attributes:
        version: name of the reader and hash of its weights.
    """

    def __init__(self, find_names: NameFinder, network: Model | None = None, profile: Profile = "balanced") -> None:
        """Set the reader up.

        Args:
            find_names: gives the names and times that stand in a text.
            network: the network; None means the shipped one.
            profile: how sure an event must be to be written down.
        """
        self._find, self._net, self._floor = find_names, network or Model(), FLOORS[profile]
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
        hidden = self._net.encode([w.ids for w in cut], [w.segments for w in cut], [w.hints for w in cut])
        mentions: list[Mention] = []
        acts: list[_Act] = []
        for window, states in zip(cut, hidden, strict=True):
            acts += _distinct(self._window(document, spans, window, states, mentions))
        contexts = np.mean([self._net.contexts(h) for h in hidden], axis=0) if hidden else np.zeros(len(CONTEXTS))
        chosen = tuple(sorted(name for name, sure in zip(CONTEXTS, contexts, strict=True) if sure >= CONTEXT_FLOOR))
        frames = tuple(_frame(a) for a in acts if not a.promise)
        promises = tuple(_promise(a, mentions) for a in acts if a.promise)
        return Reading(spans, tuple(mentions), frames, promises, chosen)

    def types(self, rows: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> list[dict[Type, float]]:
        """Judge what passes between a marked actor and recipient.

        Args:
            rows: sentence, offsets of the actor, offsets of the recipient.

        Returns:
            For each row the probability of each type.
        """
        asked = [marked(text, actor, recipient, self._net.tokenizer, self._find) for text, actor, recipient in rows]
        return [{name: float(p) for name, p in zip(TYPES, row, strict=True)} for row in self._net.pairs(asked)]

    def judged(self, rows: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[Floats]:
        """Give the network's inner judgement of marked events.

        Args:
            rows: sentences, each with the offsets of its events.

        Returns:
            For each sentence one row of features for each event.
        """
        found = []
        for text, events in rows:
            (window, *_) = windows("", [Span(0, len(text), text)], self._net.tokenizer, self._find)
            (hidden,) = self._net.encode([window.ids], [window.segments], [window.hints])
            found.append(self._net.inner(hidden, [_tokens(window, start, end) for start, end in events]))
        return found

    def factuality(self, rows: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[float]]:
        """Judge how far marked events happened by the words alone.

        Args:
            rows: sentences, each with the offsets of its events.

        Returns:
            For each event a value from -3, it certainly did not, to 3, it certainly did.
        """
        return [[float(v) for v in np.clip(self._net.factuality(inner), -3, 3)] for inner in self.judged(rows)]

    def _window(
        self, document: Document, spans: Sequence[Span], window: Window, hidden: Floats, mentions: list[Mention]
    ) -> list[_Act]:
        layers = self._net.spans(window, hidden, self._floor)
        found = [m for m in layers[0] if m.kind != "condition"]
        conditions = [m for m in layers[0] if m.kind == "condition"]
        first = len(mentions)
        mentions += [_mention(document, window, m) for m in found]
        acts = sorted([*layers[1], *layers[2]])
        if not acts:
            return []
        judged = self._net.judge(hidden, acts)
        targets = [*found, *conditions]
        sure = self._net.relate(hidden, acts, targets) if targets else np.zeros((len(acts), 0, len(ROLES)), np.float32)
        told: list[_Act] = []
        for row, act in enumerate(acts):
            roles, role_sure = _roles(sure[row, : len(found)], found, first)
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
                    roles,
                    role_sure,
                    _condition(document, window, sure[row, len(found) :], conditions),
                )
            )
        return told


def _distinct(acts: Sequence[_Act]) -> list[_Act]:
    """Keep one of the triggers of one act: close together, or of one type, between the same parties of a sentence."""
    kept: list[_Act] = []
    for act in sorted(acts, key=lambda a: -a.sure * float(a.type.max())):
        if not act.promise and not (act.roles["actor"] or act.roles["recipient"]):
            continue  # an act of nobody on nobody is none
        if act.promise or not any(_same(act, other) for other in kept):
            kept.append(act)
    return sorted(kept, key=lambda a: a.span.start)


def _same(act: _Act, other: _Act) -> bool:
    if other.promise or act.sentence != other.sentence:
        return False
    parties = [set(a.roles["actor"]) | set(a.roles["recipient"]) for a in (act, other)]
    gap = max(act.span.start, other.span.start) - min(act.span.end, other.span.end)
    one_type = int(act.type.argmax()) == int(other.type.argmax())
    return (gap <= _CLOSE and bool(parties[0] & parties[1])) or (one_type and parties[0] == parties[1])


def _tokens(window: Window, start: int, end: int) -> model.Span:
    """The tokens of a marked event; of one cut off with the end of a long sentence, the last that was read."""
    inside = [i for i, (a, b) in enumerate(zip(window.starts, window.ends, strict=True)) if a >= 0 and a < end and b > start]
    return model.Span(inside[0], inside[-1], "event", 1.0) if inside else model.Span(-2, -2, "event", 1.0)


def _roles(sure: Floats, found: Sequence[model.Span], first: int) -> tuple[dict[str, tuple[int, ...]], dict[str, float]]:
    """Give each mention the roles it fills, and how sure that is; one of another kind than the role takes fills none."""
    kinds = {"place": "place", "time": "time"}
    filled: dict[str, tuple[int, ...]] = {}
    least: dict[str, float] = {}
    for column, role in enumerate(ROLES):
        wanted = kinds.get(role, "actor")
        fits = [i for i, m in enumerate(found) if m.kind == wanted]
        chosen = [i for i in fits if sure[i, column] >= ROLE_FLOOR]
        if role in {"voice", "time"} and chosen:
            chosen = [max(chosen, key=lambda i: float(sure[i, column]))]
        filled[role] = tuple(first + i for i in chosen)
        left = max((float(sure[i, column]) for i in fits if i not in chosen), default=0.0)
        least[role] = min((float(sure[i, column]) for i in chosen), default=1 - left)
    return filled, least


def _condition(document: Document, window: Window, sure: Floats, found: Sequence[model.Span]) -> Span | None:
    column = ROLES.index("condition")
    best = max(range(len(found)), key=lambda i: float(sure[i, column]), default=None)
    if best is None or sure[best, column] < ROLE_FLOOR:
        return None
    return _words(document, window, found[best])


def _mention(document: Document, window: Window, found: model.Span) -> Mention:
    span = _words(document, window, found)
    if found.kind != "actor":
        return Mention(span.start, span.end, span.text, "place" if found.kind == "place" else "time")
    low = span.text.lower()
    form: Literal["name", "noun", "pronoun", "both"] = "name" if any(c.isupper() for c in span.text) else "noun"
    if low in _PRONOUNS:
        form = "pronoun"
    elif _BOTH.match(low) or low in _both_phrases() or f"the {low}" in _both_phrases():
        form = "both"
    return Mention(span.start, span.end, span.text, "actor", form)


@cache
def _both_phrases() -> frozenset[str]:
    return frozenset(" ".join(phrase) for phrase in words().both)


def _words(document: Document, window: Window, found: model.Span) -> Span:
    return document.span(window.starts[found.first], window.ends[found.last])


def _frame(act: _Act) -> Frame:
    order = act.type.argsort()[::-1]
    kind = TYPES[int(order[0])]
    modes = tuple(mode for (name, mode), sure in zip(MODES, act.modes, strict=True) if name == kind and sure >= MODE_FLOOR)
    voice = VOICES[int(act.voice.argmax())]
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
        stance=_STANCES.get(voice, "asserted"),
        answers=answer_near(act.sentence, act.span),
        background=bool(words().background.search(act.sentence.text.lower())),
        confidence=round(act.sure, 3),
        sure=Judgement(
            type=round(float(act.type[order[0]]), 3),
            status=round(float(act.status.max()), 3),
            voice=round(float(act.voice.max()), 3),
            actors=round(act.role_sure["actor"], 3),
            recipients=round(act.role_sure["recipient"], 3),
            second=TYPES[int(order[1])],
            second_type=round(float(act.type[order[1]]), 3),
        ),
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
        condition=act.condition,
        confidence=round(act.sure, 3),
    )
