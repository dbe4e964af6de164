"""What the printed record reads beside the visit."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Status
from needledesk.domain.record_parts import KeptAnswer, KeptNews
from needledesk.domain.returning import NEWS, Earlier, News
from needledesk.domain.screening import Verdict
from needledesk.errors import NotFound
from needledesk.storage import screening, visit_record
from needledesk.storage.vault import Vault

ASPIRIN = shipped_protocol().question("aspirin")
FISH_OIL = shipped_protocol().question("fish_oil")
BERLIN = ZoneInfo("Europe/Berlin")


def same(kept: KeptAnswer, wanted: KeptAnswer) -> bool:
    return kept == wanted and kept.at.tzinfo == wanted.at.tzinfo


def test_each_answer_with_its_sentence_and_the_one_before(vault: Vault, visit: int, at: datetime) -> None:
    before = Earlier(Answer(Reply.NO), at - timedelta(days=28))
    screening.answer(vault, visit, FISH_OIL, Answer(Reply.NO, grouped=True), at)
    screening.answer(vault, visit, ASPIRIN, Answer(Reply.YES, name="Bayer"), at, before)
    first, second = visit_record.answers(vault, visit)
    assert same(first, KeptAnswer("fish_oil", "S-MED-06", FISH_OIL.text, Answer(Reply.NO, grouped=True), at))
    changed = KeptAnswer(
        *("aspirin", "S-MED-01", ASPIRIN.text, Answer(Reply.YES, name="Bayer"), at),
        changed=True,
        earlier_reply=Reply.NO,
        earlier_at=at - timedelta(days=28),
    )
    assert same(second, changed)
    assert second.earlier_at is not None
    assert second.earlier_at.tzinfo == BERLIN


def test_news(vault: Vault, visit: int, at: datetime) -> None:
    assert visit_record.news(vault, visit) is None
    screening.tell_news(vault, visit, News(Reply.YES, "an antibiotic"), at)
    assert visit_record.news(vault, visit) == KeptNews(NEWS, Reply.YES, "an antibiotic", at)


def test_when_the_verdict_was_kept(vault: Vault, visit: int, at: datetime) -> None:
    assert visit_record.ruled(vault, visit) is None
    screening.rule(vault, visit, Verdict(Status.PROCEED), at)
    ruled = visit_record.ruled(vault, visit)
    assert ruled == at
    assert ruled is not None
    assert ruled.tzinfo == BERLIN


def test_since_when_a_protocol_is_there(vault: Vault, visit: int) -> None:
    since, author = visit_record.protocol_since(vault, 1)
    row = vault.row("SELECT since, author FROM protocol_version WHERE version = 1")
    assert (f"{since:%Y-%m-%dT%H:%M:%SZ}", author) == (row["since"], row["author"])
    with pytest.raises(NotFound, match="version 7"):
        visit_record.protocol_since(vault, 7)
