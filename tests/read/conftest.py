"""A small world for the reader: three invented states and their people."""

import re

import pytest

from detente.read import RuleReader
from detente.records import Document, KnownName

_NAMES = {
    "state": {"Ruritania": "RUR", "Freedonia": "FRE", "Sylvania": "SYL", "Strelsau": "RUR", "Glorpolis": "FRE"},
    "demonym": {"Ruritanian": "RUR", "Freedonian": "FRE", "Sylvanian": "SYL"},
    "body": {"Alpine League": None},
    "group": {"Black Band": "FRE"},
    "place": {"Zenda": "RUR", "Vale Province": "FRE"},
}
_TIME = re.compile(
    r"\d{1,2} (?:January|May)(?: \d{4})?|(?:Mon|Tues|Fri)day|last (?:week|month)|next month|two months|yesterday"
)


def find(text):
    """Find the names of the small world."""
    found = [KnownName(m.start(), m.end(), "time", None) for m in _TIME.finditer(text)]
    for kind, names in _NAMES.items():
        for name, country in names.items():
            found += [KnownName(m.start(), m.end(), kind, country) for m in re.finditer(rf"\b{re.escape(name)}\b", text)]
    kept, end = [], -1
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        if name.start >= end:
            kept.append(name)
            end = name.end
    return kept


class Read:
    """A reading whose roles are given as words."""

    def __init__(self, text):
        self.document = Document(id="doc-1", title=None, text=text)
        self.reading = RuleReader(find).read(self.document)

    @property
    def acts(self):
        return [(f.type, [*self.words(f.actors)], [*self.words(f.recipients)], f.status) for f in self.reading.frames]

    @property
    def act(self):
        (frame,) = self.reading.frames
        return frame

    @property
    def promise(self):
        (promise,) = self.reading.promises
        return promise

    def words(self, indices):
        return [self.reading.mentions[i].text for i in indices]

    def word(self, index):
        return None if index is None else self.reading.mentions[index].text


@pytest.fixture
def read():
    return Read
