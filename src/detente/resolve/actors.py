"""Actors: from the words of a mention to states, persons, groups and bodies, with the memory of one document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from detente import data
from detente.records import Actor, Mention
from detente.resolve.names import Entry, entries, find, state_names

_LIST: Final = 160
_ANAPHORA: Final = frozenset({"the former", "the latter"})
_TITLE: Final = frozenset({"mr", "mrs", "ms", "dr", "gen", "sheikh", "the", "hon"})


@cache
def _roles() -> Sequence[tuple[re.Pattern[str], str, str | None]]:
    found = []
    for sector, role, forms in data.rows(files("detente.data") / "roles.tsv", 3):
        alternatives = "|".join(re.escape(f) for f in sorted(forms.split("|"), key=len, reverse=True))
        found.append((re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE), sector, None if role == "-" else role))
    return tuple(found)


def role_of(text: str) -> tuple[str | None, str | None]:
    """Find the sector and office that words name.

    Args:
        text: the words of a mention.

    Returns:
        PLOVER sector and role, each None where the words name none.
    """
    for pattern, sector, role in _roles():
        match = pattern.search(text)
        if match:
            return sector, role or match.group().lower()
    return None, None


class Discourse:
    """What a document has named so far: people with their states and offices, and the pair it speaks of."""

    def __init__(self) -> None:
        """Start with nothing named."""
        self._people: dict[str, Actor] = {}
        self._recent: list[Actor] = []

    @property
    def pair(self) -> tuple[Actor, ...]:
        """The two states named last, in the order in which they were named."""
        last: dict[str, Actor] = {}
        for actor in reversed(self._recent):
            if actor.country and actor.country not in last and actor.sector not in {"REB", "UAF"}:
                last[actor.country] = actor
            if len(last) == 2:
                break
        return tuple(reversed(list(last.values())))

    def learn(self, mentions: Sequence[Mention]) -> None:
        """Read all mentions once, so that people named with their office are known from the start.

        Args:
            mentions: the mentions of the document, in order.
        """
        for mention in mentions:
            if mention.kind == "actor" and mention.form == "name":
                for actor in self._named(mention):
                    if actor.person and actor.country:
                        self._people.setdefault(actor.person.split()[-1].casefold(), actor)
        for window in zip(mentions, mentions[1:], mentions[2:], mentions[3:], strict=False):
            self._learn_respectively(window)

    def _learn_respectively(self, window: Sequence[Mention]) -> None:
        """`the foreign ministers of X and Y, A and B`: A is of X and B of Y."""
        if any(m.kind != "actor" or m.form != "name" for m in window) or window[3].end - window[0].start > _LIST:
            return
        named = [self._named(m)[0] for m in window]
        role = named[0].role
        if not (role and all(a.country and not a.person for a in named[:2])):
            return
        for state, person in zip(named[:2], named[2:], strict=True):
            if person.person and not person.country:
                known = Actor(
                    person.person, state.country, "GOV", role, person.person, person.text, person.start, person.end
                )
                self._people.setdefault(person.person.split()[-1].casefold(), known)

    def resolve(self, mention: Mention) -> tuple[Actor, ...]:
        """Resolve a mention and remember whom it names.

        Args:
            mention: an actor, or a place in the role of one.

        Returns:
            Whom it stands for; the mention's own words, unresolved, where that is not known.
        """
        if mention.form == "both":
            if mention.text.lower() in _ANAPHORA and len(self.pair) == 2:
                chosen: tuple[Actor, ...] = self.pair[:1] if "former" in mention.text.lower() else self.pair[1:]
            else:
                chosen = self.pair
            return tuple(_renamed(actor, mention, whole=True) for actor in chosen)
        if mention.form == "pronoun":
            plural = mention.text.lower() in {"they", "them"}
            meant = self.pair if plural else tuple(self._recent[-1:])
            return tuple(_renamed(actor, mention, whole=False) for actor in meant)
        found = self._named(mention)
        self._recent.extend(actor for actor in found if actor.country)
        return found

    def _named(self, mention: Mention) -> tuple[Actor, ...]:
        sector, role = role_of(mention.text)
        known = [(n, e) for n in find(mention.text) if (e := _entry(mention.text[n.start : n.end]))]
        person = _person(mention.text, [e for _, e in known])
        if not known:
            remembered = self._people.get(person.split()[-1].casefold()) if person else None
            if remembered:
                return (_renamed(remembered, mention, whole=False),)
            return (_unresolved(mention, sector, role, person),)
        groups = [e for _, e in known if e.kind in {"group", "body"}]
        chosen = groups[:1] or list({e.country: e for _, e in known}.values())
        return tuple(_actor(mention, e, sector, role, person) for e in chosen)


def _entry(text: str) -> Entry | None:
    return entries().get(text.replace("’", "'"))


def _actor(mention: Mention, entry: Entry, sector: str | None, role: str | None, person: str | None) -> Actor:
    chosen = entry.sector if entry.kind in {"group", "body"} else sector or entry.sector
    return Actor(person or entry.name, entry.country, chosen, role, person, mention.text, mention.start, mention.end)


def _unresolved(mention: Mention, sector: str | None, role: str | None, person: str | None) -> Actor:
    return Actor(person or mention.text, None, sector, role, person, mention.text, mention.start, mention.end)


def _renamed(actor: Actor, mention: Mention, *, whole: bool) -> Actor:
    """The same actor as another mention names it; `whole` means the state rather than the person."""
    name = state_names().get(actor.country or "", actor.name) if whole else actor.name
    sector, role = role_of(mention.text)
    return Actor(
        name,
        actor.country,
        sector or ("GOV" if whole else actor.sector),
        role or (None if whole else actor.role),
        None if whole else actor.person,
        mention.text,
        mention.start,
        mention.end,
    )


def _person(text: str, known: Sequence[Entry]) -> str | None:
    """The personal name at the end of a mention, after its office and state."""
    for name in reversed(find(text)):
        text = f"{text[: name.start]} , {text[name.end :]}"
    run: list[str] = []
    for word in re.findall(r"[^\s,]+", text):
        bare = word.strip("“”\"'’.()")
        if bare[:1].isupper() or re.match(r"(?:al|el|ul|bin|ibn|van|von|de)\b", bare):
            run.append(bare)
        else:
            run = []
    offices = {w for pattern, _, _ in _roles() for m in pattern.finditer(text) for w in m.group().split()}
    names: Mapping[str, Entry] = entries()
    while run and (run[0] in offices or run[0].lower() in _TITLE or run[0] in names or run[0].endswith("'s")):
        run.pop(0)
    if not run or (known and " ".join(run) in names) or any(e.kind in {"group", "body"} for e in known):
        return None
    return " ".join(run) if all(w.lower() not in {o.lower() for o in offices} for w in run) else None
