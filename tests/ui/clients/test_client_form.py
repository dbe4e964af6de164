from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from needledesk.domain.clients import Alert, AlertKind, Details
from needledesk.ui.clients.client_form import ClientForm

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def form(desk, background, qtbot, settle) -> ClientForm:
    made = ClientForm(desk, background)
    qtbot.addWidget(made)
    made.resize(986, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.start_new()
    settle()
    return made


def born(form: ClientForm, typed: str, qtbot) -> None:
    form.born.day.setFocus()
    qtbot.keyClicks(form.born.day, typed)


def kept(form: ClientForm) -> list[tuple[object, bool]]:
    told: list[tuple[object, bool]] = []
    form.kept.connect(lambda client, new: told.append((client, new)))
    return told


def test_a_client_is_added_with_everything_that_was_typed(form, desk, qtbot, settle) -> None:
    told = kept(form)
    qtbot.keyClicks(form.given.line, " Ottilie ")
    qtbot.keyClicks(form.family.line, "Farnwick")
    born(form, "03/04/1992", qtbot)
    qtbot.keyClicks(form.phone.line, "202-555-0177")
    qtbot.keyClicks(form.goal.line, "acne scars")
    qtbot.mouseClick(form.skin.parts["3"], Qt.MouseButton.LeftButton)
    form.course.set_value(6)
    qtbot.mouseClick(form.alerts.add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(form.focusWidget(), "Lidocaine allergy")
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    client = told[0][0]
    assert told[0][1] is True
    assert desk.clients.get(client.id).details == Details(
        "Ottilie",
        "Farnwick",
        date(1992, 3, 4),
        "202-555-0177",
        "",
        3,
        "acne scars",
        6,
        (Alert(AlertKind.ALLERGY, "Lidocaine allergy"),),
    )
    assert form.given.text == ""


def test_a_name_is_asked_for_in_red_words(form, desk, qtbot, settle) -> None:
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    settle()
    assert form.given.wrong == "Type at least the first name"
    assert form.given.line.hasFocus()
    assert desk.clients.count() == 0
    qtbot.keyClicks(form.given.line, "O")
    assert form.given.wrong == ""


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", "Day, month and year, please: the age rule needs them"),
        ("1992", "Day, month and year, please: the age rule needs them"),
        ("31 Dec 1899", ""),  # the date field says so itself
        ("1 Jan 1900", None),
        ("22 Nov 2026", None),
        ("23 Nov 2026", ""),
    ],
)
def test_a_new_client_needs_a_possible_birth_date(form, desk, qtbot, settle, typed, complaint) -> None:
    qtbot.keyClicks(form.given.line, "Ottilie")
    born(form, typed, qtbot)
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    settle()
    assert desk.clients.count() == (1 if complaint is None else 0)
    assert form._born_field.wrong == (complaint or "")
    if complaint == "":
        assert form.born.error()


def test_what_is_typed_stays_when_one_goes_away(form, qtbot) -> None:
    left: list[bool] = []
    form.left.connect(left.append)
    qtbot.keyClicks(form.given.line, "Ottilie")
    qtbot.mouseClick(form.cancel, Qt.MouseButton.LeftButton)
    form.start_new()
    assert left == [True]
    assert form.given.text == "Ottilie"


def test_a_draft_outlives_the_editing_of_another_client(form, add_client, qtbot) -> None:
    qtbot.keyClicks(form.given.line, "Ottilie")
    form.start_change(add_client("Hana", "Korveth"))
    assert form.given.text == "Hana"
    form.leave()
    form.start_new()
    assert form.given.text == "Ottilie"


def test_nothing_typed_leaves_nothing_behind(form) -> None:
    left: list[bool] = []
    form.left.connect(left.append)
    form.leave()
    assert left == [False]


def test_the_name_that_was_searched_for_is_filled_in(form) -> None:
    form.start_new("imke van den berg")
    assert (form.given.text, form.family.text) == ("Imke", "Van den berg")


def test_details_are_corrected_and_alerts_taken_away(form, desk, add_client, qtbot, settle) -> None:
    told = kept(form)
    client = add_client(alerts=(Alert(AlertKind.LETTER, "Blood thinner"), Alert(AlertKind.CAUTION, "Faints")))
    form.start_change(client)
    form.family.line.setText("Lindholt")
    form.alerts._rows[0].removed.emit()
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    settle()
    assert told[0][1] is False
    details = desk.clients.get(client.id).details
    assert details.name == "Ottilie Lindholt"
    assert details.alerts == (Alert(AlertKind.CAUTION, "Faints"),)


def test_a_client_who_never_had_a_birth_date_may_keep_none(form, desk, qtbot, settle) -> None:
    client = desk.clients.add(Details("Imke"))
    form.start_change(client)
    qtbot.keyClicks(form.phone.line, "202-555-0199")
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    settle()
    assert desk.clients.get(client.id).details.phone == "202-555-0199"


def test_a_date_in_figures_is_read_as_the_country_writes_it(form, desk, qtbot, settle) -> None:
    from dataclasses import replace

    desk.practice.change(replace(desk.practice.get(), country="GB"))
    form.start_new("Ottilie")
    settle()
    born(form, "03/04/1992", qtbot)
    qtbot.keyClick(form.born.day, Qt.Key.Key_Return)
    assert form.details.born == date(1992, 4, 3)
