"""Lines and visits of the day, invented and real."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Details
from needledesk.domain.today import Kind, Line
from needledesk.domain.treatment import Cartridge, Endpoint, Treatment, ZoneWork
from needledesk.domain.visits import Visit

Arrive = Callable[..., Visit]


def line(number: int = 1, kind: Kind = Kind.DUE, name: str = "", visit: int = 0) -> Line:
    """A line of one of many clients."""
    return Line(number, visit, name or f"Client {number}", kind, f"Until Sun {number} Nov")


@pytest.fixture
def arrive(desk: Desk) -> Arrive:
    """A new client with a visit, every question answered No unless said otherwise."""

    def one(given: str = "Ottilie", family: str = "Farnwick", course: int = 6, **said: Answer) -> Visit:
        client = desk.clients.add(Details(given, family, date(1992, 3, 4), course=course))
        visit = desk.visits.begin(client.id)
        for question in desk.protocol().asked:
            desk.screening.answer(visit.id, question.key, said.get(question.key, Answer(Reply.NO)))
        return visit

    return one


@pytest.fixture
def treat(desk: Desk, clock: SetClock, arrive: Arrive) -> Arrive:
    """The same, treated so many days ago."""

    def one(given: str = "Mateo", family: str = "Brisvane", days_ago: int = 0, close: bool = True) -> Visit:
        today = clock.at
        clock.at = today - timedelta(days=days_ago, minutes=40)
        visit = arrive(given, family)
        desk.treatment.start(visit.id)
        cartridge = Cartridge("C26-0419", date(2031, 3, 31), 16, opened_in_front=True)
        work = (ZoneWork("chin", 0.5, 2),)
        desk.treatment.change(visit.id, Treatment(zones=work, cartridge=cartridge, endpoint=Endpoint.REDNESS))
        clock.at = today - timedelta(days=days_ago)
        desk.treatment.finish(visit.id)
        if close:
            desk.visits.close(visit.id)
        clock.at = today
        return desk.visits.get(visit.id)

    return one
