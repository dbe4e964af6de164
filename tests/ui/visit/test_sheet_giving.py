from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.visits import Visit
from needledesk.errors import NotNow
from needledesk.ui.background import Background
from needledesk.ui.messages import Toasts
from needledesk.ui.visit import sheet_target
from needledesk.ui.visit.sheet_giving import SheetGiving
from needledesk.ui.visit.sheet_target import SheetTarget

Settle = Callable[[], None]
PressInDialog = Callable[[str], list[str]]
TAKES = 'cat > "$LP_OUT/data"; printf "%s\\n" "$@" > "$LP_OUT/args"'
REFUSES = "cat > /dev/null; exit 1"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no lp")


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """An `lp` of the test's own on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("LP_OUT", str(tmp_path))
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")

    def behaves(script: str) -> None:
        command = folder / "lp"
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)

    behaves(TAKES)
    return behaves


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.fixture
def toasts(window: QWidget) -> Toasts:
    return Toasts(window)


@pytest.fixture
def giving(
    desk: Desk, background: Background, window: QWidget, toasts: Toasts, settle: Settle
) -> Iterator[SheetGiving]:
    def stamp(target: SheetTarget, then: Callable[[], None]) -> None:
        background.save(desk.treatment.finish, target.visit, then=lambda _: then(), owner=window)

    yield SheetGiving(desk, background, stamp, lambda: toasts, window)
    settle()


@pytest.fixture
def visit(new_visit: Callable[..., Visit], desk: Desk, clock: SetClock) -> Visit:
    """Treated, not finished."""
    begun = new_visit()
    desk.treatment.start(begun.id)
    clock.at += timedelta(minutes=30)
    return begun


def target(desk: Desk, visit: Visit) -> SheetTarget:
    found = sheet_target.of_visit(desk.visits.get(visit.id), "C-0001")
    assert found is not None
    return found


def test_the_printer_gets_exactly_what_is_kept(
    giving: SheetGiving,
    desk: Desk,
    visit: Visit,
    lp: Callable[[str], None],
    settle: Settle,
    toasts: Toasts,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    desk.treatment.finish(visit.id)
    with qtbot.waitSignal(giving.given) as said:
        giving.print(target(desk, visit), large=False)
        assert giving.busy == "print"
        settle()
    assert said.args == [visit.id]
    [given] = desk.visits.get(visit.id).handouts
    assert given.how == "printed"
    assert (tmp_path / "data").read_bytes() == desk.aftercare.kept(given.id)
    assert "Aftercare C-0001" in (tmp_path / "args").read_text().splitlines()
    assert "Farnwick" not in (tmp_path / "args").read_text()
    assert toasts.text == "Sent to the printer"
    assert giving.busy == ""


def test_a_printer_that_refuses_leaves_the_sheet_not_printed(
    giving: SheetGiving,
    desk: Desk,
    visit: Visit,
    lp: Callable[[str], None],
    settle: Settle,
    press_in_dialog: PressInDialog,
    tmp_path: Path,
) -> None:
    desk.treatment.finish(visit.id)
    lp(REFUSES)
    told = press_in_dialog("Close")
    giving.print(target(desk, visit), large=False)
    settle()
    assert told == ["The printer did not take the sheet."]
    assert not any(given.how == "printed" for given in desk.visits.get(visit.id).handouts)
    assert giving.busy == ""


def test_trying_again_prints_once_the_printer_is_well(
    giving: SheetGiving,
    desk: Desk,
    visit: Visit,
    lp: Callable[[str], None],
    settle: Settle,
    press_in_dialog: PressInDialog,
    tmp_path: Path,
) -> None:
    desk.treatment.finish(visit.id)
    lp('rm "$0"; printf "#!/bin/sh\\n%s\\n" \'cat > "$LP_OUT/data"\' > "$0"; chmod 755 "$0"; exit 1')
    press_in_dialog("Try again")
    giving.print(target(desk, visit), large=False)
    settle()
    settle()
    assert (tmp_path / "data").read_bytes().startswith(b"%PDF")
    assert [given.how for given in desk.visits.get(visit.id).handouts if given.how == "printed"] == ["printed"]


def test_two_things_are_never_under_way_at_once(
    giving: SheetGiving, desk: Desk, visit: Visit, lp: Callable[[str], None], settle: Settle
) -> None:
    desk.treatment.finish(visit.id)
    busy: list[str] = []
    giving.busy_changed.connect(busy.append)
    giving.export(target(desk, visit), large=False)
    giving.print(target(desk, visit), large=False)
    giving.export(target(desk, visit), large=False)
    settle()
    assert busy == ["export", ""]
    assert [given.how for given in desk.visits.get(visit.id).handouts] == ["exported"]


def test_the_finish_is_stamped_before_the_sheet_is_made(
    giving: SheetGiving,
    desk: Desk,
    visit: Visit,
    lp: Callable[[str], None],
    settle: Settle,
    press_in_dialog: PressInDialog,
    clock: SetClock,
) -> None:
    asked = press_in_dialog("Finish and print")
    giving.print(target(desk, visit), large=False)
    settle()
    assert asked == ["Finished now, 14:00?"]
    assert desk.visits.get(visit.id).treatment.finished == clock.at
    assert [given.how for given in desk.visits.get(visit.id).handouts] == ["printed"]


def test_what_will_not_be_done_frees_the_buttons(
    giving: SheetGiving, desk: Desk, visit: Visit, press_in_dialog: PressInDialog, settle: Settle
) -> None:
    desk.treatment.finish(visit.id)
    giving.export(target(desk, visit), large=False)
    told = press_in_dialog("Close")
    giving.refused(NotNow("This visit is closed."))
    assert told == ["This visit is closed."]
    assert giving.busy == ""
    settle()
