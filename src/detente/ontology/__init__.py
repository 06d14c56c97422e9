"""PLOVER types, modes, quad classes, scores and sectors; `cameo` holds the crosswalk.

Values and readings are printed in `docs/codebook.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple, cast

from detente.errors import NotFoundError
from detente.records import Quad, Type

__all__ = ["TypeInfo", "contexts", "modes", "quad", "score", "sectors", "types"]


class TypeInfo(NamedTuple):
    """A PLOVER type.

    Attributes:
        name: its name.
        quad: quad class, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        score: conflict–cooperation score of the type, −10 … +10.
        meaning: what it is, in our words.
        modes: its modes with their scores.
    """

    name: Type
    quad: Quad
    score: float
    meaning: str
    modes: Mapping[str, float]


def rows(name: str) -> Iterator[list[str]]:
    """Read one of the ontology's tables.

    Args:
        name: file name in `ontology/data`.

    Yields:
        The cells of each row.
    """
    text = (files("detente.ontology") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def types() -> Mapping[Type, TypeInfo]:
    """List the sixteen types.

    Returns:
        Name to type, in the codebook's order.
    """
    heads: dict[str, TypeInfo] = {}
    by_mode: dict[str, dict[str, float]] = {}
    for name, mode, quad_class, value, meaning in rows("types.tsv"):
        if mode == "-":
            by_mode[name] = {}
            kind, quad_ = cast("Type", name), cast("Quad", int(quad_class))
            heads[name] = TypeInfo(kind, quad_, float(value), meaning, MappingProxyType(by_mode[name]))
        else:
            by_mode[name][mode] = float(value)
    return MappingProxyType({info.name: info for info in heads.values()})


def quad(name: Type) -> Quad:
    """Give the quad class of a type.

    Args:
        name: PLOVER type.

    Returns:
        1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    """
    return types()[name].quad


def modes(name: Type) -> tuple[str, ...]:
    """List the modes of a type.

    Args:
        name: PLOVER type.

    Returns:
        The modes in the codebook's order.
    """
    return tuple(types()[name].modes)


def score(name: Type, chosen: Sequence[str] = ()) -> float:
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
    return max((info.modes[mode] for mode in chosen), key=abs, default=info.score)


@cache
def sectors() -> Mapping[str, str]:
    """List PLOVER's actor sectors.

    Returns:
        Code to meaning.
    """
    return MappingProxyType({row[0]: row[1] for row in rows("sectors.tsv")})


@cache
def contexts() -> Mapping[str, str]:
    """List PLOVER's general contexts.

    Returns:
        Name to meaning.
    """
    return MappingProxyType({row[0]: row[1] for row in rows("contexts.tsv")})
