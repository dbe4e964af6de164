from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.domain.zones import FACE, FULL_FACE
from needledesk.ui.visit.zone_field import ZoneField
from needledesk.ui.visit.zone_pills import ZonePanel
from needledesk.ui.widgets.pill_choices import PillChoices


def pills(field: ZoneField) -> dict[str, bool]:
    QApplication.processEvents()
    rows = [row for row in field.findChildren(PillChoices) if row.parent() is field and row.isVisibleTo(field)]
    return {key: pill.isChecked() for row in rows for key, pill in row.pills.items()}


def test_only_the_chosen_zones_are_shown(qtbot: QtBot) -> None:
    field = ZoneField("Where")
    qtbot.addWidget(field)
    field.show_zones(())
    assert pills(field) == {}
    field.show_zones(("chin", "nose"))
    assert pills(field) == {"nose": True, "chin": True}
    assert field.zones == ("nose", "chin")


def test_a_zone_switched_off_stays_in_reach(qtbot: QtBot) -> None:
    field = ZoneField("Where")
    qtbot.addWidget(field)
    field.show_zones(("chin", "nose"))
    [row] = field.findChildren(PillChoices)
    with qtbot.waitSignal(field.changed) as said:
        row.pills["nose"].click()
    assert said.args == [("chin",)]
    assert pills(field) == {"nose": False, "chin": True}


def test_the_whole_face_is_one_pill(qtbot: QtBot) -> None:
    field = ZoneField("Where")
    qtbot.addWidget(field)
    field.show_zones((*FACE, "neck"))
    assert pills(field) == {FULL_FACE: True, "neck": True}
    [row] = field.findChildren(PillChoices)
    row.pills[FULL_FACE].click()
    assert field.zones == ("neck",)


def test_further_zones_come_from_the_panel(qtbot: QtBot) -> None:
    field = ZoneField("Where")
    qtbot.addWidget(field)
    field.show()
    field.show_zones(("chin",))
    field.button.click()
    panel = field.findChild(ZonePanel)
    assert isinstance(panel, ZonePanel)
    assert panel.isVisible()
    panel.changed.emit(("chin", "nose"))
    assert field.zones == ("nose", "chin")
    assert pills(field) == {"nose": True, "chin": True}
    panel.close()
