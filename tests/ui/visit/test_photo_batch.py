"""Where each file goes, and what became of a batch, without any window."""

from __future__ import annotations

from pathlib import Path

from needledesk.domain.photos import FACE_VIEWS, Moment
from needledesk.errors import PhotoRefused
from needledesk.ui.visit.photo_batch import Batch, picture_files, places

VIEWS = list(FACE_VIEWS)


def test_files_fill_the_free_views_from_the_chosen_one_on() -> None:
    assert places(3, "front", VIEWS, ("left", "front", "right")) == ["front", "right", "left"]


def test_more_files_than_free_views_join_the_chosen_one() -> None:
    assert places(3, "front", VIEWS, ("right",)) == ["right", "front", "front"]


def test_with_every_view_taken_the_chosen_one_takes_it() -> None:
    assert places(1, "right_45", VIEWS, ()) == ["right_45"]


def test_a_file_tried_again_is_listed_once() -> None:
    batch = Batch()
    bad = Path("a.jpg")
    batch.begin(bad, Moment.BEFORE, "front")
    batch.begin(Path("b.jpg"), Moment.BEFORE, "right")
    assert batch.refused(bad, Moment.BEFORE, "front", PhotoRefused("Cut short."))
    assert [one.path.name for one in batch.bad] == ["a.jpg"]
    assert [one.path.name for one in batch.reading] == ["b.jpg"]
    batch.begin(bad, Moment.BEFORE, "front")
    assert batch.bad == ()
    assert len(batch.imports) == 2


def test_a_file_of_another_batch_is_not_counted() -> None:
    batch = Batch()
    batch.begin(Path("a.jpg"), Moment.BEFORE, "front")
    assert not batch.refused(Path("a.jpg"), Moment.AFTER, "front", PhotoRefused("Cut short."))
    assert len(batch.reading) == 1


def test_files_come_in_the_order_of_their_names_and_a_folder_stands_for_its_pictures(tmp_path: Path) -> None:
    for name in ("IMG_2.JPG", "notes.txt", "IMG_1.heic"):
        (tmp_path / name).write_bytes(b"")
    assert [file.name for file in picture_files([tmp_path])] == ["IMG_1.heic", "IMG_2.JPG"]
    assert [file.name for file in picture_files([tmp_path / "z.jpg", tmp_path / "A.jpg"])] == ["A.jpg", "z.jpg"]
