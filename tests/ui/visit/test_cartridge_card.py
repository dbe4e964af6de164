"""Device and cartridge: what is typed is kept, an expired one is said in words, a month is its last day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.treatment import Cartridge, DeviceType
from needledesk.ui.visit.cartridge_card import CartridgeCard
from needledesk.ui.visit.cartridge_summary import device_words
from needledesk.ui.visit.open_visit import OpenVisit

Settle = Callable[[], None]


@pytest.fixture
def card(qtbot: QtBot, treating: OpenVisit) -> CartridgeCard:
    made = CartridgeCard(treating)
    qtbot.addWidget(made)
    made.show()
    made.show_visit()
    return made


def type_in(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_every_field_reaches_the_record_file(
    qtbot: QtBot, card: CartridgeCard, treating: OpenVisit, desk: Desk, settle: Settle
) -> None:
    type_in(qtbot, card.device.line, "Pen 2")
    type_in(qtbot, card.speed.line, "4")
    type_in(qtbot, card.lot.line, "C26-0419")
    type_in(qtbot, card.needles, "16")
    type_in(qtbot, card.expires, "03/28")
    qtbot.mouseClick(card.type.parts[DeviceType.STAMP], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.opened.pills["opened"], Qt.MouseButton.LeftButton)
    settle()
    kept = desk.visits.get(treating.visit.id).treatment
    assert (kept.device, kept.device_type, kept.speed) == ("Pen 2", DeviceType.STAMP, "4")
    assert kept.cartridge == Cartridge("C26-0419", date(2028, 3, 31), 16, opened_in_front=True)
    assert card.cautions.texts() == ()


def test_what_is_missing_is_said_once_treatment_runs(card: CartridgeCard) -> None:
    assert card.cautions.texts() == ("The cartridge lot is missing.", "The cartridge expiry date is missing.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10/26", ("The cartridge expired on Sat 31 Oct 2026.",)),
        ("11/26", ("The cartridge expires on Mon 30 Nov 2026.",)),
        ("01/27", ()),
    ],
)
def test_expiry_is_said_in_words(qtbot: QtBot, card: CartridgeCard, typed: str, said: tuple[str, ...]) -> None:
    type_in(qtbot, card.lot.line, "C26-0419")
    type_in(qtbot, card.expires, typed)
    assert card.cautions.texts() == said


def test_a_date_that_is_none_is_refused_in_place_and_not_kept(
    qtbot: QtBot, card: CartridgeCard, treating: OpenVisit, desk: Desk, settle: Settle
) -> None:
    type_in(qtbot, card.expires, "03/28")
    type_in(qtbot, card.expires, "13/28")
    settle()
    assert desk.visits.get(treating.visit.id).treatment.cartridge.expires is None
    assert card.expires.text() == "13/28"
    assert card.expires.property("wrong")


def test_letters_are_no_number_of_needles(qtbot: QtBot, card: CartridgeCard) -> None:
    type_in(qtbot, card.needles, "1x6")
    assert card.treatment.cartridge.needles == 16


def test_once_written_down_it_folds_and_opens_again(qtbot: QtBot, card: CartridgeCard, treating: OpenVisit) -> None:
    assert not card.folded
    whole = Cartridge("C26-0419", date(2028, 3, 31), 16)
    treating.change(replace(treating.visit.treatment, device="Pen 2", speed="4", cartridge=whole))
    assert not card.folded
    card.device.line.clearFocus()
    card.show_visit()
    assert card.folded
    assert card.note.text() == "Pen 2 · speed 4"
    qtbot.mouseClick(card.edit, Qt.MouseButton.LeftButton)
    assert not card.folded
    assert card.lot.text == "C26-0419"


def test_the_kind_of_device_is_named_where_its_name_does_not_say_it(treating: OpenVisit) -> None:
    base = treating.visit.treatment
    assert device_words(replace(base, device="Stella", device_type=DeviceType.STAMP)) == "Stella · stamp"
    assert device_words(replace(base, device="Pen 2", speed="4")) == "Pen 2 · speed 4"
