from __future__ import annotations

import pytest

from needledesk.ui.today.sheets_card import SheetRow, SheetsCard

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def card(qtbot) -> SheetsCard:
    made = SheetsCard()
    qtbot.addWidget(made)
    made.resize(286, 500)
    made.show()
    return made


@pytest.fixture
def show(card, desk):
    def sheets() -> list[SheetRow]:
        today = desk.today.read()
        card.show_ungiven(today.ungiven, today.at.date())
        return [row for row in card.rows.values() if isinstance(row, SheetRow)]

    return sheets


def test_everyone_has_a_sheet(card, show) -> None:
    assert show() == []
    assert card.nothing.text() == "Everyone who was treated has a sheet."
    assert card.nothing.isVisibleTo(card)


def test_each_has_two_buttons_named_after_the_client(card, show, treat, qtbot) -> None:
    visit = treat(days_ago=1)
    (row,) = show()
    assert row.row.line.text == "Sat 21 Nov, session 1"
    assert row.export.accessibleName() == "Export PDF for Mateo Brisvane"
    assert row.print.accessibleName() == "Print for Mateo Brisvane"
    for wish, button in ((card.export_requested, row.export), (card.print_requested, row.print)):
        assert button.sizeHint().height() >= 44
        with qtbot.waitSignal(wish) as said:
            button.click()
        assert said.args[0].visit == visit.id
    with qtbot.waitSignal(card.opened) as said:
        row.row.click()
    assert said.args[0].visit == visit.id


def test_two_at_once_the_rest_behind_a_button(card, show, treat) -> None:
    for number in range(3):
        treat(f"Client {number}", days_ago=number)
    assert [row.row.line.name for row in show()] == ["Client 0 Brisvane", "Client 1 Brisvane"]
    assert card.all.text() == "All 3 without a sheet"
    assert len(card.lines) == 3


def test_while_one_is_given_its_button_shows_it_and_all_wait(card, show, treat) -> None:
    treat("A")
    treat("B", days_ago=1)
    first, second = show()
    second.export.click()
    card.show_busy("export")
    assert second.export.busy
    assert not first.export.busy
    assert not any(button.isEnabled() for row in (first, second) for button in (row.export, row.print))
    card.show_busy("")
    assert all(button.isEnabled() for row in (first, second) for button in (row.export, row.print))
    assert not second.export.busy
