"""The archive: the only SQL."""

from detente.archive.archive import Archive, Hit

__all__ = ["Archive", "Hit"]
