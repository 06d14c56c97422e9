"""CAMEO ↔ PLOVER and Goldstein's scores, by CAMEO code. Codes are strings.

CAMEO to PLOVER loses the third and fourth digits; PLOVER to CAMEO gives the broadest code of a type and mode, and loses
what PLOVER alone records: status, context, and the modes that CAMEO has no code for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

from detente.errors import NotFoundError
from detente.ontology import rows
from detente.records import Type

Numbering = Literal["1.1b3", "older"]


class Code(NamedTuple):
    """A CAMEO code.

    Attributes:
        code: two to four digits.
        goldstein: score in CAMEO 1.1b3, or None where that numbering lacks the code.
        older: score in the older numbering, or None where that lacks it.
        type: PLOVER type, or None where PLOVER drops the code (statements and appeals of 01 and 02).
        mode: PLOVER mode, or None.
    """

    code: str
    goldstein: float | None
    older: float | None
    type: Type | None
    mode: str | None


@cache
def codes() -> Mapping[str, Code]:
    """List all CAMEO codes of both numberings.

    Returns:
        Code to row.
    """
    return MappingProxyType(
        {
            code: Code(
                code,
                None if new == "-" else float(new),
                None if old == "-" else float(old),
                None if kind == "-" else cast("Type", kind),
                None if mode == "-" else mode,
            )
            for code, new, old, kind, mode in rows("cameo.tsv")
        }
    )


def find(code: str) -> Code:
    """Look a CAMEO code up.

    Args:
        code: two to four digits, as a string.

    Returns:
        Its row.

    Raises:
        NotFoundError: when there is no such code.
    """
    found = codes().get(code)
    if found is None:
        raise NotFoundError(f"no CAMEO code {code!r}", "Give two to four digits as text, with the leading zero.")
    return found


def goldstein(code: str, numbering: Numbering = "1.1b3") -> float:
    """Give Goldstein's score of a code; a code without one has its parent's.

    Args:
        code: CAMEO code.
        numbering: which CAMEO numbering the code is from; five codes differ.

    Returns:
        The score, −10 … +10.

    Raises:
        NotFoundError: when neither the code nor a parent has a score.
    """
    row = find(code)
    value = row.goldstein if numbering == "1.1b3" else row.older
    if value is not None:
        return value
    if len(code) <= 2:
        raise NotFoundError(f"CAMEO {code} has no score in numbering {numbering}", "Name the other numbering.")
    return goldstein(code[:-1], numbering)


def to_plover(code: str) -> tuple[Type, str | None] | None:
    """Translate a CAMEO code.

    Args:
        code: CAMEO code.

    Returns:
        PLOVER type and mode, or None where PLOVER drops the code.

    Raises:
        NotFoundError: when there is no such code.
    """
    row = find(code)
    return (row.type, row.mode) if row.type else None


@cache
def _from_plover() -> Mapping[tuple[Type, str | None], str]:
    found: dict[tuple[Type, str | None], str] = {}
    for row in sorted(codes().values(), key=lambda r: (len(r.code), r.code)):
        if row.type and row.goldstein is not None:
            found.setdefault((row.type, row.mode), row.code)
            found.setdefault((row.type, None), row.code)
    return found


def to_cameo(kind: Type, mode: str | None = None) -> str:
    """Translate a PLOVER type and mode to the broadest CAMEO 1.1b3 code.

    Args:
        kind: PLOVER type.
        mode: PLOVER mode; one without a CAMEO code of its own gets the type's.

    Returns:
        The CAMEO code.
    """
    table = _from_plover()
    return table.get((kind, mode), table[kind, None])
