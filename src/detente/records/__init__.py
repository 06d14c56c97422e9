"""The record: every type that passes between the parts of détente.

All types are frozen and slotted. `Document`, `Event`, `Commitment`, `Incident`, `Response` and `Run` are
written to disk, one JSON object each, tagged by `record`; their JSON Schemas are derived from these classes
(`detente schema`). `Mention`, `Frame`, `Promise` and `Reading` live only between the reader and the resolver.

Offsets are Python string offsets into `Document.text`, end exclusive.
"""

from detente.records.codec import Record, digest, document_id, from_json, schema, to_json
from detente.records.disk import (
    Actor,
    Commitment,
    CommitmentStatus,
    Confidence,
    Disagreement,
    Document,
    Dropped,
    Event,
    Incident,
    Iso3,
    Link,
    Offset,
    Place,
    Precision,
    Probability,
    Quad,
    Response,
    ResponseKind,
    Run,
    SourceFormat,
    Span,
    Stance,
    Status,
    StatusChange,
    Type,
    Voice,
    When,
)
from detente.records.stages import Coded, Frame, KnownName, Mention, NameFinder, Promise, Reading, Resolved

__all__ = [
    "Actor",
    "Coded",
    "Commitment",
    "CommitmentStatus",
    "Confidence",
    "Disagreement",
    "Document",
    "Dropped",
    "Event",
    "Frame",
    "Incident",
    "Iso3",
    "KnownName",
    "Link",
    "Mention",
    "NameFinder",
    "Offset",
    "Place",
    "Precision",
    "Probability",
    "Promise",
    "Quad",
    "Reading",
    "Record",
    "Resolved",
    "Response",
    "ResponseKind",
    "Run",
    "SourceFormat",
    "Span",
    "Stance",
    "Status",
    "StatusChange",
    "Type",
    "Voice",
    "When",
    "digest",
    "document_id",
    "from_json",
    "schema",
    "to_json",
]
