from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from needledesk.errors import InUse
from needledesk.ui.welcome.first_run import FirstRun
from needledesk.ui.welcome.unlock import Unlock
from needledesk.ui.welcome.welcome_window import WelcomeWindow

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def window(background, qtbot) -> WelcomeWindow:
    made = WelcomeWindow(background)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_was_typed_at_the_first_run_stays(window) -> None:
    window.show_first_run()
    first = window.centralWidget()
    window.show_first_run()
    assert window.centralWidget() is first
    assert isinstance(first, FirstRun)


def test_the_lock_takes_the_place_of_the_first_run(window, tmp_path) -> None:
    window.show_first_run()
    window.show_lock(tmp_path / "locked.needledesk")
    assert isinstance(window.centralWidget(), Unlock)


def test_a_refusal_offers_another_file(window, tmp_path, monkeypatch, press_in_dialog) -> None:
    asked: list[Path] = []
    window.open_requested.connect(asked.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "other.needledesk"), ""))
    told = press_in_dialog("Open another file")
    window.explain(InUse("Another program holds the file.", "It was not changed.", "Close that one."))
    assert told == ["Another program holds the file."]
    assert asked == [tmp_path / "other.needledesk"]


def test_what_was_typed_at_the_first_run_outlives_a_file_that_does_not_open(window, tmp_path, press_in_dialog) -> None:
    window.show_first_run()
    first = window.centralWidget()
    told = press_in_dialog("Close")
    window.show_refused(tmp_path / "studio.needledesk", InUse("Another program holds the file."))
    assert told == ["Another program holds the file."]
    assert window.centralWidget() is first


def test_the_title_names_nobody(window) -> None:
    assert window.windowTitle() == "NeedleDesk"
