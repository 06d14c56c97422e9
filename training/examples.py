"""Annotated reports as numbers: windows with labels for every head, and marked pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

from corpus.markup import Act, Mention, Report
from detente.read.labels import CONTEXTS, LAYERS, MODES, ROLES, STATUSES, TYPES, VOICES
from detente.read.windows import Window, windows
from detente.records import NameFinder, Span

FAR = 2


@dataclass(slots=True)
class Labelled:
    """A trigger or undertaking with its labels.

    Attributes:
        first: index of its first token in the window.
        last: index of its last token.
        promise: whether it is an undertaking.
        type: index of its type.
        modes: indices of its modes.
        status: index of its status.
        voice: index of its voice.
        mutual: whether the parties act together.
        roles: for each mention of the window the roles it fills, or None where it is left out of the loss.
    """

    first: int
    last: int
    promise: bool
    type: int
    modes: list[int]
    status: int
    voice: int
    mutual: bool
    roles: dict[int, list[int] | None] = field(default_factory=dict)


@dataclass(slots=True)
class Example:
    """A window with its labels.

    Attributes:
        report: id of the report.
        window: the window.
        tags: for each layer the label of each token, -1 where it does not count.
        mentions: first and last token of each mention, and the mention.
        acts: triggers and undertakings.
        contexts: indices of the contexts of the report.
    """

    report: str
    window: Window
    tags: list[list[int]]
    mentions: list[tuple[int, int, Mention]]
    acts: list[Labelled]
    contexts: list[int]


@dataclass(slots=True)
class Pair:
    """A sentence with a marked actor and recipient.

    Attributes:
        report: id of the report.
        text: the sentence.
        actor: offsets of the actor's mention in it.
        recipient: offsets of the recipient's.
        type: index of the type of what passes between them.
    """

    report: str
    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]
    type: int


def examples(report: Report, tokenizer: Tokenizer, find: NameFinder) -> list[Example]:
    """Turn a report into windows with labels.

    Args:
        report: an annotated report.
        tokenizer: the encoder's tokenizer.
        find: gives the known names in a text.

    Returns:
        Its windows.
    """
    lines = [s for s in report.sentences if s.kind != "chrome"]
    renumbered = {report.sentences.index(line): index for index, line in enumerate(lines)}
    spans = [Span(s.start, s.end, report.text[s.start : s.end]) for s in lines]
    return [_example(report, window, renumbered) for window in windows(report.title, spans, tokenizer, find)]


def _example(report: Report, window: Window, renumbered: dict[int, int]) -> Example:
    tokens = _Tokens(window)
    inside = [m for m in report.mentions if m.sentence in renumbered]
    placed = [(*found, m) for m in inside if (found := tokens.find(m.start, m.end))]
    acts = [a for a in report.acts if renumbered.get(a.sentence) in window.sentences]
    tags = [_tags(window, placed, [a for a in acts if a.kind == layer[0]], layer) for layer in LAYERS]
    labelled = [x for act in acts if (x := _labelled(act, tokens, placed))]
    return Example(report.id, window, tags, placed, labelled, [CONTEXTS.index(c) for c in report.contexts if c in CONTEXTS])


class _Tokens:
    """Finds the tokens of a span."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last token that overlap the span, or None where none does."""
        window = self._window
        inside = [
            i for i, (a, b) in enumerate(zip(window.starts, window.ends, strict=True)) if a >= 0 and a < end and b > start
        ]
        return (inside[0], inside[-1]) if inside else None


def _tags(
    window: Window, placed: Iterable[tuple[int, int, Mention]], acts: Iterable[Act], layer: Sequence[str]
) -> list[int]:
    tags = [0 if segment and start >= 0 else -1 for segment, start in zip(window.segments, window.starts, strict=True)]
    tokens = _Tokens(window)
    spans = [(first, last, 0) for act in acts if (found := tokens.find(act.start, act.end)) for first, last in [found]]
    if layer[0] == "actor":
        spans = [(first, last, layer.index(mention.kind)) for first, last, mention in placed]
    for first, last, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        for index in range(first, last + 1):
            if tags[index] >= 0:
                tags[index] = 1 + 2 * kind + (index > first)
    return tags


def _labelled(act: Act, tokens: _Tokens, placed: Sequence[tuple[int, int, Mention]]) -> Labelled | None:
    found = tokens.find(act.start, act.end)
    if not found:
        return None
    voice = "report" if not act.voice and act.stance == "asserted" else act.stance
    modes = [MODES.index((act.type, mode)) for mode in act.modes]
    item = Labelled(
        *found, act.kind == "undertaking", TYPES.index(act.type), modes, STATUSES.index(act.status), VOICES.index(voice), act.reciprocal
    )  # fmt: skip
    named = (act.actors, act.recipients, act.places, act.times, (act.voice,) if act.voice else (), act.conditions)
    item.roles = {index: [] for index, (_, _, mention) in enumerate(placed) if abs(mention.sentence - act.sentence) <= FAR}
    for role, keys in zip(ROLES, named, strict=True):
        for key in keys:
            _fill(item, ROLES.index(role), key, act, placed)
    return item


def _fill(item: Labelled, role: int, key: str, act: Act, placed: Sequence[tuple[int, int, Mention]]) -> None:
    """Give the role to the entity's nearest mention; its other mentions neither fill nor miss it."""
    options = [index for index in item.roles if key in placed[index][2].ids]
    if not options:
        return

    def distance(index: int) -> tuple[bool, bool, int]:
        mention = placed[index][2]
        return (mention.sentence != act.sentence, mention.sentence > act.sentence, abs(mention.start - act.start))

    options.sort(key=distance)
    best = item.roles[options[0]]
    item.roles[options[0]] = [*(best or []), role]
    for other in options[1:]:
        if item.roles[other] == []:
            item.roles[other] = None


def pairs(report: Report) -> list[Pair]:
    """List what passes between two mentions of one sentence.

    Args:
        report: an annotated report.

    Returns:
        One pair for each event whose actor and recipient stand in its own sentence.
    """
    found: list[Pair] = []
    for act in report.acts:
        if act.kind != "event" or act.status == "denied":
            continue
        others = act.recipients or (act.actors[1:] if act.reciprocal else ())
        line = report.sentences[act.sentence]
        one, two = (_nearest(report, act, keys[:1]) for keys in (act.actors, others))
        if one and two and (one.end <= two.start or two.end <= one.start):
            actor, recipient = ((m.start - line.start, m.end - line.start) for m in (one, two))
            found.append(Pair(report.id, report.text[line.start : line.end], actor, recipient, TYPES.index(act.type)))
    return found


def _nearest(report: Report, act: Act, keys: Sequence[str]) -> Mention | None:
    here = [m for m in report.mentions if m.sentence == act.sentence and m.kind == "actor" and set(keys) & set(m.ids)]
    return min(here, key=lambda m: abs(m.start - act.start), default=None)
