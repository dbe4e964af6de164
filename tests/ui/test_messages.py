from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from needledesk.errors import NotSaved
from needledesk.ui import messages
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.message_box import MessageBox

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)
ERROR = NotSaved("The disk is full.", "Everything up to 14:15 is saved.", "Free some space.")


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[None]:
    Theme.current().apply(qapp, "light", 100)
    yield
    assert not [
        window for window in QApplication.topLevelWidgets() if isinstance(window, MessageBox) and window.isVisible()
    ]


def when_asked(do: Callable[[MessageBox], None]) -> list[str]:
    """Once a dialog stands open, note its words and do something with it."""
    words: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, MessageBox)
        words.extend(label.text() for label in box.findChildren(QLabel))
        try:
            do(box)
        finally:
            if box.isVisible():
                box.reject()  # a test that went wrong must not wait for ever

    QTimer.singleShot(0, answer)
    return words


def press(text: str) -> Callable[[MessageBox], None]:
    def find_and_press(box: MessageBox) -> None:
        next(button for button in box.findChildren(Button) if button.text() == text).click()

    return find_and_press


def test_an_error_tells_what_happened_what_is_kept_and_what_to_do() -> None:
    words = when_asked(press("Close"))
    assert messages.explain(None, ERROR) is False
    assert words == [ERROR.happened, ERROR.safe, ERROR.do]


def test_trying_again_is_offered_first() -> None:
    tried: list[int] = []
    order: list[str] = []
    when_asked(
        lambda box: (order.extend(button.text() for button in box.findChildren(Button)), press("Try again")(box))
    )
    assert messages.explain(None, ERROR, lambda: tried.append(1)) is True
    assert tried == [1]
    assert order[0] == "Try again"


def test_escape_leaves_everything_as_it_is(qtbot: QtBot) -> None:
    tried: list[int] = []
    when_asked(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert messages.explain(None, ERROR, lambda: tried.append(1)) is False
    assert tried == []


def test_a_question_has_its_own_words() -> None:
    words = when_asked(press("Close visit"))
    assert messages.ask(None, "Close this visit?", "It is sealed then.", "Close visit")
    assert words == ["Close this visit?", "It is sealed then."]


def test_a_question_can_be_declined() -> None:
    when_asked(press("Keep open"))
    assert not messages.ask(None, "Close this visit?", "It is sealed then.", "Close visit", "Keep open")


def test_enter_takes_the_first_button(qtbot: QtBot) -> None:
    def enter(box: MessageBox) -> None:
        first = next(button for button in box.findChildren(Button) if button.text() == "Close visit")
        assert box.focusWidget() is first
        qtbot.keyClick(first, Qt.Key.Key_Return)

    when_asked(enter)
    assert messages.ask(None, "Close this visit?", "", "Close visit")


@pytest.mark.parametrize("how", [{"final": True}, {"kind": "danger"}])
def test_enter_leaves_alone_what_does_not_come_back(qtbot: QtBot, how: dict[str, object]) -> None:
    def enter(box: MessageBox) -> None:
        focus = box.focusWidget()
        assert isinstance(focus, Button)
        assert focus.text() == "Cancel"
        qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    when_asked(enter)
    assert not messages.ask(None, "Close this visit?", "", "Close visit", **how)


def test_a_dialog_is_named_for_the_screen_reader() -> None:
    box = MessageBox(None, ERROR.happened, ERROR.safe, ERROR.do)
    assert box.accessibleName() == ERROR.happened
    assert box.accessibleDescription() == f"{ERROR.safe} {ERROR.do}"
    box.deleteLater()


def broken(name: str) -> None:
    raise ValueError(f"{name} was not found")


def caught() -> ValueError:
    try:
        broken("Ottilie Farnwick")
    except ValueError as fault:
        return fault
    raise AssertionError


def test_a_report_holds_code_lines_and_no_value(tmp_path: Path) -> None:
    path = messages.report(caught(), tmp_path)
    assert path is not None
    text = path.read_text()
    assert text.startswith("ValueError\n")
    assert "test_messages.py:" in text
    assert "in broken" in text
    assert "Ottilie Farnwick was" not in text
    assert str(Path.home()) not in text


def test_a_report_names_what_led_to_the_fault(tmp_path: Path) -> None:
    try:
        try:
            broken("Imke")
        except ValueError:
            {}["gone"]
    except KeyError as fault:
        path = messages.report(fault, tmp_path)
    assert path is not None
    assert [line for line in path.read_text().splitlines() if not line.startswith(" ")] == ["KeyError", "ValueError"]


def test_only_the_last_reports_are_kept(tmp_path: Path) -> None:
    for _ in range(messages.KEPT_REPORTS + 3):
        last = messages.report(caught(), tmp_path)
    assert len(list(tmp_path.iterdir())) == messages.KEPT_REPORTS
    assert last is not None
    assert last.exists()


def test_a_full_disk_does_not_make_it_worse(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way")
    assert messages.report(caught(), tmp_path / "reports") is None


def test_a_fault_is_told_once_and_reported(own_home: Path) -> None:
    words = when_asked(lambda box: (messages.crashed(caught()), press("Go on")(box)))
    messages.crashed(caught())
    reports = list((own_home / "reports").iterdir())
    assert len(reports) == 2
    assert words[0] == "Something in NeedleDesk went wrong"
    assert "Ottilie" not in " ".join(words)


def test_toasts_are_here_too(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    toasts = messages.Toasts(host)
    toasts.say("Printed")
    assert toasts.text == "Printed"


def test_a_fault_raised_anew_from_itself_is_reported_and_ends(tmp_path) -> None:
    try:
        fault = KeyError("a name")
        raise fault from fault
    except KeyError as caught:
        path = messages.report(caught, tmp_path)
    assert path is not None
    assert path.read_text(encoding="utf-8").count("KeyError") == 1
