"""A closed visit in the window: as recorded, what was added, what happened; added to and voided, never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.treatment import Cartridge, Endpoint, Product, Treatment, ZoneWork
from needledesk.domain.visits import Visit
from needledesk.ui.visit.amendment_dialog import AmendmentDialog
from needledesk.ui.visit.open_visit import NewAmendment, OpenVisit
from needledesk.ui.visit.reason_dialog import ReasonDialog
from needledesk.ui.visit.sealed_page import SealedPage
from needledesk.ui.visit.visit_page import VisitPage

WORK = Treatment(
    device="Pen 2",
    cartridge=Cartridge("C26-0388", date(2028, 3, 31), 16, opened_in_front=True),
    products=(Product("Hyaluronic acid", "HA-5104", date(2027, 9, 30)),),
    zones=(ZoneWork("cheek_left", 0.5, 2),),
    endpoint=Endpoint.REDNESS,
)
LOT = NewAmendment("Lot corrected", "Read from the box.", "Typing error", "lot product 1", "HA-5104", "HA-5140")


@pytest.fixture
def treated(desk: Desk, new_visit: Callable[..., Visit], clock: SetClock) -> Visit:
    visit = new_visit()
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, WORK)
    clock.at += timedelta(minutes=30)
    desk.treatment.finish(visit.id)
    desk.aftercare.export(visit.id)
    desk.visits.close(visit.id)
    return desk.visits.get(visit.id)


@pytest.fixture
def page(qtbot: QtBot, open_visit: OpenVisit, treated: Visit, settle: Callable[[], None]) -> VisitPage:
    made = VisitPage(open_visit)
    qtbot.addWidget(made)
    made.resize(982, 680)
    made.show()
    open_visit.open(treated.id)
    settle()
    return made


def sealed(page: VisitPage) -> SealedPage:
    found = page.stack.currentWidget()
    assert isinstance(found, SealedPage)
    return found


def top(kind: type[QDialog]) -> QDialog:
    return next(window for window in QApplication.topLevelWidgets() if isinstance(window, kind) and window.isVisible())


def test_it_opens_with_its_seal_checked_and_told(page: VisitPage, desk: Desk, treated: Visit) -> None:
    assert page.section == "treatment"
    assert "unchanged" in page.banner.note.text()
    assert page.header.facts.text() == "Session 1 · Sun 22 Nov 2026 · read only"
    assert page.header.save_state.text() == "Sealed"
    assert desk.history.of_visit(treated.id)[0].title == "Opened, seal checked"
    first = sealed(page).history.model.index(0, 0).data()
    assert first == "Opened, seal checked"


def test_shown_anew_it_is_not_told_again(
    page: VisitPage, desk: Desk, treated: Visit, open_visit: OpenVisit, settle: Callable[[], None]
) -> None:
    before = desk.history.count()
    open_visit.reload()
    settle()
    assert desk.history.count() == before


def test_an_amendment_is_asked_for_kept_and_shown(
    page: VisitPage, desk: Desk, treated: Visit, settle: Callable[[], None], qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.banner.amend, Qt.MouseButton.LeftButton)
    settle()
    dialog = top(AmendmentDialog)
    assert isinstance(dialog, AmendmentDialog)
    dialog.type_again(LOT)
    dialog.reject()
    qtbot.mouseClick(page.banner.amend, Qt.MouseButton.LeftButton)
    settle()
    again = top(AmendmentDialog)
    assert isinstance(again, AmendmentDialog)
    assert again.typed == LOT, "what was typed and not kept is there again"
    again.keep.click()
    settle()
    (added,) = desk.seals.amendments(treated.id)
    assert (added.title, added.becomes, added.author) == ("Lot corrected", "HA-5140", "M. Averil")
    spoken = [row.accessibleName() for row in sealed(page).amendments._rows]
    assert any("becomes HA-5140" in name for name in spoken)
    assert "unchanged" in page.banner.note.text()


def test_it_is_voided_once_asked_why(
    page: VisitPage, desk: Desk, treated: Visit, settle: Callable[[], None], qtbot: QtBot
) -> None:
    qtbot.mouseClick(sealed(page).void, Qt.MouseButton.LeftButton)
    dialog = top(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    assert not dialog.keep.isEnabled(), "a reason is needed"
    dialog.text.setPlainText("Recorded for the wrong client")
    dialog.keep.click()
    settle()
    assert desk.seals.voiding(treated.id) is not None
    assert page.banner.voided.isVisible()
    assert not sealed(page).void.isVisible()
    assert page.header.save_state.text() == "Voided"
    assert "voided" in page.header.facts.text()
    page.show_section("aftercare")
    settle()
    assert page.page("aftercare").empty.accessibleName() == "Voided visit"  # type: ignore[attr-defined]


def test_a_broken_seal_is_a_red_banner_in_its_place(
    page: VisitPage, desk: Desk, treated: Visit, open_visit: OpenVisit, settle: Callable[[], None]
) -> None:
    vault = desk._file.vault
    vault.execute("DROP TRIGGER treatment_zone_UPDATE_sealed")
    vault.execute("UPDATE treatment_zone SET depth = 0.25")
    open_visit.leave()
    open_visit.open(treated.id)
    settle()
    assert page.banner.text.text().startswith("The seal is broken")
    assert page.banner.amend.isEnabled()


def test_every_section_is_read_only(page: VisitPage, settle: Callable[[], None]) -> None:
    for name in ("screening", "photos", "aftercare", "treatment"):
        page.show_section(name)
        settle()
        assert page.banner.isVisible(), "it says why nothing changes"
    assert not page.page("screening").rows["herbal"].segment.isEnabled()  # type: ignore[attr-defined]
    assert not page.page("photos").acceptDrops()
    aftercare = page.page("aftercare")
    assert not aftercare.edit.isVisible()  # type: ignore[attr-defined]
    assert not aftercare.sizes.isVisible()  # type: ignore[attr-defined]


def test_an_open_visit_after_it_has_its_own_treatment_page(
    page: VisitPage, open_visit: OpenVisit, new_visit: Callable[..., Visit], settle: Callable[[], None]
) -> None:
    open_visit.open(replace(new_visit("Other")).id)
    settle()
    page.show_section("treatment")
    assert not isinstance(page.stack.currentWidget(), SealedPage)
    assert not page.banner.isVisible()
    assert page.header.save_state.text().startswith("Saved")
