"""The order of the stages; the only file that knows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from detente import __version__
from detente.records import Coded, Document, KnownName

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.read import Profile, Reader
    from detente.report import Material
    from detente.resolve import Resolver


class Coder:
    """Codes documents: reads, resolves and links them. Parts are loaded on first use and shared by all documents."""

    def __init__(self, profile: Profile = "balanced", dictionary: tuple[Path, ...] = ()) -> None:
        """Set the coder up.

        Args:
            profile: how sure an event must be to be written down.
            dictionary: the user's own dictionaries, which win over our tables.
        """
        self._profile: Profile = profile
        self._dictionary = dictionary

    @cached_property
    def resolver(self) -> Resolver:
        """The resolver with its reference data."""
        from detente.resolve import Resolver, load_dictionary

        return Resolver(load_dictionary(self._dictionary) if self._dictionary else None)

    @cached_property
    def reader(self) -> Reader:
        """The reader."""
        from detente.read import JointReader

        return JointReader(self._find, profile=self._profile)

    @property
    def version(self) -> str:
        """Version of détente and of its reader; stands in every record as `coder`."""
        return f"detente-{__version__}+{self.reader.version}"

    def code(self, document: Document) -> Coded:
        """Code one document.

        Args:
            document: the cleaned report.

        Returns:
            The document with its events, commitments and responses.
        """
        from detente import link

        resolved = self.resolver.resolve(document, self.reader.read(document), self.version)
        return Coded(document, resolved.events, resolved.commitments, link.responses(resolved))

    def code_bytes(self, data: bytes, *, name: str, published: dt.date | None = None) -> Coded:
        """Clean and code one input.

        Args:
            data: an HTML page or saved text.
            name: what to call the input in messages.
            published: day of publication, where the page does not say.

        Returns:
            The document with its events, commitments and responses.

        Raises:
            InputError: when the input is no report in English.
        """
        from detente import ingest

        return self.code(ingest.parse(data, name=name, published=published))

    def _find(self, text: str) -> Sequence[KnownName]:
        return self.resolver.find(text)


def material(archive: Archive, states: tuple[str, str], today: dt.date) -> Material:
    """Gather what a brief on two states is written from.

    Args:
        archive: the open archive.
        states: ISO3 codes.
        today: the day on which the status of promises is asked.

    Returns:
        Documents, incidents and promises between the states.
    """
    from detente import link, report

    documents, events = archive.documents(), archive.events(states)
    every = {event.id: event for event in archive.events()}
    pledges = link.ledger(archive.commitments(states), list(every.values()), documents, today)
    between = {event.id for event in events}
    return report.Material(
        states,
        documents,
        every,
        link.incidents(events, documents),
        [(p.commitment, p.restated) for p in pledges],
        [r for r in archive.responses() if r.event in between],
        today,
    )
