from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.domain.protocol_edits import Edit, Entry, Kind
from needledesk.ui.settings.protocol.draft_keeper import Typed
from needledesk.ui.settings.protocol.words_field import WordsField

pytestmark = pytest.mark.usefixtures("dressed")


def entry(value: str, locked: str = "") -> Entry:
    return Entry("help", Kind.WORDS, value, "nsaid", longest=52, locked=locked)


@pytest.fixture
def field(show) -> WordsField:
    made = WordsField("Wording")
    made.show_entry("S-MED-02", entry("7 days"))
    return show(made, 400, 100)


@pytest.fixture
def edits(field) -> list[Edit]:
    said: list[Edit] = []
    field.edited.connect(said.append)
    return said


def test_what_is_typed_is_handed_over_once_when_one_is_done(field, edits, qtbot) -> None:
    qtbot.keyClicks(field.text, " or more: ")
    assert edits == []
    qtbot.keyClick(field.text, Qt.Key.Key_Return)
    field.finish()
    assert len(edits) == 1
    assert (edits[0].rule, edits[0].question, edits[0].entry) == ("S-MED-02", "nsaid", "help")


def test_a_pause_is_enough(field, edits, qtbot) -> None:
    field.text.setFocus()
    qtbot.keyClicks(field.text, "x")
    qtbot.waitUntil(lambda: len(edits) == 1, timeout=5000)


def test_unchanged_words_are_not_handed_over(field, edits) -> None:
    field.finish()
    field.show_entry("S-MED-02", entry("8 days"))
    field.finish()
    assert edits == []


def test_what_is_being_typed_stays_when_the_draft_is_shown_again(field, qtbot) -> None:
    qtbot.keyClicks(field.text, "x")
    typed = field.value()
    field.show_entry("S-MED-02", entry("7 days"))
    assert field.value() == typed
    field.show_entry("S-MED-01", entry("Another rule"))
    assert field.value() == "Another rule"


def test_a_refused_wording_stays_with_its_sentence_and_a_red_border(field, edits) -> None:
    field.show_entry("S-MED-02", entry("7 days"), Typed("", "It needs its words."))
    assert field.value() == ""
    assert field.wrong == "It needs its words."
    assert field.text.accessibleDescription() == "It needs its words."
    assert field.text.property("wrong")
    field.finish()
    assert edits == []
    field.show_entry("S-MED-02", entry("7 days"))
    assert field.wrong == ""
    assert not field.text.property("wrong")


def test_a_complaint_takes_no_more_width(field) -> None:
    before = field.sizeHint().width()
    field.show_entry("S-MED-02", entry("7 days"), Typed("", "It needs its words, and a long explanation. " * 4))
    assert field.sizeHint().width() == before


def test_a_locked_entry_shows_a_lock_and_says_why(field, edits) -> None:
    field.show_entry("S-MED-02", entry("7 days", "Nobody may."))
    assert field.locked.isVisible()
    assert not field.text.isVisible()
    assert field.locked.accessibleDescription() == "Nobody may."
    field.finish()
    assert edits == []


def test_like_fields_are_told_apart_by_a_screen_reader(field) -> None:
    field.name("Wording", "Sunburn")
    assert field.label.text() == "Wording"
    assert field.text.accessibleName() == "Wording, Sunburn"
