"""Sentences and tokens, with their offsets in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from detente.records import Document, Span

_TOKEN: Final = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}                        # U.S., D.R.C.
    | \d+(?:[.,:]\d+)*                        # 1,000  12:06
    | (?:n['’]t|['’](?:s|ll|re|ve|d))\b       # clitics
    | [^\W_]+?(?=n['’]t\b)                    # did|n't
    | [^\W_]+(?:[-‑'’](?!(?:s|ll|re|ve|d)\b)[^\W_]+)*
    | [^\w\s]
    """,
    re.VERBOSE,
)
_ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cmdr adm rev hon sen rep gov pres st jr sr no vs etc e.g i.e inc ltd co "
    "corp jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k u.n u.a.e a.m p.m d.c art para approx est "
    "fig".split()
)
_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|(?<=[.!?…][\"”’])(?=[A-Z“\"])")


class Token(NamedTuple):
    """A word or a mark.

    Attributes:
        text: as written.
        low: in lower case, with straight apostrophes.
        start: offset in the document.
        end: offset after it.
    """

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number rather than a mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


def sentences(document: Document) -> tuple[Span, ...]:
    """Split a document into sentences; none crosses a paragraph.

    Args:
        document: the cleaned report.

    Returns:
        The sentences in order, without surrounding white space.
    """
    return tuple(document.span(start, end) for start, end in _bounds(document.text))


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for paragraph in text.split("\n"):
        start = position
        for match in _END.finditer(paragraph):
            end = position + match.end()
            if _ends_sentence(text, position + match.start(), end):
                yield from _stripped(text, start, end)
                start = end
        yield from _stripped(text, start, position + len(paragraph))
        position += len(paragraph) + 1


def _ends_sentence(text: str, mark: int, end: int) -> bool:
    following = text[end : end + 3].lstrip(" \"'“‘([")
    if following and following[0].islower():
        return False
    if text[mark : mark + 1] != ".":
        return True
    before = text[max(0, mark - 12) : mark].split()
    word = before[-1].lstrip("(\"'“‘").lower() if before else ""
    return not (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and bool(following)))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if right > left:
        yield left, right


def tokens(span: Span) -> tuple[Token, ...]:
    """Split a span into words and marks.

    Args:
        span: usually a sentence.

    Returns:
        The tokens in order, with offsets in the document.
    """
    return tuple(
        Token(m.group(), m.group().lower().replace("’", "'"), span.start + m.start(), span.start + m.end())
        for m in _TOKEN.finditer(span.text)
    )
