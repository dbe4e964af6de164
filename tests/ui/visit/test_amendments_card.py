"""What was added to a closed visit: the new value beside the old, with author, reason, moment and seal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.domain.recorded_values import RecordedValue
from needledesk.domain.seals import Amendment
from needledesk.ui.visit.amendments_card import BROKEN, NONE, AmendmentsCard
from needledesk.ui.widgets.text import Text

AT = datetime(2026, 11, 2, 9, 3, tzinfo=UTC)
VALUES = (RecordedValue("lot product 1", "Lot, serum", "HA-5104"),)
LOT = Amendment(
    "Lot <corrected>",
    "Read from the box.",
    "Typing error",
    "M. Averil",
    AT,
    "lot product 1",
    "HA-5104",
    "HA-5140 & more",
    sha256="90aa7c15" + "0" * 56,
)


@pytest.fixture
def card(qtbot: QtBot) -> AmendmentsCard:
    made = AmendmentsCard()
    qtbot.addWidget(made)
    made.resize(480, 300)
    made.show()
    return made


def texts(card: AmendmentsCard) -> list[str]:
    QApplication.processEvents()
    return [text.text() for text in card.list.findChildren(Text) if text.isVisible()]


def test_none_yet(card: AmendmentsCard) -> None:
    card.show_amendments((), VALUES, 2026)
    assert texts(card) == [NONE]


def test_a_correction(card: AmendmentsCard) -> None:
    card.show_amendments((LOT,), VALUES, 2026)
    assert texts(card) == [
        "2 Nov, 09:03",
        "1. Lot <corrected>",
        "Lot, serum: <s>HA-5104</s> → <b>HA-5140 &amp; more</b>",
        "Read from the box.",
        "Reason: Typing error",
        "M. Averil · seal 90AA-7C15",
    ]
    names = [widget.accessibleName() for widget in card.list.findChildren(object) if hasattr(widget, "accessibleName")]
    assert any("Lot, serum: was HA-5104, becomes HA-5140 & more" in name for name in names), "heard, not only seen"


def test_a_plain_addition_of_another_year_and_a_broken_one(card: AmendmentsCard) -> None:
    plain = replace(LOT, corrects="", was="", becomes="", author="")
    card.show_amendments((plain, replace(LOT, unbroken=False)), VALUES, 2027)
    found = texts(card)
    assert found[0] == "2 Nov 2026, 09:03"
    assert found[1:5] == [
        "1. Lot <corrected>",
        "Read from the box.",
        "Reason: Typing error",
        "author not noted · seal 90AA-7C15",
    ]
    assert found[found.index("2. Lot <corrected>") + 1] == BROKEN
    assert found.count(BROKEN) == 1


def test_many_scroll_and_another_visit_shows_its_own(card: AmendmentsCard, qtbot: QtBot) -> None:
    card.show_amendments(tuple(replace(LOT, title="T" * 90) for _ in range(12)), VALUES, 2026)
    assert sum(text.startswith("12. ") for text in texts(card)) == 1
    assert not card.grab().isNull()
    qtbot.waitUntil(lambda: card.list.verticalScrollBar().maximum() > 0)
    card.show_amendments((), VALUES, 2026)
    assert texts(card) == [NONE]
