"""Document to mentions, act frames and promises."""

from __future__ import annotations

from typing import Protocol

from detente.read.joint import JointReader
from detente.read.learned import LearnedReader, Profile
from detente.read.rules import RuleReader
from detente.records import Document, Reading

__all__ = ["JointReader", "LearnedReader", "Profile", "Reader", "RuleReader"]


class Reader(Protocol):
    """What every reader offers.

    Attributes:
        version: name of the reader and hash of its weights or word lists.
    """

    version: str

    def read(self, document: Document, /) -> Reading:
        """Read one document.

        Args:
            document: the cleaned report.

        Returns:
            Its sentences, mentions, acts and promises.
        """
        ...
