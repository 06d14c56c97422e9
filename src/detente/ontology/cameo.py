"""CAMEO ↔ PLOVER, and Goldstein's scores by CAMEO code. Codes are strings: leading zeros count.

CAMEO exists in two numberings. `1.1b3` is that of ICEWS and of the crosswalk; `older` is that of the table bundled with
gdeltPyR, in which some numbers stand for other acts, often with the same score. A data set is in one of them: name it.

A code that a numbering lacks is an error which names the nearest parent. `nearest` gives that parent to callers who
accept it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, cast

from detente.errors import NotFoundError
from detente.ontology.tables import NONE, Mode, listed, rows, types
from detente.records import Status, Type

VERSION: Final = "CAMEO 1.1b3"

Numbering = Literal["1.1b3", "older"]


class CameoToPlover(NamedTuple):
    """What a CAMEO code is in PLOVER.

    Attributes:
        code: the code, in 1.1b3.
        type: PLOVER type, or None where PLOVER drops the code.
        mode: PLOVER mode, or None.
        contexts: PLOVER contexts that the code implies.
        status: status of the event: `planned` for intents, `threatened` for threats.
        act: type of the act promised, asked for, refused or threatened, or None.
        lost: what the PLOVER code no longer tells; empty where nothing.
    """

    code: str
    type: Type | None
    mode: Mode | None
    contexts: tuple[str, ...]
    status: Status
    act: Type | None
    lost: str


class PloverToCameo(NamedTuple):
    """What a PLOVER type and mode are in CAMEO 1.1b3.

    Attributes:
        type: PLOVER type.
        mode: PLOVER mode, or None.
        code: the broadest CAMEO code that means it.
        lost: what goes besides status, context and voice, which CAMEO never tells; empty where nothing.
    """

    type: Type
    mode: Mode | None
    code: str
    lost: str

    @property
    def returns(self) -> bool:
        """Whether the code leads back to this very type and mode."""
        back = codes()[self.code].plover
        return (back.type, back.mode) == (self.type, self.mode)


class Code(NamedTuple):
    """A code of CAMEO 1.1b3.

    Attributes:
        code: two to four digits.
        label: what it means, tersely.
        goldstein: Goldstein's score, −10 … +10.
        plover: its PLOVER reading.
    """

    code: str
    label: str
    goldstein: float
    plover: CameoToPlover


class OlderCode(NamedTuple):
    """A code of the older numbering.

    Attributes:
        code: two to four digits.
        goldstein: its score.
        same_as: the 1.1b3 code of the same act, or of the nearest.
    """

    code: str
    goldstein: float
    same_as: str


@cache
def codes() -> Mapping[str, Code]:
    """List the codes of CAMEO 1.1b3.

    Returns:
        Code to row, in the order of the codes.
    """
    found = {}
    for code, value, label, kind, mode, contexts, status, act, lost in rows("cameo.tsv", 9):
        plover = CameoToPlover(
            code=code,
            type=cast("Type", kind) if kind != NONE else None,
            mode=mode if mode != NONE else None,
            contexts=listed(contexts),
            status=cast("Status", status),
            act=cast("Type", act) if act != NONE else None,
            lost=lost if lost != NONE else "",
        )
        found[code] = Code(code, label, float(value), plover)
    return MappingProxyType(found)


@cache
def older_codes() -> Mapping[str, OlderCode]:
    """List the codes of the older numbering.

    Returns:
        Code to row, in the order of the codes.
    """
    return MappingProxyType({code: OlderCode(code, float(value), same) for code, value, same in rows("cameo_older.tsv", 3)})


def nearest(code: str, numbering: Numbering = "1.1b3") -> str | None:
    """Find a code, or else the nearest parent, by cutting digits off its end.

    Args:
        code: CAMEO code.
        numbering: the numbering it is from.

    Returns:
        The code itself where the numbering has it, else its nearest parent, else None.
    """
    known: Mapping[str, object] = codes() if numbering == "1.1b3" else older_codes()
    return next((code[:end] for end in range(len(code), 1, -1) if code[:end] in known), None)


def goldstein(code: str, numbering: Numbering = "1.1b3") -> float:
    """Give Goldstein's score of a code.

    Args:
        code: CAMEO code.
        numbering: the numbering it is from.

    Returns:
        The score, −10 … +10.

    Raises:
        NotFoundError: when the numbering has no such code; names the nearest parent.
    """
    _require(code, numbering)
    return codes()[code].goldstein if numbering == "1.1b3" else older_codes()[code].goldstein


def to_plover(code: str, numbering: Numbering = "1.1b3") -> CameoToPlover:
    """Translate a CAMEO code.

    Args:
        code: CAMEO code.
        numbering: the numbering it is from.

    Returns:
        Its PLOVER reading.

    Raises:
        NotFoundError: when the numbering has no such code; names the nearest parent.
    """
    _require(code, numbering)
    return codes()[code if numbering == "1.1b3" else older_codes()[code].same_as].plover


def to_cameo(name: Type, mode: Mode | None = None) -> PloverToCameo:
    """Translate a PLOVER type and mode.

    Args:
        name: PLOVER type.
        mode: one of its modes, or None.

    Returns:
        The broadest CAMEO 1.1b3 code that means it.

    Raises:
        NotFoundError: when the type has no such mode.
    """
    found = from_plover().get((name, mode))
    if found is None:
        known = ", ".join(types()[name].modes) or "none"
        raise NotFoundError(f"{name} has no mode {mode!r}", f"Use one of: {known}.")
    return found


@cache
def from_plover() -> Mapping[tuple[Type, Mode | None], PloverToCameo]:
    """List the crosswalk from PLOVER.

    Returns:
        Type and mode to row, in the codebook's order.
    """
    found = {}
    for kind, cell, code, lost in rows("plover_cameo.tsv", 4):
        name, mode = cast("Type", kind), None if cell == NONE else cell
        found[name, mode] = PloverToCameo(name, mode, code, "" if lost == NONE else lost)
    return MappingProxyType(found)


def _require(code: str, numbering: Numbering) -> None:
    known = nearest(code, numbering)
    if known != code:
        remedy = f"Use its nearest parent, {known!r}" if known else "Give two to four digits as text, with the leading zero"
        raise NotFoundError(f"no CAMEO code {code!r} in numbering {numbering}", f"{remedy}.")
