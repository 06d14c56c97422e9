"""One SQLite file that holds all records; every document is one transaction."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from detente.errors import ArchiveError, NotFoundError
from detente.records import Coded, Commitment, Document, Event, Record, Response, from_json, to_json

_APPLICATION: Final = 0x64E7E7E  # marks the file as an archive of détente
_META: Final = sa.MetaData()
_RECORDS: Final = sa.Table(
    "records",
    _META,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("kind", sa.String),
    sa.Column("document", sa.String),
    sa.Column("day", sa.Date),
    sa.Column("json", sa.LargeBinary),
)
_STATES: Final = sa.Table("states", _META, sa.Column("record", sa.String), sa.Column("state", sa.String))
_Kind = TypeVar("_Kind", Document, Event, Commitment, Response)


class Hit(NamedTuple):
    """A document found by its words.

    Attributes:
        document: its id.
        title: its title, or None.
        snippet: the words around the find.
    """

    document: str
    title: str | None
    snippet: str


class Archive:
    """An open archive; use it as a context manager."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        """Wrap an engine whose schema is current; use `Archive.open`.

        Args:
            engine: connected to the file.
            path: the file, for messages.
        """
        self._engine, self._path = engine, path

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Self:
        """Open an archive and bring its schema up to date.

        Args:
            path: the file.
            create: whether to make it where it is missing.

        Returns:
            The archive.

        Raises:
            ArchiveError: when the file is missing, no archive, made by a newer version, or cannot be written.
        """
        if not path.exists():
            if not create:
                raise ArchiveError(f"{path} does not exist", "Add reports first: detente add FILE.")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ArchiveError(
                    f"{path.parent} cannot be made: {error.strerror}",
                    "Name a file in a folder you may write to with --archive.",
                ) from error
        engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        sa.event.listen(engine, "connect", _prepare)
        archive = cls(engine, path)
        with archive._translated():
            archive._migrate()
        return archive

    def __enter__(self) -> Self:
        """Enter the context."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self._engine.dispose()

    def add(self, coded: Coded) -> bool:
        """Store one coded document, whole or not at all.

        Args:
            coded: the document with its records.

        Returns:
            False where the document is already there; nothing changes then.

        Raises:
            ArchiveError: when the file cannot be written.
        """
        with self._translated(), self._engine.begin() as connection:
            if connection.scalar(sa.select(_RECORDS.c.id).where(_RECORDS.c.id == coded.document.id)):
                return False
            document = coded.document
            rows = [_row(record, document.id) for record in coded.records()]
            connection.execute(_RECORDS.insert(), list({row["id"]: row for row in rows}.values()))
            told: tuple[Event | Commitment, ...] = (*coded.events, *coded.commitments)
            states = [{"record": r.id, "state": s} for r in told for s in sorted(r.states)]
            if states:
                connection.execute(_STATES.insert().prefix_with("OR IGNORE"), states)
            connection.execute(
                sa.text("INSERT INTO words (id, title, text) VALUES (:id, :title, :text)"),
                {"id": document.id, "title": document.title or "", "text": document.text},
            )
        return True

    def get(self, number: str) -> Record:
        """Fetch one record.

        Args:
            number: its id, or the beginning of it.

        Returns:
            The record.

        Raises:
            NotFoundError: when none or several ids begin so.
        """
        query = sa.select(_RECORDS.c.id, _RECORDS.c.json).where(_RECORDS.c.id.startswith(number, autoescape=True)).limit(3)
        with self._translated(), self._engine.connect() as connection:
            found = connection.execute(query).all()
        if not found:
            raise NotFoundError(f"no record {number!r}", "Copy the id from `detente brief` or `detente code`.")
        if len(found) > 1:
            raise NotFoundError(f"several records begin with {number!r}", f"Give more of it, e.g. {found[0].id}.")
        return from_json(found[0].json)

    def documents(self) -> dict[str, Document]:
        """Fetch all documents.

        Returns:
            Id to document.
        """
        return {d.id: d for d in self._fetch(Document, "document")}

    def events(self, states: Sequence[str] = ()) -> list[Event]:
        """Fetch events.

        Args:
            states: ISO3 codes that must all be among their actors and recipients.

        Returns:
            The events by day.
        """
        return list(self._fetch(Event, "event", states))

    def commitments(self, states: Sequence[str] = ()) -> list[Commitment]:
        """Fetch commitments as each report tells them.

        Args:
            states: ISO3 codes that must all be among their parties and counterparts.

        Returns:
            The commitments by day.
        """
        return list(self._fetch(Commitment, "commitment", states))

    def responses(self) -> list[Response]:
        """Fetch all responses.

        Returns:
            The responses by id.
        """
        return list(self._fetch(Response, "response"))

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Find documents by their words.

        Args:
            words: words that must all occur.
            limit: greatest number of finds.

        Returns:
            The documents, best first.
        """
        terms = " ".join(f'"{word}"' for word in re.findall(r"\w+", words))
        if not terms:
            return []
        query = sa.text(
            "SELECT id, title, snippet(words, 2, '', '', ' … ', 16) FROM words WHERE words MATCH :q ORDER BY rank LIMIT :n"
        )
        with self._translated(), self._engine.connect() as connection:
            return [Hit(i, t or None, s) for i, t, s in connection.execute(query, {"q": terms, "n": limit})]

    def _fetch(self, kind: type[_Kind], name: str, states: Sequence[str] = ()) -> Iterator[_Kind]:
        query = sa.select(_RECORDS.c.json).where(_RECORDS.c.kind == name).order_by(_RECORDS.c.day, _RECORDS.c.id)
        for state in states:
            query = query.where(_RECORDS.c.id.in_(sa.select(_STATES.c.record).where(_STATES.c.state == state)))
        with self._translated(), self._engine.connect() as connection:
            for (raw,) in connection.execute(query).all():
                record = from_json(raw)
                if isinstance(record, kind):
                    yield record

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", "detente:archive/migrations")
        with self._engine.connect() as connection:
            mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
            tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
            if tables and mark != _APPLICATION:
                raise ArchiveError(f"{self._path} is another program's database", "Name another file with --archive.")
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise ArchiveError(f"{self._path} was made by a newer détente", "Install the newer version.") from error
            connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
            connection.commit()

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DatabaseError as error:
            cause = str(error.orig)
            remedy = "Restore it from a copy, or name another file with --archive."
            if "readonly" in cause or "unable to open" in cause:
                remedy = "Check the permissions of the file and its folder."
            elif "full" in cause:
                remedy = "Free some space and run the command again; what was stored is whole."
            raise ArchiveError(f"{self._path}: {cause}", remedy) from error


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _row(record: Record, document: str) -> dict[str, object]:
    day: dt.date | None = None
    if isinstance(record, Document):
        day = record.anchor
    elif isinstance(record, Event):
        day = record.when.end
    elif isinstance(record, Commitment):
        day = record.made.end
    kind = type(record).__name__.lower()
    return {
        "id": record.id,
        "kind": kind,
        "document": None if kind == "document" else document,
        "day": day,
        "json": to_json(record),
    }
