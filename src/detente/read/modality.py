"""Modality: whether an act happened, is planned, threatened, supposed or denied, and what type that makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from detente.read.lexicon import Trigger, words
from detente.read.mentions import Tagged
from detente.records import Status, Type

WINDOW: Final = 6

# The codebook's rule for acts announced: cooperation to come is agreement, a retreat to come is a concession,
# force to come is a threat.
_FUTURE: Final[Mapping[Type, tuple[Type, Status]]] = MappingProxyType(
    {
        "CONSULT": ("AGREE", "planned"),
        "SUPPORT": ("AGREE", "planned"),
        "COOPERATE": ("AGREE", "planned"),
        "AID": ("AGREE", "planned"),
        "RETREAT": ("CONCEDE", "planned"),
        "ASSAULT": ("THREATEN", "threatened"),
        "COERCE": ("THREATEN", "threatened"),
        "SANCTION": ("THREATEN", "threatened"),
        "MOBILIZE": ("THREATEN", "threatened"),
        "PROTEST": ("THREATEN", "threatened"),
    }
)
_REFUSED: Final[frozenset[Type]] = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE", "CONCEDE"})
_FORCE: Final[Mapping[Type, str]] = MappingProxyType(
    {"ASSAULT": "violence", "COERCE": "restrict", "SANCTION": "restrict", "MOBILIZE": "violence"}
)
_SPEECH_ACTS: Final[frozenset[Type]] = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})


class Modality(NamedTuple):
    """What the words around a trigger make of it.

    Attributes:
        type: the type after the codebook's rules for announced and refused acts.
        modes: the modes that still apply.
        status: the status.
        announced: whether the act lies in the future.
    """

    type: Type
    modes: tuple[str, ...]
    status: Status
    announced: bool


def judge(tagged: Tagged, trigger: Trigger, kind: Type, *, noun: bool) -> Modality:
    """Judge the status of an act and shift its type accordingly.

    Args:
        tagged: the sentence.
        trigger: the trigger.
        kind: the type its words have by themselves.
        noun: whether the trigger is a noun here.

    Returns:
        Type, modes, status.
    """
    lists = words()
    mode = (trigger.pattern.mode,) if trigger.pattern.mode else ()
    lows = _before(tagged, trigger)
    phrase = " ".join(lows)
    negated = bool((lists.negation - {"no"}) & set(lows[-3:])) and not noun
    future = _is_future(tagged, trigger, lows, phrase, noun=noun)
    if negated:
        return _negated(kind, mode, future=future)
    if future and kind in _FUTURE:
        shifted, becomes = _FUTURE[kind]
        force = _FORCE.get(kind)
        return Modality(shifted, (force,) if shifted == "THREATEN" and force else (), becomes, announced=True)
    status: Status = "occurred"
    if set(lows[-4:]) & lists.hypothetical and not noun:
        status = "hypothetical"
    elif kind == "THREATEN":
        status = "threatened"
    elif future and kind not in _SPEECH_ACTS:
        status = "planned"
    elif (trigger.form == "gerund" and {"is", "are"} & set(lows[-2:])) or set(lows[-3:]) & lists.ongoing:
        status = "ongoing"
    return Modality(kind, mode, status, announced=status == "planned")


def _before(tagged: Tagged, trigger: Trigger) -> list[str]:
    """The words before a trigger in its own verb group: back to the last mention, mark or conjunction."""
    lows: list[str] = []
    for token in reversed(tagged.tokens[max(0, trigger.first - WINDOW) : trigger.first]):
        if token.low in {",", ";", ":", "that", "which", "who"} or (lows and token.low in words().subordinators - {"if"}):
            break
        lows.insert(0, token.low)
    return lows


def _is_future(tagged: Tagged, trigger: Trigger, lows: Sequence[str], phrase: str, *, noun: bool) -> bool:
    lists = words()
    if noun:
        return bool({"upcoming", "planned", "forthcoming", "scheduled", "future"} & set(lows[-3:]))
    if set(lows[-4:]) & lists.future:
        return True
    if trigger.form != "base":
        return False
    if lists.future_phrases.search(f"{phrase} "):
        return True
    # Headlines: `Iran minister to visit Pakistan`.
    return bool(lows) and lows[-1] == "to" and trigger.first >= 2 and _ends_mention(tagged, trigger.first - 2)


def _ends_mention(tagged: Tagged, index: int) -> bool:
    subject = next((c for c in tagged.chunks if c.last == index), None)
    return (
        subject is not None
        and subject is tagged.chunks[0]
        and not any(t.low in words().auxiliaries or t.low in words().speech for t in tagged.tokens[: subject.first])
    )


def _negated(kind: Type, mode: tuple[str, ...], *, future: bool) -> Modality:
    if kind in _REFUSED:
        return Modality("REJECT", ("meet",) if kind == "CONSULT" else (), "occurred", announced=False)
    if future and kind in _FORCE:
        return Modality("AGREE", (), "planned", announced=True)
    return Modality(kind, mode, "denied", announced=False)


def mode_by_words(kind: Type, modes: tuple[str, ...], lows: Sequence[str]) -> tuple[str, ...]:
    """Choose the mode of a request, refusal, threat or consultation by what it is about.

    Args:
        kind: PLOVER type.
        modes: modes known so far; kept where there are any.
        lows: the words of the clause in lower case.

    Returns:
        The modes.
    """
    if modes or kind not in words().modes:
        return modes
    for mode, cues in words().modes[kind].items():
        if cues & set(lows):
            return (mode,)
    return ()
