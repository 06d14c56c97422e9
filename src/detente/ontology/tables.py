"""The ontology's tables, read from `ontology/data` once and never changed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, TypeAlias, cast, get_args

from detente import data
from detente.errors import DataError
from detente.records import Quad, Status, Type

Mode: TypeAlias = str
Auxiliary = Literal["historical", "future", "hypothetical", "negation"]

NONE: Final = "-"


class ModeInfo(NamedTuple):
    """A mode of a type.

    Attributes:
        name: its name, as in `Event.modes`.
        score: conflict–cooperation score, −10 … +10.
        definition: what it is, in our words.
    """

    name: Mode
    score: float
    definition: str


class Case(NamedTuple):
    """A hard case.

    Attributes:
        words: an example in our own words.
        coding: how it is coded.
    """

    words: str
    coding: str


class TypeInfo(NamedTuple):
    """A PLOVER type.

    Attributes:
        name: its name, as in `Event.type`.
        quad: quad class, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        score: conflict–cooperation score of the type without a mode, −10 … +10.
        requires_recipient: whether PLOVER wants a recipient.
        announced: the type under which an act of this type is coded while it is still to come.
        definition: what it is, in our words.
        excludes: what it is not.
        cases: hard cases.
        modes: its modes by name, in the codebook's order.
    """

    name: Type
    quad: Quad
    score: float
    requires_recipient: bool
    announced: Type
    definition: str
    excludes: tuple[str, ...]
    cases: tuple[Case, ...]
    modes: Mapping[Mode, ModeInfo]


class ContextInfo(NamedTuple):
    """A PLOVER context.

    Attributes:
        name: its name, as in `Event.contexts`.
        released: the name it has in released PLOVER data: its own, another for a name of the manual's drafts, or None.
        definition: what it is, in our words.
    """

    name: str
    released: str | None
    definition: str


class SectorInfo(NamedTuple):
    """A sector of actors.

    Attributes:
        code: three letters, as in `Actor.sector`.
        international: whether it stands for bodies that belong to no one state.
        definition: who belongs to it, in our words.
    """

    code: str
    international: bool
    definition: str


class StatusInfo(NamedTuple):
    """A status of an event.

    Attributes:
        name: its name, as in `Event.status`.
        auxiliaries: the PLOVER auxiliary modes that derive from it.
        definition: what it says.
        cue: words that make it so.
    """

    name: Status
    auxiliaries: tuple[Auxiliary, ...]
    definition: str
    cue: str


def rows(name: str, width: int) -> Iterator[list[str]]:
    """Read one of the ontology's tables.

    Args:
        name: file name in `ontology/data`.
        width: how many cells each row has.

    Returns:
        The cells of each row; a row with another number of cells is a DataError.
    """
    return data.rows(files("detente.ontology") / "data" / name, width)


def listed(cell: str) -> tuple[str, ...]:
    """Split a cell that lists names with commas.

    Args:
        cell: the cell; `-` for none.

    Returns:
        The names.
    """
    return () if cell == NONE else tuple(cell.split(","))


@cache
def types() -> Mapping[Type, TypeInfo]:
    """List the sixteen types.

    Returns:
        Name to type, in the codebook's order.

    Raises:
        DataError: when the table does not hold exactly PLOVER's types.
    """
    table = tomllib.loads((files("detente.ontology") / "data" / "types.toml").read_text(encoding="utf-8"))
    found = {info.name: info for info in map(_type, table["type"])}
    if tuple(found) != get_args(Type):
        raise DataError(
            "types.toml does not list PLOVER's sixteen types", "List each of them once, in the order of `records.Type`."
        )
    return MappingProxyType(found)


def _type(entry: Mapping[str, Any]) -> TypeInfo:
    modes = (ModeInfo(mode["name"], float(mode["score"]), mode["definition"]) for mode in entry.get("modes", ()))
    return TypeInfo(
        name=entry["name"],
        quad=entry["quad"],
        score=float(entry["score"]),
        requires_recipient=entry["recipient"],
        announced=entry["announced"],
        definition=entry["definition"],
        excludes=tuple(entry["not"]),
        cases=tuple(Case(*pair) for pair in entry["cases"]),
        modes=MappingProxyType({mode.name: mode for mode in modes}),
    )


@cache
def contexts() -> Mapping[str, ContextInfo]:
    """List the contexts: those of released PLOVER data, then names found in the manual's drafts only.

    Returns:
        Name to context.
    """
    return MappingProxyType(
        {
            name: ContextInfo(name, name if edition == "released" else None if now == NONE else now, definition)
            for name, edition, now, definition in rows("contexts.tsv", 4)
        }
    )


@cache
def sectors() -> Mapping[str, SectorInfo]:
    """List the sectors of actors.

    Returns:
        Code to sector.
    """
    return MappingProxyType(
        {code: SectorInfo(code, kind == "body", definition) for code, kind, definition in rows("sectors.tsv", 3)}
    )


@cache
def statuses() -> Mapping[Status, StatusInfo]:
    """List the statuses of an event.

    Returns:
        Name to status.
    """
    return MappingProxyType(
        {
            cast("Status", name): StatusInfo(
                cast("Status", name), cast("tuple[Auxiliary, ...]", listed(auxiliary)), definition, cue
            )
            for name, auxiliary, definition, cue in rows("statuses.tsv", 4)
        }
    )
