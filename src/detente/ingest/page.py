"""One input to one document: what it is, what it says of itself, and its report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from detente.errors import InputError
from detente.ingest.furniture import is_prose, part, reason_to_drop
from detente.records import Document, Dropped, SourceFormat, document_id

_MAGIC: Final = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"SQLite format",
)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE: Final = re.compile(
    r"^(?P<place>[A-Z][\w.’'-]*(?:[ /-][A-Z][\w.’'-]*){0,3})"
    rf"(?:,\s*(?P<date>\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{1,2}}(?:,? \d{{4}})?))?"
    r"\s*(?:\((?P<agency>[^)]{2,40})\))?\s*(?:[:–—]|--|- )\s*(?=[A-Z“\"‘'])"
)
_PUBLISHED: Final = re.compile(
    r"(?:published|posted|updated|date)\b[^\n]{0,20}?"
    rf"(?P<date>\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{4}}-\d\d-\d\d)",
    re.IGNORECASE,
)
_COPYRIGHT: Final = re.compile(
    r"(?:©|copyright)\s*(?:\(c\)\s*)?(?:\d{4}\s*)?(?P<name>[A-Z][\w&’' ]{2,40}?)(?:[.,|]|\s*All|$)"
)
_SPLIT: Final = "Split it, or raise the limit with DETENTE_MAX_BYTES."
_TITLE_WORDS: Final = range(4, 26)


class _Raw(NamedTuple):
    """A page before its lines are parted."""

    lines: tuple[str, ...]
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    url: str | None = None
    format: SourceFormat = "text"


def load(path: Path, max_bytes: int) -> bytes:
    """Read a file.

    Args:
        path: the file.
        max_bytes: largest size read, in bytes.

    Returns:
        Its bytes.

    Raises:
        InputError: when it is missing, a directory, too large or unreadable.
    """
    if path.is_dir():
        raise InputError(f"{path} is a directory", f"Name the files in it: {path}/*.")
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise InputError(f"{path} has {size:,} bytes, over the limit of {max_bytes:,}", _SPLIT)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist", "Check the name.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "Check its permissions.") from error


def load_stream(stream: BinaryIO, name: str, max_bytes: int) -> bytes:
    """Read a stream to its end.

    Args:
        stream: the stream, such as standard input.
        name: what to call it in messages.
        max_bytes: largest size read, in bytes.

    Returns:
        Its bytes.

    Raises:
        InputError: when there are more.
    """
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise InputError(f"{name} goes on, over the limit of {max_bytes:,} bytes", _SPLIT)
    return data


def parse(data: bytes, *, name: str, published: dt.date | None = None) -> Document:
    """Clean one input.

    Args:
        data: an HTML page or saved text.
        name: what to call the input in messages.
        published: day of publication; wins over what the page says.

    Returns:
        The document, with what was dropped and why.

    Raises:
        InputError: when the input is empty, binary, in another language or all furniture, or the day is to come.
    """
    today = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1)
    if published and published > today:
        raise InputError(f"{name}: published {published} lies in the future", "Give the day the report appeared.")
    text = _decode(data, name)
    raw = _html(text) if re.search(r"<(?:html|body|article|p|div)\b", text[:20_000], re.IGNORECASE) else _saved(text)
    title, lines, before = (raw.title, raw.lines, ()) if raw.title else _split_title(raw.lines)
    kept = part(lines)
    if not kept.lines:
        raise InputError(f"{name}: no report in it, only furniture", "Save the page of the article itself.")
    _require_english(" ".join(kept.lines), name)
    first, place, agency, printed = _dateline(kept.lines[0], published or raw.published)
    body = "\n".join((first, *kept.lines[1:]))
    said = raw.published or _stated_day(text)
    day = published or next((d for d in (said, printed) if d and d <= today), None)
    publisher = raw.publisher or agency or _copyright_holder(kept.dropped)
    return Document(
        id=document_id(publisher, title, body),
        title=title,
        text=body,
        dateline_place=place,
        dateline_date=printed if printed and printed <= today else None,
        publisher=publisher,
        byline=raw.byline,
        published=day,
        url=raw.url,
        format=raw.format,
        dropped=(*before, *kept.dropped),
        links=kept.links,
    )


def _decode(data: bytes, name: str) -> str:
    import ftfy

    if not data.strip():
        raise InputError(f"{name} is empty", "Save the page again.")
    if data.startswith(_MAGIC) or (b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise InputError(f"{name} is a binary file", "Save the page as HTML or text.")
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    for encoding in (
        "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig",
        declared and declared[1].decode(),
        "cp1252",
    ):
        try:
            text = data.decode(encoding or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
        return ftfy.fix_text(text, ftfy.TextFixerConfig(uncurl_quotes=False, fix_latin_ligatures=False, normalization=None))
    raise InputError(f"{name} is in no encoding we know", "Save it as UTF-8.")


def _fold(text: str) -> tuple[str, ...]:
    return tuple(line for raw in re.split(r"\s*\n\s*", text) if (line := re.sub(r"\s+", " ", raw).strip()))


def _saved(text: str) -> _Raw:
    return _Raw(_fold(text))


def _html(text: str) -> _Raw:
    import trafilatura

    page = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False, include_tables=False)
    if page is None:
        return _Raw(())
    fields = page.as_dict() if hasattr(page, "as_dict") else page
    title = fields.get("title")
    lines = tuple(line.removeprefix("- ") for line in _fold(fields.get("text") or "") if line != title)
    day = fields.get("date")
    return _Raw(
        lines, title, fields.get("sitename"), fields.get("author"), dt.date.fromisoformat(day) if day else None,
        fields.get("url"), "html",
    )  # fmt: skip


def _split_title(lines: Sequence[str]) -> tuple[str | None, tuple[str, ...], tuple[Dropped, ...]]:
    """The first headline-like line before the first sentence is the title."""
    for index, line in enumerate(lines[:12]):
        if _DATELINE.match(line) or (is_prose(line) and line.rstrip("”\"'").endswith(".")):
            break
        if len(line.split()) in _TITLE_WORDS and not reason_to_drop(line):
            before = tuple(Dropped(earlier, reason_to_drop(earlier) or "not a sentence") for earlier in lines[:index])
            return line, tuple(lines[index + 1 :]), before
    return None, tuple(lines), ()


def _dateline(line: str, published: dt.date | None) -> tuple[str, str | None, str | None, dt.date | None]:
    match = _DATELINE.match(line)
    if match is None or not (match["date"] or match["agency"] or match["place"].isupper()):
        return line, None, None, None
    day = _day(match["date"], published) if match["date"] else None
    place = match["place"].title() if match["place"].isupper() else match["place"]
    return line[match.end() :], place, match["agency"], day


def _day(text: str, near: dt.date | None) -> dt.date | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return dt.date.fromisoformat(text)
    month = re.search(r"[A-Za-z]{3}", text)
    number = re.search(r"\b\d{1,2}\b", text)
    year = re.search(r"\b\d{4}\b", text)
    if not (month and number and (year or near)):
        return None
    wanted = int(year.group()) if year else near.year if near else 0
    try:
        return dt.date(wanted, _MONTHS.index(month.group().lower()) + 1, int(number.group()))
    except ValueError:
        return None


def _stated_day(text: str) -> dt.date | None:
    match = _PUBLISHED.search(text)
    return _day(match["date"], None) if match else None


def _copyright_holder(dropped: Sequence[Dropped]) -> str | None:
    found = (_COPYRIGHT.search(d.text) for d in dropped if d.reason == "footer")
    return next((match["name"].strip() for match in found if match), None)


def _require_english(text: str, name: str) -> None:
    import py3langid

    language, _ = py3langid.classify(text[:4000])
    if language != "en" and len(text.split()) >= 12:
        raise InputError(f"{name} is in another language ({language})", "Only English is coded; translate it first.")
