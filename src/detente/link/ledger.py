"""The ledger: promises joined across reports, and what became of each; nothing is inferred from silence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from detente.records import Commitment, CommitmentStatus, Document, Event, StatusChange

_BEFORE: Final = dt.timedelta(days=7)
_AFTER: Final = dt.timedelta(days=3)
_NOTICE: Final = dt.timedelta(days=7)
_DONE: Final = frozenset({"occurred", "ongoing"})
# Words of one act, so that `resume their duties` and `is back at his post` meet.
_SENSES: Final = (
    ("ambassador", re.compile(r"\b(?:ambassador|envoy|diplomat)", re.IGNORECASE)),
    ("return", re.compile(r"\b(?:return|resum|back\b|reinstat|restor|took up|take up|duties)", re.IGNORECASE)),
    ("visit", re.compile(r"\b(?:visit|arriv|trip|land|travel)", re.IGNORECASE)),
    ("release", re.compile(r"\b(?:releas|free|repatriat)", re.IGNORECASE)),
    ("withdraw", re.compile(r"\b(?:withdr|pull)", re.IGNORECASE)),
    ("talks", re.compile(r"\b(?:talk|meet|met\b|dialogue|negotiat)", re.IGNORECASE)),
    ("sign", re.compile(r"\b(?:sign|ink)", re.IGNORECASE)),
    ("reopen", re.compile(r"\b(?:reopen|open)", re.IGNORECASE)),
    ("ceasefire", re.compile(r"\b(?:cease|truce|halt)", re.IGNORECASE)),
)


class Pledge(NamedTuple):
    """One promise with all reports of it.

    Attributes:
        commitment: as first reported, with its status and history.
        restated: ids of the commitments that report it again.
    """

    commitment: Commitment
    restated: tuple[str, ...]


def ledger(
    commitments: Iterable[Commitment], events: Sequence[Event], documents: Mapping[str, Document], today: dt.date
) -> tuple[Pledge, ...]:
    """Join promises across reports and follow what became of each.

    Args:
        commitments: coded commitments, in any order.
        events: all coded events.
        documents: the documents by id.
        today: the day on which the status is asked.

    Returns:
        The promises by due date; those with none last.
    """
    groups: list[list[Commitment]] = []
    for commitment in sorted(commitments, key=lambda c: (c.made.end or dt.date.max, c.id)):
        group = next((g for g in groups if _same(g[0], commitment)), None)
        if group is None:
            groups.append([commitment])
        else:
            group.append(commitment)
    pledges = [Pledge(_followed(g, events, documents, today), tuple(c.id for c in g[1:])) for g in groups]
    return tuple(sorted(pledges, key=lambda p: (_due(p.commitment) or dt.date.max, p.commitment.id)))


def _due(commitment: Commitment) -> dt.date | None:
    return commitment.due.end if commitment.due else None


def _senses(text: str) -> frozenset[str]:
    return frozenset(name for name, shape in _SENSES if shape.search(text))


def _same(one: Commitment, two: Commitment) -> bool:
    if one.states != two.states or _due(one) != _due(two):
        return False
    return bool(_senses(one.evidence[0].text) & _senses(two.evidence[0].text)) or one.undertaking == two.undertaking


def _followed(
    group: Sequence[Commitment], events: Sequence[Event], documents: Mapping[str, Document], today: dt.date
) -> Commitment:
    commitment, due = group[0], _due(group[0])
    history = list(commitment.history)
    proof = next((e for e in events if due and _keeps(e, commitment, due, documents)), None)
    status: CommitmentStatus = commitment.status
    if proof:
        day = proof.when.end or documents[proof.document].anchor
        history.append(StatusChange(day, "kept", proof.evidence[0], proof.id))
        status = "kept"
    elif due:
        if today >= due - _NOTICE:
            history.append(StatusChange(due - _NOTICE, "due", None, None))
            status = "due"
        if today > due + _AFTER:
            history.append(StatusChange(due + _AFTER, "overdue – no evidence found", None, None))
            status = "overdue – no evidence found"
    return msgspec.structs.replace(commitment, status=status, history=tuple(history))


def _keeps(event: Event, commitment: Commitment, due: dt.date, documents: Mapping[str, Document]) -> bool:
    """Whether an event shows the promise done: right parties, done and not planned, in reach of the day, the same act."""
    told = documents[event.document].anchor
    day = event.when.end or told
    made = commitment.made.end
    if (
        event.status not in _DONE
        or event.type in {"AGREE", "REQUEST", "THREATEN"}
        or event.quad > 2
        or day is None
        or told is None
    ):
        return False
    in_reach = due - _BEFORE <= day <= due + _AFTER and (made is None or told > made)
    promised = {p.country for p in commitment.parties if p.country}
    doers = {a.country for a in event.actors if a.country}
    told_senses = _senses(event.evidence[0].text) | ({"visit"} if "visit" in event.modes else set())
    wanted = _senses(commitment.evidence[0].text)
    same_people = ("ambassador" in wanted) == ("ambassador" in told_senses)
    together = not event.recipients and promised <= doers <= commitment.states  # guest and host told as meeting
    right_party = bool(doers) and (doers <= promised or together)
    return in_reach and right_party and bool(wanted) and same_people and wanted <= told_senses
