from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.domain.protocol import Status
from needledesk.ui.settings.protocol.locked_box import LockedBox

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def box(show) -> LockedBox:
    made = LockedBox()
    made.show_value("If prescribed", "Medical clearance", "Only a prescriber may.", Status.MEDICAL_CLEARANCE)
    return show(made, 220, 44)


def test_a_screen_reader_hears_that_it_is_locked_and_why(box) -> None:
    assert box.accessibleName() == "If prescribed: Medical clearance, locked"
    assert box.accessibleDescription() == "Only a prescriber may."
    assert box.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_the_mark_needs_room_of_its_own(box) -> None:
    wide = box.sizeHint().width()
    box.show_value("If prescribed", "Medical clearance", "")
    assert box.sizeHint().width() == wide - 28
    assert box.sizeHint().height() == 44


def test_it_is_drawn_with_and_without_focus(box) -> None:
    box.clearFocus()
    plain = box.grab().toImage()
    box.setFocus()
    assert box.grab().toImage() != plain
