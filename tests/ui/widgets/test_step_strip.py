from __future__ import annotations

from PySide6.QtWidgets import QWidget

from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.step_strip import Step, strip
from needledesk.ui.widgets.text import Text


def test_each_step_says_its_name_and_its_state(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.setLayout(
        strip((Step("Screening", "done"), Step("Treatment", "now"), Step("Photos", "todo"), Step("A", "off")))
    )
    assert [text.text() for text in host.findChildren(Text)] == ["Screening", "Treatment", "Photos", "A"]
    assert [icon.accessibleName() for icon in host.findChildren(IconView)] == ["Done", "Now", "To do", "Not yet"]
    assert [text.property("cls") == "smallbold" for text in host.findChildren(Text)] == [False, True, False, False]
