from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from needledesk.app import Program, has_display, open_unlocked, run
from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.errors import DeskError
from needledesk.settings import Settings
from needledesk.storage import driver
from needledesk.ui.main_window import MainWindow
from needledesk.ui.welcome.file_refused import FileRefused
from needledesk.ui.welcome.first_run import FirstRun
from needledesk.ui.welcome.unlock import Unlock
from needledesk.ui.welcome.welcome_window import WelcomeWindow
from needledesk.ui.widgets.message_box import MessageBox

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

#: What has no business in the process before the first picture is on the screen.
BANNED = ("reportlab", "PIL", "pi_heif", "sqlite_utils", "numpy", "pypdfium2", "segno", "yaml", "click")
CHILD = textwrap.dedent("""
    import sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from needledesk.app import Program, make_application
    from needledesk.settings import Settings

    def told():
        print(program.window.clients.model.rowCount())
        print(*[name for name in sys.argv[2:] if name in sys.modules])
        QTimer.singleShot(0, app.quit)  # once the rest of what comes after the picture has been asked for

    app = make_application()
    program = Program(app, Settings.load())
    program.painted.connect(told)
    program.start(Path(sys.argv[1]))
    app.exec()
    program.window.close()
""")


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    made = Program(qapp, Settings(theme="light"))
    yield made
    made.background.wait()
    if made.window is not None:
        made.window.close()
    made.background.close()
    if made.window is not None:
        made.window.deleteLater()


@pytest.fixture
def settle(program: Program, qapp: QApplication) -> Callable[[], None]:
    def wait() -> None:
        for _ in range(6):
            program.background.wait()
            qapp.processEvents()

    return wait


@pytest.fixture
def path(open_desk: Callable[..., Desk], tmp_path: Path) -> Path:
    desk = open_desk()
    desk.clients.add(Details("Amara", "Delisse"))
    desk.close()
    return tmp_path / "studio.needledesk"


@pytest.fixture
def locked(open_desk: Callable[..., Desk], tmp_path: Path) -> Path:
    open_desk("locked.needledesk", "four words make it").close()
    return tmp_path / "locked.needledesk"


def welcome(program: Program) -> WelcomeWindow:
    assert isinstance(program.window, WelcomeWindow)
    return program.window


def test_nothing_heavy_is_imported_before_the_first_picture(path: Path, own_home: Path) -> None:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "NEEDLEDESK_HOME": str(own_home)}
    command = [sys.executable, "-c", CHILD, str(path), *BANNED]
    told = subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=60)
    rows, banned = told.stdout.split("\n")[:2]
    assert rows == "1"
    assert banned == ""
    assert told.stderr.replace("This plugin does not support propagateSizeHints()\n", "") == ""


def test_without_a_record_file_the_first_run_begins(program, settle) -> None:
    program.start()
    settle()
    assert isinstance(welcome(program).centralWidget(), FirstRun)
    assert program.window.windowTitle() == "NeedleDesk"


def test_a_file_without_passphrase_opens_at_once(program, settle, path) -> None:
    program.start(path)
    settle()
    assert isinstance(program.window, MainWindow)
    assert program.window.clients.model.rowCount() == 1


def test_the_file_opened_last_is_remembered_and_opened_again(program, settle, path, own_home, qtbot) -> None:
    program.start(path)
    settle()
    assert Settings.load(own_home).record_file == str(path)
    program.window.close()
    again = Program(QApplication.instance(), Settings.load(own_home))
    again.start()
    again.background.wait()
    assert isinstance(again.window, MainWindow)
    again.window.close()
    again.window.deleteLater()


def test_a_training_file_is_not_remembered(program, settle, open_desk, own_home) -> None:
    from dataclasses import replace

    desk = open_desk()
    desk.practice.change(replace(desk.practice.get(), training=True))
    program.start(desk=desk)
    settle()
    assert program.window.windowTitle() == "NeedleDesk – training"
    assert Settings.load(own_home).record_file == ""
    program.window.close()  # before its desk is closed


def test_a_locked_file_asks_for_its_passphrase_and_opens(program, settle, locked, qtbot) -> None:
    program.start(locked)
    settle()
    page = welcome(program).centralWidget()
    assert isinstance(page, Unlock)
    page.passphrase.line.setText("four words make it")
    page.unlock.click()
    settle()
    assert isinstance(program.window, MainWindow)


def test_the_first_run_ends_in_the_window(program, settle, qtbot) -> None:
    program.start()
    settle()
    page = welcome(program).centralWidget()
    page._go(1)
    page.practice.name.set_text("Alder & Linen")
    page.practice.phone.set_text("202-555-0142")
    page.practice.country.setCurrentText("Ireland")
    page.next.click()
    page.lock.without.click()
    page.next.click()
    settle()
    assert isinstance(program.window, MainWindow)


@pytest.mark.parametrize(
    ("content", "happened"),
    [
        (None, "There is no file"),
        (b"", "This file is empty"),
        (b"not a record file at all" * 300, "not a NeedleDesk record file"),
    ],
)
def test_a_file_that_does_not_open_is_explained_and_another_can_be_chosen(
    program, settle, tmp_path, path, monkeypatch, content, happened
) -> None:
    bad = tmp_path / "bad.needledesk"
    if content is not None:
        bad.write_bytes(content)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    program.start(bad)
    settle()
    page = welcome(program).centralWidget()
    assert isinstance(page, FileRefused)
    assert happened in page.title.text()
    assert page.file.text() == "bad.needledesk"
    page.another.click()
    settle()
    assert isinstance(program.window, MainWindow)


def test_a_file_in_use_is_explained_left_alone_and_tried_again(program, settle, open_desk, tmp_path, qtbot) -> None:
    other = open_desk()
    program.start(tmp_path / "studio.needledesk")
    settle()
    page = welcome(program).centralWidget()
    assert isinstance(page, FileRefused)
    assert page.window().focusWidget() is page.again
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.keyClick(page.again, Qt.Key.Key_Return)
    settle()
    assert isinstance(welcome(program).centralWidget(), FileRefused)
    other.close()
    again = welcome(program).centralWidget()
    assert isinstance(again, FileRefused)
    again.again.click()
    settle()
    assert isinstance(program.window, MainWindow)


def test_a_new_file_is_made_only_when_asked_for(program, settle, tmp_path) -> None:
    program.start(tmp_path / "gone.needledesk")
    settle()
    page = welcome(program).centralWidget()
    assert isinstance(page, FileRefused)
    page.new.click()
    assert isinstance(welcome(program).centralWidget(), FirstRun)


def test_a_locked_file_is_not_opened_without_its_passphrase(locked) -> None:
    assert open_unlocked(locked) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
def test_without_a_display_it_says_so_in_plain_words(monkeypatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    with pytest.raises(DeskError, match="no display"):
        run()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not has_display()


def test_the_main_screens_are_drawn_where_there_is_no_display(path, own_home, tmp_path) -> None:
    script = "import sys; from pathlib import Path; from needledesk.app import picture_screens; "
    script += "print(*picture_screens(Path(sys.argv[1]), Path(sys.argv[2])), sep='\\n')"
    env = os.environ | {"NEEDLEDESK_HOME": str(own_home)}
    command = [sys.executable, "-c", script, str(path), str(tmp_path / "screens")]
    told = subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=60)
    pictures = [Path(line) for line in told.stdout.splitlines()]
    assert len(pictures) == 7
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_a_part_that_is_lacking_is_told_in_words_before_any_file_is_opened(
    program: Program, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def press() -> None:
        box = qapp.activeModalWidget()
        if isinstance(box, MessageBox):
            told.append(f"{box.accessibleName()} {box.accessibleDescription()}")
            box.reject()

    watch = QTimer(qapp, interval=5)
    watch.timeout.connect(press)
    watch.start()
    driver.check.cache_clear()
    try:
        monkeypatch.setattr(driver, "LOWEST_SQLITE", (4, 0, 0))
        assert not program.is_whole()
        monkeypatch.undo()
        assert program.is_whole()
    finally:
        watch.stop()
        driver.check.cache_clear()
    assert len(told) == 1
    assert "too old to keep a file whole" in told[0]
    assert "Install NeedleDesk again" in told[0]
    assert program.window is None
