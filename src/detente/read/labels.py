"""What the learned reader's heads decide between, in the order of their outputs."""

from __future__ import annotations

from typing import Final

from detente import ontology

MENTIONS: Final = ("actor", "place", "time", "condition")
LAYERS: Final = (MENTIONS, ("event",), ("undertaking",))
TYPES: Final = tuple(ontology.types())
MODES: Final = tuple((name, mode) for name, entry in ontology.types().items() for mode in entry.modes)
STATUSES: Final = ("occurred", "ongoing", "planned", "threatened", "hypothetical", "denied")
VOICES: Final = ("report", "asserted", "alleged", "denied")
ROLES: Final = ("actor", "recipient", "place", "time", "voice", "condition")
CONTEXTS: Final = tuple(name for name, entry in ontology.contexts().items() if entry.released == name)
NEAR: Final = (-64, -32, -16, -8, -4, -2, 0, 2, 4, 8, 16, 32, 64)


def tag_count() -> int:
    """Count the outputs of the tagging heads: outside, begin and inside for each kind of each layer."""
    return sum(1 + 2 * len(kinds) for kinds in LAYERS)
