"""The rule reader's word lists, loaded from `data/`, and the matching of trigger patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple, get_args

from detente import data, records
from detente.errors import DataError
from detente.read.text import Token
from detente.records import Span

GAP: Final = 6
_NEAR: Final = 40  # characters between a trigger and the words that make its act an answer
_FOLDER: Final = files("detente.read") / "data"
_BREAKS: Final = frozenset(";:.!?")
_TYPES: Final = frozenset(get_args(records.Type))

Form = Literal["base", "present", "past", "participle", "gerund", "noun"]


class Pattern(NamedTuple):
    """A way to name an act.

    Attributes:
        type: PLOVER type, or None for words that never name an act.
        mode: PLOVER mode, or None.
        noun: whether the pattern is a noun.
        mutual: whether both sides act on each other.
        charge: whether it is misconduct that only a named source can charge somebody with.
        words: per step the set of word forms that fit; None marks a gap.
    """

    type: records.Type | None
    mode: str | None
    noun: bool
    mutual: bool
    charge: bool
    words: tuple[tuple[str, ...] | None, ...]


class Trigger(NamedTuple):
    """A pattern found in a sentence.

    Attributes:
        pattern: what was found.
        first: index of its first token.
        last: index of its last token.
        head: index of the last token of its head, before any gap.
        form: the inflection of its first word.
    """

    pattern: Pattern
    first: int
    last: int
    head: int
    form: Form


class Words(NamedTuple):
    """The word lists of `words.toml`."""

    heads: frozenset[str]
    modifiers: frozenset[str]
    determiners: frozenset[str]
    openers: frozenset[str]
    both: tuple[tuple[str, ...], ...]
    pronouns: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    speech: frozenset[str]
    alleging: frozenset[str]
    alleging_adverbs: frozenset[str]
    statements: tuple[str, ...]
    future: frozenset[str]
    future_phrases: re.Pattern[str]
    obliging: frozenset[str]
    earlier: frozenset[str]
    hypothetical: frozenset[str]
    negation: frozenset[str]
    ongoing: frozenset[str]
    background: re.Pattern[str]
    condition: re.Pattern[str]
    due: frozenset[str]
    answers: re.Pattern[str]
    modes: Mapping[str, Mapping[str, frozenset[str]]]
    contexts: Mapping[str, frozenset[str]]


def source() -> bytes:
    """Give the bytes of all word lists; their hash names the version of the reader.

    Returns:
        The files one after the other.
    """
    return b"".join((_FOLDER / name).read_bytes() for name in ("triggers.tsv", "irregular.tsv", "words.toml"))


def _alternatives(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for line in text.strip().splitlines() for phrase in line.split("|") if phrase.strip())


def _phrases(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(p) for p in sorted(_alternatives(text), key=len, reverse=True))})\b")


def plural(noun: str) -> str:
    """Form the regular plural of a noun.

    Args:
        noun: in the singular.

    Returns:
        The plural.
    """
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if re.search(r"(?:s|x|ch|sh)$", noun):
        return noun + "es"
    return noun[:-3] + "men" if noun.endswith("man") else noun + "s"


@cache
def _irregular() -> Mapping[str, tuple[str, str]]:
    return {base: (past, participle) for base, past, participle in data.rows(_FOLDER / "irregular.tsv", 3)}


@cache
def inflections(verb: str) -> Mapping[str, Form]:
    """Form all inflections of a verb.

    Args:
        verb: the base form.

    Returns:
        Word form to the name of the inflection; `past` where past and participle are alike.
    """
    if verb == "be":
        return {"be": "base", "is": "present", "are": "present", "was": "past", "were": "past", "been": "participle"}
    soft = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "ye")) else verb
    past, participle = _irregular().get(verb, ("", ""))
    if not past:
        past = participle = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb.removesuffix("e") + "ed"
    gerund = (past[:-2] if re.search(r"([b-df-hj-np-tv-z])\1ed$", past) and not verb.endswith("ll") else soft) + "ing"
    if verb in _DOUBLING:
        gerund = verb + verb[-1] + "ing"
    forms: dict[str, Form] = {participle: "participle", past: "past", gerund: "gerund"}
    forms[plural(verb)] = "present"
    forms[verb] = "base"
    return forms


_DOUBLING: Final = frozenset({"hit", "cut", "put", "set", "let", "sit", "begin", "swap", "quit", "get", "win", "shut"})


@cache
def words() -> Words:
    """Load the word lists.

    Returns:
        The lists of `words.toml`.
    """
    raw = tomllib.loads((_FOLDER / "words.toml").read_text(encoding="utf-8"))

    def bag(name: str) -> frozenset[str]:
        return frozenset(raw[name].split())

    heads = bag("heads")
    return Words(
        heads=heads | {plural(noun) for noun in heads},
        modifiers=bag("modifiers"),
        determiners=bag("determiners"),
        openers=bag("openers"),
        both=tuple(tuple(phrase.split()) for phrase in sorted(_alternatives(raw["both"]), key=len, reverse=True)),
        pronouns=bag("pronouns"),
        auxiliaries=bag("auxiliaries"),
        prepositions=bag("prepositions"),
        conjunctions=bag("conjunctions"),
        subordinators=bag("subordinators"),
        speech=frozenset(form for verb in raw["speech"].split() for form in inflections(verb)),
        alleging=frozenset(form for verb in raw["alleging"].split() for form in inflections(verb)),
        alleging_adverbs=bag("alleging_adverbs"),
        statements=tuple(sorted(_alternatives(raw["statements"]), key=len, reverse=True)),
        future=bag("future"),
        future_phrases=_phrases(raw["future_phrases"]),
        obliging=bag("obliging"),
        earlier=bag("earlier"),
        hypothetical=bag("hypothetical"),
        negation=bag("negation"),
        ongoing=bag("ongoing"),
        background=_phrases(raw["background"]),
        condition=_phrases(raw["condition"]),
        due=bag("due"),
        answers=_phrases(raw["answers"]),
        modes={t: {m: frozenset(ws.split()) for m, ws in by.items()} for t, by in raw["modes"].items()},
        contexts={name: frozenset(ws.split()) for name, ws in raw["contexts"].items()},
    )


@cache
def _patterns() -> Mapping[str, Sequence[tuple[Form, Pattern]]]:
    index: dict[str, list[tuple[Form, Pattern]]] = {}
    for kind, mode, part, listed in data.rows(_FOLDER / "triggers.tsv", 4):
        for phrase in listed.split(","):
            for form, first, pattern in _compile(kind, mode, part, phrase.strip()):
                index.setdefault(first, []).append((form, pattern))
    return index


def _compile(kind: str, mode: str, part: str, phrase: str) -> Iterator[tuple[Form, str, Pattern]]:
    if (kind != "-" and kind not in _TYPES) or part not in {"v", "n"}:
        raise DataError(f"triggers.tsv: {kind!r} {part!r} at {phrase!r}", "Use a PLOVER type or -, and v or n.")
    steps = phrase.lstrip("+!?").replace("~", "\t").split("\t")
    head, tail = steps[0].split(), [step.split("|") for step in steps[1:]]
    rest = _continuations([word.split("|") for word in head[1:]], tail)
    noun = part == "n"
    firsts = _noun_forms(head) if noun else inflections(head[0])
    for continuation in rest:
        pattern = Pattern(
            kind if kind in _TYPES else None,  # type: ignore[arg-type]
            None if mode == "-" else mode,
            noun,
            phrase.startswith("+"),
            phrase.startswith("?"),
            _pluralised(continuation, len(head) - 2) if noun and len(head) > 1 else continuation,
        )
        for first, form in firsts.items():
            yield form, first, pattern


def _noun_forms(head: Sequence[str]) -> Mapping[str, Form]:
    if len(head) > 1:
        return {head[0]: "noun"}
    return {head[0]: "noun", plural(head[0]): "noun"}


def _continuations(head: list[list[str]], tail: list[list[str]]) -> Iterator[tuple[tuple[str, ...] | None, ...]]:
    fixed: tuple[tuple[str, ...] | None, ...] = tuple(tuple(step) for step in head)
    if not tail:
        yield fixed
        return
    for alternative in tail[0]:
        wanted = alternative.split()
        last = (wanted[-1], plural(wanted[-1]))
        yield (*fixed, None, *((word,) for word in wanted[:-1]), last)


def _pluralised(steps: tuple[tuple[str, ...] | None, ...], index: int) -> tuple[tuple[str, ...] | None, ...]:
    step = steps[index]
    if step is None:
        return steps
    return (*steps[:index], (*step, plural(step[0])), *steps[index + 1 :])


def answer_near(sentence: Span, trigger: Span) -> Span | None:
    """Find words close to a trigger that present its act as an answer (`retaliatory`).

    Args:
        sentence: the sentence.
        trigger: the words that name the act.

    Returns:
        The words, or None where there are none without a comma between.
    """
    text, offset = sentence.text, sentence.start
    start, end = trigger.start - offset, trigger.end - offset
    for match in words().answers.finditer(text, max(0, start - _NEAR), end + _NEAR):
        if "," not in text[min(match.end(), end) : max(match.start(), start)]:
            return Span(offset + match.start(), offset + match.end(), match.group())
    return None


def triggers(sentence: Sequence[Token]) -> list[Trigger]:
    """Find the words that name acts; where patterns overlap, the one with the most words wins.

    Args:
        sentence: the tokens of one sentence.

    Returns:
        The triggers in order, none overlapping, the shielding patterns taken out.
    """
    found: list[Trigger] = []
    for index, token in enumerate(sentence):
        for form, pattern in _patterns().get(token.low, ()):
            end = _match(sentence, index + 1, pattern.words)
            if end is not None:
                head = index + (pattern.words.index(None) if None in pattern.words else len(pattern.words))
                found.append(Trigger(pattern, index, end - 1, head, form))
    found.sort(key=lambda t: (-_weight(t), t.first, t.last, t.pattern.noun))
    taken: set[int] = set()
    kept: list[Trigger] = []
    for trigger in found:
        covered = {*range(trigger.first, trigger.head + 1), trigger.last}
        if not covered & taken:
            taken |= covered
            kept.append(trigger)
    return sorted((t for t in kept if t.pattern.type), key=lambda t: t.first)


def _weight(trigger: Trigger) -> int:
    return sum(step is not None for step in trigger.pattern.words)


def _match(sentence: Sequence[Token], index: int, steps: tuple[tuple[str, ...] | None, ...]) -> int | None:
    for number, step in enumerate(steps):
        if step is None:
            for skipped in range(GAP + 1):
                if any(t.low in _BREAKS for t in sentence[index : index + skipped]):
                    return None
                end = _match(sentence, index + skipped, steps[number + 1 :])
                if end is not None:
                    return end
            return None
        if index >= len(sentence) or sentence[index].low not in step:
            return None
        index += 1
    return index
