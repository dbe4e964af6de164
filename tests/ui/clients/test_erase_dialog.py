from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from needledesk.errors import NotFound
from needledesk.ui.clients.erase_dialog import EraseDialog
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def open_dialog(desk, background, qtbot, settle):
    def made(client: int) -> EraseDialog:
        dialog = EraseDialog(desk, background, client)
        qtbot.addWidget(dialog)
        dialog.show()
        settle()
        return dialog

    return made


def words(widget) -> str:
    return " ".join(text.text() for text in widget.findChildren(Text) if text.isVisible())


def test_who_never_came_goes_by_name_alone(open_dialog, desk, add_client, qtbot, settle) -> None:
    client, gone = add_client(), []
    dialog = open_dialog(client.id)
    dialog.erased.connect(gone.append)
    assert "There was no visit" in words(dialog)
    assert not dialog.reason.isVisible()
    assert dialog.name.line.hasFocus()
    qtbot.keyClicks(dialog.name.line, "Ottilie Farnwic")
    assert not dialog.erase.isEnabled()
    assert dialog.erase.accessibleDescription() == "Type the client's name"
    qtbot.keyClicks(dialog.name.line, "k")
    assert dialog.erase.isEnabled()
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    settle()
    assert gone == [client.id]
    with pytest.raises(NotFound):
        desk.clients.get(client.id)
    assert "C-0001 is erased" in words(dialog)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "Ottilie" not in " ".join(text.text() for text in dialog.findChildren(Text)) + dialog.name.text


def test_before_its_time_a_reason_is_asked_for(open_dialog, desk, add_client, treated_visit, qtbot, settle) -> None:
    client = add_client()
    treated_visit(client, 40)
    dialog = open_dialog(client.id)
    assert "until" in words(dialog)
    assert dialog.reason.line.hasFocus()
    qtbot.keyClicks(dialog.name.line, "ottilie farnwick")
    assert not dialog.erase.isEnabled()
    qtbot.keyClicks(dialog.reason.line, "Farnwick came twice")
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    assert "holds the client's name" in dialog.reason.wrong
    dialog.reason.line.setText("entered twice")
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    settle()
    assert desk.erasing.all_of_them()[0].reason == "entered twice"


def test_the_proof_is_exported(open_dialog, add_client, qtbot, settle, tmp_path) -> None:
    dialog = open_dialog(add_client().id)
    qtbot.keyClicks(dialog.name.line, "Ottilie Farnwick")
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.export.hasFocus()
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    settle()
    assert (tmp_path / "sheets" / "Record erased - 2026-11-22 - C-0001.pdf").is_file()


def test_it_can_be_left(open_dialog, desk, add_client, qtbot) -> None:
    client = add_client()
    dialog = open_dialog(client.id)
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert desk.clients.get(client.id)


def test_a_refusal_leaves_everything(open_dialog, desk, add_client, qtbot, settle) -> None:
    client = add_client()
    dialog = open_dialog(client.id)
    qtbot.keyClicks(dialog.name.line, "Ottilie Farnwick")
    desk.visits.begin(client.id)  # meanwhile
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    settle()
    assert "must be kept until" in dialog.trouble.text()
    assert dialog.cancel.isEnabled()
    assert desk.clients.get(client.id)
