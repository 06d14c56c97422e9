"""Bytes to Document: HTML pages and saved text."""

from detente.ingest.page import load, parse

__all__ = ["load", "parse"]
