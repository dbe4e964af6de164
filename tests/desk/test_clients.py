"""Clients through the desk: what a corrected birth date does to what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When

ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)


def test_another_birth_date_takes_back_what_was_decided_without_it(desk: Desk, begin) -> None:
    visit = begin(aspirin=ASPIRIN)
    desk.screening.override(visit.id, "three days short, agreed", "M. Averil")
    details = desk.clients.get(visit.client).details
    desk.clients.change(visit.client, replace(details, phone="202-555-0100"))
    assert desk.visits.get(visit.id).override is not None
    desk.clients.change(visit.client, replace(details, born=date(2012, 1, 1)))
    assert desk.visits.get(visit.id).override is None
