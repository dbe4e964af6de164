from __future__ import annotations

import pytest

from needledesk.ui.settings.transfer.transfer_page import TransferPage

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def page(desk, background, qtbot, settle) -> TransferPage:
    made = TransferPage(desk, background)
    qtbot.addWidget(made)
    made.resize(1040, 700)
    made.show()
    settle()
    return made


def test_the_countrys_years_stand_there_until_others_are_typed(page, desk, qtbot, settle) -> None:
    assert page.years.text == "7"
    page.years.line.selectAll()
    qtbot.keyClicks(page.years.line, "12")
    page.export.kind.setFocus()
    page.years.line.editingFinished.emit()
    settle()
    assert desk.erasing.years() == 12


@pytest.mark.parametrize("typed", ["", "soon", "101"])
def test_years_that_cannot_be_are_told(page, desk, settle, typed) -> None:
    page.years.line.setText(typed)
    page.years.line.editingFinished.emit()
    settle()
    assert page.years.wrong
    assert desk.erasing.years() == 7
