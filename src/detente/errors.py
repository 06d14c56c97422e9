"""The errors détente raises: each carries its values and what to do about it."""

from __future__ import annotations


class DetenteError(Exception):
    """Base of all errors that a user can do something about.

    Attributes:
        what: what went wrong, with the name of the thing it went wrong with.
        remedy: what to do about it.
    """

    def __init__(self, what: str, remedy: str) -> None:
        """Say what is wrong and what to do.

        Args:
            what: what went wrong, naming the input.
            remedy: one imperative sentence.
        """
        super().__init__(f"{what}. {remedy}")
        self.what = what
        self.remedy = remedy


class UsageError(DetenteError):
    """An option or argument makes no sense."""


class InputError(DetenteError):
    """An input cannot be read as a report."""


class DataError(DetenteError):
    """A data file of the package or of the user is wrong."""


class ArchiveError(DetenteError):
    """The archive cannot be opened, read or written."""


class NotFoundError(DetenteError):
    """The record or entity asked for is not there."""


class MissingExtraError(DetenteError):
    """An optional part is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        """Name the extra that brings the feature.

        Args:
            feature: what was asked for.
            extra: name of the extra of the distribution.
        """
        super().__init__(f"{feature} needs the '{extra}' extra", f"Install it: pip install 'detente[{extra}]'.")
