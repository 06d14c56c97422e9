"""The user's own names: CSV files, and PETRARCH's `.actors.txt` and `.agents.txt` dictionaries, read as they are.

A CSV has a header with `name` and any of `country`, `sector`, `from`, `to`. What these files say wins over our tables.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Final, NamedTuple

from detente import ontology
from detente.errors import DataError

_CODE: Final = re.compile(r"\[\s*(?P<code>~?[A-Z]{2,}[A-Za-z]*)\s*(?P<when>[^\]]*)\]")
_CENTURY_TURNS: Final = 40  # two-digit years up to this are of the 2000s
_COLUMNS: Final = ("name", "country", "sector", "from", "to")
_MACRO: Final = re.compile(r"^!(?P<name>\w+)!\s*=\s*(?P<words>.+)$")
_BODIES: Final = ("IGO", "NGO", "NGM", "MNC", "IMG", "INT")
_CAMEO_SECTORS: Final[Mapping[str, str]] = {"MED": "JRN", "HLH": "MED"}  # CAMEO's letters for what PLOVER calls otherwise
_ENDINGS: Final = ("s", "es", "")


class Sense(NamedTuple):
    """What a user's name stands for over one period.

    Attributes:
        country: ISO3, or None.
        sector: PLOVER sector or body, or None.
        start: first day.
        end: last day.
    """

    country: str | None
    sector: str | None
    start: dt.date = dt.date.min
    end: dt.date = dt.date.max


class Dictionary:
    """Names of the user's, from one file or several; of two files that name the same, the later wins.

    Args:
        names: each folded name with its senses.
        agents: each folded agent noun with its sector.
        complaints: lines that were not understood and left out, each with file, number and reason.
    """

    def __init__(
        self, names: Mapping[str, Sequence[Sense]], agents: Mapping[str, str], complaints: Sequence[str] = ()
    ) -> None:
        self.names, self.agents, self.complaints = names, agents, complaints

    @cached_property
    def _longest(self) -> int:
        return max((name.count(" ") + 1 for name in (*self.names, *self.agents)), default=0)

    def sense(self, words: str, day: dt.date | None) -> Sense | None:
        """Find what the longest run of words that the user named stands for.

        Args:
            words: the words of a mention.
            day: the day of the report, or None: then the sense without dates counts, else the last.

        Returns:
            The sense, or None where the user named nothing in it, or nothing for that day.
        """
        for run in self._runs(words):
            for sense in self.names.get(run, ()):
                if sense.start <= (day or dt.date.max) <= sense.end:
                    return sense
        return None

    def agent(self, words: str) -> str | None:
        """Find the sector of the longest agent noun that the user listed.

        Args:
            words: the words of a mention.

        Returns:
            The sector, or None.
        """
        return next((self.agents[run] for run in self._runs(words) if run in self.agents), None)

    def _runs(self, words: str) -> Iterator[str]:
        parts = _folded(words).split()
        for size in range(min(len(parts), self._longest), 0, -1):
            yield from (" ".join(parts[at : at + size]) for at in range(len(parts) - size + 1))


@cache
def load(paths: tuple[Path, ...]) -> Dictionary:
    """Read the user's files.

    Args:
        paths: CSV files, or files whose names end in `.actors.txt` or `.agents.txt`.

    Returns:
        All that they say. Of the dictionaries, single lines that cannot be understood are left out and complained of.

    Raises:
        DataError: when a file cannot be read, or a CSV has a wrong value, with its line.
    """
    names: dict[str, Sequence[Sense]] = {}
    agents: dict[str, str] = {}
    complaints: list[str] = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        except OSError as error:
            raise DataError(
                f"dictionary {path}: {error.strerror}", "Name a readable file in the setting `dictionary`."
            ) from error
        if path.suffix.lower() == ".csv":
            names |= _csv(path, lines)
        elif "agents" in path.name.lower():
            agents |= _agents(path, lines, complaints)
        else:
            names |= _actors(path, lines, complaints)
    return Dictionary(names, agents, complaints)


def _folded(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold().replace("’", "'").replace("'s", "")))


def _csv(path: Path, lines: Sequence[str]) -> dict[str, Sequence[Sense]]:
    """Read a table of names.

    Args:
        path: the file, for messages.
        lines: its lines.

    Returns:
        Each folded name with its senses.

    Raises:
        DataError: when a column, state, sector or date is wrong.
    """
    reader = csv.DictReader(lines)
    unknown = [c for c in reader.fieldnames or () if c not in _COLUMNS]
    if unknown or "name" not in (reader.fieldnames or ()):
        raise DataError(f"{path}, line 1: columns {reader.fieldnames}", f"Use the columns {', '.join(_COLUMNS)}.")
    found: dict[str, list[Sense]] = {}
    for row in reader:
        where = f"{path}, line {reader.line_num}"
        country, sector = (row.get("country") or "").strip(), (row.get("sector") or "").strip()
        if country and not re.fullmatch("[A-Z]{3}", country):
            raise DataError(f"{where}: country {country!r}", "Write it as ISO 3166-1 alpha-3, e.g. PAK.")
        if sector and sector not in ontology.sectors():
            raise DataError(f"{where}: sector {sector!r}", f"Use one of {', '.join(ontology.sectors())}.")
        try:
            start, end = (dt.date.fromisoformat(row[k]) if row.get(k) else None for k in ("from", "to"))
        except ValueError as error:
            raise DataError(f"{where}: {error}", "Write dates as YYYY-MM-DD.") from error
        sense = Sense(country or None, sector or None, start or dt.date.min, end or dt.date.max)
        found.setdefault(_folded(row["name"]), []).append(sense)
    return dict(found)


def _actors(path: Path, lines: Iterable[str], complaints: list[str]) -> dict[str, Sequence[Sense]]:
    """Names stand first, synonyms begin with `+`, codes stand in brackets on the same or on following lines."""
    found: dict[str, Sequence[Sense]] = {}
    forms: list[str] = []
    senses: list[Sense] = []
    for number, raw in enumerate(lines, start=1):
        line = raw.split("#")[0].split(";")[0].rstrip()
        if not line.strip() or line.lstrip().startswith("<"):
            continue
        where = f"{path.name}, line {number}"
        if "[" in line and not _CODE.search(line) and "[---]" not in line:
            complaints.append(f"{where}: {line.strip()!r} has no code in brackets, e.g. [AFGMIL 010101-020101]")
        name = line.split("[")[0].strip()
        if name and not name.startswith("+"):
            found |= _kept(forms, senses)
            forms, senses = [], []
        if name:
            forms.append(name.lstrip("+"))
        for match in _CODE.finditer(line):
            period = _period(match["when"].strip())
            if period is None:
                complaints.append(f"{where}: {match['when'].strip()!r} is no date, e.g. 010101-020101 or >20010101")
            else:
                senses.append(_sense(match["code"].upper(), period))
    return found | _kept(forms, senses)


def _kept(forms: Sequence[str], senses: Sequence[Sense]) -> dict[str, Sequence[Sense]]:
    ranked = sorted(senses, key=lambda s: (s.start, s.end == dt.date.max), reverse=True)  # the dated before the undated
    return {key: ranked for form in forms if (key := _folded(form.replace("_", " ")))} if senses else {}


def _sense(code: str, period: tuple[dt.date, dt.date]) -> Sense:
    first, rest = code[:3], code[3:]
    country = None if first in _BODIES else first
    letters = first if country is None else rest[:3]
    return Sense(country, _CAMEO_SECTORS.get(letters, letters) or "GOV", *period)


def _period(when: str) -> tuple[dt.date, dt.date] | None:
    """Read `320101-331108`, `>20070101`, `<730717` or nothing; None where it is none of these."""
    if not when:
        return dt.date.min, dt.date.max
    if when[0] in "<>":
        day = _day(when[1:])
        return None if day is None else (dt.date.min, day) if when[0] == "<" else (day, dt.date.max)
    first, _, last = when.partition("-")
    start, end = _day(first), _day(last) if last else dt.date.max
    return (start, end) if start and end else None


def _day(text: str) -> dt.date | None:
    """Read a date of six or eight digits; one that no calendar has is taken as the first of its month or year."""
    digits = text.strip()
    if not digits.isdigit() or len(digits) not in {6, 7, 8}:
        return None
    if len(digits) == 6:
        year = int(digits[:2])
        digits = f"{2000 + year if year <= _CENTURY_TURNS else 1900 + year}{digits[2:]}"
    year, month, day = max(int(digits[:4]), 1), int(digits[4:6]), int(digits[6:8] or 1)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return dt.date(year, month if 1 <= month <= 12 else 1, 1)


def _agents(path: Path, lines: Iterable[str], complaints: list[str]) -> dict[str, str]:
    macros: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for number, raw in enumerate(lines, start=1):
        line = raw.split("#")[0].split(";")[0].strip()
        if not line:
            continue
        if macro := _MACRO.match(line):
            macros[macro["name"]] = [word.strip() for word in macro["words"].split(",")]
            continue
        code = _CODE.search(line)
        if code is None:
            complaints.append(f"{path.name}, line {number}: {line!r} is no noun with its code, e.g. FARMER [~AGR]")
            continue
        letters = code["code"].lstrip("~").upper()[:3]
        sector = _CAMEO_SECTORS.get(letters, letters)
        for form in _spelled(line[: code.start()].strip(), macros):
            for ending in _ENDINGS:
                found[_folded(form.replace("_", " ")) + ending] = sector
    return found


def _spelled(form: str, macros: Mapping[str, Sequence[str]]) -> list[str]:
    """Write out macros: `DAIRY!PERSON!` is `DAIRYMAN`, `DAIRYMEN`, …; a plural in braces is a form of its own."""
    form, _, plural = form.partition("{")
    forms = [form.strip(), *([plural.rstrip("} ").strip()] if plural.strip("} ") else [])]
    for name, words in macros.items():
        forms = [f.replace(f"!{name}!", w) for f in forms for w in (words if f"!{name}!" in f else [""])]
    return [f.strip("_ ") for f in forms if f.strip("_ ")]
