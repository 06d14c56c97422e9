"""Inline markup to text and exact offsets; the format is told in GUIDELINES.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
LEADS = Path(__file__).parent / "leads"
KINDS = "wire communique state-media newspaper explainer live-blog editorial timeline briefing saved-page broadcast".split()
NEGATIVES = "sport business metaphor weather anniversary fiction headline history science crime".split()
OUTCOMES = "kept partly broken delayed withdrawn superseded".split()
STATUSES = "occurred ongoing planned threatened hypothetical denied".split()
STANCES = "asserted alleged denied".split()

TOKEN = re.compile(r"<<|>>|[\[\]{}|<>]")
ACTOR_HEAD = re.compile(r"(?P<ids>\w+(?:\+\w+)*):")
OTHER_HEAD = re.compile(r"(?P<mark>[@#?])(?P<id>\w+):")
TYPE = re.compile(r"(?P<type>[A-Z]+)(?:\.(?P<modes>[a-z-]+(?:\+[a-z-]+)*))?")
ARTICLE = re.compile(r"(?:the|an?) (?=\S)", re.IGNORECASE)
PARTIES = re.compile(r"(?P<actors>\w+(?:[,&]\w+)*)(?:>(?P<recipients>\w+(?:,\w+)*))?")


class MarkupError(Exception):
    """A file that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for actors, a place, a time or a condition.

    Attributes:
        kind: `actor`, `place`, `time` or `condition`.
        ids: the entities meant, one but for phrases such as "both sides".
        start: offset of the first character in the report's text.
        end: offset after the last.
        sentence: index of its sentence.
    """

    kind: str
    ids: tuple[str, ...]
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Act:
    """An event at its trigger, or an undertaking; roles are entity ids.

    Attributes:
        kind: `event` or `undertaking`.
        start: offset of the first character in the report's text.
        end: offset after the last.
        sentence: index of its sentence.
        type: PLOVER type; of an undertaking, that of the act promised.
        modes: PLOVER modes.
        actors: who acts, or is bound.
        recipients: who is acted on, or was promised.
        reciprocal: whether they act together.
        places: ids of places.
        times: ids of times; of an undertaking, of when it is due.
        conditions: ids of conditions.
        status: whether it happened.
        voice: id of the source, empty where the report speaks.
        stance: the source's stance.
        number: `e1` or `c1` within the story, or empty.
        outcomes: what it does to earlier commitments, as (outcome, number).
    """

    kind: str
    start: int
    end: int
    sentence: int
    type: str
    modes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    reciprocal: bool = False
    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    status: str = "occurred"
    voice: str = ""
    stance: str = "asserted"
    number: str = ""
    outcomes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or line.

    Attributes:
        start: offset of the first character in the report's text.
        end: offset after the last.
        kind: `plain`, `chrome` or the kind of a hard negative.
        line: its line in the file.
    """

    start: int
    end: int
    kind: str
    line: int


@dataclass(slots=True)
class Report:
    """One annotated report.

    Attributes:
        story: name of the story.
        index: its place in the story, from 0.
        kind: what sort of report it is.
        published: day of publication, ISO.
        dateline: town of the dateline, or empty.
        publisher: invented name of the publisher.
        variety: variety of English.
        basis: id of the item whose facts it retells, or `invented`.
        contexts: PLOVER contexts of the whole.
        title: the title.
        text: the text without markup.
        sentences: its sentences.
        mentions: all mentions, in order of their start.
        acts: all events and undertakings, in order of their start.
        codes: code of each entity.
        names: full name of each entity that was given one.
        values: value of each place and time.
        file: where it stands.
        line: line of its head.
    """

    story: str
    index: int
    kind: str
    published: str
    dateline: str
    publisher: str
    variety: str
    basis: str
    contexts: tuple[str, ...]
    file: Path
    line: int
    title: str = ""
    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Story and place in it, unique in the corpus."""
        return f"{self.story}/{self.index}"


class LineReader:
    """Reads the markup of one sentence into a report.

    Args:
        report: the report to fill.
        line: the marked-up sentence.
        sentence: its index.
    """

    def __init__(self, report: Report, line: str, sentence: int) -> None:
        self.report, self.line, self.sentence = report, line, sentence
        self.base = len(report.text)
        self.out: list[str] = []
        self.length = 0

    def read(self) -> str:
        """Take the whole line.

        Returns:
            The sentence without markup.

        Raises:
            MarkupError: when the markup is wrong.
        """
        rest = self._span(0, "")
        if rest != len(self.line):
            raise MarkupError(f"stray {self.line[rest : rest + 2]!r}")
        return "".join(self.out)

    def _emit(self, words: str) -> None:
        self.out.append(words)
        self.length += len(words)

    def _span(self, at: int, closing: str) -> int:
        """Copy text and marked spans until `closing` or `|`, and give the position of that."""
        while at < len(self.line):
            token = TOKEN.search(self.line, at)
            if token is None:
                self._emit(self.line[at:])
                at = len(self.line)
                break
            self._emit(self.line[at : token.start()])
            if token.group() in {"[", "{", "<<"}:
                at = self._mark(token)
                continue
            if closing and token.group() in {closing, "|"}:
                return token.start()
            raise MarkupError(f"stray {token.group()!r} before {self.line[token.end() : token.end() + 20]!r}")
        if closing:
            raise MarkupError(f"no {closing!r} for {self.line[:40]!r}…")
        return at

    def _mark(self, token: re.Match[str]) -> int:
        opening, at, start = token.group(), token.end(), self.base + self.length
        closing = {"[": "]", "{": "}", "<<": ">>"}[opening]
        head = None
        if opening == "[":
            head = OTHER_HEAD.match(self.line, at) or ACTOR_HEAD.match(self.line, at)
            if head is None:
                raise MarkupError(f"a mention without id: {self.line[token.start() : token.start() + 30]!r}")
            at = head.end()
        at = self._span(at, closing)
        spec = ""
        if self.line[at] == "|":
            end = self.line.find(closing, at)
            if end < 0:
                raise MarkupError(f"no {closing!r} after {self.line[at : at + 30]!r}")
            spec, at = self.line[at + 1 : end], end
        span = (start, self.base + self.length)
        if start == span[1]:
            raise MarkupError(f"an empty span at {self.line[token.start() : token.start() + 30]!r}")
        if head is not None:
            self._mention(head, span, spec)
        else:
            self.report.acts.append(act_of("event" if opening == "{" else "undertaking", span, self.sentence, spec))
        return at + len(closing)

    def _mention(self, head: re.Match[str], span: tuple[int, int], spec: str) -> None:
        marks = {"@": "place", "#": "time", "?": "condition"}
        if head.re is OTHER_HEAD:
            kind, key = marks[head["mark"]], head["mark"] + head["id"]
            ids: tuple[str, ...] = (key,)
            if spec:
                self._settle(self.report.values, key, spec)
            elif kind != "condition" and key not in self.report.values:
                raise MarkupError(f"{key} has no value")
        else:
            kind, ids = "actor", tuple(head["ids"].split("+"))
            code, _, name = spec.partition("|")
            if code and len(ids) > 1:
                raise MarkupError(f"{head['ids']} stands for several and takes no code")
            if code:
                self._settle(self.report.codes, ids[0], code.strip())
            if name:
                self._settle(self.report.names, ids[0], name.strip())
            if len(ids) == 1 and (article := ARTICLE.match(self._words(span))):
                span = (span[0] + article.end(), span[1])
        self.report.mentions.append(Mention(kind, ids, *span, self.sentence))

    def _words(self, span: tuple[int, int]) -> str:
        return "".join(self.out)[span[0] - self.base : span[1] - self.base]

    @staticmethod
    def _settle(table: dict[str, str], key: str, value: str) -> None:
        if table.setdefault(key, value) != value:
            raise MarkupError(f"{key} was {table[key]!r} and is {value!r} now")


def act_of(kind: str, span: tuple[int, int], sentence: int, spec: str) -> Act:
    """Read what stands behind the bar of a trigger or an undertaking.

    Args:
        kind: `event` or `undertaking`.
        span: its offsets.
        sentence: index of its sentence.
        spec: the words behind the bar.

    Returns:
        The act.

    Raises:
        MarkupError: when a part is not understood.
    """
    parts = spec.split()
    head = TYPE.fullmatch(parts[0]) if parts else None
    parties = PARTIES.fullmatch(parts[1]) if len(parts) > 1 else None
    if head is None or parties is None:
        raise MarkupError(f"want 'TYPE.mode A>B …', have {spec!r}")
    actors = parties["actors"]
    found: dict[str, list[str]] = {"@": [], "#": [], "?": []}
    single = {"status": "occurred", "voice": "", "stance": "asserted", "number": ""}
    outcomes = []
    for part in parts[2:]:
        mark, value = part[0], part[1:]
        if mark in found:
            found[mark].append(part)
        elif mark == "!":
            single["status"] = value
        elif mark == "~":
            single["voice"], _, stance = value.partition(":")
            single["stance"] = stance or "asserted"
        elif mark == "=":
            single["number"] = value
        elif mark == "+" and ":" in value:
            outcome, _, number = value.partition(":")
            outcomes.append((outcome, number))
        else:
            raise MarkupError(f"{part!r} is not understood in {spec!r}")
    return Act(
        kind, *span, sentence, head["type"], tuple((head["modes"] or "").split("+")) if head["modes"] else (),
        tuple(re.split("[,&]", actors)), tuple((parties["recipients"] or "").split(",")) if parties["recipients"] else (),
        "&" in actors, tuple(found["@"]), tuple(found["#"]), tuple(found["?"]), **single, outcomes=tuple(outcomes),
    )  # fmt: skip


def read_file(path: Path) -> Iterator[Report]:
    """Read all reports of a file.

    Args:
        path: the file.

    Yields:
        The reports, in order.

    Raises:
        MarkupError: at the first line that is wrong, with file and line.
    """
    story, index, report, fresh = "", 0, None, False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            if line.startswith("=== "):
                story, index = line[4:].strip(), 0
            elif line.startswith("--- "):
                if report is not None:
                    yield report
                report, index, fresh = head_of(line[4:], story, index, path, number), index + 1, True
            elif report is not None and line.strip() and not report.title:
                report.title = line.strip()
            elif report is not None and report.title:
                fresh = add_line(report, line.strip(), number, first=fresh)
            elif line.strip():
                raise MarkupError("text before the head of a report")
        except MarkupError as error:
            raise MarkupError(f"{path.name}, line {number}: {error}") from error
    if report is not None:
        yield report


def head_of(line: str, story: str, index: int, path: Path, number: int) -> Report:
    """Read the head of a report.

    Args:
        line: the cells, with bars between them.
        story: name of the story.
        index: place in the story.
        path: the file.
        number: the line.

    Returns:
        A report without text.

    Raises:
        MarkupError: when cells are missing or unknown.
    """
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != 7:
        raise MarkupError(f"the head has {len(cells)} cells and needs 7")
    if cells[0] not in KINDS:
        raise MarkupError(f"{cells[0]!r} is no kind of report; choose from {', '.join(KINDS)}")
    dateline = "" if cells[2] == "-" else cells[2]
    return Report(story, index, cells[0], cells[1], dateline, *cells[3:6], tuple(cells[6].split()), path, number)


def add_line(report: Report, line: str, number: int, *, first: bool) -> bool:
    """Add one line of the body to a report; an empty one ends the paragraph.

    Args:
        report: the report to fill.
        line: the line.
        number: its number in the file.
        first: whether a paragraph begins here.

    Returns:
        Whether the next line begins a paragraph.

    Raises:
        MarkupError: when the markup is wrong.
    """
    if not line:
        return True
    kind = "plain"
    if line.startswith("%"):
        mark, _, line = line[1:].partition(" ")
        if mark not in {*NEGATIVES, "chrome"}:
            raise MarkupError(f"%{mark} is no kind of line; choose from chrome, {', '.join(NEGATIVES)}")
        kind = mark
    if report.text:
        report.text += "\n\n" if first else "\n" if kind == "chrome" else " "
    start = len(report.text)
    report.text += LineReader(report, line.strip(), len(report.sentences)).read()
    report.sentences.append(Sentence(start, len(report.text), kind, number))
    return False


def read_all(folder: Path = TEXTS) -> list[Report]:
    """Read the whole corpus.

    Args:
        folder: where the files are.

    Returns:
        All reports, in order of file and place.

    Raises:
        MarkupError: at the first line that is wrong.
    """
    return [report for path in sorted(folder.glob("*.txt")) for report in read_file(path)]
