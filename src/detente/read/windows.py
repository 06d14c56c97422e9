"""Windows: runs of sentences with their context, as the encoder takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from tokenizers import Encoding, Tokenizer

from detente.errors import DataError
from detente.read.labels import TYPES
from detente.read.lexicon import triggers
from detente.read.text import tokens
from detente.records import KnownName, NameFinder, Span

LIMIT: Final = 192
CONTEXT: Final = 48
TITLE: Final = 24
KINDS: Final = ("", "state", "demonym", "person", "group", "body", "place", "time")
HINTS: Final = (*KINDS, *TYPES)


class Window(NamedTuple):
    """What the encoder reads at once.

    Attributes:
        ids: token ids, special tokens included.
        segments: 1 for tokens of the sentences to be read, 0 for context.
        starts: offset in the document of each token's first character, -1 for special tokens and the title.
        ends: offset after each token, or -1.
        hints: for each token what the tables say of its word, as an index into `HINTS`: the kind of known name it belongs
            to, or the type of the act that the word lists see in it.
        pieces: for each token whether it goes on a word.
        sentences: indices of the sentences to be read.
        number: for each token the index of its sentence, or -1.
    """

    ids: tuple[int, ...]
    segments: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    hints: tuple[int, ...]
    pieces: tuple[bool, ...]
    sentences: tuple[int, ...]
    number: tuple[int, ...]


class _Piece(NamedTuple):
    """A sentence in tokens."""

    ids: list[int]
    spans: list[tuple[int, int]]
    hints: list[int]
    pieces: list[bool]


def windows(title: str, sentences: Sequence[Span], tokenizer: Tokenizer, find: NameFinder) -> list[Window]:
    """Cut a document into windows: title, the sentence before as context, then as many sentences as fit.

    Args:
        title: the title, empty where there is none.
        sentences: the sentences of the document.
        tokenizer: the encoder's tokenizer.
        find: gives the known names in a text.

    Returns:
        The windows; each sentence is read in exactly one of them. A sentence too long for a window is cut off.
    """
    encoded = tokenizer.encode_batch([title, *(s.text for s in sentences)], add_special_tokens=False)
    first, pieces = encoded[0], [_piece(s, e, find(s.text)) for s, e in zip(sentences, encoded[1:], strict=True)]
    opening, closing = token_id(tokenizer, "[CLS]"), token_id(tokenizer, "[SEP]")
    head = [opening, *first.ids[:TITLE], closing]
    found: list[Window] = []
    at = 0
    while at < len(pieces):
        context = pieces[at - 1] if at else _Piece([], [], [], [])
        keep = max(0, len(context.ids) - CONTEXT)
        room = LIMIT - len(head) - len(context.ids[keep:]) - 1
        last, used = at + 1, len(pieces[at].ids)
        while last < len(pieces) and used + len(pieces[last].ids) <= room:
            used += len(pieces[last].ids)
            last += 1
        found.append(_window(head, _cut(context, keep), pieces[at:last], at, room, closing))
        at = last
    return found


def token_id(tokenizer: Tokenizer, token: str) -> int:
    """Give the id of a special token.

    Args:
        tokenizer: the encoder's tokenizer.
        token: the token.

    Returns:
        Its id.

    Raises:
        DataError: when the tokenizer does not know it.
    """
    number = tokenizer.token_to_id(token)
    if number is None:
        raise DataError(f"the tokenizer has no {token}", "Install détente again.")
    return number


def hints(text: str, offsets: Sequence[tuple[int, int]], names: Sequence[KnownName]) -> list[int]:
    """Say what the tables know of each token of a sentence.

    Args:
        text: the sentence.
        offsets: of its tokens.
        names: the known names in it.

    Returns:
        For each token an index into `HINTS`; names win over acts.
    """
    words = tokens(Span(0, len(text), text))
    spans = [(words[t.first].start, words[t.last].end, len(KINDS) + TYPES.index(t.pattern.type))
             for t in triggers(words) if t.pattern.type]  # fmt: skip
    spans += [(name.start, name.end, KINDS.index(name.kind)) for name in names]
    found = [0] * len(offsets)
    for start, end, hint in spans:
        for index, (a, b) in enumerate(offsets):
            if a >= start and b <= end:
                found[index] = hint
    return found


def _cut(piece: _Piece, keep: int) -> _Piece:
    return _Piece(piece.ids[keep:], piece.spans[keep:], piece.hints[keep:], piece.pieces[keep:])


def _piece(sentence: Span, encoded: Encoding, names: Sequence[KnownName]) -> _Piece:
    return _Piece(
        encoded.ids,
        [(sentence.start + a, sentence.start + b) for a, b in encoded.offsets],
        hints(sentence.text, encoded.offsets, names),
        [t.startswith("##") for t in encoded.tokens],
    )


def _window(head: list[int], context: _Piece, pieces: Sequence[_Piece], at: int, room: int, closing: int) -> Window:
    ids, number = [*head, *context.ids], [-1] * len(head) + [at - 1] * len(context.ids)
    spans, known = [(-1, -1)] * len(head) + context.spans, [0] * len(head) + context.hints
    goes_on = [False] * len(head) + context.pieces
    segments = [0] * len(ids)
    for offset, piece in enumerate(pieces):
        ids += piece.ids[:room]
        spans += piece.spans[:room]
        known += piece.hints[:room]
        goes_on += piece.pieces[:room]
        number += [at + offset] * len(piece.ids[:room])
    segments += [1] * (len(ids) - len(segments))
    return Window(
        (*ids, closing),
        (*segments, 1),
        (*(a for a, _ in spans), -1),
        (*(b for _, b in spans), -1),
        (*known, 0),
        (*goes_on, False),
        tuple(range(at, at + len(pieces))),
        (*number, -1),
    )
