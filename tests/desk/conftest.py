"""Steps of a visit, as short words for the tests of the desk."""

from __future__ import annotations

from datetime import date
from typing import Protocol as Shape

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Details
from needledesk.domain.treatment import Cartridge, Endpoint, Product, Treatment, ZoneWork
from needledesk.domain.visits import Visit


class Begin(Shape):
    """Begin a visit, everything answered with no but what is named."""

    def __call__(self, **said: Answer) -> Visit: ...


@pytest.fixture
def begin(desk: Desk) -> Begin:
    """A new client each time, with an answered visit."""

    def answered(**said: Answer) -> Visit:
        client = desk.clients.add(Details("Test", "Client", date(1990, 1, 1)))
        visit = desk.visits.begin(client.id)
        for question in desk.protocol().asked:
            desk.screening.answer(visit.id, question.key, said.get(question.key, Answer(Reply.NO)))
        return desk.visits.get(visit.id)

    return answered


@pytest.fixture
def record() -> Treatment:
    """A treatment with nothing missing."""
    return Treatment(
        device="Pen 2",
        cartridge=Cartridge("C26-0419", date(2028, 3, 31), 16, opened_in_front=True),
        products=(Product("Hyaluronic acid, sterile", "HA-5521", date(2027, 9, 30)),),
        zones=(ZoneWork("cheek_left", 0.5, 2), ZoneWork("cheek_right", 0.5, 2)),
        endpoint=Endpoint.REDNESS,
    )
