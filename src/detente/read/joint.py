"""The shipped reader: the network reads and the word lists second it; what one sees alone must be surer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from detente.read.learned import FLOORS, LearnedReader, Profile
from detente.read.model import Model
from detente.read.rules import RuleReader
from detente.records import Document, Frame, Mention, NameFinder, Promise, Reading, Type

_PROMISE: Final = 0.6  # how sure the word lists must be of an undated promise that the network does not see
_REMEMBERED: Final = 1024  # sentences
_NEAR: Final = 12  # characters between two triggers that still tell one act


class Floors(NamedTuple):
    """How sure an act must be.

    Attributes:
        alone: of the network, where the word lists see nothing.
        seconded: of the network, where they see an act at the same place.
        lists: of the word lists, where the network sees nothing; over 1 means never.
        overruled: of the network's type, below which that of the word lists is taken.
    """

    alone: float
    seconded: float
    lists: float
    overruled: float


PROFILES: Final[Mapping[Profile, Floors]] = MappingProxyType(
    {
        "precise": Floors(0.9, 0.6, 1.1, 0.6),
        "balanced": Floors(0.8, 0.3, 0.75, 0.6),
        "loose": Floors(0.4, 0.2, 0.6, 0.6),
    }
)


class JointReader:
    """Reads documents with the network and the word lists together.

    Attributes:
        version: name of the reader, hash of its weights and of its word lists.
    """

    def __init__(self, find_names: NameFinder, network: Model | None = None, profile: Profile = "balanced") -> None:
        """Set the reader up.

        Args:
            find_names: gives the names and times that stand in a text.
            network: the network; None means the shipped one.
            profile: how sure an event must be to be written down.
        """
        once = lru_cache(maxsize=_REMEMBERED)(find_names)  # both readers ask about each sentence
        self.learned = LearnedReader(once, network, "loose")
        self._rules, self._floors = RuleReader(once), PROFILES[profile]
        self._least = FLOORS[profile]
        self.version = f"{self.learned.version}-{self._rules.version}"
        if profile != "balanced":
            self.version += f"-{profile}"

    def read(self, document: Document) -> Reading:
        """Read one document.

        Args:
            document: the cleaned report.

        Returns:
            Its sentences, mentions, acts and promises.
        """
        ours, lists = self.learned.read(document), self._rules.read(document)
        mentions, (mine, theirs) = _joined(ours.mentions, lists.mentions)
        others = [_moved(frame, theirs) for frame in lists.frames]
        frames, used = [], set[int]()
        for frame in (_moved(f, mine) for f in ours.frames):
            twin = next((i for i, other in enumerate(others) if i not in used and _one_act(frame, other)), None)
            if twin is not None:
                used.add(twin)
            if chosen := self._settled(frame, others[twin] if twin is not None else None, mentions):
                frames.append(chosen)
        frames += [o for i, o in enumerate(others) if i not in used and o.confidence >= self._floors.lists]
        promises = [_moved_promise(p, mine) for p in ours.promises if p.confidence >= self._least]
        theirs_too = (_moved_promise(p, theirs) for p in lists.promises)
        promises += [p for p in theirs_too if not _inside(p, promises) and (p.due is not None or p.confidence >= _PROMISE)]
        frames.sort(key=lambda f: f.trigger.start)
        return Reading(ours.sentences, mentions, tuple(frames), tuple(promises), ours.contexts or lists.contexts)

    def types(self, rows: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> list[dict[Type, float]]:
        """Judge what passes between a marked actor and recipient, as `LearnedReader.types`."""
        return self.learned.types(rows)

    def factuality(self, rows: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[float]]:
        """Judge how far marked events happened, as `LearnedReader.factuality`."""
        return self.learned.factuality(rows)

    def _settled(self, frame: Frame, other: Frame | None, mentions: Sequence[Mention]) -> Frame | None:
        """What is written down of an act that the network sees and the word lists may see."""
        if other is None:
            return frame if frame.confidence >= self._floors.alone else None
        if frame.confidence < self._floors.seconded:
            return None
        kind: Type = frame.type
        if frame.type != other.type and frame.sure.type < self._floors.overruled:
            kind = other.type
        actors = _nearer(frame, frame.actors, other.actors, mentions)
        recipients = () if frame.reciprocal else _nearer(frame, frame.recipients, other.recipients, mentions)
        if {mentions[i].text for i in actors} & {mentions[i].text for i in recipients}:
            actors, recipients = other.actors, other.recipients  # one name on both sides: the roles were misread
        return msgspec.structs.replace(
            frame,
            type=kind,
            modes=frame.modes if kind == frame.type else other.modes,
            actors=actors,
            recipients=recipients,
            times=frame.times or other.times,
            places=frame.places or other.places,
            voice=frame.voice if frame.voice is not None else other.voice,
            voice_words=other.voice_words if frame.voice is None and other.voice is None else None,
            background=frame.background or other.background,
            answers=frame.answers or other.answers,
        )


def _nearer(frame: Frame, ours: tuple[int, ...], theirs: tuple[int, ...], mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The network's choice, unless it looks outside the sentence where the word lists find somebody inside."""
    inside = any(frame.evidence.start <= mentions[i].start < frame.evidence.end for i in ours)
    return ours if inside or not theirs else theirs


def _joined(ours: Sequence[Mention], lists: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[list[int], list[int]]]:
    """Merge two lists of mentions in the order of the text; equal spans are one. Also where each mention went."""
    every = sorted({(m.start, m.end, m.kind): m for m in (*lists, *ours)}.values(), key=lambda m: (m.start, m.end))
    place = {(m.start, m.end, m.kind): i for i, m in enumerate(every)}
    went = [[place[m.start, m.end, m.kind] for m in side] for side in (ours, lists)]
    return tuple(every), (went[0], went[1])


def _moved(frame: Frame, went: Sequence[int]) -> Frame:
    roles = {name: tuple(went[i] for i in getattr(frame, name)) for name in ("actors", "recipients", "times", "places")}
    return msgspec.structs.replace(frame, voice=None if frame.voice is None else went[frame.voice], **roles)


def _moved_promise(promise: Promise, went: Sequence[int]) -> Promise:
    roles = {name: tuple(went[i] for i in getattr(promise, name)) for name in ("parties", "counterparts", "made")}
    return msgspec.structs.replace(promise, due=None if promise.due is None else went[promise.due], **roles)


def _one_act(one: Frame, two: Frame) -> bool:
    gap = max(one.trigger.start, two.trigger.start) - min(one.trigger.end, two.trigger.end)
    return gap <= _NEAR and one.evidence.overlaps(two.evidence)


def _inside(promise: Promise, others: Sequence[Promise]) -> bool:
    return any(promise.undertaking.overlaps(other.undertaking) for other in others)
