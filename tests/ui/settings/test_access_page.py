from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.desk import Desk
from needledesk.domain import recovery
from needledesk.errors import WrongPassphrase
from needledesk.ui.settings.access_page import AccessPage

pytestmark = pytest.mark.usefixtures("dressed")
WORDS = "amber kettle window forty lake"


def shown(desk: Desk, background, qtbot, settle) -> AccessPage:
    made = AccessPage(desk, background)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    settle()
    return made


@pytest.fixture
def page(open_desk, background, qtbot, settle) -> AccessPage:
    return shown(open_desk("locked.needledesk", WORDS), background, qtbot, settle)


@pytest.fixture
def plain(desk, background, qtbot, settle) -> AccessPage:
    return shown(desk, background, qtbot, settle)


def lock_it(page: AccessPage, qtbot, settle) -> str:
    """Go through the form; gives the new passphrase."""
    form, words = page.form, page.form.form.passphrase
    qtbot.keyClicks(form.form.again.line, words)
    form.derive_now()
    settle()
    groups = recovery.groups(form._lock.key.raw)
    assert not page.keep.isEnabled()
    for place, field in zip(form._lock.places, form.proof.fields, strict=True):
        qtbot.keyClicks(field, groups[place])
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert page.keep.busy
    settle()
    return words


def test_the_passphrase_is_changed_by_who_knows_it(page, qtbot, settle) -> None:
    key, changed = page._desk.access.key_id, []
    page.changed.connect(lambda: changed.append(True))
    qtbot.keyClicks(page.passphrase.line, WORDS)
    page.change.click()
    settle()
    assert page.form.isVisible()
    words = lock_it(page, qtbot, settle)
    assert changed == [True]
    assert page._desk.access.key_id != key
    assert page._desk.access.key_id in page._state.text()
    assert not page.form.isVisible()
    page._desk.close()
    Desk.open(page._desk.path, words).close()
    with pytest.raises(WrongPassphrase):
        Desk.open(page._desk.path, WORDS)


def test_a_wrong_passphrase_gets_nowhere(page, qtbot, settle) -> None:
    for button in (page.change, page.again, page.take_away):
        button.click()
        assert page.passphrase.wrong == "Type your passphrase first"
        qtbot.keyClicks(page.passphrase.line, "something else")
        button.click()
        settle()
        assert page.passphrase.wrong == "That is not the passphrase of this file."
        assert not page.form.isVisible()
        assert not page.sheet.isVisible()
        page.passphrase.set_text("")


def test_the_sheet_is_shown_whole_to_who_knows_the_passphrase(page, qtbot, settle) -> None:
    qtbot.keyClicks(page.passphrase.line, WORDS)
    page.again.click()
    settle()
    assert page.sheet.isVisible()
    assert page.sheet.paper._written.covered == ()
    assert page.sheet.print.isEnabled()
    page.done.click()
    assert not page.sheet.isVisible()
    assert page.passphrase.line.text() == ""
    assert not any(page.sheet.paper._written.groups)


def test_it_is_taken_away_after_the_risk_was_said(page, qtbot, settle, press_in_dialog) -> None:
    qtbot.keyClicks(page.passphrase.line, WORDS)
    told = press_in_dialog("Take it away")
    page.take_away.click()
    settle()
    settle()
    assert told
    assert not page._desk.encrypted
    assert page.set.isVisible()


def test_it_stays_for_who_thinks_better_of_it(page, qtbot, settle, press_in_dialog) -> None:
    qtbot.keyClicks(page.passphrase.line, WORDS)
    press_in_dialog("Keep it")
    page.take_away.click()
    settle()
    assert page._desk.encrypted


def test_a_file_without_one_gets_one(plain, qtbot, settle) -> None:
    assert "No passphrase" in plain._state.text()
    assert not plain.change.isVisible()
    plain.set.click()
    words = lock_it(plain, qtbot, settle)
    assert plain._desk.encrypted
    assert plain.change.isVisible()
    plain._desk.close()
    Desk.open(plain._desk.path, words).close()


def test_cancel_leaves_everything_as_it_was(plain, qtbot) -> None:
    plain.set.click()
    plain.leave.click()
    assert not plain.form.isVisible()
    assert not plain._desk.encrypted
