from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.decisions import Decision, Override
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Finding, Verdict
from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import status_card
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.finding_row import NOT_IN_SOURCE, FindingRow
from needledesk.ui.widgets.segment import Part
from needledesk.ui.widgets.status_card import StatusCard

TODAY = date(2026, 11, 22)
DECIDED = Decision(True, "Letter read, no sore today", "M. Averil", datetime(2026, 11, 22, 13, 11, tzinfo=UTC))


def finding(status: Status = Status.NOT_TODAY, title: str = "Aspirin, 19 Nov", extension: bool = False) -> Finding:
    return Finding(
        "S-MED-02",
        status,
        title,
        "7 days between the last dose and treatment",
        "19 Nov 2026 + 7 days = 26 Nov 2026",
        "Did you take aspirin?",
        "yes",
        "" if extension else "21",
        extension=extension,
        key="aspirin",
    )


WAIT = Verdict(Status.NOT_TODAY, date(2026, 11, 26), findings=(finding(),))
DECIDE = Verdict(Status.PRACTITIONER_DECISION, findings=(finding(Status.PRACTITIONER_DECISION, "Not graded"),))


@pytest.fixture
def card(qtbot: QtBot) -> StatusCard:
    made = StatusCard()
    qtbot.addWidget(made)
    made.resize(272, 600)
    made.show()
    return made


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def rows(card: StatusCard) -> list[FindingRow]:
    QApplication.sendPostedEvents()
    return sorted((row for row in card.findChildren(FindingRow) if row.isVisible()), key=lambda row: row.y())


def button(card: StatusCard, text: str) -> QAbstractButton:
    return next(each for each in card.findChildren(QAbstractButton) if each.text() == text and each.isVisible())


def reason_field(card: StatusCard) -> QPlainTextEdit:
    return card.findChild(QPlainTextEdit)


@pytest.mark.parametrize("status", list(Status))
def test_every_status_shows_its_word_and_names_itself(card: StatusCard, status: Status) -> None:
    card.show_verdict(Verdict(status))
    word = icons.tone(status)["word"]
    assert word in words(card)
    assert card.accessibleName().startswith(f"Status: {word}")
    assert QAccessible.queryAccessibleInterface(card).text(QAccessible.Text.Name) == card.accessibleName()


def test_title_note_and_second_line_are_shown(card: StatusCard) -> None:
    card.show_verdict(WAIT, "Verdict", note="Protocol v3", today=TODAY)
    assert words(card)[:4] == ["Verdict", "Protocol v3", "Not today", "earliest Thu 26 Nov"]


def test_the_second_line_can_be_given(card: StatusCard) -> None:
    card.show_verdict(WAIT, second="overridden 13:20, M. Averil")
    assert card.accessibleName() == "Status: Not today, overridden 13:20, M. Averil"


def test_a_reason_shows_fact_and_sum_and_opens_to_rule_and_source(card: StatusCard, qtbot: QtBot) -> None:
    card.show_verdict(WAIT)
    row = rows(card)[0]
    assert words(row) == ["Aspirin, 19 Nov", "19 Nov 2026 + 7 days = 26 Nov 2026"]
    face = row.findChild(QAbstractButton)
    qtbot.mouseClick(face, Qt.MouseButton.LeftButton)
    shown = words(row)
    assert "Rule S-MED-02. Source line 21" in shown
    assert "7 days between the last dose and treatment" in shown
    assert "Did you take aspirin?" in shown
    qtbot.keyClick(face, Qt.Key.Key_Return)
    assert not row.is_open


def test_a_reason_is_a_button_with_a_name(card: StatusCard) -> None:
    card.show_verdict(WAIT)
    face = rows(card)[0].findChild(QAbstractButton)
    found = QAccessible.queryAccessibleInterface(face)
    assert found.role() == QAccessible.Role.Button
    assert found.text(QAccessible.Text.Name) == "Not today: Aspirin, 19 Nov. 19 Nov 2026 + 7 days = 26 Nov 2026"
    assert face.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert face.height() >= 44


def test_an_extension_says_so_at_once(card: StatusCard) -> None:
    card.show_verdict(Verdict(Status.NOT_TODAY, findings=(finding(extension=True),)))
    assert rows(card)[0].findChild(QAbstractButton).accessibleName().endswith(NOT_IN_SOURCE)
    assert NOT_IN_SOURCE in [child.accessibleName() for child in rows(card)[0].findChildren(QWidget)]
    rows(card)[0].toggle()
    assert "Rule S-MED-02. Not in the source document" in words(rows(card)[0])


def test_it_leads_to_the_question(card: StatusCard, qtbot: QtBot) -> None:
    card.show_verdict(WAIT)
    rows(card)[0].toggle()
    with qtbot.waitSignal(card.jump_requested) as asked:
        qtbot.mouseClick(button(card, "Go to the question"), Qt.MouseButton.LeftButton)
    assert asked.args == ["aspirin"]


def test_what_is_open_stands_last_and_leads_to_the_first_of_them(card: StatusCard, qtbot: QtBot) -> None:
    verdict = Verdict(Status.NOT_TODAY, findings=(finding(),), blank=("herbal", "oils"), unsure=("rash",))
    card.show_verdict(verdict, questions={"herbal": "Herbal pills", "oils": "Fish oil", "rash": "Rash"})
    assert words(rows(card)[-1])[:2] == ["Open: 2 blank, 1 unsure", "Unsure and blank are never a no"]
    rows(card)[-1].toggle()
    assert "Herbal pills, Fish oil, Rash" in words(rows(card)[-1])
    with qtbot.waitSignal(card.jump_requested) as asked:
        qtbot.mouseClick(button(card, "Go to the question"), Qt.MouseButton.LeftButton)
    assert asked.args == ["herbal"]


def test_one_open_question_is_named(card: StatusCard) -> None:
    card.show_verdict(Verdict(Status.INCOMPLETE, unsure=("herbal",)), questions={"herbal": "herbal pills"})
    assert words(rows(card)[0])[0] == "Open: herbal pills"


def test_a_row_that_stays_keeps_its_state(card: StatusCard) -> None:
    card.show_verdict(WAIT)
    rows(card)[0].toggle()
    more = Verdict(Status.DO_NOT_TREAT, findings=(finding(Status.DO_NOT_TREAT, "Scleroderma"), finding()))
    card.show_verdict(more)
    assert [row.is_open for row in rows(card)] == [False, True]
    card.show_verdict(Verdict(Status.PROCEED))
    assert rows(card) == []


def test_under_do_not_treat_no_reason_shows_a_date_of_another_wait(card: StatusCard) -> None:
    card.show_verdict(WAIT)
    assert "19 Nov 2026 + 7 days = 26 Nov 2026" in words(card)
    stop = Verdict(Status.DO_NOT_TREAT, findings=(finding(Status.DO_NOT_TREAT, "Scleroderma"), finding()))
    card.show_verdict(replace(stop, findings=stop.findings[1:]))
    card.show_verdict(stop)
    rows(card)[1].toggle()
    assert "Aspirin, 19 Nov" in words(card)
    assert "7 days between the last dose and treatment" in words(card)
    assert not [text for text in words(card) if "26 Nov" in text]
    card.show_verdict(WAIT)
    assert "19 Nov 2026 + 7 days = 26 Nov 2026" in words(card)


def test_the_line_of_what_is_open_changes_in_its_place(card: StatusCard) -> None:
    names = {"herbal": "Herbal pills", "oils": "Fish oil"}
    card.show_verdict(Verdict(Status.INCOMPLETE, blank=("herbal", "oils")), questions=names)
    row = rows(card)[0]
    row.toggle()
    assert "Herbal pills, Fish oil" in words(row)
    card.show_verdict(Verdict(Status.NOT_TODAY, findings=(finding(),), blank=("oils",)), questions=names)
    assert rows(card)[1] is row
    assert words(row)[:2] == ["Open: Fish oil", "Unsure and blank are never a no"]
    assert row.is_open
    assert not [text for text in words(row) if "Rule" in text or "source" in text]


def test_two_findings_that_look_the_same_are_two_rows_and_go_together(card: StatusCard) -> None:
    card.show_verdict(Verdict(Status.NOT_TODAY, findings=(finding(), finding())))
    assert len(rows(card)) == 2
    card.show_verdict(Verdict(Status.NOT_TODAY, findings=(finding(),)))
    assert len(rows(card)) == 1
    card.show_verdict(Verdict(Status.PROCEED))
    assert rows(card) == []


def test_a_row_that_moves_up_stands_first(card: StatusCard) -> None:
    first, second = finding(title="First"), finding(title="Second")
    for order in ((first, second), (second, first), (second,)):
        card.show_verdict(Verdict(Status.NOT_TODAY, findings=order))
        assert [words(row)[0] for row in rows(card)] == [each.title for each in order]


def test_over_four_reasons_scroll_inside(card: StatusCard, qtbot: QtBot) -> None:
    def height(count: int) -> int:
        found = tuple(finding(title=f"Medicine {number}") for number in range(count))
        card.show_verdict(Verdict(Status.NOT_TODAY, findings=found))
        QApplication.sendPostedEvents()
        card.adjustSize()
        return card.height()

    four = height(4)
    assert four > height(3)
    five = height(5)
    assert four < five < four + 40
    assert height(9) == five


def test_a_change_of_word_is_announced_and_the_first_one_is_not(
    card: StatusCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(status_card, "announce", lambda _, text: said.append(text))
    card.show_verdict(Verdict(Status.PROCEED))
    card.show_verdict(WAIT, today=TODAY)
    card.show_verdict(WAIT, today=TODAY)
    assert said == ["Status: Not today, earliest Thu 26 Nov"]


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.PRACTITIONER_DECISION])
def test_only_your_decision_asks_for_one(card: StatusCard, status: Status) -> None:
    card.show_verdict(DECIDE)
    assert reason_field(card).isVisible()
    card.show_verdict(Verdict(status))
    assert not reason_field(card).isVisible()


def test_a_decision_needs_a_side_and_three_letters(card: StatusCard, qtbot: QtBot) -> None:
    card.show_verdict(DECIDE)
    keep = button(card, "Keep my decision")
    qtbot.keyClicks(reason_field(card), "ok ")
    qtbot.mouseClick(button(card, "Treat"), Qt.MouseButton.LeftButton)
    assert not keep.isEnabled()
    assert "A reason of three letters or more. Kept in the record and printed." in words(card)
    assert card.window().focusWidget() is reason_field(card)
    qtbot.keyClicks(reason_field(card), "now")
    assert "Kept in the record and printed." in words(card)
    with qtbot.waitSignal(card.decided) as decided:
        qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert decided.args == [True, "ok now"]


def test_not_treating_is_a_decision_too(card: StatusCard, qtbot: QtBot) -> None:
    card.show_verdict(DECIDE)
    qtbot.mouseClick(button(card, "Do not treat"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(reason_field(card), "too red")
    with qtbot.waitSignal(card.decided) as decided:
        qtbot.mouseClick(button(card, "Keep my decision"), Qt.MouseButton.LeftButton)
    assert decided.args == [False, "too red"]


def test_a_decision_on_file_is_shown_and_the_word_stays(card: StatusCard) -> None:
    card.show_verdict(DECIDE, "Verdict", decision=DECIDED)
    assert words(card)[1:3] == ["Your decision", "treat, decided 13:11"]
    assert reason_field(card).toPlainText() == DECIDED.reason
    checked = [part.text() for part in card.findChildren(Part) if part.isChecked()]
    assert checked == ["Treat"]
    assert not [each for each in card.findChildren(Button) if each.text() == "Keep my decision" and each.isVisible()]


def test_a_verdict_that_comes_while_typing_does_not_take_the_words_away(card: StatusCard, qtbot: QtBot) -> None:
    card.show_verdict(DECIDE)
    qtbot.keyClicks(reason_field(card), "Letter re")
    card.show_verdict(Verdict(DECIDE.status, findings=DECIDE.findings, advice=("x",)))
    assert reason_field(card).toPlainText() == "Letter re"


@pytest.mark.parametrize(
    ("mode", "seen"), [("full", (True, True, True)), ("reasons", (False, True, False)), ("band", (False, False, False))]
)
def test_a_smaller_card_shows_less(card: StatusCard, mode: str, seen: tuple[bool, bool, bool]) -> None:
    card.set_mode(mode)
    card.show_verdict(DECIDE, "Verdict")
    assert ("Verdict" in words(card), bool(rows(card)), reason_field(card).isVisible()) == seen
    assert "Your decision" in words(card)


def test_it_fits_the_side_column_at_the_largest_type(card: StatusCard, qapp: QApplication, light: Theme) -> None:
    light.apply(qapp, "light", 130)
    card.show_verdict(Verdict(Status.MEDICAL_CLEARANCE, date(2027, 1, 14), findings=(finding(extension=True),)))
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert card.minimumSizeHint().width() <= 272
    for label in (label for label in card.findChildren(QLabel) if label.isVisible()):
        assert label.heightForWidth(label.width()) <= label.height() + 1 or not label.wordWrap()


KEPT = Override(Status.NOT_TODAY, "four days, agreed", "M. Averil", datetime(2026, 11, 22, 14, 22, tzinfo=UTC))


@pytest.mark.parametrize("status", list(Status))
def test_the_way_round_is_there_for_two_statuses_and_never_under_do_not_treat(card: StatusCard, status: Status) -> None:
    card.show_verdict(Verdict(status))
    assert card.override.isVisible() is (status in (Status.NOT_TODAY, Status.MEDICAL_CLEARANCE))


def test_an_override_leaves_the_word_and_tells_who_and_when(card: StatusCard) -> None:
    card.show_verdict(WAIT, override=KEPT, today=TODAY)
    assert card.accessibleName() == "Status: Not today, override by M. Averil, 14:22"
    assert "“four days, agreed”" in words(card)


@pytest.mark.parametrize("mode", ["told", "reasons", "band"])
def test_the_reason_of_an_override_is_read_in_every_mode_and_nothing_is_asked(card: StatusCard, mode: str) -> None:
    card.set_mode(mode)
    card.show_verdict(WAIT, override=KEPT)
    assert "“four days, agreed”" in words(card)
    assert not card.override.withdraw.isVisible()
    card.show_verdict(WAIT)
    assert not card.override.isVisible()


def test_the_card_asks_for_what_is_pressed(card: StatusCard, qtbot: QtBot) -> None:
    card.show_verdict(WAIT)
    for pressed, signal in ((card.copy, card.copy_requested), (card.override.ask, card.override_requested)):
        with qtbot.waitSignal(signal):
            pressed.click()
    card.show_verdict(WAIT, override=KEPT)
    with qtbot.waitSignal(card.withdraw_requested):
        card.override.withdraw.click()


def test_told_has_a_title_and_nothing_to_decide(card: StatusCard) -> None:
    card.set_mode("told")
    card.show_verdict(DECIDE, "Verdict")
    assert words(card)[0] == "Verdict"
    assert card.copy.isVisible()
    assert not reason_field(card).isVisible()
