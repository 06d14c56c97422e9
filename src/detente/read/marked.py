"""A sentence with a marked actor and recipient, as the encoder takes it."""

from __future__ import annotations

from typing import Final, NamedTuple

from tokenizers import Tokenizer

from detente.read.windows import hints, token_id
from detente.records import NameFinder

LIMIT: Final = 128
MARKS: Final = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")


class Marked(NamedTuple):
    """Token ids with the places of the two opening marks.

    Attributes:
        ids: token ids, special tokens included.
        hints: for each token what the tables say of it, as in a window.
        marks: index of the mark before the actor, and before the recipient.
    """

    ids: tuple[int, ...]
    hints: tuple[int, ...]
    marks: tuple[int, int]


def marked(text: str, actor: tuple[int, int], recipient: tuple[int, int], tokenizer: Tokenizer, find: NameFinder) -> Marked:
    """Put marks around the actor and the recipient.

    Args:
        text: the sentence.
        actor: offsets of the actor in it.
        recipient: offsets of the recipient; it does not overlap the actor.
        tokenizer: the encoder's tokenizer.
        find: gives the known names in a text.

    Returns:
        The ids; of a long sentence only the stretch around the two.
    """
    opened, closed, opened_other, closed_other = (token_id(tokenizer, mark) for mark in MARKS)
    encoded = tokenizer.encode(text, add_special_tokens=False)
    known = hints(text, encoded.offsets, find(text))
    pieces: list[tuple[int, int]] = []
    waiting = sorted([(*actor, opened, closed), (*recipient, opened_other, closed_other)])
    ends: list[tuple[int, int]] = []
    for token, (start, _), hint in zip(encoded.ids, encoded.offsets, known, strict=True):
        while ends and start >= ends[0][0]:
            pieces.append((ends.pop(0)[1], 0))
        while waiting and start >= waiting[0][0]:
            _, end, before, after = waiting.pop(0)
            pieces.append((before, 0))
            ends.append((end, after))
        pieces.append((token, hint))
    pieces += [(before, 0) for _, _, before, _ in waiting] + [(after, 0) for _, after in ends]
    if len(pieces) > LIMIT:
        inside = [i for i, (token, _) in enumerate(pieces) if token in {opened, closed, opened_other, closed_other}]
        spare = max(0, LIMIT - (inside[-1] - inside[0] + 1)) // 2
        pieces = pieces[max(0, inside[0] - spare) :][: max(LIMIT, inside[-1] - inside[0] + 1)]
    ids = (token_id(tokenizer, "[CLS]"), *(token for token, _ in pieces), token_id(tokenizer, "[SEP]"))
    return Marked(ids, (0, *(hint for _, hint in pieces), 0), (ids.index(opened), ids.index(opened_other)))
