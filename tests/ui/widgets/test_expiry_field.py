"""Boxes print expiry dates in many ways; a month counts to its last day, and nonsense stays to be mended."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from needledesk.errors import BadInput
from needledesk.ui.widgets.expiry_field import ExpiryField, read_expiry

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("03/28", date(2028, 3, 31)),
        ("03/2028", date(2028, 3, 31)),
        ("2 2028", date(2028, 2, 29)),
        ("2028-03", date(2028, 3, 31)),
        ("2028-03-15", date(2028, 3, 15)),
        ("Mar 2028", date(2028, 3, 31)),
        ("15 Mar 2028", date(2028, 3, 15)),
        ("15.3.2028", date(2028, 3, 15)),
        ("2028", date(2028, 12, 31)),
        ("", None),
    ],
)
def test_what_boxes_print_is_understood(typed: str, meant: date | None) -> None:
    assert read_expiry(typed, TODAY) == meant


def test_the_country_decides_which_number_is_the_month() -> None:
    assert read_expiry("03/04/2028", TODAY, "mdy") == date(2028, 3, 4)
    assert read_expiry("03/04/2028", TODAY, "dmy") == date(2028, 4, 3)


@pytest.mark.parametrize("typed", ["13/2028", "soon", "31 Feb 2028", "don't know", "1//2"])
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_expiry(typed, TODAY)


def test_a_month_is_written_out_once_the_field_is_left(qtbot: QtBot) -> None:
    field, other = ExpiryField("Expiry", TODAY), QLineEdit()
    qtbot.addWidget(field)
    qtbot.addWidget(other)
    qtbot.keyClicks(field, "03/28")
    assert field.expires == date(2028, 3, 31)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "31 Mar 2028"


def test_nonsense_stays_in_the_field_with_its_reason(qtbot: QtBot) -> None:
    field = ExpiryField("Expiry", TODAY)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "13/28")
    field.show_expires(None)
    assert (field.text(), field.problem) == ("13/28", "There are 12 months")
    field.show_expires(date(2028, 3, 31))
    assert (field.text(), field.problem) == ("31 Mar 2028", "")
    field.show_expires(None)
    assert field.text() == ""
