from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.ui.lock.unfinished import offer, place_of_draft
from needledesk.ui.lock.way_back import WayBack, place_of
from needledesk.ui.place import Place
from needledesk.ui.visit.defer_dialog import DeferDialog
from needledesk.ui.visit.letter_form import LetterForm
from needledesk.ui.visit.reason_dialog import ReasonDialog

ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)
pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def waiting(desk, clients):
    """A visit whose verdict asks to wait: there is an override, a putting off and a letter to be typed."""
    visit = desk.visits.begin(clients[1].id)
    for question in desk.protocol().asked:
        answer = ASPIRIN if question.key == "aspirin" else Answer(Reply.NO)
        desk.screening.answer(visit.id, question.key, answer)
    return visit.id


def go_on(window, settle) -> None:
    toast = window.pages.toasts
    assert toast.text.startswith("Unfinished text of 13:30")
    next(button for button in window.findChildren(QAbstractButton) if button.text() == "Go on").click()
    for _ in range(12):
        settle()


@pytest.mark.parametrize(
    ("draft", "place"),
    [
        ("client:new", Place(form="new")),
        ("client:7", Place(client=7, form="change")),
        ("letter:7", Place(client=7, dialog="letter:7")),
        ("override:3", Place(visit=3, dialog="override:3")),
        ("decision:3", Place(visit=3, dialog="decision:3")),
        ("withdraw:3", None),
        ("nonsense", None),
        ("client:", None),
    ],
)
def test_a_draft_has_its_place(draft, place) -> None:
    assert place_of_draft(draft) == place


def test_without_a_draft_nothing_is_said(window, desk, background, settle) -> None:
    offer(window, desk, background)
    settle()
    assert "toasts" not in window.pages.__dict__


def test_a_new_client_who_was_being_typed_is_offered_and_can_be_discarded(window, desk, background, settle) -> None:
    desk.drafts.keep("client:new", {"given": "Ottilie", "born": "4 Mar 1992", "alerts": [["allergy", "latex"]]})
    offer(window, desk, background)
    settle()
    go_on(window, settle)
    form = window.pages.form
    assert (form.given.text, form.details.born.isoformat(), form.details.alerts[0].text) == (
        "Ottilie",
        "1992-03-04",
        "latex",
    )
    assert form.unfinished.words.text() == "Unfinished text of 13:30, not kept yet: go on, or"
    form.unfinished.discard.click()
    settle()
    assert form.given.text == ""
    assert desk.drafts.places() == ()


def test_kept_at_last_it_is_no_draft_any_more(window, desk, background, settle, clients) -> None:
    desk.drafts.keep(f"client:{clients[0].id}", {"given": "Amara", "family": "Delisse-Noor", "born": "4 May 1990"})
    offer(window, desk, background)
    settle()
    go_on(window, settle)
    assert window.pages.form.family.text == "Delisse-Noor"
    window.pages.form.keep.click()
    settle()
    assert desk.clients.get(clients[0].id).details.family == "Delisse-Noor"
    assert desk.drafts.places() == ()


@pytest.mark.parametrize(
    ("draft", "content", "kind"),
    [
        ("override:{visit}", {"reason": "she has been told"}, ReasonDialog),
        ("deferral:{visit}", {"day": "24 Dec 2026", "note": "calls us"}, DeferDialog),
    ],
)
def test_a_dialog_opens_again_with_its_text(
    window, desk, background, settle, waiting, draft, content, kind, qtbot
) -> None:
    desk.drafts.keep(draft.format(visit=waiting), content)
    offer(window, desk, background)
    settle()
    go_on(window, settle)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    settle()
    dialog = QApplication.activeModalWidget()
    if kind is ReasonDialog:
        assert dialog.reason == "she has been told"
    else:
        assert (dialog.note.text, dialog.day.when is not None) == ("calls us", True)
    assert place_of(window).dialog == draft.format(visit=waiting)
    dialog.reject()
    settle()


def test_a_letter_opens_again_with_its_text(window, desk, background, settle, clients, qtbot) -> None:
    client = clients[2].id
    desk.drafts.keep(f"letter:{client}", {"author": "Dr S. Brandvold", "dated": "1 Nov 2026", "note": "healed"})
    WayBack(window, place_of_draft(f"letter:{client}")).go()
    for _ in range(12):
        settle()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), LetterForm))
    settle()
    form = QApplication.activeModalWidget()
    assert (form.author.text, form.note.text, form.dated.when is not None) == ("Dr S. Brandvold", "healed", True)
    form.reject()
    settle()
    assert desk.drafts.places() == (f"letter:{client}",)
