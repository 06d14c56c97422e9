"""Actors: from the words of a mention to states, persons, groups and bodies, with the memory of one document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

import msgspec

from detente import data
from detente.records import Actor, KnownName, Mention
from detente.resolve import holders
from detente.resolve.dictionary import Dictionary
from detente.resolve.names import Entry, caseless, entries, entry_on, find, state_names
from detente.resolve.places import locate

_LIST: Final = 160
_ANAPHORA: Final = frozenset({"the former", "the latter", "former", "latter"})
_TITLE: Final = frozenset("mr mrs ms dr gen sheikh sir lord lady the hon sen rep col lt maj capt adm rev".split())
_LINKS: Final = re.compile(r"(?:al|el|ul|bin|ibn|van|von|de|der|den|la|da|dos|di)\b", re.IGNORECASE)
_THE_ONE: Final = re.compile(
    r"(?:the |this |that )?(?P<kind>group|movement|organi[sz]ation|party|militia|bloc|body|alliance)$", re.IGNORECASE
)
_TO: Final = re.compile(r"\bto (?:the )?$")
_INSIDE: Final = re.compile(r"\b(?:in|across|near|outside|inside|around) (?:the )?$")
_AFTER_NAME: Final = frozenset("of from in and who whose as at for on with a an the".split())
_COUNTERPART: Final = re.compile(r"\bcounterparts?\b", re.IGNORECASE)
_FORMER: Final = re.compile(r"(?:an? |the )?(?:former|ex|retired|ousted|deposed)[ -]", re.IGNORECASE)
_SERVING: Final = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "COP"})
_NO_STATE: Final = frozenset({"REB", "UAF", "PRM", "CRM"})
_OF_BODY: Final = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})


class _Role(NamedTuple):
    pattern: re.Pattern[str]
    sector: str
    role: str | None


@cache
def _roles() -> Sequence[_Role]:
    found = []
    for sector, role, forms in data.rows(files("detente.data") / "roles.tsv", 3):
        alternatives = "|".join(re.escape(f) for f in sorted(forms.split("|"), key=len, reverse=True))
        found.append(_Role(re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE), sector, None if role == "-" else role))
    return tuple(found)


@lru_cache(maxsize=20_000)
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
    """What a document has named so far: people with their states and offices, groups, and the pair it speaks of.

    Attributes:
        day: the day of the report, or None; it decides who held which office.
    """

    def __init__(self, day: dt.date | None = None, own: Dictionary | None = None) -> None:
        """Start with nothing named.

        Args:
            day: the day of the report, or None where it is not known.
            own: the user's own names, which win over ours.
        """
        self.day, self._own = day, own
        self._people: dict[str, Actor] = {}
        self._recent: list[Actor] = []

    @property
    def pair(self) -> tuple[Actor, ...]:
        """The two states named last, in the order in which they were named."""
        last: dict[str, Actor] = {}
        for actor in reversed(self._recent):
            if actor.country and actor.country not in last and actor.sector not in _NO_STATE:
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
                        self._people.setdefault(holders.surname(actor.person), actor)
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
                known = msgspec.structs.replace(
                    person, country=state.country, sector="GOV", role=role, why=f"listed beside {state.text!r}"
                )
                self._people.setdefault(holders.surname(person.person), known)

    def resolve(self, mention: Mention) -> tuple[Actor, ...]:
        """Resolve a mention and remember whom it names.

        Args:
            mention: an actor, or a place in the role of one.

        Returns:
            Whom it stands for; the mention's own words, unresolved, where that is not known.
        """
        low = mention.text.lower()
        if mention.form == "both":
            chosen = self.pair
            if low in _ANAPHORA and len(chosen) == 2:
                chosen = chosen[:1] if "former" in low else chosen[1:]
            return tuple(_renamed(actor, mention, whole=True) for actor in chosen)
        if mention.form == "pronoun":
            meant = self.pair if low in {"they", "them", "their"} else tuple(self._recent[-1:])
            return tuple(_renamed(actor, mention, whole=False) for actor in meant)
        found = self._spoken_of(mention) or self._named(mention)
        self._recent.extend(actor for actor in found if actor.country or actor.sector in _OF_BODY)
        return found

    def _spoken_of(self, mention: Mention) -> tuple[Actor, ...]:
        """Whom `the group` or `his Pakistani counterpart` means, from what came before; nobody where it is neither."""
        if _THE_ONE.fullmatch(mention.text):
            groups = [a for a in self._recent if a.sector in _NO_STATE | _OF_BODY | {"PTY", "OPP"}]
            return (_renamed(groups[-1], mention, whole=False),) if groups else ()
        if _COUNTERPART.search(mention.text):
            last = next((a for a in reversed(self._recent) if a.role and a.role != "counterpart"), None)
            return tuple(
                msgspec.structs.replace(a, sector=last.sector, role=last.role, why=f"counterpart of {last.name!r}")
                for a in self._named(mention)
                if last and a.country
            )
        return ()

    def _users(self, mention: Mention, sector: str | None, role: str | None) -> Actor | None:
        """Whom the user's own dictionary names, or what it says of an agent."""
        sense = self._own.sense(mention.text, self.day) if self._own else None
        if sense is None:
            return None
        chosen = sector if sector and sense.sector in {None, "GOV"} else sense.sector
        return Actor(
            mention.text, sense.country, chosen, role, None, mention.text, mention.start, mention.end, "your dictionary"
        )

    def _named(self, mention: Mention) -> tuple[Actor, ...]:
        sector, role = role_of(mention.text)
        sector = (self._own.agent(mention.text) if self._own else None) or sector
        if sector in _SERVING and _FORMER.match(mention.text):
            sector = "ELI"
        if users := self._users(mention, sector, role):
            return (users,)
        text = mention.text
        spots = find(text)
        known = [(n, e) for n in spots if (e := _entry(text[n.start : n.end], self.day))]
        if not known and text.isupper() and (whole := _entry(caseless().get(text.casefold(), ""), self.day)):
            return (_actor(mention, whole, sector, role, None),)
        if sector and any(e.kind in {"state", "demonym"} for _, e in known):  # the Canadian ambassador to the United Nations
            known = [(n, e) for n, e in known if e.kind != "body" or not _TO.search(text, 0, n.start)]
        person = _person(text, spots, [e for _, e in known])
        state = next((e.country for _, e in known if e.kind in {"state", "demonym"}), None)
        if person and (found := self._holder(mention, person, state, sector, role)):
            return (found,)
        if not known:
            return (self._unknown(mention, sector, role, person),)
        if not sector and all(_INSIDE.search(text, 0, n.start) for n, _ in known):  # a park in Kabul is no government
            return tuple(_actor(mention, e._replace(sector=None), None, None, None) for _, e in known[:1])
        groups = [e for _, e in known if e.kind in {"group", "body"}]
        chosen = groups[:1] or list({e.country: e for _, e in known}.values())
        return tuple(_actor(mention, e, sector, role, person) for e in chosen)

    def _holder(self, mention: Mention, name: str, state: str | None, sector: str | None, role: str | None) -> Actor | None:
        """A person whom this document introduced or whom the tables know; the words of the mention win over the tables."""
        remembered = self._people.get(holders.surname(name))
        if remembered and not state and not sector:
            return _renamed(remembered, mention, whole=False)
        found = holders.person(name, self.day, state)
        if found is None:
            return _renamed(remembered, mention, whole=False) if remembered and not state else None
        return Actor(
            found.name,
            state or found.state,
            sector if sector and sector != "GOV" else found.sector or sector,
            role or found.office,
            found.name,
            mention.text,
            mention.start,
            mention.end,
            found.why,
        )

    def _unknown(self, mention: Mention, sector: str | None, role: str | None, person: str | None) -> Actor:
        """Somebody whom no table knows; `Shanghai police` at least has a state."""
        country = why = None
        words = _capitals(mention.text) if sector and not person else ""
        if words and (place := locate(words)):
            country, why = place.country, f"{words} lies in {place.country}"
        if sector and not why:
            why = f"the words {role or mention.text!r}"
        return Actor(person or mention.text, country, sector, role, person, mention.text, mention.start, mention.end, why)


def _entry(text: str, day: dt.date | None) -> Entry | None:
    return entry_on(text.replace("’", "'"), day)


def _capitals(text: str) -> str:
    """The capitalised words that are no office: `Kano State` of `Kano State government`, `Madras` of `Madras High Court`."""
    offices = next((m for pattern, _, _ in _roles() if (m := pattern.search(text))), None)
    bare = text[: offices.start()] + text[offices.end() :] if offices else text
    match = re.match(r"(?:the )?((?:[A-Z][\w'’-]+ ?)+)", bare.strip())
    return match.group(1).strip() if match else ""


def _actor(mention: Mention, entry: Entry, sector: str | None, role: str | None, person: str | None) -> Actor:
    chosen = entry.sector if entry.kind in {"group", "body"} and sector != "ELI" else sector or entry.sector
    why = f"{entry.kind} {entry.name}"
    return Actor(person or entry.name, entry.country, chosen, role, person, mention.text, mention.start, mention.end, why)


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
        f"as {actor.text!r} before",
    )


@lru_cache(maxsize=20_000)
def _offices(text: str) -> frozenset[str]:
    """All words of a text that belong to the name of an office."""
    return frozenset(w.lower() for pattern, _, _ in _roles() for m in pattern.finditer(text) for w in m.group().split())


def _person(text: str, spots: Sequence[KnownName], known: Sequence[Entry]) -> str | None:
    """The personal name at the end of a mention, after its office and state."""
    for name in reversed(spots):
        text = f"{text[: name.start]} , {text[name.end :]}"
    run: list[str] = []
    for word in re.findall(r"[^\s,]+", text):
        bare = word.strip("“”\"'’.()")
        if bare[:1].isupper() or _LINKS.match(bare):
            run.append(bare)
        elif run:
            if bare and word not in _AFTER_NAME:  # `Shanghai police`
                run = []
                continue
            break
    if not run:
        return None
    offices = _offices(text)
    names: Mapping[str, Entry] = entries()
    while run and (run[0].lower() in offices | _TITLE or run[0] in names or run[0].endswith("'s")):
        run.pop(0)
    if not run or not run[0][:1].isalpha() or (known and " ".join(run) in names):
        return None
    if any(e.kind in {"group", "body"} for e in known) and len(run) < 2:
        return None
    return " ".join(run) if all(w.lower() not in offices for w in run) else None
