"""Giving a document: one at a time, told when it is done, let go when it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.errors import NotFound, PrintTrouble
from needledesk.ui.background import Background
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.document_giving import DocumentGiving

Settle = Callable[[], None]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def toasts(window: QWidget) -> Toasts:
    return Toasts(window)


@pytest.fixture
def giving(background: Background, window: QWidget, toasts: Toasts) -> DocumentGiving:
    return DocumentGiving(background, lambda: toasts, window)


def test_one_at_a_time(giving: DocumentGiving, toasts: Toasts, settle: Settle) -> None:
    written: list[str] = []
    states: list[str] = []
    given: list[bool] = []
    giving.busy_changed.connect(states.append)
    giving.given.connect(lambda: given.append(True))
    giving.export(lambda: written.append("first"), "First exported")
    giving.export(lambda: written.append("second"), "Second exported")
    giving.print(lambda: (0, b""), "Title")
    assert giving.busy == "export"
    settle()
    assert (written, states, given) == (["first"], ["export", ""], [True])
    assert toasts.text == "First exported"


def test_a_refusal_is_told_and_can_be_tried_again(giving: DocumentGiving, settle: Settle, press_in_dialog) -> None:
    calls: list[int] = []

    def call() -> Path | None:
        calls.append(1)
        if len(calls) == 1:
            raise NotFound("There is no such visit in this file.")
        return None

    seen = press_in_dialog("Try again")
    giving.export(call, "Exported")
    settle()
    assert seen == ["There is no such visit in this file."]
    assert len(calls) == 2
    assert giving.busy == ""


def test_a_printer_that_takes_nothing_is_told_and_nothing_is_noted(
    giving: DocumentGiving, settle: Settle, press_in_dialog, monkeypatch
) -> None:
    noted: list[int] = []
    monkeypatch.setenv("PATH", "")
    seen = press_in_dialog("Close")

    def fetch() -> tuple[int, bytes]:
        raise PrintTrouble("The printer does not answer.")

    giving.print(fetch, "Title", printed=noted.append)
    settle()
    assert seen == ["The printer does not answer."]
    assert noted == []
    assert giving.busy == ""
