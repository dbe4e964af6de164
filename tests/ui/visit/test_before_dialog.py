"""The dialog of the sheet before a treatment: it follows what is typed, warns in words, and gives what it shows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.clients import Client, Details
from needledesk.domain.treatment import Treatment, ZoneWork
from needledesk.domain.visits import Visit
from needledesk.ui.background import Background
from needledesk.ui.visit.before_dialog import ASKS_BOTH, BeforeDialog

Settle = Callable[[], None]


@pytest.fixture
def client(desk: Desk) -> Client:
    return desk.clients.add(Details("Ottilie", "Farnwick", date(1992, 3, 4)))


@pytest.fixture
def open_for(desk: Desk, background: Background, qtbot: QtBot, settle: Settle) -> Iterator[Callable[..., BeforeDialog]]:
    def show(client: Client) -> BeforeDialog:
        dialog = BeforeDialog(desk, background, client)
        qtbot.addWidget(dialog)
        dialog.show()
        settle()
        return dialog

    yield show
    settle()


@pytest.fixture
def treated(new_visit: Callable[..., Visit], desk: Desk, clock: SetClock) -> Client:
    """A client whose last session, a light one, was on 22 November 2026."""
    visit = new_visit()
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, Treatment(zones=(ZoneWork("chin", 0.5, 2),)))
    desk.treatment.finish(visit.id)
    return desk.clients.get(visit.client)


def write(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def type_visit(qtbot: QtBot, dialog: BeforeDialog, day: str, clock: str, settle: Settle) -> None:
    write(qtbot, dialog.visit.day, day)
    write(qtbot, dialog.visit.time, clock)
    follow(qtbot, dialog, settle)


def follow(qtbot: QtBot, dialog: BeforeDialog, settle: Settle) -> None:
    qtbot.waitUntil(lambda: not dialog._settle.isActive())
    settle()


def test_until_day_and_time_are_known_nothing_can_be_given(open_for, client, qtbot, settle) -> None:
    dialog = open_for(client)
    assert not dialog.export.isEnabled()
    assert not dialog.print.isEnabled()
    assert dialog.export.accessibleDescription() == "Needs the day and the time of the visit"
    assert dialog.trouble.text() == ASKS_BOTH
    write(qtbot, dialog.visit.day, "5 Dec 2026")
    follow(qtbot, dialog, settle)
    assert not dialog.export.isEnabled()
    write(qtbot, dialog.visit.time, "10:00")
    follow(qtbot, dialog, settle)
    assert dialog.export.isEnabled()
    assert not dialog.trouble.isVisible()
    assert dialog.preview.label.text() == "Page 1 of 2"
    assert dialog.preview.picture.accessibleName() == "Before-treatment sheet, page 1 of 2"


def test_export_writes_the_sheet_and_says_so(open_for, client, desk, practice, qtbot, settle) -> None:
    dialog = open_for(client)
    assert dialog.given.text() == "Not given yet."
    type_visit(qtbot, dialog, "5 Dec 2026", "10:00", settle)
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    settle()
    path = Path(practice.export_folder) / "Before treatment - 2026-12-05 - C-0001.pdf"
    assert path.read_bytes() == desk.pretreatment.kept(desk.pretreatment.given(client.id)[0].id)
    assert dialog._toasts.text == "Before-treatment sheet exported"
    assert dialog.given.text() == "Exported Sun 22 Nov, 13:30, for Sat 5 Dec 2026, 10:00."


def test_keys_and_large_print(open_for, client, desk, qtbot, settle) -> None:
    dialog = open_for(client)
    type_visit(qtbot, dialog, "5 Dec 2026", "10:00", settle)
    qtbot.mouseClick(dialog.large, Qt.MouseButton.LeftButton)
    assert not dialog.export.isEnabled()  # until the preview shows what would be given
    follow(qtbot, dialog, settle)
    qtbot.keyClick(dialog, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle()
    [given] = desk.pretreatment.given(client.id)
    assert desk.aftercare.pages(desk.pretreatment.kept(given.id)) > 2


def test_a_day_before_the_next_possible_one_is_told_with_that_day(open_for, treated, qtbot, settle) -> None:
    dialog = open_for(treated)
    assert dialog.next.text() == "Next possible: Sun 6 Dec"
    type_visit(qtbot, dialog, "1 Dec 2026", "10:00", settle)
    assert dialog.early.text.text() == "Too early after the last session: not before Sun 6 Dec 2026."
    assert dialog.early.isVisible()
    assert dialog.export.isEnabled()  # the practitioner decides
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    follow(qtbot, dialog, settle)
    assert dialog.visit.when is not None
    assert dialog.visit.when.text == "2026-12-06T10:00"
    qtbot.mouseClick(dialog.week, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.week, Qt.MouseButton.LeftButton)
    follow(qtbot, dialog, settle)
    assert dialog.visit.when.text == "2026-12-20T10:00"
    assert not dialog.early.isVisible()


def test_a_new_client_has_no_next_possible_day(open_for, client, qtbot, settle) -> None:
    dialog = open_for(client)
    assert not dialog.next.isVisible()
    write(qtbot, dialog.visit.time, "9:15")
    qtbot.mouseClick(dialog.week, Qt.MouseButton.LeftButton)  # what was typed first is not lost
    follow(qtbot, dialog, settle)
    assert dialog.visit.when is not None
    assert dialog.visit.when.text == "2026-11-29T09:15"


@pytest.mark.parametrize(("day", "said"), [("21 Nov 2026", "is past"), ("1 Jan 2029", "two years ahead")])
def test_a_visit_that_cannot_be_is_told_in_words(open_for, client, qtbot, settle, day: str, said: str) -> None:
    dialog = open_for(client)
    type_visit(qtbot, dialog, day, "10:00", settle)
    assert said in dialog.trouble.text()
    assert dialog.trouble.property("cls") == "error"
    assert not dialog.export.isEnabled()


def test_a_folder_that_cannot_be_written_to_is_explained(
    open_for, client, desk, tmp_path, qtbot, settle, press_in_dialog
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    desk.practice.change(replace(desk.practice.get(), export_folder=str(blocked)))
    dialog = open_for(client)
    type_visit(qtbot, dialog, "5 Dec 2026", "10:00", settle)
    seen = press_in_dialog("Close")
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    settle()
    assert "could not be written" in seen[0] or "cannot be written" in seen[0]
    assert dialog.export.isEnabled()
    assert desk.pretreatment.given(client.id) == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no lp")
def test_the_printer_gets_exactly_what_is_kept(
    open_for, client, desk, tmp_path, monkeypatch, qtbot, settle, clock
) -> None:
    command = tmp_path / "bin" / "lp"
    command.parent.mkdir()
    command.write_text('#!/bin/sh\ncat > "$LP_OUT/data"; printf "%s\\n" "$@" > "$LP_OUT/args"\n')
    command.chmod(0o755)
    monkeypatch.setenv("LP_OUT", str(tmp_path))
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")
    dialog = open_for(client)
    type_visit(qtbot, dialog, "5 Dec 2026", "10:00", settle)
    clock.at += timedelta(minutes=1)
    qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    settle()
    settle()
    [given] = desk.pretreatment.given(client.id)
    assert given.how == "printed"
    assert (tmp_path / "data").read_bytes() == desk.pretreatment.kept(given.id)
    assert "Before treatment C-0001" in (tmp_path / "args").read_text().splitlines()
    assert "Farnwick" not in (tmp_path / "args").read_text()
    assert dialog.given.text().startswith("Printed Sun 22 Nov, 13:31")


def test_every_control_has_a_name_and_room_for_a_finger(open_for, treated) -> None:
    dialog = open_for(treated)
    for control in (dialog.visit.day, dialog.visit.time, dialog.next, dialog.week, dialog.large, dialog.close_button):
        assert control.accessibleName()
        assert control.height() >= 44
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
