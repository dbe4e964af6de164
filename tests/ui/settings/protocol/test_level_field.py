from __future__ import annotations

import pytest

from needledesk.domain.protocol import Status
from needledesk.domain.protocol_edits import Edit, Entry, Kind
from needledesk.ui.settings.protocol.level_field import NONE, WORDS, LevelField

pytestmark = pytest.mark.usefixtures("dressed")
LEVELS = (Status.PRACTITIONER_DECISION, Status.NOT_TODAY, Status.MEDICAL_CLEARANCE)


def level(value: str, optional: bool = True, locked: str = "") -> Entry:
    return Entry("level", Kind.LEVEL, value, optional=optional, levels=LEVELS, locked=locked)


@pytest.fixture
def field(show) -> LevelField:
    made = LevelField("If yes")
    made.show_entry("S-CON-07", level("NOT_TODAY"))
    return show(made, 300, 100)


def test_every_status_has_a_short_word() -> None:
    assert set(WORDS) == set(Status)


def test_the_levels_have_marks_and_words(field) -> None:
    assert [field.box.itemText(row) for row in range(field.box.count())] == [
        NONE,
        "Your decision",
        "Not today",
        "Medical clearance",
    ]
    assert all(not field.box.itemIcon(row).isNull() for row in range(field.box.count()))
    assert field.box.currentText() == "Not today"


def test_choosing_hands_the_level_over(field, qtbot) -> None:
    with qtbot.waitSignal(field.edited) as said:
        qtbot.keyClicks(field.box, "Medical")
        field.box.activated.emit(field.box.currentIndex())
    assert said.args == [Edit("S-CON-07", "level", "MEDICAL_CLEARANCE")]


def test_none_is_there_only_where_there_may_be_none(field) -> None:
    field.show_entry("S-INT-02", level("NOT_TODAY", optional=False))
    assert field.box.findText(NONE) == -1


def test_a_level_outside_the_choices_is_shown_all_the_same(field) -> None:
    field.show_entry("S-CON-07", level("DO_NOT_TREAT"))
    assert field.box.currentText() == "Do not treat"


def test_a_locked_level_keeps_its_mark(field) -> None:
    field.show_entry("S-MED-02", level("MEDICAL_CLEARANCE", locked="Only a prescriber may."))
    assert field.locked.accessibleName() == "If yes: Medical clearance, locked"


def test_another_theme_keeps_the_choice(field, dressed, qapp) -> None:
    dressed.apply(qapp, "dark", 100)
    assert field.value() == "NOT_TODAY"
