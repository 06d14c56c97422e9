"""The rule reader: word lists and word order; no model.

It reads each sentence for mentions and trigger words, gives roles by order, and judges status, voice and promises by
the words around. The learned reader replaces it behind the same protocol.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from detente.read.lexicon import Trigger, answer_near, source, triggers, words
from detente.read.mentions import Chunk, Tagged, surnames, tag
from detente.read.modality import Modality, judge, mode_by_words
from detente.read.promises import Undertaking, is_invitation, undertaking
from detente.read.roles import Group, Roles, clause_end, find, groups, is_noun
from detente.read.text import sentences, tokens
from detente.read.voice import Speaker, quoted_throughout, speaker
from detente.records import Document, Frame, Mention, NameFinder, Promise, Reading, Span, Type

# Prior probability that a trigger of this kind names an event, from how open its words are to other senses.
_NAMED_BOTH: Final = 0.75
_NAMED_ONE: Final = 0.6
_NAMED_NONE: Final = 0.4
_NOUN_MARKS: Final = frozenset({"the", "a", "an", "of", "'s"})
_FINITE: Final = frozenset({"is", "are", "was", "were", "has", "have", "had", "would", "will"})
_GOVERNING: Final[frozenset[Type]] = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE", "ACCUSE", "SANCTION"})


class _Act(NamedTuple):
    """One act of a sentence before its mentions are numbered."""

    sentence: int
    trigger: Trigger
    modality: Modality
    modes: tuple[str, ...]
    roles: Roles
    speaker: Speaker | None
    promise: Undertaking | None
    background: bool


class RuleReader:
    """Reads documents by rules.

    Attributes:
        version: name of the reader and hash of its word lists.
    """

    def __init__(self, find_names: NameFinder) -> None:
        """Set the reader up.

        Args:
            find_names: gives the names and times that stand in a text.
        """
        self._find = find_names
        self.version = f"rules-{hashlib.sha256(source()).hexdigest()[:8]}"

    def read(self, document: Document) -> Reading:
        """Read one document.

        Args:
            document: the cleaned report.

        Returns:
            Its sentences, mentions, acts and promises.
        """
        spans = sentences(document)
        tagged = self._tag(spans)
        acts = _acts(tagged)
        return _assemble(spans, tagged, acts)

    def _tag(self, spans: Sequence[Span]) -> list[Tagged]:
        tagged: list[Tagged] = []
        persons: frozenset[str] = frozenset()
        for span in spans:
            toks = tokens(span)
            sentence = tag(span, toks, self._find, persons)
            persons |= surnames(sentence.chunks, toks)
            tagged.append(sentence)
        return tagged


def _acts(tagged: Sequence[Tagged]) -> list[_Act]:
    acts: list[_Act] = []
    background = False
    quoting: Speaker | None = None
    for number, sentence in enumerate(tagged):
        joined = groups(sentence)
        found = triggers(sentence.tokens)
        verbs = _verbs(sentence, found)
        background = _is_background(sentence, after=background)
        continued = quoting if quoted_throughout(sentence.span) else None
        spoken = None
        told: list[_Act] = []
        for trigger in found:
            act = _as_said(sentence, _act(sentence, number, trigger, joined, found, verbs), continued)
            spoken = act.speaker or spoken
            noun = is_noun(sentence, trigger)
            if _is_empty(act, noun=noun) or _is_purpose(sentence, act) or _is_content(sentence, act, found, verbs):
                continue
            earlier = noun and bool(
                words().earlier & {t.low for t in sentence.tokens[max(0, trigger.first - 2) : trigger.first]}
            )
            background = background or earlier
            told.append(act._replace(background=background))
        acts += _merged(told)
        quoting = spoken or _last_speaker(sentence, number, joined, verbs) or continued
    return acts


def _act(
    sentence: Tagged,
    number: int,
    trigger: Trigger,
    joined: Sequence[Group],
    found: Sequence[Trigger],
    verbs: Sequence[int],
) -> _Act:
    noun = is_noun(sentence, trigger)
    kind = trigger.pattern.type
    if kind is None:
        raise AssertionError(trigger)
    modality = judge(sentence, trigger, kind, noun=noun)
    roles = find(sentence, joined, trigger, verbs)
    if kind == "AGREE":
        roles = _owner_acts(sentence, trigger, roles)
    end = roles.end if noun else clause_end(sentence, trigger, verbs)
    lows = [t.low for t in sentence.tokens[trigger.first : end + 1]]
    modes = mode_by_words(modality.type, modality.modes, lows)
    promise = undertaking(sentence, trigger, modality, clause_end(sentence, trigger, verbs), found)
    said = speaker(sentence, number, joined, trigger, verbs)
    if said and said.chunk in roles.actors:
        said = said._replace(stance="asserted")
    return _Act(number, trigger, modality, modes, roles, said, promise, background=False)


def _owner_acts(sentence: Tagged, trigger: Trigger, roles: Roles) -> Roles:
    """Give the part of the actor to whose commitment it is: `stressing Pakistan's commitment to`."""
    owner = tuple(
        c
        for c in sentence.chunks
        if trigger.head < c.first and c.last < trigger.last and c.kind == "actor" and sentence.tokens[c.last + 1].low == "'s"
    )
    if not owner:
        return roles
    later = tuple(c for c in sentence.chunks if trigger.last < c.first <= roles.end and c.kind == "actor" and c.known)
    return roles._replace(actors=owner, recipients=later)


def _verbs(sentence: Tagged, found: Sequence[Trigger]) -> list[int]:
    """Indices of the tokens that are finite verbs, as far as word forms tell."""
    lists = words()
    verbs = {t.first for t in found if not is_noun(sentence, t)}
    inside = {i for c in sentence.chunks for i in range(c.first, c.last + 1)}
    for index, token in enumerate(sentence.tokens):
        if index in inside or not token.is_word:
            continue
        before = sentence.tokens[index - 1].low if index else ""
        said = token.low in lists.speech and before not in _NOUN_MARKS
        finite = token.low in _FINITE or (
            len(token.low) > 4 and token.low.endswith("ed") and before not in lists.prepositions | _NOUN_MARKS
        )
        if said or finite:
            verbs.add(index)
    return sorted(verbs)


def _is_background(sentence: Tagged, *, after: bool) -> bool:
    """Background is announced by a cue and goes on until a sentence dates itself."""
    dated = any(c.kind == "time" for c in sentence.chunks)
    return bool(words().background.search(sentence.span.text.lower())) or (after and not dated)


def _is_content(sentence: Tagged, act: _Act, found: Sequence[Trigger], verbs: Sequence[int]) -> bool:
    """Whether the act is only what another act asks for, promises, threatens or alleges (`urged Iran to withdraw`)."""
    trigger = act.trigger
    lows = [t.low for t in sentence.tokens]
    before = lows[trigger.first - 1] if trigger.first else ""
    for other in found:
        if other.pattern.type not in _GOVERNING or other.last >= trigger.first:
            continue
        if trigger.first > clause_end(sentence, other, verbs):
            continue
        infinitive = trigger.form == "base" and (before == "to" or "to" in lows[other.last : trigger.first])
        inner = trigger.form == "gerund" and bool(
            {"of", "for", "from", "to", "by"} & {before, lows[max(0, trigger.first - 2)]}
        )
        loose = not act.roles.actors and is_noun(sentence, trigger) and "," not in lows[other.last : trigger.first]
        if infinitive or inner or loose:
            return True
    return False


def _as_said(sentence: Tagged, act: _Act, continued: Speaker | None) -> _Act:
    """Let the source act where its words are the act: it charges somebody, or says what somebody should do."""
    act = act._replace(speaker=act.speaker or continued)
    said = act.speaker
    asks = bool(words().obliging & {t.low for t in sentence.tokens[max(0, act.trigger.first - 3) : act.trigger.first]})
    if not (act.trigger.pattern.charge or (asks and said)):
        return act
    here = said.chunk if said and said.chunk in sentence.chunks else None
    charged = tuple(c for c in act.roles.actors if c is not here)
    roles = Roles((here,) if here else (), charged if here else (), mutual=False, end=act.roles.end)
    if act.trigger.pattern.charge:
        return act._replace(roles=roles)
    modality = act.modality._replace(type="REQUEST", modes=(), status="occurred", announced=False)
    return act._replace(modality=modality, modes=(), roles=roles, promise=None)


def _is_purpose(sentence: Tagged, act: _Act) -> bool:
    """Whether the act is only what something is for: `evidence to support the claim`."""
    before = sentence.tokens[act.trigger.first - 1].low if act.trigger.first else ""
    return act.trigger.form == "base" and before == "to" and not act.modality.announced


def _is_empty(act: _Act, *, noun: bool) -> bool:
    """Whether nobody is named and the words alone are too open to tell of an act (`discussions`, `normalising`)."""
    steps = [step for step in act.trigger.pattern.words if step is not None]
    return not (act.roles.actors or act.roles.recipients or (noun and steps))


def _merged(acts: Sequence[_Act]) -> list[_Act]:
    """Join acts that one sentence tells twice: `clashes and airstrikes between`, `strikes on X, targeting Y`."""
    kept: list[_Act] = []
    for act in acts:
        twin = next((i for i, other in enumerate(kept) if _same_act(other, act)), None)
        if twin is None:
            kept.append(act)
            continue
        other = kept[twin]
        recipients = tuple(dict.fromkeys((*other.roles.recipients, *act.roles.recipients)))
        roles = Roles(
            other.roles.actors or act.roles.actors,
            tuple(c for c in recipients if c not in other.roles.actors),
            mutual=other.roles.mutual and act.roles.mutual,
            end=max(other.roles.end, act.roles.end),
        )
        kept[twin] = other._replace(roles=roles, modes=other.modes or act.modes, promise=other.promise or act.promise)
    return kept


def _same_act(one: _Act, two: _Act) -> bool:
    if one.modality.type != two.modality.type:
        return False
    if one.modes and two.modes and one.modes != two.modes:
        return False
    follows = two.trigger.form == "gerund" and two.modality.type == "ASSAULT"
    same_actors = one.roles.actors == two.roles.actors
    return same_actors and (follows or set(one.roles.recipients) == set(two.roles.recipients))


def _last_speaker(sentence: Tagged, number: int, joined: Sequence[Group], verbs: Sequence[int]) -> Speaker | None:
    """Who speaks in a sentence that holds a quotation, for the quotation to go on in the next."""
    if not any(mark in sentence.span.text for mark in '“"”'):
        return None
    spoken = [v for v in verbs if sentence.tokens[v].low in words().speech]
    if not spoken:
        return None
    whole = [g for g in joined if g[0].kind == "actor" and g[0].form == "name"]
    near = sorted(whole, key=lambda g: abs(g[0].first - spoken[-1]))
    return Speaker(near[0][0], number, None, "asserted") if near else None


def _assemble(spans: tuple[Span, ...], tagged: Sequence[Tagged], acts: Iterable[_Act]) -> Reading:
    numbers: dict[tuple[int, Chunk], int] = {}
    mentions: list[Mention] = []
    for number, sentence in enumerate(tagged):
        for chunk in sentence.chunks:
            numbers[number, chunk] = len(mentions)
            mentions.append(sentence.mention(chunk))
    frames: list[Frame] = []
    promises: list[Promise] = []
    for act in acts:
        sentence = tagged[act.sentence]

        def index(group: Iterable[Chunk], at: int = act.sentence) -> tuple[int, ...]:
            return tuple(numbers[at, chunk] for chunk in group)

        frames.append(_frame(sentence, act, index(act.roles.actors), index(act.roles.recipients), numbers))
        if act.promise:
            promises.append(_promise(sentence, act, act.promise, frames[-1], numbers))
    contexts = _contexts(tagged)
    return Reading(spans, tuple(mentions), tuple(frames), tuple(promises), contexts)


def _frame(
    sentence: Tagged,
    act: _Act,
    actors: tuple[int, ...],
    recipients: tuple[int, ...],
    numbers: dict[tuple[int, Chunk], int],
) -> Frame:
    first, last = _extent(sentence, act)
    inside = [c for c in sentence.chunks if c.kind != "actor" and first <= c.first <= last]
    near = inside or [c for c in sentence.chunks if c.kind == "time"]
    source_, named = act.speaker, _words(sentence, act.trigger.first, act.trigger.last)
    return Frame(
        type=act.modality.type,
        modes=act.modes,
        trigger=named,
        evidence=_words(sentence, first, last),
        actors=actors,
        recipients=recipients,
        times=tuple(numbers[act.sentence, c] for c in near if c.kind == "time"),
        places=tuple(numbers[act.sentence, c] for c in inside if c.kind == "place"),
        reciprocal=act.roles.mutual,
        status=act.modality.status,
        voice=numbers[source_.sentence, source_.chunk] if source_ and source_.chunk else None,
        voice_words=source_.words if source_ else None,
        stance=source_.stance if source_ else "asserted",
        answers=answer_near(sentence.span, named),
        background=act.background,
        confidence=_NAMED_BOTH if actors and recipients else _NAMED_ONE if actors or recipients else _NAMED_NONE,
    )


def _promise(
    sentence: Tagged, act: _Act, promise: Undertaking, frame: Frame, numbers: dict[tuple[int, Chunk], int]
) -> Promise:
    kind = promise.content.pattern.type if promise.content else act.trigger.pattern.type
    parties, counterparts = frame.actors, frame.recipients
    if is_invitation(sentence, act.trigger):
        parties, counterparts = (*frame.recipients, *frame.actors), ()
    return Promise(
        type=kind or "AGREE",
        undertaking=promise.span,
        evidence=frame.evidence,
        parties=parties,
        counterparts=counterparts,
        made=() if promise.due else frame.times,
        due=numbers[act.sentence, promise.due] if promise.due else None,
        condition=promise.condition,
        confidence=frame.confidence,
    )


def _extent(sentence: Tagged, act: _Act) -> tuple[int, int]:
    """From the first role or trigger to the end of the act."""
    chunks = (*act.roles.actors, *act.roles.recipients)
    first = min((act.trigger.first, *(c.first for c in chunks)))
    last = max((act.trigger.last, act.roles.end, *(c.last for c in chunks)))
    while last > act.trigger.last and not sentence.tokens[last].is_word:
        last -= 1
    return first, last


def _words(sentence: Tagged, first: int, last: int) -> Span:
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    return Span(start, end, sentence.span.text[start - sentence.span.start : end - sentence.span.start])


def _contexts(tagged: Sequence[Tagged]) -> tuple[str, ...]:
    """Contexts whose words stand in the text at least twice."""
    counts: dict[str, int] = {}
    for sentence in tagged:
        for token in sentence.tokens:
            for name, cues in words().contexts.items():
                counts[name] = counts.get(name, 0) + (token.low in cues)
    return tuple(sorted(name for name, count in counts.items() if count >= 2))
