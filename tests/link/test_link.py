"""Incidents, answers and the ledger, over invented affairs."""

import datetime as dt

from detente import link
from detente.pipeline import Coder
from detente.records import Document

_CODER = Coder()


def report(number, day, text):
    document = Document(
        id=f"doc-{number}", title=None, text=text, publisher=f"Press {number}", published=dt.date(2023, 5, day)
    )
    return _CODER.code(document)


def gathered(*reports):
    documents = {r.document.id: r.document for r in reports}
    return documents, [e for r in reports for e in r.events], [c for r in reports for c in r.commitments]


def test_two_reports_of_one_act_are_one_incident_in_any_order():
    documents, events, _ = gathered(
        report(1, 4, "Chile expelled two Peruvian diplomats on 3 May 2023."),
        report(2, 5, "On 3 May 2023 Chile expelled Peruvian diplomats."),
    )
    (incident,) = link.incidents(events, documents)
    assert (incident.reports, incident.publishers) == (2, 2)
    assert link.incidents(reversed(events), documents) == (incident,)


def test_an_answer_is_linked_to_what_it_answers():
    coded = report(1, 5, "Chile bombed Peru on Monday. Peru launched retaliatory strikes on Chile on Tuesday.")
    (response,) = coded.responses
    assert response.kind == "retaliation"
    assert [response.answers, response.event] == [e.id for e in coded.events]


def test_a_promise_is_kept_only_by_the_right_party():
    promise = report(1, 4, "The Chilean foreign minister will visit Peru on 20 May 2023.")
    wrong = report(2, 21, "The Peruvian foreign minister visited Chile on 20 May 2023.")
    right = report(3, 21, "The Chilean foreign minister visited Peru on 20 May 2023.")
    later = dt.date(2023, 6, 20)
    documents, events, commitments = gathered(promise, wrong)
    assert link.ledger(commitments, events, documents, later)[0].commitment.status == "overdue – no evidence found"
    documents, events, commitments = gathered(promise, wrong, right)
    kept = link.ledger(commitments, events, documents, later)[0].commitment
    assert kept.status == "kept"
    assert kept.history[-1].evidence.text in right.document.text


def test_a_plan_told_again_is_no_proof_and_the_clock_says_due():
    documents, events, commitments = gathered(
        report(1, 4, "The Chilean foreign minister will visit Peru on 20 May 2023."),
        report(2, 15, "The Chilean foreign minister will visit Peru on 20 May 2023."),
    )
    (pledge,) = link.ledger(commitments, events, documents, dt.date(2023, 5, 16))
    assert pledge.commitment.status == "due"
    assert len(pledge.restated) == 1
