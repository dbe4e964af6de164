from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.domain.clients import Details
from needledesk.ui.background import Background
from needledesk.ui.settings.record_file_page import RecordFilePage
from needledesk.ui.sizes import said_size
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")


def words(page) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisibleTo(page))


def test_it_says_where_the_file_lies_and_that_it_is_open_to_all(desk, background, qtbot) -> None:
    page = RecordFilePage(desk, background)
    qtbot.addWidget(page)
    assert str(desk.path) in words(page)
    assert "Not encrypted" in words(page)


def test_it_says_that_a_file_is_encrypted(open_desk, background, qtbot) -> None:
    page = RecordFilePage(open_desk("locked.needledesk", "four words make it"), background)
    qtbot.addWidget(page)
    assert "Encrypted, opened by your passphrase" in words(page)


def test_it_follows_a_passphrase_that_was_taken_away_meanwhile(open_desk, background, qtbot) -> None:
    desk = open_desk("locked.needledesk", "four words make it")
    page = RecordFilePage(desk, background)
    qtbot.addWidget(page)
    assert desk.access.key_id in words(page)
    desk.access.take_away()
    page.show()
    assert "Not encrypted" in words(page)


def test_a_check_tells_its_result_in_words(desk, background, qtbot, settle) -> None:
    desk.clients.add(Details("Amara"))
    page = RecordFilePage(desk, background)
    qtbot.addWidget(page)
    page.show()
    qtbot.mouseClick(page.check, Qt.MouseButton.LeftButton)
    assert page.check.busy
    settle()
    assert not page.check.busy
    assert page.result.text() == "The file is in order"
    assert page.details.text().startswith("1 client, 0 visits, 0 photos, 0 aftercare sheets.")


def test_a_damaged_file_is_told_and_what_to_do(desk, background: Background, qtbot) -> None:
    page = RecordFilePage(desk, background)
    qtbot.addWidget(page)
    page._show_facts({"sound": False, "schema": 1, "rows": {"client": 3}})
    assert page.result.text() == "The file is damaged"
    assert "Make a copy of the file now" in page.details.text()


@pytest.mark.parametrize(
    ("size", "said"), [(0, "1 kB"), (412_000, "412 kB"), (3_100_000, "3.1 MB"), (1_240_000_000, "1.2 GB")]
)
def test_sizes_in_words(size: int, said: str) -> None:
    assert said_size(size) == said


def test_what_there_is_to_know_is_told_in_full_and_goes_again(desk, background: Background, qtbot, settle) -> None:
    copy = desk.path.with_name("studio (conflicted copy 2026-11-22).needledesk")
    copy.touch()
    page = RecordFilePage(desk, background)
    qtbot.addWidget(page)
    page.show()
    settle()
    assert "There is a second copy of the record file" in words(page)
    assert copy.name in words(page)
    copy.unlink()
    page.hide()
    page.show()
    settle()
    assert "second copy" not in words(page)
