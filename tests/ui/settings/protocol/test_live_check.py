from __future__ import annotations

import pytest

from needledesk.domain.protocol import Status
from needledesk.ui.settings.protocol.live_check import LiveCheck
from needledesk.ui.settings.protocol.trial import Trial
from needledesk.ui.theme import Theme

pytestmark = pytest.mark.usefixtures("dressed")
TRIAL = Trial("Last dose Thu 19 Nov", ", shop-bought: earliest ", "Thu 26 Nov", "", Status.NOT_TODAY)


@pytest.fixture
def check(show) -> LiveCheck:
    made = LiveCheck()
    made.show_trial(TRIAL)
    return show(made, 686, 60)


def test_it_is_said_in_one_sentence(check) -> None:
    assert check.text() == "Last dose Thu 19 Nov, shop-bought: earliest Thu 26 Nov"
    assert check.accessibleName() == f"Live check: {check.text()}"


def test_what_it_comes_to_has_the_colour_of_its_level(check, dressed, qapp) -> None:
    assert Theme.current().colour("wait").name() in check.line.text()
    dressed.apply(qapp, "dark", 100)
    assert Theme.current().colour("wait").name() in check.line.text()


def test_the_words_of_the_card_follow(check) -> None:
    assert not check.note.isVisible()
    check.show_trial(Trial("Yes", ": ", "Do not treat", "Reason: <scleroderma>.", Status.DO_NOT_TREAT))
    assert check.note.text() == "Reason: <scleroderma>."
    assert check.note.isVisible()


def test_advice_has_no_mark(check) -> None:
    assert check._mark.isVisible()
    check.show_trial(Trial("Off", ": ", "never counted"))
    assert not check._mark.isVisible()
