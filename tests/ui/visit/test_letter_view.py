from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.domain.letters import Letter, LetterPage
from needledesk.ui.background import Background
from needledesk.ui.visit.letter_view import NO_PAGES, LetterView

TODAY = date(2026, 11, 22)
LETTER = Letter(("S-CON-07",), date(2026, 8, 4), "Dr S. Brandvold", note="well controlled")
Settle = Callable[[], None]


@pytest.fixture
def look(desk: Desk, background: Background, qtbot: QtBot) -> Callable[[Letter], LetterView]:
    page = QWidget()
    page.resize(1000, 700)
    qtbot.addWidget(page)

    def open_one(letter: Letter) -> LetterView:
        made = LetterView(letter, desk.protocol(), TODAY, desk, background, page)
        made.open()
        return made

    open_one.page = page  # type: ignore[attr-defined]
    return open_one


@pytest.fixture
def letter(desk: Desk, tmp_path: Path) -> Letter:
    """On file with two pages, the first upright, the second across."""
    client = desk.clients.add(Details("Ottilie")).id
    pages = []
    for name, size in (("one.png", (600, 900)), ("two.png", (900, 600))):
        Image.new("RGB", size, "white").save(tmp_path / name)
        pages.append(desk.letters.prepare(tmp_path / name))
    return desk.letters.record(client, LETTER, pages)


def words(view: LetterView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_facts_and_pages_are_shown_and_turned(
    look: Callable[[Letter], LetterView], letter: Letter, settle: Settle, qtbot: QtBot
) -> None:
    view = look(letter)
    settle()
    assert "Dr S. Brandvold, Tue 4 Aug 2026" in words(view)
    assert "well controlled" in words(view)
    first = view.picture.picture
    assert first.height() > first.width()
    assert (view.picture.accessibleName(), view.back.isEnabled()) == ("Page 1 of 2", False)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    settle()
    second = view.picture.picture
    assert second.width() > second.height()
    assert (view.count.text(), view.on.isEnabled()) == ("2 of 2", False)
    view.back.click()
    assert view.picture.picture.cacheKey() == first.cacheKey()


def test_the_buttons_zoom(look: Callable[[Letter], LetterView], letter: Letter, settle: Settle) -> None:
    view = look(letter)
    settle()
    view.closer.click()
    assert view.picture.zoom > 1
    view.whole.click()
    assert view.picture.zoom == 1
    view.closer.click()
    view.farther.click()
    assert view.picture.zoom == 1


def test_escape_closes(look: Callable[[Letter], LetterView], letter: Letter, settle: Settle, qtbot: QtBot) -> None:
    view = look(letter)
    settle()
    with qtbot.waitSignal(view.rejected):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_one_without_pages_says_so(look: Callable[[Letter], LetterView]) -> None:
    view = look(LETTER)
    assert NO_PAGES in words(view)
    assert not view.picture.isVisible()
    assert not view.closer.isVisible()


def test_a_page_that_is_not_there_is_told_in_its_place(
    look: Callable[[Letter], LetterView], letter: Letter, settle: Settle
) -> None:
    view = look(replace(letter, pages=(LetterPage(99, "png", 1, 1, 1, "0" * 64),)))
    settle()
    assert "There is no such page in this file." in words(view)
