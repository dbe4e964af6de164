from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.errors import BadInput
from needledesk.ui.settings.protocol.trouble import Trouble
from needledesk.ui.widgets.buttons import IconButton

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def trouble(show) -> Trouble:
    return show(Trouble(), 686, 90)


def test_an_error_says_what_happened_what_is_kept_and_what_to_do(trouble) -> None:
    trouble.show_error(BadInput("Line 12 is no rule.", "The draft is kept.", "Correct it."))
    assert trouble.happened.text() == "Line 12 is no rule."
    assert trouble.more.text() == "The draft is kept. Correct it."
    assert trouble.property("cls") == "card_stop"


def test_what_went_well_looks_otherwise(trouble) -> None:
    trouble.show_done("Version 2 is in force")
    assert trouble.property("cls") == "card"
    assert not trouble.more.isVisible()


def test_it_can_be_closed(trouble, qtbot) -> None:
    trouble.show_done("Done")
    qtbot.mouseClick(trouble.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert not trouble.isVisible()
