from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout

from needledesk.desk.desk import Desk
from needledesk.errors import NotSaved
from needledesk.ui.lock.locking import PATIENCE_MS, Locking
from needledesk.ui.place import Place

pytestmark = pytest.mark.usefixtures("dressed")
FULL = NotSaved("The disk is full: the last change is not saved.", "The rest is.", "Free some space.")


@pytest.fixture
def locking(window, desk, background) -> Locking:
    made = Locking(window, desk, background)
    made.places = []
    made.locked.connect(made.places.append)
    return made


@pytest.fixture
def locked(locking, qtbot):
    def wait() -> Place:
        qtbot.waitUntil(lambda: bool(locking.places))
        return locking.places[0]

    return wait


@pytest.fixture
def typing(window, clients, settle):
    """A note of the open visit that nobody has had time to keep yet."""
    window.begin_visit(clients[1].id)
    settle()
    window.pages.visit.show_section("treatment")
    settle()
    window.pages.visit.page("treatment").notes.text.setPlainText("a very red spot")
    return window.open_visit.visit.id


def reopened(open_desk, desk) -> Desk:
    with pytest.raises(Exception, match=r"closed"):
        desk.clients.find("")
    return open_desk("locked.needledesk", "four words make it")


def test_what_was_typed_is_on_disk_and_the_file_is_closed(locking, locked, typing, open_desk, desk) -> None:
    locking.lock("hand")
    assert locked().visit == typing
    assert reopened(open_desk, desk).visits.get(typing).note == "a very red spot"


def test_the_place_says_when_and_why(locking, locked, clock) -> None:
    locking.lock("idle", 5)
    place = locked()
    assert place.locked == clock().isoformat(timespec="seconds")
    assert place.locked_words == "Locked 13:30, after 5 minutes without a touch"


def test_at_once_nothing_of_a_client_is_on_the_screen(locking, locked, window, typing) -> None:
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLabel("Hana Korveth"))
    dialog.open()
    assert dialog.isVisible()
    locking.lock("hand")
    assert locking.begun
    assert not dialog.isVisible()
    cover = locking._cover
    assert cover.geometry() == window.rect()
    middle = window.childAt(window.rect().center())
    assert middle is cover or cover.isAncestorOf(middle)
    assert "Korveth" not in " ".join(label.text() for label in cover.findChildren(QLabel))
    window.resize(1100, 700)
    assert cover.geometry() == window.rect()
    locked()


def test_the_windows_keys_are_dead_under_the_cover(locking, locked, window, clients, qtbot, settle) -> None:
    locking.lock("hand")
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert "form" not in window.pages.__dict__
    locked()


@pytest.mark.parametrize("ours", [True, False])
def test_what_we_put_into_the_clipboard_goes_and_what_another_put_stays(locking, locked, monkeypatch, ours) -> None:
    # The offscreen platform never knows whose it is; the others do.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: ours)
    QGuiApplication.clipboard().setText("Hana Korveth, 36 years")
    locking.lock("hand")
    locked()
    assert QGuiApplication.clipboard().text() == ("" if ours else "Hana Korveth, 36 years")


def test_it_locks_once(locking, locked, settle) -> None:
    locking.lock("hand")
    locking.lock("screen")
    locked()
    settle()
    assert [place.why for place in locking.places] == ["hand"]


def test_without_a_passphrase_there_is_nothing_to_lock(open_desk, background, window, settle) -> None:
    plain = open_desk("plain.needledesk")
    locking = Locking(window, plain, background)
    locking.lock("idle", 5)
    settle()
    assert not locking.begun


def test_while_the_disk_refuses_the_text_stays_under_the_cover(
    locking, window, typing, desk, open_desk, background, monkeypatch, qtbot, locked
) -> None:
    keep = desk.treatment.write_note

    def refuse(*_: object) -> None:
        raise FULL

    monkeypatch.setattr(desk.treatment, "write_note", refuse)
    locking.lock("idle", 5)
    qtbot.waitUntil(lambda: locking._cover.again.isVisible())
    assert not locking.places
    assert background.unsaved == 1
    assert "The disk is full" in locking._cover.trouble.text()
    assert "very red" not in " ".join(label.text() for label in locking._cover.findChildren(QLabel))
    monkeypatch.setattr(desk.treatment, "write_note", keep)
    background._kept[0] = _with(background._kept[0], keep)
    qtbot.mouseClick(locking._cover.again, Qt.MouseButton.LeftButton)
    locked()
    assert reopened(open_desk, desk).visits.get(typing).note == "a very red spot"


def test_while_the_disk_refuses_the_passphrase_lifts_the_cover(
    locking, window, typing, desk, background, monkeypatch, qtbot, settle
) -> None:
    def refuse(*_: object) -> None:
        raise FULL

    keep = desk.treatment.write_note
    monkeypatch.setattr(desk.treatment, "write_note", refuse)
    locking.lock("idle", 5)
    qtbot.waitUntil(lambda: locking._cover.again.isVisible())
    cover = locking._cover
    cover.passphrase_given.emit("something else")
    qtbot.waitUntil(lambda: bool(cover.passphrase.wrong))
    assert locking.begun
    cover.passphrase_given.emit("four words make it")
    qtbot.waitUntil(lambda: not locking.begun)
    settle()
    assert window.pages.visit.page("treatment").notes.text.toPlainText() == "a very red spot"
    assert not locking.places
    background._kept[0] = _with(background._kept[0], keep)
    background.try_again()
    settle()
    assert not locking.places, "lifted, it does not fall by itself"
    locking.lock("hand")
    qtbot.waitUntil(lambda: bool(locking.places))


def test_a_job_that_takes_long_is_not_waited_for_for_ever(locking, background, qtbot) -> None:
    import threading

    gate = threading.Event()
    background.aside(gate.wait)
    locking._waited = PATIENCE_MS - 50
    locking.lock("hand")
    try:
        qtbot.waitUntil(lambda: bool(locking.places))
    finally:
        gate.set()


def test_the_children_that_read_pictures_are_ended(locking, locked, desk, tmp_path) -> None:
    from PIL import Image

    from needledesk.imaging import decoder

    Image.new("RGB", (64, 48)).save(tmp_path / "one.jpg")
    desk.photos.prepare(tmp_path / "one.jpg")
    assert decoder.children()
    locking.lock("hand")
    locked()
    assert not decoder.children()


def _with(job, call):
    from dataclasses import replace

    return replace(job, call=call)
