"""The archive: whole documents, found again by state and by word."""

import datetime as dt

import pytest

from detente.archive import Archive
from detente.errors import ArchiveError, NotFoundError
from detente.pipeline import Coder
from detente.records import Document

_CODER = Coder()


def coded(number, text):
    return _CODER.code(Document(id=f"doc-{number}", title=f"Report {number}", text=text, published=dt.date(2023, 5, 5)))


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "a.sqlite") as store:
        assert store.add(coded(1, "Chile expelled two Peruvian diplomats on Tuesday."))
        assert store.add(coded(2, "Kenya and Sudan held talks on Monday about the river."))
        yield store


def test_events_are_found_by_their_states(archive):
    assert [e.type for e in archive.events(["CHL", "PER"])] == ["SANCTION"]
    assert archive.events(["CHL", "SDN"]) == []
    assert len(archive.documents()) == 2


def test_adding_again_changes_nothing(archive):
    before = archive.events()
    assert not archive.add(coded(1, "Chile expelled two Peruvian diplomats on Tuesday."))
    assert archive.events() == before


def test_records_are_found_by_the_beginning_of_their_id(archive):
    event = archive.events(["CHL"])[0]
    assert archive.get(event.id[:12]) == event
    with pytest.raises(NotFoundError, match="several"):
        archive.get("doc-")
    with pytest.raises(NotFoundError, match="no record"):
        archive.get("ev-zzzz")


@pytest.mark.parametrize("words", ["river", 'the "river', "river*", "talks AND river"])
def test_any_words_can_be_searched(archive, words):
    assert {hit.document for hit in archive.search(words)} <= {"doc-2"}
    assert archive.search("river")


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ArchiveError, match="cannot be made"):
        Archive.open(tmp_path / "file" / "sub" / "a.sqlite")


def test_another_programs_database_is_refused_and_a_missing_one_named(tmp_path):
    import sqlite3

    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    with pytest.raises(ArchiveError, match="another program"):
        Archive.open(other)
    with pytest.raises(ArchiveError, match="does not exist"):
        Archive.open(tmp_path / "none.sqlite", create=False)
