from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.photos import Moment
from needledesk.ui.clients.visit_card import TimelineRow, VisitCard
from needledesk.ui.clients.workspace import AT_ONCE, Workspace
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.chip import Chip
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.thumbnail import Thumbnail

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def workspace(desk, background, qtbot) -> Workspace:
    made = Workspace(desk, background)
    qtbot.addWidget(made)
    made.resize(682, 768)
    made.show()
    return made


def words(widget) -> list[str]:
    return [text.text() for text in widget.findChildren(Text) if text.isVisible()]


def button(widget, name: str) -> Button:
    return next(one for one in widget.findChildren(Button) if one.text() == name)


def test_it_shows_who_the_client_is_and_every_alert(workspace, desk, add_client, settle) -> None:
    from needledesk.domain.clients import Alert, AlertKind

    client = add_client(alerts=(Alert(AlertKind.ALLERGY, "Lidocaine allergy"), Alert(AlertKind.CAUTION, "Faints")))
    workspace.show_client(client.id)
    settle()
    assert "Ottilie Farnwick" in words(workspace)
    assert [chip.text() for chip in workspace.findChildren(Chip)] == ["Lidocaine allergy", "Faints"]


def test_a_client_without_visits_is_offered_the_first(workspace, add_client, qtbot, settle) -> None:
    client = add_client()
    begun: list[int] = []
    workspace.begin_requested.connect(begun.append)
    workspace.show_client(client.id)
    settle()
    assert "No visits yet" in words(workspace)
    qtbot.mouseClick(button(workspace, "New visit"), Qt.MouseButton.LeftButton)
    assert begun == [client.id]


def test_a_card_opens_its_visit_by_click_and_by_key(workspace, add_client, treated_visit, qtbot, settle) -> None:
    client = add_client()
    visit = treated_visit(client, 30)
    opened: list[int] = []
    workspace.visit_requested.connect(opened.append)
    workspace.show_client(client.id)
    settle()
    card = workspace.findChild(VisitCard)
    assert card.accessibleName().startswith("Friday 23 October 2026. Session 1 · deep")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert opened == [visit.id, visit.id]


def test_an_unfinished_visit_is_continued_and_no_other_is_offered(workspace, desk, add_client, qtbot, settle) -> None:
    client = add_client()
    visit = desk.visits.begin(client.id)
    opened: list[int] = []
    workspace.visit_requested.connect(opened.append)
    workspace.show_client(client.id)
    settle()
    assert "New visit" not in [one.text() for one in workspace.findChildren(Button)]
    go_on = button(workspace, "Continue")
    assert go_on.accessibleName() == "Continue session 1"
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert opened == [visit.id]


def test_a_refused_visit_shows_its_mark_and_why(workspace, desk, add_client, settle) -> None:
    client = add_client()
    visit = desk.visits.begin(client.id)
    for question in desk.protocol().asked:
        reply = Reply.YES if question.key == "scleroderma" else Reply.NO
        desk.screening.answer(visit.id, question.key, Answer(reply))
    desk.visits.close(visit.id)
    workspace.show_client(client.id)
    settle()
    assert "Do not treat" in words(workspace.findChild(TimelineRow))


def test_photos_come_as_thumbnails(workspace, desk, add_client, treated_visit, tmp_path, settle) -> None:
    client = add_client()
    visit = treated_visit(client, 30, close=False)
    picture = io.BytesIO()
    Image.new("RGB", (800, 600), "tan").save(picture, "JPEG")
    path = tmp_path / "front.jpg"
    path.write_bytes(picture.getvalue())
    desk.photos.keep(visit.id, Moment.BEFORE, "front", desk.photos.prepare(path))
    desk.visits.close(visit.id)
    workspace.show_client(client.id)
    settle()
    settle()
    thumbnail = workspace.findChild(Thumbnail)
    middle = thumbnail.grab().toImage().pixelColor(24, 30)
    assert abs(middle.red() - 210) < 6
    assert abs(middle.blue() - 140) < 6


def test_old_visits_come_on_request(workspace, desk, add_client, qtbot, settle) -> None:
    client = add_client()
    for _ in range(AT_ONCE + 3):
        desk.visits.close(desk.visits.begin(client.id).id)
    workspace.show_client(client.id)
    settle()
    assert len(workspace.findChildren(TimelineRow)) == AT_ONCE
    qtbot.mouseClick(button(workspace, "Show older visits (3)"), Qt.MouseButton.LeftButton)
    assert len(workspace.findChildren(TimelineRow)) == AT_ONCE + 3


def test_only_the_client_asked_for_last_is_shown(workspace, add_client, settle) -> None:
    first, second = add_client("Amara", "Delisse"), add_client("Hana", "Korveth")
    workspace.show_client(first.id)
    workspace.show_client(second.id)
    settle()
    assert workspace.overview.client.id == second.id
    assert "Hana Korveth" in words(workspace)
    assert "Amara Delisse" not in words(workspace)
