from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.domain.clients import Alert, AlertKind
from needledesk.ui.clients.alert_rows import AlertRows
from needledesk.ui.widgets.buttons import IconButton

pytestmark = pytest.mark.usefixtures("dressed")
LIDOCAINE = Alert(AlertKind.ALLERGY, "Lidocaine allergy")
FAINTS = Alert(AlertKind.CAUTION, "Faints")


@pytest.fixture
def rows(qtbot) -> AlertRows:
    made = AlertRows()
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_alerts((LIDOCAINE, FAINTS))
    return made


def test_it_gives_what_it_was_given(rows) -> None:
    assert rows.alerts == (LIDOCAINE, FAINTS)


def test_a_kind_is_changed_by_a_click(rows, qtbot) -> None:
    qtbot.mouseClick(rows._rows[1].kind.parts["letter"], Qt.MouseButton.LeftButton)
    assert rows.alerts[1].kind is AlertKind.LETTER


def test_rows_without_words_do_not_count(rows, qtbot) -> None:
    qtbot.mouseClick(rows.add, Qt.MouseButton.LeftButton)
    assert len(rows._rows) == 3
    assert rows.alerts == (LIDOCAINE, FAINTS)


def test_the_cross_takes_its_own_row_away(rows, qtbot) -> None:
    cross = rows._rows[0].findChild(IconButton)
    assert cross.accessibleName() == "Remove alert 1"
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert rows.alerts == (FAINTS,)


def test_every_field_has_a_name(rows) -> None:
    assert [row.words.accessibleName() for row in rows._rows] == ["Alert 1", "Alert 2"]
