"""Bytes to Document: HTML pages and saved text."""

from detente.ingest.page import load, load_stream, parse

__all__ = ["load", "load_stream", "parse"]
