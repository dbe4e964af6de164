"""How the checklist is laid out for a new client, for one who comes back, and for one with something new."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Protocol
from needledesk.domain.returning import Earlier, News
from needledesk.ui.visit.checklist import AGAIN, LOOK, SAME, last_visit, layout

AT = datetime(2026, 10, 22, 15, 0, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def protocol(desk: Desk) -> Protocol:
    return desk.protocol()


@pytest.fixture
def earlier(protocol: Protocol) -> dict[str, Earlier]:
    return {question.key: Earlier(Answer(Reply.NO), AT) for question in protocol.asked}


def test_a_new_client_is_asked_group_by_group(protocol: Protocol) -> None:
    parts = layout(protocol, {}, None)
    assert [part.key for part in parts] == [group.key for group in protocol.groups]
    assert all(part.rest and not part.news and not part.confirm for part in parts)


@pytest.mark.parametrize("news", [None, News(Reply.NO)])
def test_a_returning_client_is_asked_what_is_never_carried_over_first(
    protocol: Protocol, earlier: dict[str, Earlier], news: News | None
) -> None:
    again, look, same = layout(protocol, earlier, news)
    assert (again.key, look.key, same.key) == (AGAIN, LOOK, SAME)
    assert again.news
    assert not again.confirm
    assert look.confirm
    assert same.confirm
    assert not any(part.rest for part in (again, look, same))
    assert look.title == "Skin today"


@pytest.mark.parametrize("reply", [Reply.YES, Reply.UNSURE])
def test_with_something_new_everything_is_asked_group_by_group(
    protocol: Protocol, earlier: dict[str, Earlier], reply: Reply
) -> None:
    first, *rest = layout(protocol, earlier, News(reply))
    assert first.news
    assert not first.questions
    assert [part.key for part in rest] == [group.key for group in protocol.groups]


def test_the_last_visit_is_the_newest_answer(earlier: dict[str, Earlier]) -> None:
    earlier["aspirin"] = Earlier(Answer(Reply.NO), AT + timedelta(days=3))
    assert last_visit(earlier) == AT + timedelta(days=3)
    assert last_visit({}) is None
