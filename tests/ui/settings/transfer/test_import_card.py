from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from needledesk.domain.client_columns import Meaning
from needledesk.domain.clients import Details
from needledesk.ui.settings.transfer.import_card import ImportCard

pytestmark = pytest.mark.usefixtures("dressed")
LIST = "Vorname;Name;Geburtsdatum\nAda;Ashdown;25.12.1990\nBea;Birch;1.2.1980\n;;3.3.1970\nAnn;Smith;\n"


@pytest.fixture
def card(desk, background, qtbot, settle) -> ImportCard:
    desk.clients.add(Details("Ann", "Smith"))
    made = ImportCard(desk, background)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    settle()
    return made


@pytest.fixture
def path(tmp_path):
    (tmp_path / "list.csv").write_text(LIST)
    return tmp_path / "list.csv"


def shown_lines(card) -> list[str]:
    model = card.report.model
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def test_a_chosen_file_is_looked_at_and_nothing_is_written(card, desk, path, qtbot, settle, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(card.open, Qt.MouseButton.LeftButton)
    settle()
    assert [choice.currentData() for choice in card.choice.choices] == ["given", "family", "born"]
    assert card.report.sums.text() == "2 clients are new, 1 looks like somebody, 1 row is not understood."
    assert shown_lines(card)[0] == "Line 4: Not understood: A client needs a name."
    assert card.add.text() == "Add 2 clients"
    assert desk.clients.count() == 1


def test_they_are_added_and_taken_back(card, desk, path, qtbot, settle, clock) -> None:
    told: list[bool] = []
    card.clients_changed.connect(lambda: told.append(True))
    card.look(path)
    settle()
    qtbot.mouseClick(card.alike, Qt.MouseButton.LeftButton)
    assert card.add.text() == "Add 3 clients"
    qtbot.mouseClick(card.add, Qt.MouseButton.LeftButton)
    settle()
    assert desk.clients.count() == 4
    assert card.said.text() == "3 clients added."
    assert not card.report.isVisible()
    clock.at += timedelta(hours=1)
    desk.visits.begin(desk.clients.find("ashdown")[0].id)
    qtbot.mouseClick(card.back, Qt.MouseButton.LeftButton)
    settle()
    assert desk.clients.count() == 2
    assert card.said.text() == "2 clients taken back. Stays, as something was added since: Ada Ashdown (C-0002)."
    assert not card.back.isVisible()
    assert told == [True, True]


def test_a_column_that_means_something_else_is_planned_anew(card, path, settle) -> None:
    card.look(path)
    settle()
    family = card.choice.choices[1]
    family.setCurrentIndex(family.findData(Meaning.NOTHING))
    settle()
    assert any(line.startswith("Line 2: Ada. ") for line in shown_lines(card))


def test_without_a_name_it_is_said_and_nothing_can_be_added(card, path, settle) -> None:
    card.look(path)
    settle()
    for choice in card.choice.choices:
        choice.setCurrentIndex(choice.findData(Meaning.NOTHING))
    settle()
    assert card.trouble.text() == "No column holds a name."
    assert not card.add.isVisible()


def test_without_a_heading_the_first_row_is_a_client(card, path, qtbot, settle) -> None:
    card.look(path)
    settle()
    qtbot.mouseClick(card.choice.heading, Qt.MouseButton.LeftButton)
    settle()
    assert any("Vorname Name" in line for line in shown_lines(card))


@pytest.mark.parametrize(("dates", "unsure"), [("25.12.1990", False), ("05.12.1990", True)])
def test_two_readings_of_the_dates_are_told(card, tmp_path, settle, dates, unsure) -> None:
    (tmp_path / "list.csv").write_text(f"Vorname;Geburtsdatum\nAda;{dates}\n")
    card.look(tmp_path / "list.csv")
    settle()
    assert card.unsure.isVisible() == unsure


def test_a_file_that_is_none_is_told(card, tmp_path, settle) -> None:
    card.look(tmp_path / "missing.csv")
    settle()
    assert "There is no file" in card.trouble.text()


def test_it_can_be_left(card, path, qtbot, settle) -> None:
    card.look(path)
    settle()
    qtbot.mouseClick(card.leave, Qt.MouseButton.LeftButton)
    assert card.choice is None
    assert not card.report.isVisible()
