from __future__ import annotations

import pytest

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.ui.settings.protocol.source_card import SourceCard

pytestmark = pytest.mark.usefixtures("dressed")
RULES = shipped_protocol().rules


@pytest.fixture
def card(show) -> SourceCard:
    return show(SourceCard(), 686, 200)


def test_source_program_and_difference_stand_side_by_side(card) -> None:
    rule = RULES["S-MED-02"]
    card.show_rule(rule)
    assert card.says_title.text() == "The source says, line 21"
    assert (card.says.text(), card.does.text()) == (rule.says, rule.does)
    assert card.why.text.accessibleName() == f"Why they differ. {rule.why}"
    assert not card.chip.isVisible()


def test_where_nothing_differs_nothing_is_explained(card) -> None:
    card.show_rule(RULES["S-MED-05"])
    assert not card.why.isVisible()


def test_an_added_rule_wears_its_chip(card) -> None:
    card.show_rule(RULES["X-06"])
    assert card.chip.isVisible()
    assert card.says_title.text() == "The source says"
    assert card.why.text.accessibleName().startswith("Why it was added.")


def test_signs_of_markup_are_shown_as_they_are(card) -> None:
    card.why.show_why("Why.", "<b>5 < 7</b>")
    assert "&lt;b&gt;5 &lt; 7" in card.why.text.text()
