from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from needledesk.desk import access
from needledesk.ui.access.passphrase_form import PassphraseForm

pytestmark = pytest.mark.usefixtures("dressed")
HARD = "tulip harbour seventeen copper violin"


@pytest.fixture
def form(qtbot) -> PassphraseForm:
    made = PassphraseForm()
    qtbot.addWidget(made)
    made.resize(520, 320)
    made.show()
    return made


def own(form: PassphraseForm, qtbot, typed: str, again: str | None = None) -> None:
    if form.drawn:
        form.own.click()
    qtbot.keyClicks(form.first.line, typed)
    qtbot.keyClicks(form.again.line, typed if again is None else again)


def test_five_drawn_words_stand_there_to_be_typed_again(form, qtbot) -> None:
    words = form.passphrase
    assert len(words.split()) == 5
    assert form.first.line.isReadOnly()
    assert form._said.text() == "long enough"
    assert not form.complete
    qtbot.keyClicks(form.again.line, words)
    assert form.complete
    assert form.complain() == ""


def test_other_words_are_others_and_must_be_typed_anew(form, qtbot) -> None:
    words = form.passphrase
    qtbot.keyClicks(form.again.line, words)
    form.others.click()
    assert form.passphrase != words
    assert not form.complete
    assert form.complain() == "Type it once more"


def test_ones_own_is_hidden_and_weighed(form, qtbot) -> None:
    own(form, qtbot, HARD)
    assert form.first.line.echoMode() is QLineEdit.EchoMode.Password
    assert form.complete
    assert not form.others.isVisible()
    form.show_typed.setChecked(True)
    assert form.first.line.echoMode() is QLineEdit.EchoMode.Normal


@pytest.mark.parametrize(
    ("typed", "again", "said"),
    [
        ("", "", "Not yet: type a passphrase"),
        ("password123", "password123", "Not yet: too easy to guess"),
        ("copper violin harbour tulip", "copper violin harbour tulip", "Not yet: one more word"),
        (HARD, "", "Type it once more"),
        (HARD, "tulip harbor", "The two are not the same"),
    ],
)
def test_what_is_missing_is_said(form, qtbot, typed, again, said) -> None:
    own(form, qtbot, typed, again)
    assert form.complain() == said
    assert not form.complete


def test_a_slip_in_the_second_field_shows_while_one_types(form, qtbot) -> None:
    own(form, qtbot, HARD, "tulip hax")
    assert form.again.wrong == "The two are not the same"


def test_back_to_drawn_words(form, qtbot) -> None:
    own(form, qtbot, HARD)
    form.own.click()
    assert form.drawn
    assert set(form.passphrase.split()) <= set(access.words())
    assert form.again.line.text() == ""
