from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from needledesk.ui.draft import Draft, keep_drafts
from needledesk.ui.widgets.date_field import DateField
from needledesk.ui.widgets.segment import Choice, Segment

pytestmark = pytest.mark.usefixtures("dressed")


class Form(QWidget):
    def __init__(self, desk, background) -> None:
        super().__init__()
        self.line, self.text = QLineEdit(self), QPlainTextEdit(self)
        self.side = Segment([Choice("treat", "Treat"), Choice("leave", "Leave")], "Side", parent=self)
        self.day = DateField("Day", desk.now().date(), past_only=False, parent=self)
        self.draft = Draft(desk, background, self)
        self.draft.watch(line=self.line, text=self.text, side=self.side, day=self.day)


@pytest.fixture
def form(desk, background, qtbot):
    def make() -> Form:
        made = Form(desk, background)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def test_it_is_on_disk_within_a_second_of_the_last_key(form, desk, qtbot) -> None:
    one = form()
    one.draft.open("override:12")
    qtbot.keyClicks(one.text, "numbed twice")
    qtbot.waitUntil(lambda: desk.drafts.get("override:12") is not None, timeout=1000)
    assert desk.drafts.get("override:12")[0]["text"] == "numbed twice"


def test_what_waits_as_the_program_ends_is_handed_over(form, desk, background, qtbot) -> None:
    one = form()
    one.draft.open("override:12")
    qtbot.keyClicks(one.text, "numbed twice")
    background.close()
    assert desk.drafts.get("override:12")[0]["text"] == "numbed twice"


def test_every_kind_of_field_comes_back_with_its_moment(form, desk, settle, qtbot, clock) -> None:
    one = form()
    one.draft.open("deferral:3")
    qtbot.keyClicks(one.line, "calls us")
    qtbot.keyClicks(one.text, "a reason")
    one.side.parts["leave"].click()
    qtbot.keyClicks(one.day.day, "24 Dec 2026")
    one.draft.keep_now()
    settle()
    again, moments = form(), []
    again.draft.brought_back.connect(moments.append)
    again.draft.open("deferral:3")
    settle()
    assert (again.line.text(), again.text.toPlainText(), again.side.value) == ("calls us", "a reason", "leave")
    assert again.day.when is not None
    assert moments == [clock()]
    assert not again.draft._waits, "what only came back is not new"


def test_somebody_who_types_already_is_not_disturbed(form, desk, settle, qtbot) -> None:
    desk.drafts.keep("override:1", {"line": "of before"})
    one = form()
    one.draft.open("override:1")
    qtbot.keyClicks(one.line, "new")
    settle()
    assert one.line.text() == "new"


def test_nothing_typed_is_no_draft(form, desk, settle, qtbot) -> None:
    one = form()
    one.draft.open("override:1")
    qtbot.keyClicks(one.line, "a")
    one.draft.keep_now()
    settle()
    assert desk.drafts.places() == ("override:1",)
    qtbot.keyClick(one.line, Qt.Key.Key_Backspace)
    one.draft.keep_now()
    settle()
    assert desk.drafts.places() == ()


def test_done_takes_it_away_and_nothing_comes_behind(form, desk, settle, qtbot) -> None:
    one = form()
    one.draft.open("override:1")
    qtbot.keyClicks(one.line, "a")
    one.draft.keep_now()
    qtbot.keyClicks(one.line, "b")
    one.draft.done()
    settle()
    qtbot.wait(900)
    settle()
    assert desk.drafts.places() == ()


def test_another_place_keeps_what_waits_for_the_one_before(form, desk, settle, qtbot) -> None:
    one = form()
    one.draft.open("client:1")
    qtbot.keyClicks(one.line, "first")
    one.draft.open("client:2", bring_back=False)
    settle()
    assert desk.drafts.places() == ("client:1",)
    assert desk.drafts.get("client:1")[0]["line"] == "first"


def test_what_comes_too_late_for_a_place_is_left_out(form, desk, settle) -> None:
    desk.drafts.keep("client:1", {"line": "of the first"})
    one = form()
    one.draft.open("client:1")
    one.draft.open("client:2")
    settle()
    assert one.line.text() == ""


def test_all_forms_below_an_object_are_kept_at_once(form, desk, settle, qtbot) -> None:
    parent, one, two = QObject(), form(), form()
    for number, each in enumerate((one, two)):
        each.draft.open(f"letter:{number}")
        qtbot.keyClicks(each.line, "typed")
        each.draft.setParent(parent)
    keep_drafts(parent)
    settle()
    assert set(desk.drafts.places()) == {"letter:0", "letter:1"}


def test_without_a_place_nothing_is_kept(form, desk, settle, qtbot) -> None:
    one = form()
    qtbot.keyClicks(one.line, "typed")
    one.draft.keep_now()
    settle()
    assert desk.drafts.places() == ()
