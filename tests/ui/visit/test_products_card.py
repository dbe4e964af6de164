"""Products: written in place, kept without a Save button, and asked why if they are not plain hyaluronic acid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.treatment import Product
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.products_card import ProductsCard

Settle = Callable[[], None]


@pytest.fixture
def card(qtbot: QtBot, treating: OpenVisit) -> ProductsCard:
    made = ProductsCard(treating)
    qtbot.addWidget(made)
    made.resize(440, 400)
    made.show()
    made.show_visit()
    return made


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def kept(desk: Desk, treating: OpenVisit, settle: Settle) -> tuple[Product, ...]:
    settle()
    return desk.visits.get(treating.visit.id).treatment.products


def test_a_new_product_is_kept_as_it_is_typed(
    qtbot: QtBot, card: ProductsCard, treating: OpenVisit, desk: Desk, settle: Settle
) -> None:
    assert card.nothing.isVisible()
    click(qtbot, card.add)
    qtbot.keyClicks(card.form.name.line, "Hyaluronic acid")
    qtbot.keyClicks(card.form.lot.line, "HA-5521")
    qtbot.keyClicks(card.form.expires, "09/27")
    click(qtbot, card.form.plain.pills["plain"])
    wanted = (Product("Hyaluronic acid", "HA-5521", date(2027, 9, 30)),)
    assert kept(desk, treating, settle) == wanted
    assert not card.form.reason.isVisible()
    click(qtbot, card.form.done)
    assert not card.form.isVisible()
    assert kept(desk, treating, settle) == wanted
    assert [row.isVisible() for row in card.rows] == [True]


def test_anything_else_asks_for_a_reason(
    qtbot: QtBot, card: ProductsCard, treating: OpenVisit, desk: Desk, settle: Settle
) -> None:
    click(qtbot, card.add)
    qtbot.keyClicks(card.form.name.line, "Growth factors")
    click(qtbot, card.form.done)
    assert card.rows[0].cautions.texts() == ("Growth factors: not plain hyaluronic acid. Type the reason.",)
    card.rows[0].edit_requested.emit()
    qtbot.keyClicks(card.form.reason.line, "used twice")
    click(qtbot, card.form.done)
    assert kept(desk, treating, settle) == (Product("Growth factors", plain_ha=False, reason="used twice"),)
    assert card.rows[0].cautions.texts() == ()


def test_an_expired_product_says_so_in_words(card: ProductsCard, treating: OpenVisit) -> None:
    old, soon = Product("Old", "1", date(2026, 10, 31)), Product("Soon", "2", date(2026, 11, 30))
    treating.change(replace(treating.visit.treatment, products=(old, soon)))
    assert card.rows[0].cautions.texts() == ("Old expired on Sat 31 Oct 2026.",)
    assert card.rows[1].cautions.texts() == ("Soon expires on Mon 30 Nov 2026.",)


def test_a_lot_without_a_name_is_not_lost(
    qtbot: QtBot, card: ProductsCard, treating: OpenVisit, desk: Desk, settle: Settle
) -> None:
    click(qtbot, card.add)
    qtbot.keyClicks(card.form.lot.line, "HA-5521")
    card.flush()
    assert kept(desk, treating, settle) == (Product("Product without a name", "HA-5521", plain_ha=False),)
    qtbot.keyClicks(card.form.name.line, "Gel")
    card.flush()
    assert kept(desk, treating, settle) == (Product("Gel", "HA-5521", plain_ha=False),)


def test_an_empty_form_is_no_product(
    qtbot: QtBot, card: ProductsCard, treating: OpenVisit, desk: Desk, settle: Settle
) -> None:
    click(qtbot, card.add)
    click(qtbot, card.form.done)
    assert kept(desk, treating, settle) == ()
    click(qtbot, card.add)
    qtbot.keyClicks(card.form.name.line, "G")
    card.flush()
    card.form.name.line.setText("")
    click(qtbot, card.form.done)
    assert kept(desk, treating, settle) == ()


def test_removing_while_another_is_open_keeps_both_straight(
    qtbot: QtBot, card: ProductsCard, treating: OpenVisit, desk: Desk, settle: Settle
) -> None:
    first, second = Product("First", "1"), Product("Second", "2")
    treating.change(replace(treating.visit.treatment, products=(first, second)))
    card.open_form(1)
    qtbot.keyClicks(card.form.lot.line, "2")
    with qtbot.waitSignal(card.removed) as removed:
        card.rows[0].remove_requested.emit()
    assert removed.args == [0, first]
    assert kept(desk, treating, settle) == (Product("Second", "22"),)
    card.put_back(0, first)
    assert kept(desk, treating, settle) == (first, Product("Second", "22"))
