"""The treatment page with real taps and keys: everything typed or tapped is in the record file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.returning import News
from needledesk.domain.treatment import Cartridge, Endpoint, Intensity, Product, Treatment, ZoneWork
from needledesk.domain.visits import Visit
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.treatment_page import TreatmentPage
from needledesk.ui.widgets.zone_map import ZoneButton

Settle = Callable[[], None]
NewVisit = Callable[..., Visit]
LEFT = Qt.MouseButton.LeftButton
SPOTS_ON_CHIN = {"acne_active": Answer(Reply.YES, zones=("chin",))}


@pytest.fixture
def page(qtbot: QtBot, open_visit: OpenVisit, new_visit: NewVisit, settle: Settle) -> TreatmentPage:
    """The page of a visit that may start; the chin is left out."""
    open_visit.open(new_visit(**SPOTS_ON_CHIN).id)
    settle()
    return shown(qtbot, open_visit, settle)


@pytest.fixture
def running(page: TreatmentPage, open_visit: OpenVisit, settle: Settle) -> TreatmentPage:
    """The page with treatment started."""
    open_visit.start()
    settle()
    return page


def shown(qtbot: QtBot, open_visit: OpenVisit, settle: Settle) -> TreatmentPage:
    page = TreatmentPage(open_visit)
    qtbot.addWidget(page)
    page.resize(982, 636)
    with qtbot.waitExposed(page):
        page.show()
    settle()
    return page


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, LEFT)


def tap(qtbot: QtBot, page: TreatmentPage, zone: str) -> None:
    """A tap on the map where that zone is."""
    buttons = page.zones.map.findChildren(ZoneButton)
    spot = next(button.geometry().center() for button in buttons if button.shape.key == zone)
    qtbot.mouseClick(page.zones.map, LEFT, pos=QPoint(spot))


def depth(qtbot: QtBot, page: TreatmentPage, key: str) -> None:
    click(qtbot, page.zones.entry.depths.pills[key])


def on_disk(desk: Desk, open_visit: OpenVisit, settle: Settle) -> Treatment:
    settle()
    return desk.visits.get(open_visit.visit.id).treatment


class TestBeforeTheStart:
    def test_no_zone_can_be_written_and_the_page_says_so(self, qtbot: QtBot, page: TreatmentPage) -> None:
        tap(qtbot, page, "nose")
        assert page.zones.entry.hint.text() == "Start treatment to record zones"
        assert not page.zones.entry.depths.isVisible()
        page.zones.pick_digit(3)
        assert page.zones.treatment.zones == ()

    def test_what_is_planned_may_be_typed(
        self, qtbot: QtBot, page: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        qtbot.keyClicks(page.cartridge.device.line, "Pen 2")
        qtbot.keyClick(page.cartridge.device.line, Qt.Key.Key_Return)
        assert on_disk(desk, open_visit, settle).device == "Pen 2"

    def test_the_button_starts_treatment(
        self, qtbot: QtBot, page: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle, clock: SetClock
    ) -> None:
        assert page.start_bar.words.text() == "Treatment has not started."
        click(qtbot, page.start_bar.start)
        assert on_disk(desk, open_visit, settle).started == clock.at
        assert not page.start_bar.isVisible()
        assert page.zones.entry.depths.isVisible()

    def test_open_questions_block_it(
        self, qtbot: QtBot, page: TreatmentPage, open_visit: OpenVisit, settle: Settle
    ) -> None:
        open_visit.answer("keloid", None)
        settle()
        assert page.start_bar.words.text() == "Screening first: 1 question open."
        assert not page.start_bar.start.isVisible()


class TestZones:
    def test_a_tap_and_a_depth_start_with_one_pass(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        tap(qtbot, running, "cheek_left")
        depth(qtbot, running, "1.5")
        assert on_disk(desk, open_visit, settle).zones == (ZoneWork("cheek_left", 1.5, 1),)
        assert running.zones.entry.title.text() == "Cheek L"

    def test_passes_the_other_side_and_erasing(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        tap(qtbot, running, "cheek_left")
        depth(qtbot, running, "1.0")
        click(
            qtbot,
            running.zones.entry.passes.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1],
        )
        assert running.zones.entry.mirror.text() == "Same on Cheek R"
        click(qtbot, running.zones.entry.mirror)
        assert on_disk(desk, open_visit, settle).zones == (
            ZoneWork("cheek_right", 1.0, 2),
            ZoneWork("cheek_left", 1.0, 2),
        )
        click(qtbot, running.zones.entry.erase)
        assert on_disk(desk, open_visit, settle).zones == (ZoneWork("cheek_right", 1.0, 2),)

    def test_digits_signs_and_delete_do_the_same(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        tap(qtbot, running, "nose")
        for key in (Qt.Key.Key_2, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.NoModifier)
        assert on_disk(desk, open_visit, settle).zones == (ZoneWork("nose", 0.5, 2),)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
        assert on_disk(desk, open_visit, settle).zones == ()

    def test_a_digit_in_a_text_field_is_text(self, qtbot: QtBot, running: TreatmentPage) -> None:
        tap(qtbot, running, "nose")
        running.cartridge.lot.line.setFocus()
        qtbot.keyClicks(running.cartridge.lot.line, "4")
        assert running.zones.treatment.zones == ()
        assert running.cartridge.lot.text == "4"

    def test_a_zone_left_out_refuses_and_says_why(self, qtbot: QtBot, running: TreatmentPage) -> None:
        tap(qtbot, running, "chin")
        assert running.zones.entry.hint.text() == "Chin is left out today: active spots."
        running.zones.pick_digit(2)
        assert running.zones.treatment.zones == ()

    def test_over_one_and_a_half_a_reason_is_asked_for(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        tap(qtbot, running, "nose")
        depth(qtbot, running, "2.0")
        reason = running.zones.entry.reason
        assert QApplication.focusWidget() is reason
        qtbot.keyClicks(reason, "old scar")
        qtbot.waitUntil(lambda: running.zones.treatment.zones[0].reason == "old scar", timeout=10_000)
        assert on_disk(desk, open_visit, settle).zones == (ZoneWork("nose", 2.0, 1, "old scar"),)
        depth(qtbot, running, "1.5")
        assert not reason.isVisible()

    def test_a_reason_belongs_to_the_zone_it_was_typed_for(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        tap(qtbot, running, "nose")
        depth(qtbot, running, "2.0")
        qtbot.keyClicks(running.zones.entry.reason, "old scar")
        tap(qtbot, running, "forehead")
        depth(qtbot, running, "2.5")
        assert running.zones.entry.reason.text() == ""
        assert running.zones.cautions.texts() == ()
        assert on_disk(desk, open_visit, settle).zones == (
            ZoneWork("forehead", 2.5, 1),
            ZoneWork("nose", 2.0, 1, "old scar"),
        )
        tap(qtbot, running, "nose")
        assert running.zones.cautions.texts() == ("Forehead: 2.5 mm is deep. Type the reason.",)

    def test_light_or_deep_follows_until_it_is_set(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        segment = running.zones.intensity
        assert segment.value == ""
        tap(qtbot, running, "nose")
        depth(qtbot, running, "0.5")
        assert segment.value == Intensity.MILD
        depth(qtbot, running, "1.0")
        assert segment.value == Intensity.DEEP
        click(qtbot, segment.parts[Intensity.MILD])
        assert on_disk(desk, open_visit, settle).chosen is Intensity.MILD
        assert running.zones.hint.text() == "graded deep, set by you"
        click(qtbot, segment.parts[Intensity.DEEP])
        assert on_disk(desk, open_visit, settle).chosen is None

    def test_the_body_shows_its_own_zones(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        tap(qtbot, running, "nose")
        click(qtbot, running.zones.sides.parts["front"])
        assert running.zones.map.selected == ""
        tap(qtbot, running, "abdomen")
        depth(qtbot, running, "1.5")
        assert on_disk(desk, open_visit, settle).zones == (ZoneWork("abdomen", 1.5, 1),)


class TestNarrow:
    def test_the_columns_stand_below_each_other_and_nothing_is_squeezed(
        self, qtbot: QtBot, running: TreatmentPage
    ) -> None:
        assert running.numbing.mapTo(running, QPoint()).x() > running.zones.width()
        running.resize(640, 520)
        QApplication.processEvents()
        assert running.numbing.mapTo(running, QPoint()).y() > running.zones.mapTo(running, QPoint()).y()
        assert running.numbing.mapTo(running, QPoint()).x() < running.zones.width()
        assert running.zones.height() >= running.zones.minimumSizeHint().height()


class TestUndo:
    def test_ctrl_z_takes_entries_back_one_by_one(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        started = open_visit.visit.treatment
        tap(qtbot, running, "nose")
        depth(qtbot, running, "0.5")
        depth(qtbot, running, "1.0")
        ctrl_z(qtbot, running.zones.map)
        assert on_disk(desk, open_visit, settle).zones == (ZoneWork("nose", 0.5, 1),)
        ctrl_z(qtbot, running.zones.map)
        ctrl_z(qtbot, running.zones.map)
        assert on_disk(desk, open_visit, settle) == started

    def test_in_a_text_field_it_undoes_the_typing(self, qtbot: QtBot, running: TreatmentPage) -> None:
        tap(qtbot, running, "nose")
        depth(qtbot, running, "0.5")
        running.numbing.line.setFocus()
        qtbot.keyClicks(running.numbing.line, "Cream")
        ctrl_z(qtbot, running.numbing.line)
        assert running.numbing.line.text() == ""
        assert len(running.zones.treatment.zones) == 1

    def test_nothing_of_one_visit_is_undone_in_another(
        self,
        qtbot: QtBot,
        running: TreatmentPage,
        desk: Desk,
        open_visit: OpenVisit,
        settle: Settle,
        new_visit: NewVisit,
    ) -> None:
        tap(qtbot, running, "nose")
        depth(qtbot, running, "0.5")
        first = open_visit.visit.id
        open_visit.open(new_visit("Marisol").id)
        settle()
        ctrl_z(qtbot, running.zones.map)
        settle()
        assert len(desk.visits.get(first).treatment.zones) == 1
        assert open_visit.visit.treatment == Treatment()


def ctrl_z(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


class TestEndpoint:
    def test_more_asks_for_a_note_and_means_deep(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        tap(qtbot, running, "nose")
        depth(qtbot, running, "0.5")
        click(qtbot, running.endpoint.endpoint.pills[Endpoint.MORE])
        assert QApplication.focusWidget() is running.notes.text
        assert running.notes.text.toPlainText() == "13:30 "
        assert running.endpoint.more.isVisible()
        assert running.zones.hint.text() == "deep: bleeding"
        assert on_disk(desk, open_visit, settle).endpoint is Endpoint.MORE

    def test_a_scar_as_the_target_means_deep(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        tap(qtbot, running, "nose")
        depth(qtbot, running, "0.5")
        running.endpoint.scar.click()
        assert on_disk(desk, open_visit, settle).intensity is Intensity.DEEP


class TestNote:
    def test_ctrl_t_brings_the_notes_into_sight(self, qtbot: QtBot, running: TreatmentPage) -> None:
        running.resize(982, 460)
        QApplication.processEvents()
        running.whole.verticalScrollBar().setValue(0)
        qtbot.keyClick(running.zones.map, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        assert running.notes.text.hasFocus()
        assert running.notes.text.visibleRegion().boundingRect().height() == running.notes.text.height()


class TestNothingTypedIsLost:
    def test_a_pause_keeps_it(
        self, qtbot: QtBot, page: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        qtbot.keyClicks(page.numbing.line, "Cream off 13:52")
        qtbot.waitUntil(lambda: open_visit.visit.treatment.numbing == "Cream off 13:52", timeout=10_000)
        assert on_disk(desk, open_visit, settle).numbing == "Cream off 13:52"
        assert page.numbing.line.text() == "Cream off 13:52"

    def test_leaving_the_page_keeps_it(
        self, qtbot: QtBot, page: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        qtbot.keyClicks(page.cartridge.lot.line, "C26-0419")
        qtbot.keyClicks(page.notes.text, "redness even")
        page.hide()
        assert on_disk(desk, open_visit, settle).cartridge.lot == "C26-0419"
        assert desk.visits.get(open_visit.visit.id).note == "redness even"

    def test_another_visit_gets_none_of_it(
        self,
        qtbot: QtBot,
        page: TreatmentPage,
        desk: Desk,
        open_visit: OpenVisit,
        settle: Settle,
        new_visit: NewVisit,
    ) -> None:
        first, other = open_visit.visit.id, new_visit("Marisol")
        click(qtbot, page.products.add)
        qtbot.keyClicks(page.products.form.name.line, "Hyaluronic acid")
        qtbot.keyClicks(page.cartridge.speed.line, "4")
        qtbot.keyClicks(page.notes.text, "first")
        open_visit.open(other.id)
        settle()
        page.flush()
        settle()
        kept = desk.visits.get(first)
        assert (kept.treatment.speed, kept.treatment.products[0].name, kept.note) == ("4", "Hyaluronic acid", "first")
        assert desk.visits.get(other.id).treatment == Treatment()
        assert (page.cartridge.speed.text, page.notes.text.toPlainText()) == ("", "")
        assert not page.products.form.isVisible()

    def test_starting_keeps_what_is_still_in_the_field(
        self, qtbot: QtBot, page: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        page.cartridge.device.line.setFocus()
        qtbot.keyClicks(page.cartridge.device.line, "Pen ")
        open_visit.start()
        qtbot.keyClicks(page.cartridge.device.line, "2")
        settle()
        page.flush()
        assert on_disk(desk, open_visit, settle).device == "Pen 2"
        assert page.cartridge.device.line.text() == "Pen 2"

    def test_a_page_made_late_shows_the_open_visit(
        self, qtbot: QtBot, page: TreatmentPage, open_visit: OpenVisit, settle: Settle
    ) -> None:
        open_visit.change(Treatment(device="Pen 2", numbing="Cream"))
        late = shown(qtbot, open_visit, settle)
        assert (late.cartridge.device.text, late.numbing.line.text()) == ("Pen 2", "Cream")


class TestRepeat:
    LAST = Treatment(
        device="Pen 2",
        speed="4",
        cartridge=Cartridge("OLD-1", date(2028, 1, 31)),
        products=(Product("Hyaluronic acid", "HA-1"),),
        zones=(ZoneWork("nose", 0.5, 2), ZoneWork("chin", 0.5, 1)),
    )

    def second_visit(self, desk: Desk, new_visit: NewVisit, clock: SetClock) -> int:
        """A client treated once, some weeks ago, whose chin is left out this time."""
        first = new_visit()
        desk.treatment.start(first.id)
        desk.treatment.change(first.id, self.LAST)
        desk.treatment.finish(first.id)
        desk.visits.close(first.id)
        clock.at += timedelta(days=60)
        visit = desk.visits.begin(first.client)
        desk.screening.tell_news(visit.id, News(Reply.NO))
        for question in desk.protocol().asked:
            desk.screening.answer(visit.id, question.key, SPOTS_ON_CHIN.get(question.key, Answer(Reply.NO)))
        return visit.id

    def test_the_last_session_is_taken_over_and_back(
        self, qtbot: QtBot, desk: Desk, open_visit: OpenVisit, settle: Settle, new_visit: NewVisit, clock: SetClock
    ) -> None:
        open_visit.open(self.second_visit(desk, new_visit, clock))
        settle()
        open_visit.start()
        settle()
        page = shown(qtbot, open_visit, settle)
        before = open_visit.visit.treatment
        click(qtbot, page.zones.entry.repeat)
        kept = on_disk(desk, open_visit, settle)
        assert kept.zones == (ZoneWork("nose", 0.5, 2),)
        assert (kept.device, kept.products, kept.cartridge) == ("Pen 2", (Product("Hyaluronic acid"),), Cartridge())
        assert not page.zones.entry.repeat.isVisible()
        assert page.toasts.text == "Taken over from the last session"
        press_toast(qtbot, page)
        assert on_disk(desk, open_visit, settle) == before

    def test_before_the_start_only_device_and_products(
        self, qtbot: QtBot, desk: Desk, open_visit: OpenVisit, settle: Settle, new_visit: NewVisit, clock: SetClock
    ) -> None:
        open_visit.open(self.second_visit(desk, new_visit, clock))
        settle()
        page = shown(qtbot, open_visit, settle)
        assert not page.zones.entry.repeat.isVisible()
        click(qtbot, page.cartridge.repeat)
        kept = on_disk(desk, open_visit, settle)
        assert (kept.device, kept.speed, kept.zones) == ("Pen 2", "4", ())


def press_toast(qtbot: QtBot, page: TreatmentPage) -> None:
    """The button of the toast that is shown."""
    button = next(b for b in page.findChildren(QAbstractButton) if b.text() == "Undo" and b.isVisible())
    click(qtbot, button)


class TestProducts:
    def test_a_removed_product_comes_back(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        two = (Product("Hyaluronic acid", "HA-1"), Product("Saline", "S-1"))
        open_visit.change(replace(open_visit.visit.treatment, products=two))
        running.products.remove(0)
        assert on_disk(desk, open_visit, settle).products == two[1:]
        press_toast(qtbot, running)
        assert on_disk(desk, open_visit, settle).products == two


class TestClosed:
    def test_a_closed_visit_can_only_be_read(
        self, qtbot: QtBot, running: TreatmentPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        open_visit.change(
            replace(
                open_visit.visit.treatment,
                cartridge=Cartridge("C26-0419", date(2028, 3, 31)),
                zones=(ZoneWork("nose", 0.5, 2),),
                products=(Product("Hyaluronic acid"),),
            )
        )
        open_visit.finish()
        settle()
        open_visit.close()
        settle()
        tap(qtbot, running, "nose")
        assert running.cartridge.folded
        assert running.numbing.line.isReadOnly()
        assert running.notes.text.isReadOnly()
        assert not running.notes.stamp.isEnabled()
        assert not running.products.add.isVisible()
        assert not running.cartridge.edit.isVisible()
        before = on_disk(desk, open_visit, settle)
        running.zones.pick_digit(4)
        running.notes.add_stamp()
        qtbot.keyClicks(running.numbing.line, "more")
        running.flush()
        assert on_disk(desk, open_visit, settle) == before
        assert desk.visits.get(open_visit.visit.id).note == ""


def test_what_a_tap_on_a_zone_opens_comes_into_view(
    qtbot: QtBot, running: TreatmentPage, settle: Settle, qapp: QApplication
) -> None:
    running.resize(700, 420)
    settle()
    zone = next(b for b in running.zones.map.findChildren(ZoneButton) if b.shape.key == "forehead")
    running.whole.verticalScrollBar().setValue(0)
    view = running.whole.viewport()
    assert running.zones.entry.mapTo(view, QPoint(0, 0)).y() + running.zones.entry.height() > view.height()
    qtbot.mouseClick(running.zones.map, LEFT, pos=zone.geometry().center())
    qtbot.wait(20)
    settle()
    entry = running.zones.entry
    assert entry.mapTo(view, QPoint(0, 0)).y() + entry.height() <= view.height()
