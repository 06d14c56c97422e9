"""Responses inside one document: an act told as an answer, linked to what it answers."""

from __future__ import annotations

from detente.records import Event, Resolved, Response, digest

_CONFLICT = 3


def responses(resolved: Resolved) -> tuple[Response, ...]:
    """Link each act that the words present as an answer to the nearest conflict it can answer.

    Args:
        resolved: the events of one document with the words that present them as answers.

    Returns:
        The links, in the order of the answering events.
    """
    found: list[Response] = []
    by_id = {event.id: event for event in resolved.events}
    for number, words in resolved.answers:
        answer = by_id[number]
        causes = [e for e in resolved.events if e.id != number and _can_be_cause(e, answer)]
        if answer.quad < _CONFLICT or not causes:
            continue
        cause = min(causes, key=lambda e: (e.trigger.start > answer.trigger.start, _distance(e, answer)))
        found.append(
            Response(
                id=digest("rs", answer.id, cause.id),
                kind="retaliation",
                event=answer.id,
                answers=cause.id,
                evidence=(words,),
                rule="told as an answer",
                confidence=0.7,
            )
        )
    return tuple(found)


def _can_be_cause(event: Event, answer: Event) -> bool:
    """A conflict by those who are answered, upon those who answer or on their ground; armed groups are not their state."""
    if event.quad < _CONFLICT or event.status not in {"occurred", "ongoing"} or event.actors == answer.actors:
        return False
    struck = {a.country for a in event.recipients} | ({event.where.country} if event.where else set())
    by = {a.country for a in event.actors if a.country}
    answering = {a.country for a in answer.actors if a.country}
    return bool(by & {a.country for a in answer.recipients}) and bool(answering & (struck | {None}) or not struck)


def _distance(event: Event, answer: Event) -> int:
    return abs(event.trigger.start - answer.trigger.start)
