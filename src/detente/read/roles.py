"""Roles: which mentions act and which are acted upon, by the order of words around a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from detente.read.lexicon import Trigger, words
from detente.read.mentions import Chunk, Tagged
from detente.read.text import Token

REACH: Final = 16
_BE: Final = frozenset("is are was were be been being 's 're".split())
_RELATIVE: Final = frozenset({"which", "who", "that"})
_QUOTES: Final = frozenset("\"“”‘’'(),-–—")
_VERB_BEFORE: Final = frozenset("to and or , which who that i we you".split())
_STOPS: Final = frozenset(";:")
_SIDEWAYS: Final = frozenset("after before during following amid amidst as despite since about like than".split())

Group = tuple[Chunk, ...]


class Roles(NamedTuple):
    """Who does what to whom around one trigger.

    Attributes:
        actors: the mentions that act.
        recipients: the mentions acted upon.
        mutual: whether they act on each other.
        end: index of the last token that belongs to the act.
    """

    actors: Group
    recipients: Group
    mutual: bool
    end: int


def groups(tagged: Tagged) -> tuple[Group, ...]:
    """Join mentions that are coordinated: `Pakistan, Iran and Turkey`.

    Args:
        tagged: a sentence with its mentions.

    Returns:
        The groups in order; mentions of time stand in none.
    """
    chunks = [c for c in tagged.chunks if c.kind != "time"]
    joined: list[list[Chunk]] = [[chunk] for chunk in chunks[:1]]
    for before, after in pairwise(chunks):
        between = [t.low for t in tagged.tokens[before.last + 1 : after.first]]
        fits = bool(between) and set(between) <= {",", "and", "&", "the", "as", "well", "both", "'s"} and between != ["'s"]
        if fits and before.kind == after.kind and "pronoun" not in {before.form, after.form}:
            joined[-1].append(after)
        else:
            joined.append([after])
    return tuple(tuple(group) for group in joined)


def is_noun(tagged: Tagged, trigger: Trigger) -> bool:
    """Tell whether a trigger is a noun here; many forms (`attack`, `strikes`) are verbs elsewhere.

    Args:
        tagged: the sentence.
        trigger: a trigger in it.

    Returns:
        True where the words around it make it a noun.
    """
    if trigger.pattern.noun or trigger.form not in {"base", "present"} or trigger.last > trigger.first:
        return trigger.pattern.noun
    if trigger.first == 0:
        return True
    before = tagged.tokens[trigger.first - 1].low
    if before in _VERB_BEFORE or before in words().auxiliaries or before in words().future or before.endswith("ly"):
        return False
    chunk = _chunk_at(tagged, trigger.first - 1)
    if chunk is None or chunk.kind == "time":
        return True
    if chunk.form == "noun":
        return trigger.form == "base" and not tagged.tokens[chunk.last].low.endswith("s")
    return all(n.kind == "demonym" for n in chunk.known) and chunk.first == chunk.last and bool(chunk.known)


def find(tagged: Tagged, joined: Sequence[Group], trigger: Trigger, verbs: Sequence[int]) -> Roles:
    """Find the roles around a trigger.

    Args:
        tagged: the sentence.
        joined: its groups of mentions.
        trigger: the trigger.
        verbs: indices of the tokens that are verbs.

    Returns:
        The roles; empty where the sentence names nobody.
    """
    if is_noun(tagged, trigger):
        return _around_noun(tagged, joined, trigger, verbs)
    return _around_verb(tagged, joined, trigger, verbs)


def _around_verb(tagged: Tagged, joined: Sequence[Group], trigger: Trigger, verbs: Sequence[int]) -> Roles:
    subject = subject_of(tagged, joined, trigger.first, verbs)
    after, by, end = _after(tagged, joined, trigger, verbs)
    if _is_passive(tagged, trigger, by=bool(by)):
        return Roles(by, subject or after, mutual=False, end=end)
    if trigger.pattern.mutual:
        return Roles(_distinct((*subject, *after)), (), mutual=True, end=end)
    each_other = any(c.form == "both" and tagged.tokens[c.first].low in {"each", "one"} for c in after)
    if each_other or (not after and (len(subject) > 1 or any(c.form == "both" for c in subject))):
        return Roles(subject, (), mutual=True, end=end)
    return Roles(subject, tuple(c for c in after if c not in subject), mutual=False, end=end)


def _is_passive(tagged: Tagged, trigger: Trigger, *, by: bool) -> bool:
    if trigger.form not in {"past", "participle", "base"}:
        return False
    index = trigger.first - 1
    while index >= 0 and (tagged.tokens[index].low in words().auxiliaries or tagged.tokens[index].low.endswith("ly")):
        if tagged.tokens[index].low in _BE:
            return True
        index -= 1
    return by and trigger.form != "base"


def subject_of(tagged: Tagged, joined: Sequence[Group], verb: int, verbs: Sequence[int]) -> Group:
    """Find the mentions that are the subject of a verb.

    Args:
        tagged: the sentence.
        joined: its groups of mentions.
        verb: index of the verb's first token.
        verbs: indices of the tokens that are verbs.

    Returns:
        The subject, or an empty group.
    """
    lists, toks = words(), tagged.tokens
    index = verb - 1
    while index >= 0 and (
        toks[index].low in lists.auxiliaries
        or toks[index].low.endswith("ly")
        or toks[index].low in {"to", '"', "“", "”", "‘"}
        or toks[index].low in lists.future
    ):
        index -= 1
    if index < 0:
        return ()
    here = toks[index].low
    if here in _RELATIVE:
        return _ending_by(joined, index - 1, 2) or _nearest(tagged, joined, index, verbs)
    if here in {"and", "or", "but", ","} and not _ending_by(joined, index, 0):
        earlier = [v for v in verbs if v < index]
        if earlier:
            return subject_of(tagged, joined, earlier[-1], verbs)
    adjacent = _ending_by(joined, index, 0)
    if adjacent and adjacent[-1].kind == "actor" and not _governed(tagged, adjacent[0], {"by", "in", "at"}):
        return adjacent
    return _nearest(tagged, joined, index + 1, verbs)


def _ending_by(joined: Sequence[Group], index: int, slack: int) -> Group:
    for group in reversed(joined):
        if group[-1].last <= index:
            return group if index - group[-1].last <= slack else ()
    return ()


def _nearest(tagged: Tagged, joined: Sequence[Group], before: int, verbs: Sequence[int]) -> Group:
    candidates = [g for g in joined if g[-1].last < before and g[0].kind == "actor"]
    free = [g for g in candidates if not _governed(tagged, g[0], words().prepositions)]
    for group in reversed(free):
        is_object = any(v < group[0].first and group[0].first - v <= 3 for v in verbs) and len(free) > 1
        if not is_object:
            return group
    return free[-1] if free else ()


def _governed(tagged: Tagged, chunk: Chunk, prepositions: frozenset[str] | set[str]) -> bool:
    index = chunk.first - 1
    while index >= 0 and (
        tagged.tokens[index].low in {"the", "a", "an", "both", "all"} or tagged.tokens[index].low in _QUOTES
    ):
        index -= 1
    return index >= 0 and tagged.tokens[index].low in prepositions


def _after(tagged: Tagged, joined: Sequence[Group], trigger: Trigger, verbs: Sequence[int]) -> tuple[Group, Group, int]:
    """Collect what follows a verb in its clause: the first object, the agent after `by`, and where the clause ends."""
    end = clause_end(tagged, trigger, verbs)
    objects: list[Group] = []
    places: list[Group] = []
    by: Group = ()
    for group in joined:
        if not trigger.head < group[0].first <= min(end, trigger.head + REACH):
            continue
        preposition = _preposition(tagged, group[0])
        if group[-1].last <= trigger.last and _is_own(tagged, group):
            continue
        if preposition == "by":
            by = by or group
        elif preposition in _SIDEWAYS:
            continue
        elif group[0].kind == "place":
            places.append(group)
        elif group[0].form != "pronoun" or preposition:
            objects.append(group)
    chosen = [g for g in objects if not _is_own(tagged, g)] or places or objects
    return (chosen[0] if chosen else ()), by, end


def _is_own(tagged: Tagged, group: Group) -> bool:
    """Whether a group is something of the subject's own: `its ambassador`, `their troops`."""
    return not any(c.known for c in group) and all(
        tagged.tokens[c.first].low in {"its", "his", "her", "their"} or c.form == "noun" for c in group
    )


def _preposition(tagged: Tagged, chunk: Chunk) -> str:
    index = chunk.first - 1
    while index >= 0 and tagged.tokens[index].low in {"the", "a", "an", "both", "all", "their", "his", "its"}:
        index -= 1
    low = tagged.tokens[index].low if index >= 0 else ""
    return low if low in words().prepositions or low in _SIDEWAYS else ""


def clause_end(tagged: Tagged, trigger: Trigger, verbs: Sequence[int]) -> int:
    """Find where the clause of a trigger ends.

    Args:
        tagged: the sentence.
        trigger: the trigger.
        verbs: indices of the tokens that are verbs.

    Returns:
        Index of the last token of the clause.
    """
    toks = tagged.tokens
    for index in range(trigger.last + 1, len(toks)):
        low = toks[index].low
        following = toks[index + 1].low if index + 1 < len(toks) else ""
        if low in _STOPS or low in words().subordinators:
            return index - 1
        if low in {"—", "–"} and index > trigger.last + 1:
            return index - 1
        if low in {",", "and", "but"} and _opens_clause(tagged, index + 1, verbs):
            return index - 1
        if low == "," and (following in {"while", "which", "who", "but"} or following.endswith("ing")):
            return index - 1
    return len(toks) - 1


def _opens_clause(tagged: Tagged, index: int, verbs: Sequence[int]) -> bool:
    """Whether a new verb group starts here, with or without a subject of its own."""
    toks = tagged.tokens
    while index < len(toks) and (toks[index].low in words().auxiliaries or toks[index].low == "and"):
        index += 1
    if index in verbs:
        return True
    chunk = _chunk_at(tagged, index) or (_chunk_at(tagged, index + 1) if index + 1 < len(toks) else None)
    if chunk is None:
        return False
    following = chunk.last + 1
    while following < len(toks) and toks[following].low in words().auxiliaries:
        following += 1
    return following in verbs


def _around_noun(tagged: Tagged, joined: Sequence[Group], trigger: Trigger, verbs: Sequence[int]) -> Roles:
    actors: Group = _possessor(tagged, joined, trigger)
    recipients: Group = ()
    mutual = trigger.pattern.mutual
    end = trigger.last
    for group in joined:
        first = group[0].first
        if not trigger.last < first <= trigger.last + REACH or any(trigger.last < v < first for v in verbs):
            continue
        preposition = _preposition(tagged, group[0])
        if not preposition and first == trigger.last + 1:
            preposition = tagged.tokens[trigger.last].low
        if preposition == "by" and not actors:
            actors, end = group, group[-1].last
        elif preposition in {"between", "among"} or (mutual and preposition in {"of", "with"}):
            actors, mutual, end = _distinct((*actors, *group)), True, group[-1].last
        elif preposition in {
            "on",
            "against",
            "at",
            "to",
            "in",
            "inside",
            "of",
            "for",
            "into",
            "toward",
            "towards",
            "with",
        }:
            if not recipients:
                recipients, end = group, group[-1].last
        elif preposition == "from" and not actors:
            actors, end = group, group[-1].last
    if not actors:
        actors = _governing_subject(tagged, joined, trigger, verbs)
    if mutual:
        return Roles(_distinct((*actors, *recipients)), (), mutual=True, end=end)
    return Roles(actors, tuple(c for c in recipients if c not in actors), mutual=False, end=end)


def _possessor(tagged: Tagged, joined: Sequence[Group], trigger: Trigger) -> Group:
    group = _ending_by(joined, trigger.first - 1, 4)
    if not group:
        return ()
    between = tagged.tokens[group[-1].last + 1 : trigger.first]
    possessive = bool(between) and between[0].low in {"'s", "'"}
    adjective = any(n.kind == "demonym" for c in group for n in c.known) and len(between) <= 2
    blocked = any(not t.is_word or t.low in words().prepositions or t.low in words().auxiliaries for t in between[1:])
    return group if (possessive or adjective) and not blocked and group[-1].form != "both" else ()


def _governing_subject(tagged: Tagged, joined: Sequence[Group], trigger: Trigger, verbs: Sequence[int]) -> Group:
    """The subject of the verb whose object the noun is: `Iran claimed strikes`."""
    near = [v for v in verbs if 0 < trigger.first - v <= 5]
    if not near or any(near[-1] < c.first < trigger.first for c in tagged.chunks if c.kind == "actor"):
        return ()
    between: Sequence[Token] = tagged.tokens[near[-1] + 1 : trigger.first]
    if any(t.low in words().prepositions or t.low in words().subordinators for t in between):
        return ()
    return subject_of(tagged, joined, near[-1], verbs)


def _chunk_at(tagged: Tagged, index: int) -> Chunk | None:
    return next((c for c in tagged.chunks if c.first <= index <= c.last), None)


def _distinct(group: Sequence[Chunk]) -> Group:
    return tuple(dict.fromkeys(group))
