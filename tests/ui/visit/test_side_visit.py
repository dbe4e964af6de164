from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
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


ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)


def test_an_override_is_told_on_every_later_screen(
    open_visit: OpenVisit, new_visit: NewVisit, qtbot: QtBot, settle: Settle
) -> None:
    side = VisitSide(open_visit)
    qtbot.addWidget(side)
    side.following = True
    side.resize(270, 700)
    side.show()
    open_visit.open(new_visit(aspirin=ASPIRIN).id)
    settle()
    assert side.status.override.ask.isEnabled()
    open_visit.override("four days, agreed", "M. Averil")
    for go_on in (lambda: None, open_visit.start, open_visit.finish):
        go_on()
        settle()
        assert side.status.accessibleName() == "Status: Not today, override by M. Averil, 13:30"
        assert side.status.override.reason.isVisible()
        assert side.status.override.withdraw.isVisible() is open_visit.answerable


def test_an_open_question_keeps_the_override_off_and_says_why(
    open_visit: OpenVisit, new_visit: NewVisit, qtbot: QtBot, settle: Settle
) -> None:
    side = VisitSide(open_visit)
    qtbot.addWidget(side)
    side.following = True
    side.show()
    open_visit.open(new_visit(aspirin=ASPIRIN, fish_oil=Answer(Reply.UNSURE)).id)
    settle()
    assert not side.status.override.ask.isEnabled()
    assert "never a no" in side.status.override.ask.accessibleDescription()
    assert "never a no" in side.status.override.why_not.text()
    open_visit.answer("fish_oil", Answer(Reply.NO))
    assert side.status.override.ask.isEnabled()
    open_visit.answer("pregnant", Answer(Reply.YES))
    assert not side.status.override.isVisible()
