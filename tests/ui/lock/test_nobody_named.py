"""Outside the window nobody is named: titles, task bar, notices, recent files, settings, on a tour of everything."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.ui import window_place
from needledesk.ui.visit.before_dialog import BeforeDialog
from needledesk.ui.visit.reason_dialog import withdraw_dialog

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def nobody_named(clients, own_home, tmp_path, monkeypatch):
    """Look at all that the system is told; fails if any of it names a client."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    names = [word for client in clients for word in (client.details.given, client.details.family)]
    seen: set[str] = set()

    def look() -> set[str]:
        told = {QApplication.applicationDisplayName(), QApplication.applicationName()}
        for window in QApplication.topLevelWidgets():
            told |= {window.windowTitle(), window.windowIconText(), window.windowFilePath(), window.windowRole()}
        told |= {handle.title() for handle in QGuiApplication.topLevelWindows()}
        for folder in (own_home, tmp_path / "data"):
            for path in folder.rglob("*") if folder.exists() else ():
                told |= {path.name, path.read_bytes().decode(errors="replace") if path.is_file() else ""}
        assert not [name for name in names if any(name in text for text in told)]
        seen.update(told)
        return seen

    return look


def shut(settle) -> None:
    while (dialog := QApplication.activeModalWidget()) is not None:
        dialog.reject()
        settle()


def test_on_the_whole_tour_nobody_is_named(
    window, clients, desk, background, settings, settle, nobody_named, qtbot
) -> None:
    client = clients[1]
    visit = desk.visits.begin(client.id)
    for question in desk.protocol().asked:
        aspirin = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)
        desk.screening.answer(visit.id, question.key, aspirin if question.key == "aspirin" else Answer(Reply.NO))
    nobody_named()
    window.show_client(client.id)
    settle()
    nobody_named()
    window.edit_client(client)
    settle()
    nobody_named()
    window.show_visit(visit.id)
    settle()
    for section in ("screening", "treatment", "photos", "aftercare"):
        window.pages.visit.show_section(section)
        settle()
        nobody_named()
    side = window.pages.side
    for opens in (side.visit_side.deciding.override, side.visit_side.deciding.put_off, side.add_letter):
        opens()
        settle()
        assert QApplication.activeModalWidget() is not None
        nobody_named()
        shut(settle)
    for dialog in (
        BeforeDialog(desk, background, client, window),
        withdraw_dialog("Dr S. Brandvold", window),
    ):
        dialog.open()
        settle()
        nobody_named()
        dialog.reject()
        settle()
    for place in ("today", "settings"):
        window.show_place(place)
        settle()
        nobody_named()
    window_place.remember(window, settings)
    told = nobody_named()
    assert {"NeedleDesk", "Before-treatment sheet"} <= told, "the tour has looked at real titles"


def test_the_program_has_no_notices_and_no_list_of_recent_files() -> None:
    """What is not made cannot tell: neither is used anywhere."""
    from pathlib import Path

    import needledesk

    made = (QSystemTrayIcon.__name__, "QSettings", "addToRecentDocs", "recently-used", "org.freedesktop.Notifications")
    for source in Path(needledesk.__file__).parent.rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        assert not [name for name in made if name in text], source
