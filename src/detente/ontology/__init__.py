"""PLOVER: types, modes, quad classes, scores, contexts, sectors and statuses; `ontology.cameo` holds the crosswalk.

Every value stands in a table of `ontology/data`; the readings chosen are printed in `docs/codebook.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from detente.errors import NotFoundError
from detente.ontology.tables import (
    Auxiliary,
    Case,
    ContextInfo,
    Mode,
    ModeInfo,
    SectorInfo,
    StatusInfo,
    TypeInfo,
    contexts,
    sectors,
    statuses,
    types,
)
from detente.records import Quad, Status, Type

__all__ = [
    "HISTORICAL_AFTER",
    "Auxiliary",
    "Case",
    "ContextInfo",
    "Mode",
    "ModeInfo",
    "SectorInfo",
    "StatusInfo",
    "TypeInfo",
    "auxiliaries",
    "contexts",
    "modes",
    "quad",
    "score",
    "sectors",
    "statuses",
    "types",
]

HISTORICAL_AFTER: Final = 365
"""Days between an act and the report of it from which PLOVER's `historical` is given; the manual leaves the number open."""


def quad(name: Type) -> Quad:
    """Give the quad class of a type.

    Args:
        name: PLOVER type.

    Returns:
        1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    """
    return types()[name].quad


def modes(name: Type) -> tuple[Mode, ...]:
    """List the modes of a type.

    Args:
        name: PLOVER type.

    Returns:
        Their names, in the codebook's order.
    """
    return tuple(types()[name].modes)


def score(name: Type, chosen: Sequence[Mode] = ()) -> float:
    """Give the conflict–cooperation score of an act.

    Args:
        name: PLOVER type.
        chosen: its modes.

    Returns:
        The score of the mode farthest from zero, or of the type where it has none; −10 … +10.

    Raises:
        NotFoundError: when a mode is not one of the type's.
    """
    info = types()[name]
    strangers = [mode for mode in chosen if mode not in info.modes]
    if strangers:
        known = ", ".join(info.modes) or "none"
        raise NotFoundError(f"{name} has no mode {strangers[0]!r}", f"Use one of: {known}.")
    return max((info.modes[mode].score for mode in chosen), key=abs, default=info.score)


def auxiliaries(status: Status, age: int = 0) -> tuple[Auxiliary, ...]:
    """Derive PLOVER's auxiliary modes.

    Args:
        status: status of the event.
        age: days from the end of the act to the report of it.

    Returns:
        Those of the status, and `historical` for an act more than `HISTORICAL_AFTER` days old.
    """
    past: tuple[Auxiliary, ...] = ("historical",) if age > HISTORICAL_AFTER else ()
    return past + statuses()[status].auxiliaries
