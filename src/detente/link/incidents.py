"""Incidents: the reports of one real-world event, joined."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from detente.records import Actor, Disagreement, Document, Event, Incident, When, digest

_SLACK = dt.timedelta(days=1)
_OPEN = dt.timedelta(days=3)


def incidents(events: Iterable[Event], documents: Mapping[str, Document]) -> tuple[Incident, ...]:
    """Join events of one type between the same states whose times meet.

    Args:
        events: coded events, in any order.
        documents: their documents by id.

    Returns:
        The incidents, by time and id; the same whatever the order of the events.
    """
    blocks: dict[object, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (_day(e, documents), e.id)):
        blocks[event.type, tuple(sorted(event.states)), event.modes[:1]].append(event)
    joined = (group for block in blocks.values() for group in _by_time(block, documents))
    found = [_incident(group, documents) for group in joined]
    return tuple(sorted(found, key=lambda i: (i.when.end or dt.date.max, i.id)))


def _day(event: Event, documents: Mapping[str, Document]) -> dt.date:
    return event.when.end or documents[event.document].anchor or dt.date.max


def _by_time(block: Sequence[Event], documents: Mapping[str, Document]) -> list[list[Event]]:
    """Events in the order of their days join while the gap is small; an open date reaches back further."""
    groups: list[list[Event]] = []
    for event in block:
        day = _day(event, documents)
        slack = _SLACK if event.when.precision == "day" else _OPEN
        if groups and day - _day(groups[-1][0], documents) <= slack:
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


def _incident(group: Sequence[Event], documents: Mapping[str, Document]) -> Incident:
    first = group[0]
    exact = [e.when for e in group if e.when.precision == "day"]
    when = Counter(exact).most_common(1)[0][0] if exact else min((e.when for e in group), key=_width)
    reports = {e.document for e in group}
    days = Counter(str(w.start) for w in exact)
    rivals = (Disagreement("when", tuple(day for day, _ in days.most_common())),) if len(days) > 1 else ()
    return Incident(
        id=digest("in", first.id),
        type=first.type,
        modes=tuple(sorted({m for e in group for m in e.modes})),
        quad=first.quad,
        score=first.score,
        status=Counter(e.status for e in group).most_common(1)[0][0],
        actors=_names(e.actors for e in group),
        recipients=_names(e.recipients for e in group),
        when=when,
        where=next((e.where for e in group if e.where), None),
        events=tuple(e.id for e in group),
        reports=len(reports),
        publishers=len({documents[d].publisher or d for d in reports}),
        disagreements=rivals,
    )


def _names(roles: Iterable[Sequence[Actor]]) -> tuple[str, ...]:
    return tuple(sorted({a.country or a.name for actors in roles for a in actors}))


def _width(when: When) -> int:
    return (when.end - when.start).days if when.start and when.end else 10_000
