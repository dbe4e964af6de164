"""A hand and an eye on the real window: presses what a screen reader would name, and waits for what is shown."""

from __future__ import annotations

from fnmatch import fnmatchcase

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt import exceptions
from pytestqt.qtbot import QtBot

from needledesk.app import Program

#: Milliseconds to wait for something to show: these machines are slow at times.
PATIENCE = 15_000


class Hand:
    """Uses the program as a person does: by what is on the screen, with mouse and keys."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self._qtbot = program, qtbot
        self.clicks = self.pressed = 0  # so far

    @property
    def window(self) -> QWidget:
        """The window that is open."""
        assert self.program.window is not None
        return self.program.window

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """Wait for the control of that accessible name; `*` stands for any words."""
        found: list[QWidget] = []

        def looked() -> bool:
            found[:] = [
                widget
                for top in QApplication.topLevelWidgets()
                for widget in (top, *top.findChildren(kind))
                if widget.isVisible() and isinstance(widget, kind) and fnmatchcase(widget.accessibleName(), name)
            ]
            return bool(found)

        self._qtbot.waitUntil(looked, timeout=PATIENCE)
        return found[-1]  # a field and the frame around it may share a name

    def click(self, name: str) -> None:
        """Click the middle of the control, once it can be clicked."""
        button = self.find(name)
        self._qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
        self.clicks += 1
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))

    def click_and_confirm(self, name: str, answer: str) -> None:
        """Click, and press that button of the question that comes up."""

        def press() -> None:
            dialog = QApplication.activeModalWidget()
            assert dialog is not None
            next(one for one in dialog.findChildren(QAbstractButton) if one.text() == answer).click()

        QTimer.singleShot(500, press)
        self.click(name)

    def read(self, milliseconds: int) -> None:
        """Take the time to read what has come up."""
        self._qtbot.wait(milliseconds)

    def type(self, name: str, text: str) -> None:
        """Put the cursor in the field and type."""
        field = self.find(name)
        assert isinstance(field, (QLineEdit, QPlainTextEdit))
        field.setFocus()
        self._qtbot.keyClicks(field, text)

    def choose(self, name: str, item: str) -> None:
        """Choose from a drop-down list by typing the item's first letters, once the list is there."""
        box = self.find(name, QComboBox)
        assert isinstance(box, QComboBox)
        self._qtbot.waitUntil(lambda: box.findText(item) >= 0, timeout=PATIENCE)
        box.setFocus()
        for _ in range(5):  # letters that come too slowly begin another word
            self._qtbot.keyClicks(box, item)
            if box.currentText() == item:
                return
            self._qtbot.wait(QApplication.keyboardInputInterval() + 100)
        raise AssertionError(f"“{item}” cannot be chosen: {box.currentText()}")

    def keys(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is; a new window takes keys from its first picture on."""
        self._qtbot.waitUntil(lambda: getattr(self.window, "_keys", self) is not None, timeout=PATIENCE)
        popup = QApplication.activePopupWidget()
        if (
            popup is None and not self.window.isActiveWindow()
        ):  # without a window manager nobody makes the next window active
            self.window.activateWindow()
            self._qtbot.waitUntil(self.window.isActiveWindow, timeout=PATIENCE)
        focus = QApplication.focusWidget()
        here = focus if focus is not None and focus.window() is self.window else self.window
        self.pressed += 1
        self._qtbot.keyClick(popup or here, key, held)

    def sees(self, *texts: str) -> None:
        """Wait until all of the texts stand somewhere on the screen."""
        for text in texts:
            try:
                self._qtbot.waitUntil(lambda text=text: text in self.screen(), timeout=PATIENCE)
            except exceptions.TimeoutError:
                raise AssertionError(f"“{text}” does not show. What does:\n{self.screen()}") from None

    def screen(self) -> str:
        """Every word that is on the screen, spoken or written."""
        words: list[str] = []
        for widget in self.window.findChildren(QWidget):
            if widget.isVisible():
                text = getattr(widget, "text", "")
                words += [widget.accessibleName(), str(text() if callable(text) else text)]
        return "\n".join(words)

    def can_press(self, name: str) -> bool:
        """Whether the control takes a press."""
        button = self.find(name)
        return isinstance(button, QAbstractButton) and button.isEnabled()

    def all_saved(self) -> None:
        """Wait until nothing waits to be written."""
        self.program.background.wait()
