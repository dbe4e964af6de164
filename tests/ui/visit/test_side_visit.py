from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.visits import Visit
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.side_visit import LEAST_REASONS, VisitSide

Settle = Callable[[], None]
NewVisit = Callable[..., Visit]


def test_it_follows_only_when_told(open_visit: OpenVisit, new_visit: NewVisit, qtbot: QtBot, settle: Settle) -> None:
    side = VisitSide(open_visit)
    qtbot.addWidget(side)
    open_visit.open(new_visit().id)
    settle()
    assert side.status.accessibleName() == ""
    side.following = True
    with qtbot.waitSignal(side.refreshed):
        open_visit.answer("cardiac", Answer(Reply.YES))
    assert "Do not treat" in side.status.accessibleName()


def test_the_reasons_never_get_smaller_than_one_and_a_half(
    open_visit: OpenVisit, new_visit: NewVisit, qtbot: QtBot, settle: Settle
) -> None:
    side = VisitSide(open_visit)
    qtbot.addWidget(side)
    side.following = True
    side.resize(270, 700)
    side.show()
    open_visit.open(new_visit(**{key: Answer(Reply.YES) for key in ("keloid", "psoriasis", "diabetes")}).id)
    settle()
    side.give_way(100)
    assert side.status.reasons_height == LEAST_REASONS
    side.give_way(5000)
    assert side.status.reasons_height > LEAST_REASONS
