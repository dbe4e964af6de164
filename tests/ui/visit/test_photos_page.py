"""The photos page with real files: chosen, dropped, refused, moved, removed and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.photos import Moment
from needledesk.domain.visits import Visit
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.photos_page import PhotosPage

Settle = Callable[[], None]
NewVisit = Callable[..., Visit]
Camera = Callable[[str], Path]


@pytest.fixture
def camera(tmp_path: Path) -> Camera:
    """Makes a small JPEG with a place written into it, as a phone does."""
    folder = tmp_path / "DCIM"
    folder.mkdir()

    def shoot(name: str) -> Path:
        picture = Image.effect_noise((160, 200), 60).convert("RGB")
        exif = picture.getexif()
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010F] = "Secret Camera Maker"
        path = folder / name
        picture.save(path, exif=exif)
        return path

    return shoot


@pytest.fixture
def page(qtbot: QtBot, open_visit: OpenVisit, new_visit: NewVisit, settle: Settle) -> PhotosPage:
    """The page of a new visit."""
    open_visit.open(new_visit().id)
    settle()
    made = PhotosPage(open_visit)
    qtbot.addWidget(made)
    made.resize(982, 636)
    with qtbot.waitExposed(made):
        made.show()
    return made


def kept(desk: Desk, open_visit: OpenVisit, settle: Settle) -> list[tuple[str, str]]:
    settle()
    return [(photo.moment.value, photo.view) for photo in desk.visits.get(open_visit.visit.id).photos]


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(qtbot: QtBot, page: QWidget, text: str) -> None:
    """Press the visible button with that text."""
    click(qtbot, next(b for b in page.findChildren(QAbstractButton) if b.text() == text and b.isVisible()))


def drop(target: QWidget, paths: Sequence[Path]) -> None:
    """Drag files over a widget and let them go."""
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(5, 5), copy, load, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(target, over)
    assert over.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, load, Qt.MouseButton.LeftButton, none))


def choose_in_dialog(qtbot: QtBot, page: PhotosPage, *paths: Path) -> str:
    """Type the files into the dialog that is open, and accept it; its title."""
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(paths[0].parent))
    for path in paths:
        dialog.selectFile(str(path))
    title = dialog.windowTitle()
    dialog.accept()
    return title


def test_ctrl_i_takes_a_file_in_for_the_next_view(
    qtbot: QtBot, page: PhotosPage, camera: Camera, desk: Desk, open_visit: OpenVisit, settle: Settle
) -> None:
    shot = camera("IMG_1.JPG")
    assert page.strip.tiles["left"].state == "next"
    qtbot.keyClick(page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert choose_in_dialog(qtbot, page, shot) == "Import photos: Left first"
    assert kept(desk, open_visit, settle) == [("before", "left")]
    assert page.strip.tiles["left"].state == "taken"
    assert page.strip.tiles["left"].current
    assert page.strip.tiles["left_45"].state == "next"
    assert page.side.goes_to.text() == "The next file goes to Left 45."
    assert page.toasts.text == "Left: photo imported"
    assert page.large.caption == "Left, imported 13:30"


def test_the_thumbnail_shows_at_once_and_the_sharp_picture_follows(
    qtbot: QtBot, page: PhotosPage, camera: Camera, settle: Settle, open_visit: OpenVisit
) -> None:
    with qtbot.waitSignal(page.pictures.came, timeout=20_000):
        page.take_in([camera("IMG_1.JPG")])
    settle()
    photo = open_visit.visit.photos[0]
    qtbot.waitUntil(lambda: page.pictures.large(photo.id, page.large.box()) is not None, timeout=20_000)
    settle()
    assert page.large.picture is page.pictures.large(photo.id, page.large.box())


def test_what_a_camera_wrote_about_the_place_is_not_kept(
    page: PhotosPage, camera: Camera, desk: Desk, open_visit: OpenVisit, settle: Settle
) -> None:
    shot = camera("IMG_1.JPG")
    assert b"Secret Camera Maker" in shot.read_bytes()
    page.take_in([shot])
    settle()
    assert b"Secret Camera Maker" not in desk.photos.data(open_visit.visit.photos[0].id)
    assert b"Secret Camera Maker" in shot.read_bytes()


def test_files_dropped_on_the_page_fill_the_free_views_in_order(
    page: PhotosPage, camera: Camera, desk: Desk, open_visit: OpenVisit, settle: Settle
) -> None:
    drop(page.strip.tiles["left_45"], [camera("IMG_0.JPG")])
    settle()
    page.choose("left")
    drop(page, [camera("IMG_2.JPG"), camera("IMG_1.JPG")])
    assert page.strip.tiles["left"].state == page.strip.tiles["front"].state == "working"
    assert page.side.progress.isVisible()
    assert sorted(kept(desk, open_visit, settle)) == [("before", "front"), ("before", "left"), ("before", "left_45")]
    assert page.toasts.text == "2 photos imported"
    assert page.side.moments.parts[Moment.BEFORE].text() == "Before 3/5"
    assert not page.side.progress.isVisible()


def test_undo_takes_an_import_back(
    qtbot: QtBot, page: PhotosPage, camera: Camera, desk: Desk, open_visit: OpenVisit, settle: Settle
) -> None:
    page.take_in([camera("IMG_1.JPG")])
    settle()
    press(qtbot, page, "Undo")
    assert kept(desk, open_visit, settle) == []


class TestRefused:
    @pytest.fixture
    def half(self, camera: Camera) -> Path:
        """A file that the card reader gave up on."""
        path = camera("IMG_2207.JPG")
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        return path

    @pytest.fixture
    def told(self, page: PhotosPage, camera: Camera, half: Path, settle: Settle) -> PhotosPage:
        """Two files were handed in, the first one cut short."""
        page.choose("right_45")
        page.take_in([half, camera("IMG_2208.JPG")])
        settle()
        return page

    def test_the_rest_comes_in_and_the_card_says_what_did_not(
        self, told: PhotosPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        assert kept(desk, open_visit, settle) == [("before", "right")]
        assert told.refused.isVisible()
        assert told.refused.title.text() == "1 of 2 photos was not imported"
        assert told.refused.second.text() == "The other one is saved in this visit. Your originals are untouched."
        assert told.strip.tiles["right_45"].state == "failed"
        assert told.strip.tiles["right"].state == "taken"

    def test_a_mended_file_is_tried_again(
        self,
        qtbot: QtBot,
        told: PhotosPage,
        camera: Camera,
        half: Path,
        desk: Desk,
        open_visit: OpenVisit,
        settle: Settle,
    ) -> None:
        press(qtbot, told, "Try again")
        settle()
        assert told.refused.isVisible()
        camera(half.name)
        press(qtbot, told, "Try again")
        assert sorted(kept(desk, open_visit, settle)) == [("before", "right"), ("before", "right_45")]
        assert not told.refused.isVisible()
        assert told.large.isVisible()

    def test_another_file_takes_its_place(
        self, qtbot: QtBot, told: PhotosPage, camera: Camera, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        press(qtbot, told, "Choose another")
        assert choose_in_dialog(qtbot, told, camera("IMG_9.JPG")) == "Import another photo: Right 45"
        assert sorted(kept(desk, open_visit, settle)) == [("before", "right"), ("before", "right_45")]
        assert not told.refused.isVisible()

    def test_it_can_be_left_at_that(self, qtbot: QtBot, told: PhotosPage) -> None:
        press(qtbot, told, "Back to the photos")
        assert not told.refused.isVisible()
        assert told.strip.tiles["right_45"].state == "next"

    def test_a_text_file_is_refused_in_one_sentence(self, page: PhotosPage, tmp_path: Path, settle: Settle) -> None:
        notes = tmp_path / "notes.txt"
        notes.write_text("no picture", encoding="utf-8")
        page.take_in([notes])
        settle()
        assert page.refused.title.text() == "The photo was not imported"

    def test_another_visit_knows_nothing_of_it(
        self, told: PhotosPage, open_visit: OpenVisit, new_visit: NewVisit, settle: Settle
    ) -> None:
        open_visit.open(new_visit("Marisol").id)
        settle()
        assert not told.refused.isVisible()
        assert {tile.state for tile in told.strip.tiles.values()} == {"missing", "next"}


class TestRemoving:
    @pytest.fixture
    def two(self, page: PhotosPage, camera: Camera, settle: Settle) -> PhotosPage:
        """Left and Left 45 are taken; Left is shown large."""
        page.take_in([camera("IMG_1.JPG"), camera("IMG_2.JPG")])
        settle()
        page.toasts.dismiss()
        return page

    def test_it_comes_back_with_undo(
        self, qtbot: QtBot, two: PhotosPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        click(qtbot, two.side.remove)
        assert two.strip.tiles["left"].state == "next"
        press(qtbot, two, "Undo")
        two.flush()
        assert len(kept(desk, open_visit, settle)) == 2
        assert two.strip.tiles["left"].state == "taken"

    def test_leaving_the_page_makes_it_final(
        self, qtbot: QtBot, two: PhotosPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        click(qtbot, two.side.remove)
        two.hide()
        assert kept(desk, open_visit, settle) == [("before", "left_45")]

    def test_delete_on_a_tile_removes_and_the_next_removal_makes_it_final(
        self, qtbot: QtBot, two: PhotosPage, desk: Desk, open_visit: OpenVisit, settle: Settle
    ) -> None:
        qtbot.keyClick(two.strip.tiles["left"], Qt.Key.Key_Delete)
        qtbot.keyClick(two.strip.tiles["left_45"], Qt.Key.Key_Delete)
        assert kept(desk, open_visit, settle) == [("before", "left_45")]
        open_visit.leave()
        settle()
        assert desk.visits.get(open_visit.visit.id).photos == ()

    def test_the_other_visit_keeps_its_photos(
        self, qtbot: QtBot, two: PhotosPage, desk: Desk, open_visit: OpenVisit, settle: Settle, new_visit: NewVisit
    ) -> None:
        first = open_visit.visit.id
        click(qtbot, two.side.remove)
        open_visit.open(new_visit("Marisol").id)
        settle()
        assert [photo.view for photo in desk.visits.get(first).photos] == ["left_45"]


def test_a_photo_moves_to_another_view_and_set(
    qtbot: QtBot, page: PhotosPage, camera: Camera, desk: Desk, open_visit: OpenVisit, settle: Settle
) -> None:
    page.take_in([camera("IMG_1.JPG")])
    settle()
    menu = page.side.view_menu()
    after = next(action.menu() for action in menu.actions() if action.text() == "After")
    before = next(action.menu() for action in menu.actions() if action.text() == "Before")
    assert not next(action for action in before.actions() if action.text() == "Left").isEnabled()
    next(action for action in after.actions() if action.text() == "Front").trigger()
    assert kept(desk, open_visit, settle) == [("after", "front")]
    assert page.side.moments.parts[Moment.AFTER].text() == "After 1/5"


def test_a_view_holds_several_shots_and_the_arrows_page_through(
    qtbot: QtBot, page: PhotosPage, camera: Camera, settle: Settle
) -> None:
    page.take_in([camera("IMG_1.JPG")])
    settle()
    press(qtbot, page, "Another shot")
    choose_in_dialog(qtbot, page, camera("IMG_2.JPG"))
    settle()
    assert page.large.caption == "Left, imported 13:30, shot 2 of 2"
    assert page.strip.tiles["left"].accessibleDescription() == "2 shots, the newest shown"
    qtbot.keyClick(page.large, Qt.Key.Key_Left)
    assert page.large.caption.endswith("shot 1 of 2")
    qtbot.keyClick(page.large, Qt.Key.Key_Left)
    assert page.large.caption.endswith("shot 1 of 2")
    click(qtbot, page.large.on)
    assert page.large.caption.endswith("shot 2 of 2")


def test_in_a_narrow_window_the_tiles_stand_in_two_rows(page: PhotosPage) -> None:
    tops = {tile.y() for tile in page.strip.tiles.values()}
    page.resize(640, 520)
    QApplication.processEvents()
    assert len(tops) == 1
    assert len({tile.y() for tile in page.strip.tiles.values()}) == 2
    assert all(tile.width() >= 140 for tile in page.strip.tiles.values())


def test_the_body_has_its_own_four_views(
    qtbot: QtBot, page: PhotosPage, camera: Camera, desk: Desk, open_visit: OpenVisit, settle: Settle
) -> None:
    click(qtbot, page.side.bodies.parts["body"])
    assert list(page.strip.tiles) == ["body_front", "body_left", "body_right", "body_close"]
    page.take_in([camera("IMG_1.JPG")])
    assert kept(desk, open_visit, settle) == [("before", "body_front")]
    assert page.side.moments.parts[Moment.BEFORE].text() == "Before 1/4"


def test_after_the_finish_photos_go_to_the_second_set(
    page: PhotosPage, camera: Camera, desk: Desk, open_visit: OpenVisit, settle: Settle
) -> None:
    open_visit.start()
    settle()
    open_visit.finish()
    settle()
    assert page.side.moments.value == Moment.AFTER
    page.take_in([camera("IMG_1.JPG")])
    assert kept(desk, open_visit, settle) == [("after", "left")]


def test_a_closed_visit_takes_nothing_more(
    qtbot: QtBot, page: PhotosPage, camera: Camera, desk: Desk, open_visit: OpenVisit, settle: Settle
) -> None:
    page.take_in([camera("IMG_1.JPG")])
    settle()
    open_visit.close()
    settle()
    assert not page.side.take_in.isVisible()
    assert not page.side.remove.isVisible()
    assert not page.acceptDrops()
    page.take_in([camera("IMG_2.JPG")])
    qtbot.keyClick(page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert page.findChild(QFileDialog) is None
    click(qtbot, page.strip.tiles["front"])
    assert page.findChild(QFileDialog) is None
    assert kept(desk, open_visit, settle) == [("before", "left")]
