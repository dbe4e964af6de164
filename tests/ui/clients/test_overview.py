from __future__ import annotations

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Details
from needledesk.domain.protocol_edits import Edit
from needledesk.domain.treatment import Intensity
from needledesk.ui.clients import overview as told


@pytest.fixture
def client(add_client):
    return add_client(skin_type=3, goal="acne scars, cheeks", course=6)


def test_a_client_without_visits(desk, client) -> None:
    seen = told.read(desk, client.id)
    assert seen.newest is None
    assert seen.verdict is None
    assert seen.bench is None
    assert seen.today == desk.now().date()
    assert told.steps(seen) == ()
    assert told.line(seen) == "34 years · Fitzpatrick III · acne scars, cheeks"


def test_what_is_not_known_is_left_out(desk) -> None:
    bare = desk.clients.add(Details("Imke"))
    assert told.line(told.read(desk, bare.id)) == ""


def test_a_session_nobody_graded_counts_as_deep(desk, client) -> None:
    assert told.read(desk, client.id).intensity is Intensity.DEEP


def test_the_steps_follow_the_visit(desk, client, treated_visit) -> None:
    def states() -> dict[str, str]:
        return {step.name.split()[0]: step.state for step in told.steps(told.read(desk, client.id))}

    visit = desk.visits.begin(client.id)
    assert states() == {"Screening": "todo", "Treatment": "off", "Photos": "todo", "Aftercare": "off"}
    for question in desk.protocol().asked:
        desk.screening.answer(visit.id, question.key, Answer(Reply.NO))
    assert states()["Screening"] == "done"
    assert states()["Treatment"] == "todo"
    treated_visit(client, close=False)
    assert states()["Treatment"] == "done"
    assert states()["Aftercare"] == "todo"


def test_the_steps_count_what_that_visit_asks(desk, client) -> None:
    """A visit keeps the protocol it began with, whatever is put in force meanwhile."""
    visit = desk.visits.begin(client.id)
    for question in desk.protocol().asked:
        desk.screening.answer(visit.id, question.key, Answer(Reply.NO))
    desk.protocols.edit([Edit("X-06", "on", True)])
    desk.protocols.check_draft()
    desk.protocols.put_in_force("Ada")
    assert told.steps(told.read(desk, client.id))[0].name == "Screening 37/37"
