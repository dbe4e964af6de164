"""The line above a closed visit says what was found of its seal, and what can be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from needledesk.domain.seals import Seal, SealedVisit, Voiding
from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.visit.sealed_banner import BROKEN, MEANS, SealedBanner

AT = datetime(2026, 11, 22, 15, 4, tzinfo=UTC)
VISIT = Visit(1, 1, VisitState.CLOSED, AT, "UTC", 1, 2, closed=AT)
SEALED = SealedVisit(Seal(1, AT, "M. Averil", "7f3a91c2" + "0" * 56), True, AT.replace(hour=16))


@pytest.fixture
def banner(qtbot: QtBot) -> SealedBanner:
    made = SealedBanner()
    qtbot.addWidget(made)
    return made


def test_the_seal_holds(banner: SealedBanner) -> None:
    banner.show_visit(VISIT, SEALED)
    assert banner.isVisible()
    assert banner.text.text() == "Closed and sealed Sun 22 Nov 2026, 15:04"
    assert banner.note.text() == "M. Averil · protocol v2 · seal 7F3A-91C2, checked today 16:04: unchanged"
    assert not banner.voided.isVisible()
    assert (banner.print.text(), banner.amend.text()) == ("Print the visit", "Add an amendment")
    assert not banner.grab().isNull()


def test_a_broken_seal_says_what_it_means_what_is_safe_and_what_to_do(banner: SealedBanner) -> None:
    banner.show_visit(VISIT, replace(SEALED, unbroken=False))
    assert banner.text.text() == banner.accessibleName() == BROKEN
    assert banner.text.property("tone") == "stop"
    assert banner.note.text().startswith(MEANS)
    assert banner.note.text().endswith("checked today 16:04: broken.")
    assert banner.amend.isEnabled()
    banner.show_visit(VISIT, SEALED)
    assert banner.text.property("tone") == ""


def test_a_voided_visit_says_why(banner: SealedBanner) -> None:
    banner.show_visit(VISIT, replace(SEALED, voiding=Voiding("wrong client", "M. Averil", AT)))
    assert banner.voided.text() == "Voided Sun 22 Nov 2026, 15:04, M. Averil: wrong client. Content kept"
    assert banner.voided.isVisible()
    assert banner.accessibleName() == f"{banner.voided.text()}. {banner.text.text()}"


def test_an_open_visit_has_none(banner: SealedBanner) -> None:
    banner.show_visit(VISIT, SEALED)
    banner.show_visit(replace(VISIT, state=VisitState.OPEN, closed=None), None)
    assert not banner.isVisible()


def test_the_buttons_only_ask(banner: SealedBanner, qtbot: QtBot) -> None:
    banner.show_visit(VISIT, SEALED)
    with qtbot.waitSignal(banner.print_requested):
        banner.print.click()
    with qtbot.waitSignal(banner.amend_requested):
        banner.amend.click()
    banner.show_busy("print")
    assert banner.print.busy
