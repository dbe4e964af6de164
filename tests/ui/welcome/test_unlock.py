from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from needledesk.desk.desk import Desk
from needledesk.domain import recovery
from needledesk.storage import history
from needledesk.ui.place import Place
from needledesk.ui.welcome.failed_unlocks import FailedUnlocks
from needledesk.ui.welcome.unlock import Unlock
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")
PASSPHRASE = "four words make it"


@pytest.fixture
def page(background, path, qtbot) -> Unlock:
    made = Unlock(background, path)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def type_and_enter(page: Unlock, text: str, qtbot) -> None:
    page.passphrase.line.clear()
    qtbot.keyClicks(page.passphrase.line, text)
    qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)


def test_the_right_passphrase_opens(page, qtbot, settle) -> None:
    opened: list[Desk] = []
    page.opened.connect(opened.append)
    type_and_enter(page, PASSPHRASE, qtbot)
    assert page.unlock.busy
    assert not page.another.isEnabled()
    settle()
    assert opened[0].encrypted
    assert page.passphrase.line.text() == ""
    opened[0].close()


def test_a_wrong_one_is_told_in_words_and_must_wait_longer_each_time(page, qtbot, settle) -> None:
    for pause in (1, 2, 4, 8):
        type_and_enter(page, "something else", qtbot)
        settle()
        assert page.passphrase.wrong
        assert page.unlock.text() == f"Try again in {pause} s"
        assert not page.unlock.isEnabled()
        type_and_enter(page, PASSPHRASE, qtbot)
        assert not page.unlock.busy
        for _ in range(pause):
            page._count_down()
        assert page.unlock.text() == "Unlock"
        assert page.unlock.isEnabled()
    page._second.stop()


def test_the_next_start_waits_on_and_the_history_is_told(page, path, background, open_desk, qtbot, settle) -> None:
    type_and_enter(page, "something else", qtbot)
    settle()
    type_and_enter(page, "again not", qtbot)  # too soon: not even tried
    again = Unlock(background, path)
    qtbot.addWidget(again)
    again.show()
    assert again.unlock.text() == "Try again in 1 s"
    again._count_down()
    opened: list[Desk] = []
    again.opened.connect(opened.append)
    type_and_enter(again, PASSPHRASE, qtbot)
    settle()
    assert FailedUnlocks(path).moments == ()
    told = [entry["action"] for entry in history.entries(opened[0]._file.vault)]
    assert told.count("failed unlock") == 1
    opened[0].close()
    page._second.stop()


def test_the_lock_says_when_why_and_what_runs_and_whose_practice(background, path, qtbot) -> None:
    place = Place(visit=3, needling="2026-11-22T13:52:00-05:00", locked="2026-11-22T14:18:00-05:00", why="screen")
    locked = Unlock(background, path, place, "Alder & Linen Skin Studio")
    qtbot.addWidget(locked)
    said = " ".join(text.text() for text in locked.findChildren(Text))
    assert "Locked 14:18, with the screen" in said
    assert "Needling " in said
    assert "One visit is open. Timers keep running." in said
    assert "Alder & Linen Skin Studio" in said
    assert "locked.needledesk" not in said


def test_nothing_typed_is_not_tried(page, qtbot) -> None:
    qtbot.mouseClick(page.unlock, Qt.MouseButton.LeftButton)
    assert page.passphrase.wrong == "Type the passphrase first"


def test_what_is_typed_shows_only_on_demand(page) -> None:
    assert page.passphrase.line.echoMode() is QLineEdit.EchoMode.Password
    page._show_typed(True)
    assert page.passphrase.line.echoMode() is QLineEdit.EchoMode.Normal


def test_a_file_that_cannot_be_opened_is_explained(page, path, qtbot, settle, press_in_dialog) -> None:
    path.unlink()
    told = press_in_dialog("Close")
    type_and_enter(page, PASSPHRASE, qtbot)
    settle()
    assert "There is no file" in told[0]
    assert page.unlock.isEnabled()


def test_another_file_can_be_opened(page, tmp_path, monkeypatch) -> None:
    asked: list[Path] = []
    page.open_requested.connect(asked.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "other.needledesk"), ""))
    page.another.click()
    assert asked == [tmp_path / "other.needledesk"]


def test_no_name_of_anybody_is_shown(page) -> None:
    from needledesk.ui.widgets.text import Text

    said = " ".join(text.text() for text in page.findChildren(Text))
    assert "Alder" not in said
    assert "locked.needledesk" in said


def use_the_sheet(page: Unlock, qtbot, text: str) -> None:
    if not page.by_sheet:
        qtbot.mouseClick(page.other_way, Qt.MouseButton.LeftButton)
    page.sheet.line.clear()
    qtbot.keyClicks(page.sheet.line, text)


@pytest.fixture
def groups(open_desk) -> str:
    """What stands on the sheet of the locked file."""
    desk = open_desk("locked.needledesk", PASSPHRASE)
    text = recovery.text(desk.access.check(PASSPHRASE).key.raw)
    desk.close()
    return text


@pytest.fixture
def path(groups, tmp_path) -> Path:
    return tmp_path / "locked.needledesk"


def test_the_recovery_sheet_opens_too(page, groups, qtbot, settle) -> None:
    opened: list[Desk] = []
    page.opened.connect(opened.append)
    use_the_sheet(page, qtbot, groups.lower().replace(" ", "-"))
    assert not page.passphrase.isVisible()
    qtbot.keyClick(page.sheet.line, Qt.Key.Key_Return)
    assert page.unlock.busy
    settle()
    assert opened[0].encrypted
    assert page.sheet.line.text() == ""
    opened[0].close()


def test_a_wrong_group_is_named_while_one_types_and_is_not_tried(page, groups, qtbot) -> None:
    wrong = groups[:6] + ("A" if groups[6] != "A" else "B") + groups[7:]
    use_the_sheet(page, qtbot, wrong[:11])
    assert page.sheet.wrong == "Group 2 is not as on the sheet"
    qtbot.keyClicks(page.sheet.line, wrong[11:])
    page.unlock.click()
    assert page.sheet.wrong.startswith("Group 2 ")
    assert not page.unlock.busy
    use_the_sheet(page, qtbot, groups[:-6])
    page.unlock.click()
    assert "60 signs" in page.sheet.wrong


def test_the_sheet_of_another_key_must_wait_as_well(page, qtbot, settle) -> None:
    use_the_sheet(page, qtbot, recovery.text(bytes(32)))
    page.unlock.click()
    settle()
    assert "another key" in page.sheet.wrong
    assert page.unlock.text() == "Try again in 1 s"
    page._second.stop()


def test_back_to_the_passphrase(page, qtbot) -> None:
    use_the_sheet(page, qtbot, "")
    page.other_way.click()
    assert page.passphrase.isVisible()
    assert not page.sheet.isVisible()
