from __future__ import annotations

import pytest

from needledesk.domain.protocol_edits import Entry, Kind
from needledesk.ui.settings.protocol.words_field import WordsField

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def field(show) -> WordsField:
    made = WordsField("Name on the verdict card")
    made.show_entry("S-MED-02", Entry("card", Kind.WORDS, "", "nsaid", optional=True, longest=10))
    return show(made, 400, 100)


def test_too_many_signs_are_counted_while_typing(field, qtbot) -> None:
    qtbot.keyClicks(field.text, "0123456789")
    assert field.label.text() == "Name on the verdict card"
    qtbot.keyClicks(field.text, "ab")
    assert field.label.text() == "Name on the verdict card: 2 too many"


def test_an_empty_field_shows_what_counts_instead(field) -> None:
    field.stands_for("Ibuprofen and similar")
    assert field.text.placeholderText() == "Ibuprofen and similar"
    assert field.value() == ""
