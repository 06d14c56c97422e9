"""Records to bytes and back, their ids, and their published schema."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from detente.records.disk import Commitment, Document, Event, Incident, Response, Run

Record: TypeAlias = Document | Event | Commitment | Incident | Response | Run


_DECODER: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)


def digest(prefix: str, *parts: object) -> str:
    """Derive a record id from its content.

    Args:
        prefix: short name of the kind of record (`doc`, `ev`, `cm`).
        *parts: the values that make the record what it is.

    Returns:
        `prefix-` and sixteen hexadecimal digits of a SHA-256.
    """
    content = msgspec.json.encode(parts, order="deterministic")
    return f"{prefix}-{hashlib.sha256(content).hexdigest()[:16]}"


def document_id(publisher: str | None, title: str | None, text: str) -> str:
    """Derive a document's id: the same text from the same publisher has the same id.

    Args:
        publisher: name of the publisher, or None.
        title: headline, or None.
        text: cleaned text.

    Returns:
        The id.
    """
    return digest("doc", publisher, title, text)


def to_json(record: Struct) -> bytes:
    """Encode a record; equal records give equal bytes.

    Args:
        record: any record.

    Returns:
        One JSON object, UTF-8, without a newline.
    """
    return msgspec.json.encode(record)


def from_json(line: bytes | str) -> Record:
    """Decode one record by its `record` tag.

    Args:
        line: one JSON object.

    Returns:
        The record.

    Raises:
        msgspec.ValidationError: when the object does not fit its schema.
    """
    return _DECODER.decode(line)


def schema(kinds: Sequence[type[Struct]] = (Document, Event, Commitment, Incident, Response, Run)) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of records.

    Args:
        kinds: the record classes wanted.

    Returns:
        The schema as a JSON-ready dictionary.
    """
    schemas, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "anyOf": list(schemas),
        "$defs": definitions,
    }
