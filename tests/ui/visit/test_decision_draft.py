"""The reason of a decision while it is typed: on disk, back in the same visit, and never in another one."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Status
from needledesk.ui.visit.side_visit import VisitSide


@pytest.fixture
def side(open_visit, qtbot):
    def make() -> VisitSide:
        made = VisitSide(open_visit)
        qtbot.addWidget(made)
        made.following = True
        return made

    return make


def reason(side: VisitSide) -> QPlainTextEdit:
    return side.status.decision.findChild(QPlainTextEdit)


def test_it_comes_back_in_its_visit_only_and_goes_once_decided(side, open_visit, new_visit, desk, settle) -> None:
    first, second = (new_visit(name, diabetes=Answer(Reply.YES)) for name in ("Ottilie", "Amara"))
    for visit in (first, second):  # a letter on file makes it the practitioner's decision
        desk.letters.record(visit.client, Letter(("S-CON-07",), date(2026, 11, 1), "Dr S. Brandvold"), ())
    one = side()
    open_visit.open(first.id)
    settle()
    assert open_visit.verdict.status is Status.PRACTITIONER_DECISION
    reason(one).setPlainText("controlled, agreed with her doctor")
    open_visit.open(second.id)
    settle()
    assert reason(one).toPlainText() == ""
    assert desk.drafts.places() == (f"decision:{first.id}",)
    again = side()
    open_visit.open(first.id)
    settle()
    for shown in (one, again):
        assert reason(shown).toPlainText() == "controlled, agreed with her doctor"
    again.status.decided.emit(True, "controlled, agreed with her doctor")
    settle()
    assert desk.drafts.places() == ()
    assert desk.visits.get(first.id).decision.treat
