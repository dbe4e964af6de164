"""What was recorded, as it was, on the map and in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from needledesk.domain.seals import Amendment, Seal, SealedVisit
from needledesk.domain.treatment import Treatment, ZoneWork
from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.visit.recorded_card import RecordedCard

AT = datetime(2026, 11, 22, 14, 55, tzinfo=UTC)
SEALED = SealedVisit(Seal(1, AT, "M. Averil", "0" * 64), True, AT)
VISIT = Visit(1, 1, VisitState.CLOSED, AT, "UTC", 1, 1, closed=AT)
LOT = Amendment("Lot", "text", "reason", "M. Averil", AT, "lot cartridge", "C1", "C2")


def treated(*zones: str) -> Visit:
    work = Treatment(zones=tuple(ZoneWork(zone, 0.5, 2) for zone in zones), started=AT, finished=AT)
    return replace(VISIT, treatment=work)


@pytest.fixture
def card(qtbot: QtBot) -> RecordedCard:
    made = RecordedCard()
    qtbot.addWidget(made)
    made.resize(486, 300)
    made.show()
    return made


def names(card: RecordedCard) -> list[str]:
    return [row.accessibleName() for row in card._rows]


@pytest.mark.parametrize(
    ("zones", "side"),
    [(("chin",), "face"), (("back",), "back"), (("neck",), "front"), (("neck", "chin"), "face"), ((), "face")],
)
def test_the_side_on_which_it_was_done(card: RecordedCard, zones: tuple[str, ...], side: str) -> None:
    card.show_visit(treated(*zones), SEALED)
    assert card.map.side == side
    assert card.map.isVisible()
    assert not card.grab().isNull()


def test_every_fact_is_heard_and_a_corrected_one_says_so(card: RecordedCard) -> None:
    card.show_visit(treated("chin"), replace(SEALED, amendments=(LOT,)))
    assert "Depth: light, to 0.5 mm" in names(card)
    assert "Cartridge: not noted, corrected: amendment 1" in names(card)


def test_many_corrections_are_counted(card: RecordedCard) -> None:
    card.show_visit(treated("chin"), replace(SEALED, amendments=(LOT,) * 9))
    assert "Cartridge: not noted, corrected: amendments 1, 2, 3, 4 and 5 more" in names(card)


def test_an_untreated_visit_has_no_map(card: RecordedCard) -> None:
    card.show_visit(VISIT, SEALED)
    assert not card.map.isVisible()
    assert "Treatment: none" in names(card)
