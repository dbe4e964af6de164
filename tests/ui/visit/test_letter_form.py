from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.letters import Letter
from needledesk.errors import BadInput
from needledesk.ui.background import Background
from needledesk.ui.visit.letter_form import LetterForm
from needledesk.ui.visit.letter_pages import LetterPages

TODAY = date(2026, 11, 22)
HERPES, DIABETES = ("S-CON-06", "S-PRE-06"), "S-CON-07"
Settle = Callable[[], None]
Make = Callable[..., LetterForm]


@pytest.fixture
def make(desk: Desk, background: Background, qtbot: QtBot) -> Make:
    def form(rules: Sequence[str] = (DIABETES,), asked: Sequence[str] = (DIABETES,)) -> LetterForm:
        made = LetterForm(LetterPages(desk.letters.prepare, background), TODAY)
        qtbot.addWidget(made)
        made.offer(rules, asked, desk.protocol())
        made.come()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return form


def words(form: LetterForm) -> str:
    return "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())


def fill(form: LetterForm, author: str = "Dr S. Brandvold", dated: str = "4 Aug 2026") -> None:
    form.author.set_text(author)
    form.dated.day.setText(dated)
    form.dated.day.editingFinished.emit()


def until(form: LetterForm, text: str) -> None:
    form.until.day.setText(text)
    form.until.day.editingFinished.emit()


def test_author_and_date_make_a_letter_that_holds_twelve_months(make: Make, qtbot: QtBot) -> None:
    form = make()
    fill(form)
    assert form.until.day.text() == "Wed 4 Aug 2027"
    with qtbot.waitSignal(form.kept) as said:
        qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said.args == [Letter((DIABETES,), date(2026, 8, 4), "Dr S. Brandvold"), ()]
    assert not form.keep.isEnabled()


def test_the_usual_end_follows_the_date_until_another_is_typed(make: Make) -> None:
    form = make()
    fill(form, dated="4 Aug 2026")
    fill(form, dated="5 Aug 2026")
    assert form.until.day.text() == "Thu 5 Aug 2027"
    until(form, "Jan 2027")
    fill(form, dated="6 Aug 2026")
    letter = form.letter
    assert letter is not None
    assert letter.expires == date(2027, 1, 31)


def test_the_one_question_asked_is_chosen_with_its_prevention(make: Make) -> None:
    form = make(HERPES, HERPES[:1])
    assert form.rules is not None
    assert form.rules.values == HERPES


def test_of_several_questions_the_reader_says_which_it_answers(make: Make, qtbot: QtBot) -> None:
    form = make((*HERPES, DIABETES), ("S-CON-06", DIABETES))
    assert form.rules is not None
    assert form.rules.values == ()
    fill(form)
    with qtbot.assertNotEmitted(form.kept):
        form.take()
    assert "Choose which questions it answers" in words(form)
    form.rules.pills["S-PRE-06"].click()
    assert form.rules.values == HERPES
    assert "Choose which questions it answers" not in words(form)
    form.rules.pills["S-PRE-06"].click()
    assert form.rules.values == ("S-CON-06",)


@pytest.mark.parametrize(
    ("author", "dated", "end", "said"),
    [
        ("", "4 Aug 2026", "", "Type the name of the doctor or prescriber"),
        ("Dr A", "", "", "Day, month and year, please"),
        ("Dr A", "Aug 2026", "", "Day, month and year, please"),
        ("Dr A", "23 Nov 2026", "", "That day is still to come"),
        ("Dr A", "4 Aug 2026", "3 Aug 2026", "It cannot end before its date"),
    ],
)
def test_what_is_missing_is_said_in_words_and_nothing_typed_is_lost(
    make: Make, qtbot: QtBot, author: str, dated: str, end: str, said: str
) -> None:
    form = make()
    fill(form, author, dated)
    until(form, end)
    form.note.set_text("well controlled")
    with qtbot.assertNotEmitted(form.kept):
        form.take()
    assert said in words(form)
    assert (form.isVisible(), form.author.text, form.note.text) == (True, author, "well controlled")


def test_a_refused_letter_stays_with_the_sentence(make: Make) -> None:
    form = make()
    fill(form)
    form.take()
    form.refuse(BadInput("A letter cannot be dated in the future.", do="Check its date."))
    assert "A letter cannot be dated in the future. Check its date." in words(form)
    assert form.keep.isEnabled()
    assert form.author.text == "Dr S. Brandvold"


def test_it_waits_for_its_pages(make: Make, tmp_path: Path, settle: Settle, qtbot: QtBot) -> None:
    form = make()
    fill(form)
    path = tmp_path / "scan.png"
    Image.new("RGB", (600, 900), "white").save(path)
    form.pages.take_in([path])
    assert not form.keep.isEnabled()
    settle()
    assert form.keep.isEnabled()
    with qtbot.waitSignal(form.kept) as said:
        form.keep.click()
    assert [page.width for page in said.args[1]] == [600]


def test_it_knows_whether_anything_would_be_lost(make: Make) -> None:
    form = make()
    assert not form.typed
    form.note.set_text("x")
    assert form.typed


def test_other_questions_can_be_offered_and_what_was_chosen_stays(make: Make, desk: Desk) -> None:
    form = make((DIABETES,), (DIABETES,))
    form.offer((*HERPES, DIABETES), ("S-CON-06", DIABETES), desk.protocol())
    QApplication.processEvents()
    assert form.rules is not None
    assert form.rules.values == (DIABETES,)
    assert list(form.rules.pills) == [*HERPES, DIABETES]


def test_dates_are_read_as_the_country_writes_them(make: Make) -> None:
    form = make()
    form.read_dates("mdy")
    fill(form, dated="08/04/2026")
    assert form.dated.day.text() == "Tue 4 Aug 2026"
