from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QStyleOptionViewItem

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.ui.settings.protocol.rule_model import RuleModel
from needledesk.ui.settings.protocol.rule_rows import RuleRows
from needledesk.ui.theme import Theme

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def rows(show) -> RuleRows:
    model = RuleModel()
    model.show_protocol(shipped_protocol())
    made = show(RuleRows(model), 352, 768)
    model.setParent(made)
    return made


def colours(rows: RuleRows, rule: str) -> set[str]:
    rows.show_chosen(rule)
    place = rows.visualRect(rows.model().index(rows.model().row_of(rule)))
    picture = rows.viewport().grab(place).toImage()
    return {QColor(picture.pixel(x, y)).name() for x in range(picture.width()) for y in range(picture.height())}


def tall(rows: RuleRows, row: int) -> int:
    return rows.itemDelegate().sizeHint(QStyleOptionViewItem(), rows.model().index(row)).height()


def test_a_heading_is_lower_than_a_rule_and_a_rule_that_is_added_is_higher(rows) -> None:
    model = rows.model()
    assert tall(rows, 0) == 35
    assert tall(rows, model.row_of("S-MED-01")) == 55
    assert tall(rows, model.row_of("X-01")) > 70


def test_rows_grow_with_the_type(rows, dressed, qapp) -> None:
    before = tall(rows, rows.model().row_of("X-01"))
    dressed.apply(qapp, "light", 130)
    assert tall(rows, rows.model().row_of("X-01")) > before


def test_the_mark_of_the_level_and_the_badge_are_drawn(rows) -> None:
    theme = Theme.current()
    assert theme.colour("letter_solid").name() in colours(rows, "S-MED-03")
    assert theme.colour("decide").name() in colours(rows, "S-MED-03")
    assert theme.colour("decide").name() not in colours(rows, "S-MED-05")


def test_a_rule_that_is_off_has_a_paler_mark(rows) -> None:
    assert Theme.current().colour("stop_solid").name() in colours(rows, "S-ABS-01")
    assert Theme.current().colour("stop_solid").name() not in colours(rows, "X-18")
