"""An open visit on a real record file, with the real background threads, for the pages of a visit."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Details
from needledesk.domain.visits import Visit
from needledesk.ui.background import Background
from needledesk.ui.theme import Theme
from needledesk.ui.visit.open_visit import OpenVisit

Settle = Callable[[], None]
NewVisit = Callable[..., Visit]


OFFSCREEN = "This plugin does not support"  # what the offscreen platform says of windows and panels


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The window's own look."""
    theme = Theme.current()
    if theme.style_sheet() != qapp.styleSheet() or theme.dark:
        theme.apply(qapp, "light", 100)


@pytest.fixture
def background(qtbot: QtBot, desk: Desk) -> Iterator[Background]:
    """The real threads; a fault of ours in any of them fails the test."""
    faults: list[str] = []
    made = Background(lambda fault: faults.append("".join(traceback.format_exception(fault))), desk.now)
    yield made
    made.close()
    assert not faults, faults[0]


@pytest.fixture
def settle(background: Background, qapp: QApplication) -> Settle:
    """Let everything that was asked of the desk come back and be shown."""

    def wait() -> None:
        for _ in range(6):
            background.wait()
            qapp.processEvents()

    return wait


@pytest.fixture
def new_visit(desk: Desk) -> NewVisit:
    """Begin a visit of a new client, every question answered No unless said otherwise by key."""

    def begin(name: str = "Ottilie", **answers: Answer) -> Visit:
        client = desk.clients.add(Details(name, "Farnwick", date(1992, 3, 4)))
        visit = desk.visits.begin(client.id)
        for question in desk.protocol().asked:
            desk.screening.answer(visit.id, question.key, answers.get(question.key, Answer(Reply.NO)))
        return visit

    return begin


@pytest.fixture
def open_visit(desk: Desk, background: Background) -> Iterator[OpenVisit]:
    """No visit is open in it yet; at the end it is left as the window leaves it."""
    made = OpenVisit(desk, background)
    yield made
    made.leave()


@pytest.fixture
def treating(open_visit: OpenVisit, new_visit: NewVisit, settle: Settle) -> OpenVisit:
    """A visit is open and treatment has started."""
    open_visit.open(new_visit().id)
    settle()
    open_visit.start()
    settle()
    return open_visit
