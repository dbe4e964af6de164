from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.visit.closed_banner import ClosedBanner

NOON = datetime(2026, 11, 22, 15, 2, tzinfo=UTC)


def test_it_is_there_only_while_the_visit_is_closed(qtbot: QtBot) -> None:
    banner = ClosedBanner()
    qtbot.addWidget(banner)
    visit = Visit(1, 1, VisitState.OPEN, NOON, "UTC", 1, 1)
    banner.show_visit(replace(visit, state=VisitState.CLOSED, closed=NOON))
    assert banner.text.text() == "Closed Sun 22 Nov, 15:02: the record stays as it was"
    assert banner.isVisible()
    assert not banner.grab().isNull()
    banner.show_visit(visit)
    assert not banner.isVisible()
