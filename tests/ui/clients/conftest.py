"""Clients of every kind on a real record file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Client, Details
from needledesk.domain.returning import News
from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Cartridge, Endpoint, Intensity, Treatment, ZoneWork
from needledesk.domain.visits import Visit

AddClient = Callable[..., Client]
TreatedVisit = Callable[..., Visit]


@pytest.fixture
def add_client(desk: Desk) -> AddClient:
    """Add a client by first and family name."""

    def add(given: str = "Ottilie", family: str = "Farnwick", **more: object) -> Client:
        return desk.clients.add(Details(given, family, date(1992, 3, 4), **more))  # type: ignore[arg-type]

    return add


@pytest.fixture
def treated_visit(desk: Desk, clock: SetClock) -> TreatedVisit:
    """A deep session of a client, finished so many days before today, closed unless said otherwise."""

    def treat(client: Client, days_ago: int = 0, close: bool = True) -> Visit:
        today = clock.at
        clock.at = today - timedelta(days=days_ago)
        visit = desk.visits.begin(client.id)
        desk.screening.plan(visit.id, Plan(Intensity.DEEP, ("cheek_right", "cheek_left")))
        for question in desk.protocol().asked:
            desk.screening.answer(visit.id, question.key, Answer(Reply.NO))
        desk.screening.tell_news(visit.id, News(Reply.NO))
        desk.treatment.start(visit.id)
        work = (ZoneWork("cheek_right", 1.5, 3), ZoneWork("cheek_left", 1.5, 3))
        cartridge = Cartridge("C26-0419", date(2031, 3, 31), 16, opened_in_front=True)
        desk.treatment.change(visit.id, Treatment(zones=work, cartridge=cartridge, endpoint=Endpoint.REDNESS))
        desk.treatment.finish(visit.id)
        if close:
            desk.visits.close(visit.id)
        clock.at = today
        return desk.visits.get(visit.id)

    return treat
