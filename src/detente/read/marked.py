"""A sentence with a marked actor and recipient, as the encoder takes it."""

from __future__ import annotations

from typing import Final, NamedTuple

from tokenizers import Tokenizer

LIMIT: Final = 128
MARKS: Final = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")


class Marked(NamedTuple):
    """Token ids with the places of the two opening marks.

    Attributes:
        ids: token ids, special tokens included.
        marks: index of the mark before the actor, and before the recipient.
    """

    ids: tuple[int, ...]
    marks: tuple[int, int]


def marked(text: str, actor: tuple[int, int], recipient: tuple[int, int], tokenizer: Tokenizer) -> Marked:
    """Put marks around the actor and the recipient.

    Args:
        text: the sentence.
        actor: offsets of the actor in it.
        recipient: offsets of the recipient; it does not overlap the actor.
        tokenizer: the encoder's tokenizer.

    Returns:
        The ids; of a long sentence only the stretch around the two.
    """
    opened, closed, opened_other, closed_other = (tokenizer.token_to_id(mark) for mark in MARKS)
    cuts = sorted([(*actor, opened, closed), (*recipient, opened_other, closed_other)])
    pieces: list[int] = []
    at = 0
    for start, end, before, after in cuts:
        pieces += [*_ids(text[at:start], tokenizer), before, *_ids(text[start:end], tokenizer), after]
        at = end
    pieces += _ids(text[at:], tokenizer)
    if len(pieces) > LIMIT:
        inside = [i for i, token in enumerate(pieces) if token in {opened, closed, opened_other, closed_other}]
        spare = max(0, LIMIT - (inside[-1] - inside[0] + 1)) // 2
        pieces = pieces[max(0, inside[0] - spare) :][: max(LIMIT, inside[-1] - inside[0] + 1)]
    ids = (tokenizer.token_to_id("[CLS]"), *pieces, tokenizer.token_to_id("[SEP]"))
    return Marked(ids, (ids.index(opened), ids.index(opened_other)))


def _ids(text: str, tokenizer: Tokenizer) -> list[int]:
    found: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
    return found
