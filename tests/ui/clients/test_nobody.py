from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.ui.clients.nobody import NobodyPage
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.face_drawing import FaceDrawing

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def page(qtbot) -> NobodyPage:
    made = NobodyPage()
    qtbot.addWidget(made)
    made.resize(986, 768)
    made.show()
    return made


def test_with_clients_it_says_to_choose_one(page) -> None:
    assert page.currentWidget().accessibleName() == "Choose a client"
    assert page.findChild(FaceDrawing) is None


def test_without_any_it_offers_the_first(page, qtbot) -> None:
    asked: list[bool] = []
    page.new_requested.connect(lambda: asked.append(True))
    page.show_empty(True)
    assert page.currentWidget().accessibleName() == "No clients yet"
    qtbot.mouseClick(page.currentWidget().findChild(Button), Qt.MouseButton.LeftButton)
    assert asked == [True]
    page.show_empty(False)
    assert page.currentWidget().accessibleName() == "Choose a client"
