from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.ui.clients.list_model import PAGE, ClientListModel

NAMES = ("Amara Delisse", "Hana Korveth", "Imke Solvarde", "Joss Penhallick", "Yara Lindholt")


@pytest.fixture
def five(desk: Desk) -> None:
    for name in NAMES:
        given, family = name.split()
        desk.clients.add(Details(given, family, phone="202-555-0100"))


def names(model: ClientListModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_it_reads_its_first_page_by_itself(five, desk, background, settle) -> None:
    model = ClientListModel(desk, background)
    settle()
    assert names(model) == ["Amara Delisse", "Hana Korveth", "Yara Lindholt", "Joss Penhallick", "Imke Solvarde"]


def test_a_first_page_that_was_handed_in_is_shown_at_once(five, desk, background) -> None:
    model = ClientListModel(desk, background, desk.clients.find("", PAGE))
    assert model.rowCount() == 5
    assert not model.canFetchMore(QModelIndex())


def test_further_pages_come_as_they_are_scrolled_to(desk, background, settle) -> None:
    for number in range(PAGE * 2 + 3):
        desk.clients.add(Details("Client", f"Number {number:04}"))
    model = ClientListModel(desk, background, desk.clients.find("", PAGE))
    for expected in (PAGE * 2, PAGE * 2 + 3):
        assert model.canFetchMore(QModelIndex())
        model.fetchMore(QModelIndex())
        model.fetchMore(QModelIndex())  # asked twice by the view, read once
        settle()
        assert model.rowCount() == expected
    assert not model.canFetchMore(QModelIndex())
    assert names(model) == sorted(names(model))


def test_qt_finds_no_fault_in_the_model(five, desk, background, settle) -> None:
    model = ClientListModel(desk, background)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    settle()
    model.search("a")
    settle()
    model.reread()
    settle()
    assert model.rowCount() == 1


def test_only_the_last_of_fast_keys_counts(five, desk, background, settle) -> None:
    model = ClientListModel(desk, background, desk.clients.find("", PAGE))
    told: list[str] = []
    model.found.connect(told.append)
    for text in ("h", "ha", "han", "hana"):
        model.search(text)
    assert model.searching
    settle()
    assert told == ["hana"]
    assert names(model) == ["Hana Korveth"]


def test_an_answer_that_was_overtaken_is_not_shown(five, desk, background, qapp, settle) -> None:
    model = ClientListModel(desk, background, desk.clients.find("", PAGE))
    model.search("hana")
    qapp.processEvents()  # the first question is on its way
    model.search("yara")
    settle()
    assert names(model) == ["Yara Lindholt"]


def test_a_row_is_read_again_when_its_visit_changed(five, desk, background, settle) -> None:
    model = ClientListModel(desk, background, desk.clients.find("", PAGE))
    client = desk.clients.find("Imke")[0].id
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _: changed.append(first.row()))
    desk.visits.begin(client)
    model.refresh(client)
    settle()
    row = model.row_of(client)
    assert changed == [row]
    assert model.line(row).text == "Session 1 open"


def test_a_new_name_puts_the_row_in_its_place(five, desk, background, settle) -> None:
    model = ClientListModel(desk, background, desk.clients.find("", PAGE))
    client = desk.clients.find("Amara")[0].id
    desk.clients.change(client, Details("Amara", "Zoll"))
    model.refresh(client)
    settle()
    assert names(model)[-1] == "Amara Zoll"


def test_a_screen_reader_hears_name_and_state(five, desk, background) -> None:
    model = ClientListModel(desk, background, desk.clients.find("", PAGE))
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Amara Delisse, new client"
