"""The record of the open visit on paper, and the sheet before the next, by button and by menu."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.visits import Visit
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.papers import expects_another
from needledesk.ui.visit.visit_page import VisitPage

Settle = Callable[[], None]
ASPIRIN = Answer(Reply.YES, When("2026-11-20"), prescribed=Reply.NO)


@pytest.fixture
def page(open_visit: OpenVisit, qtbot: QtBot, settle: Settle) -> Iterator[VisitPage]:
    made = VisitPage(open_visit)
    qtbot.addWidget(made)
    made.resize(982, 700)
    made.show()
    yield made
    made.hide()
    settle()


@pytest.fixture
def deferred(page: VisitPage, open_visit: OpenVisit, new_visit, desk: Desk, settle: Settle) -> Visit:
    visit = new_visit(aspirin=ASPIRIN)
    desk.visits.defer(visit.id, date(2026, 11, 30))
    open_visit.open(visit.id)
    settle()
    return desk.visits.get(visit.id)


def action(page: VisitPage, words: str) -> QAction:
    return next(each for each in page.papers.menu().actions() if each.text() == words)


def record(practice) -> Path:
    return Path(practice.export_folder) / "Visit record - 2026-11-22 - C-0001.pdf"


def test_a_closed_visit_exports_its_record(page, deferred, practice, desk, settle) -> None:
    action(page, "Visit record: export PDF").trigger()
    assert page.papers.giving.busy == "export"
    settle()
    assert page.papers.giving.busy == ""
    assert record(practice).read_bytes() == desk.records.for_printer(deferred.id)
    assert page.findChild(Toasts).text == "Visit record exported"


def test_the_menu_exports_the_record_of_an_open_visit_with_what_was_just_typed(
    page, open_visit, new_visit, practice, settle
) -> None:
    open_visit.open(new_visit().id)
    settle()
    assert not page.banner.isVisible()
    open_visit.write_note("a note typed a moment ago")
    action(page, "Visit record: export PDF").trigger()
    settle()
    assert "a note typed a moment ago" in " ".join(page.extract_text() for page in PdfReader(record(practice)).pages)


def test_the_menu_drops_down_by_key(page, deferred, qtbot, qapp) -> None:
    page.header.papers.setFocus()
    qtbot.keyClick(page.header.papers, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.accessibleName() == "Papers of this visit"
    assert menu.activeAction().text() == "Visit record: export PDF"
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no lp")
def test_the_printer_gets_the_record_under_a_title_that_names_nobody(
    page, deferred, desk, tmp_path, monkeypatch, qtbot, settle, press_in_dialog
) -> None:
    command = tmp_path / "bin" / "lp"
    command.parent.mkdir()
    command.write_text('#!/bin/sh\ncat > "$LP_OUT/data"; printf "%s\\n" "$@" > "$LP_OUT/args"\n')
    command.chmod(0o755)
    monkeypatch.setenv("LP_OUT", str(tmp_path))
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")
    assert page.banner.print.accessibleName() == "Print the visit"
    qtbot.mouseClick(page.banner.print, Qt.MouseButton.LeftButton)
    assert page.banner.print.busy
    settle()
    settle()
    assert not page.banner.print.busy
    assert (tmp_path / "data").read_bytes() == desk.records.for_printer(deferred.id)
    assert "Visit record C-0001" in (tmp_path / "args").read_text().splitlines()
    assert page.findChild(Toasts).text == "Sent to the printer"
    page.papers.print_letter_request()  # not needed here, so it is refused
    seen = press_in_dialog("Close")
    settle()
    assert seen == ["No rule asks for a letter in this visit."]


def test_a_folder_that_cannot_be_written_to_is_explained(
    page, deferred, desk, tmp_path, settle, press_in_dialog
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    desk.practice.change(replace(desk.practice.get(), export_folder=str(blocked)))
    seen = press_in_dialog("Close")
    page.papers.export_record()
    settle()
    assert "could not be written" in seen[0] or "cannot be written" in seen[0]
    assert page.papers.giving.busy == ""


def test_a_visit_that_was_put_off_leads_to_the_sheet_before_the_next(
    page, deferred, qtbot, settle, press_in_dialog
) -> None:
    assert page.banner.before.isVisible()
    seen = press_in_dialog("Close")
    qtbot.mouseClick(page.banner.before, Qt.MouseButton.LeftButton)
    settle()
    assert seen == ["Before-treatment sheet"]


def test_do_not_treat_leads_to_no_appointment(page, open_visit, new_visit, desk, settle) -> None:
    visit = new_visit(scleroderma=Answer(Reply.YES))
    assert not expects_another(desk.visits.get(visit.id))
    desk.visits.close(visit.id)
    open_visit.open(visit.id)
    settle()
    assert page.banner.print.isVisible()
    assert not page.banner.before.isVisible()


def test_a_letter_can_be_asked_for_only_where_one_helps(page, open_visit, new_visit, practice, desk, settle) -> None:
    def words() -> list[str]:
        return [each.text() for each in page.papers.menu().actions() if each.text().startswith("Letter")]

    open_visit.open(new_visit().id)
    settle()
    assert words() == []
    visit = new_visit(psoriasis=Answer(Reply.YES))
    open_visit.open(visit.id)
    settle()
    assert words() == ["Letter request: export PDF", "Letter request: print"]
    action(page, "Letter request: export PDF").trigger()
    settle()
    written = Path(practice.export_folder) / "Letter request - 2026-11-22 - C-0002.pdf"
    assert written.read_bytes() == desk.letter_requests.for_printer(visit.id)
    assert page.findChild(Toasts).text == "Letter request exported"
