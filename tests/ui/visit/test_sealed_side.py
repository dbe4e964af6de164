"""Beside a closed visit: the photos after it and the sheet as it was given, each a way to look at it whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.photos import Moment
from needledesk.domain.treatment import Treatment
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.sealed_side import SealedSide

from .test_sealed_page import WORK


@pytest.fixture
def side(qtbot: QtBot, treating: OpenVisit) -> SealedSide:
    made = SealedSide(treating)
    qtbot.addWidget(made)
    treating.opened.connect(made.show_visit)
    made.show_visit()
    return made


def finish(opened: OpenVisit, desk: Desk, settle: Callable[[], None], work: Treatment = WORK) -> None:
    desk.treatment.change(opened.visit.id, work)
    desk.treatment.finish(opened.visit.id)
    desk.aftercare.export(opened.visit.id)
    desk.visits.close(opened.visit.id)
    opened.reload()
    settle()


def photo(path: Path) -> Path:
    data = io.BytesIO()
    Image.new("RGB", (60, 80), "pink").save(data, "JPEG")
    path.write_bytes(data.getvalue())
    return path


def test_an_open_visit_has_nothing_of_it(side: SealedSide) -> None:
    assert not side.isVisibleTo(None)


def test_photos_and_sheet(
    side: SealedSide,
    treating: OpenVisit,
    desk: Desk,
    tmp_path: Path,
    settle: Callable[[], None],
    qtbot: QtBot,
) -> None:
    desk.photos.keep(treating.visit.id, Moment.AFTER, "front", desk.photos.prepare(photo(tmp_path / "a.jpg")))
    finish(treating, desk, settle)
    assert side.photos.isVisibleTo(side)
    assert side.handout.text() == "Handout as given, PDF, 13:30"
    assert side._pictures.itemAt(0).widget().accessibleName() == "After: Front"
    with qtbot.waitSignal(side.section_requested) as asked:
        side.handout.click()
    assert asked.args == ["aftercare"]
    with qtbot.waitSignal(side.section_requested) as asked:
        side.look.click()
    assert asked.args == ["photos"]


def test_a_voided_visit_offers_no_sheet(
    side: SealedSide, treating: OpenVisit, desk: Desk, settle: Callable[[], None]
) -> None:
    finish(treating, desk, settle)
    treating.void("Recorded for the wrong client")
    settle()
    assert not side.handout.isVisibleTo(side)
