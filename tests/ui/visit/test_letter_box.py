from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.letters import Letter
from needledesk.ui.visit.letter_box import LetterBox
from needledesk.ui.visit.row_outcome import RowOutcome

TODAY = date(2026, 11, 22)
LETTER = Letter(("S-CON-06", "S-PRE-06"), date(2026, 8, 4), "Dr S. Brandvold", id=3)
GONE = replace(LETTER, withdrawn=datetime(2026, 11, 20, 9, tzinfo=UTC), withdrawn_reason="another client’s")


@pytest.fixture(params=[False, True], ids=["wide", "narrow"])
def box(request: pytest.FixtureRequest, qtbot: QtBot) -> LetterBox:
    made = LetterBox(narrow=request.param)
    qtbot.addWidget(made)
    made.show()
    return made


def words(box: LetterBox) -> list[str]:
    return [label.text() for label in box.findChildren(QLabel) if label.isVisible()]


def test_author_date_rules_and_last_day_are_shown(box: LetterBox) -> None:
    box.show_letter(LETTER, shipped_protocol(), TODAY, may_withdraw=True)
    assert words(box) == [
        "Letter on file",
        "Dr S. Brandvold, Tue 4 Aug 2026",
        "For cold sores or other herpes and viral breakouts often · valid to Wed 4 Aug 2027",
    ]
    assert box.property("cls") == "card_letter"
    assert "Letter on file: Dr S. Brandvold" in box.accessibleName()


@pytest.mark.parametrize(
    ("letter", "state", "fact"),
    [
        (replace(LETTER, expires=date(2026, 11, 21)), "Letter expired", "was valid to Sat 21 Nov 2026"),
        (replace(LETTER, dated=date(2026, 11, 23)), "Letter not valid yet", "valid to Tue 23 Nov 2027"),
        (GONE, "Letter withdrawn", "withdrawn Fri 20 Nov 2026: another client’s"),
    ],
)
def test_one_that_does_not_count_says_so_in_words_and_is_not_plum(
    box: LetterBox, letter: Letter, state: str, fact: str
) -> None:
    box.show_letter(LETTER, shipped_protocol(), TODAY, may_withdraw=True)
    box.show_letter(letter, shipped_protocol(), TODAY, may_withdraw=True)
    assert words(box)[0] == state
    assert fact in words(box)[2]
    assert box.property("cls") == "card"
    assert box.withdraw.isVisible() is (letter.withdrawn is None)


def test_what_the_letter_is_noted_to_say_is_shown(box: LetterBox) -> None:
    asthma = replace(LETTER, rules=("S-CON-04",), note="asthma, well controlled")
    box.show_letter(asthma, shipped_protocol(), TODAY, may_withdraw=True)
    assert words(box)[2].endswith("· valid to Wed 4 Aug 2027 · “asthma, well controlled”")
    assert "asthma" in box.accessibleName()
    box.show_letter(replace(asthma, note="word " * 100), shipped_protocol(), TODAY, may_withdraw=True)
    assert words(box)[2].endswith("word …”")
    assert len(words(box)[2]) < 220


def test_its_last_day_still_counts(box: LetterBox) -> None:
    box.show_letter(replace(LETTER, expires=TODAY), shipped_protocol(), TODAY, may_withdraw=True)
    assert words(box)[0] == "Letter on file"


def test_the_buttons_name_the_letter_and_carry_it(box: LetterBox, qtbot: QtBot) -> None:
    box.show_letter(LETTER, shipped_protocol(), TODAY, may_withdraw=True)
    assert box.open.accessibleName() == "Open the letter of Dr S. Brandvold"
    for button, signal in ((box.open, box.open_requested), (box.withdraw, box.withdraw_requested)):
        with qtbot.waitSignal(signal) as said:
            button.click()
        assert said.args == [LETTER]


def test_withdrawing_is_offered_only_where_it_may_be(box: LetterBox) -> None:
    box.show_letter(LETTER, shipped_protocol(), TODAY, may_withdraw=False)
    assert not box.withdraw.isVisible()
    assert box.open.isVisible()


def test_the_wide_one_can_say_what_comes_of_it(qtbot: QtBot) -> None:
    box = LetterBox()
    qtbot.addWidget(box)
    box.show()
    box.show_letter(LETTER, shipped_protocol(), TODAY, may_withdraw=True)
    box.show_outcome(RowOutcome(None, "triangle-alert", "decide", "your decision"))
    assert "your decision" in words(box)
    box.show_outcome(RowOutcome())
    assert "your decision" not in words(box)
