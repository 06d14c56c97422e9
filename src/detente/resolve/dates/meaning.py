"""What a time means on the day it is said, and after what the text has told so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from detente.resolve.dates.context import Context, Meaning
from detente.resolve.dates.grammar import Found
from detente.resolve.dates.named import NAMED
from detente.resolve.dates.relative import RELATIVE

_RULES: Final[Mapping[str, Callable[[Found, Context], Meaning | None]]] = MappingProxyType({**NAMED, **RELATIVE})


def meaning(found: Found, context: Context) -> Meaning | None:
    """Give the meaning of a time.

    Args:
        found: the words, by the grammar.
        context: what they are read against.

    Returns:
        The meaning, or None where the words are no time after all (`31 April`).
    """
    try:
        return _RULES[found.rule](found, context)
    except (ValueError, OverflowError):
        return None
