"""Words for records, and the cleaning of words that come from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from detente import data
from detente.records import Actor, Event, When


@cache
def _phrases() -> Mapping[tuple[str, str], tuple[str, str]]:
    rows = data.rows(files("detente.report") / "phrases.tsv", 4)
    return MappingProxyType({(kind, mode): (one, all_) for kind, mode, one, all_ in rows})


def plain(text: str) -> str:
    """Take control characters out of foreign text, so that it cannot steer a terminal.

    Args:
        text: any text.

    Returns:
        The text in one line, without control characters.
    """
    return re.sub(r"\s+", " ", re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text)).strip()


def who(actors: Iterable[Actor]) -> str:
    """Name actors.

    Args:
        actors: the actors of a role.

    Returns:
        Their names, parted by commas.
    """
    return plain(", ".join(dict.fromkeys(a.name for a in actors))) or "somebody not named"


def says(event: Event) -> str:
    """Put an event into a sentence.

    Args:
        event: a coded event.

    Returns:
        The sentence, with a mark where the act is not simply a fact.
    """
    phrases = _phrases()
    mode = event.modes[0] if event.modes else "-"
    one, together = phrases.get((event.type, mode), phrases[event.type, "-"])
    act = f"{one} {who(event.recipients)}" if event.recipients else together
    marks: list[str] = [event.status] if event.status != "occurred" else []
    marks += [event.voice.stance] if event.voice.stance != "asserted" else []
    marked = f" [{', '.join(marks)}]" if marks else ""
    source = f" – according to {plain(event.voice.name)}" if event.voice.name else ""
    return f"{who(event.actors)} {act}{marked}{source}"


def day(when: When | None) -> str:
    """Put a time into words.

    Args:
        when: an interval, or None.

    Returns:
        Its words.
    """
    if when is None or when.end is None:
        return "no date given"
    if when.precision == "deadline":
        return f"by {when.end}"
    if when.start is None:
        return f"by report of {when.end}"
    return f"{when.start}" if when.start == when.end else f"{when.start} to {when.end}"
