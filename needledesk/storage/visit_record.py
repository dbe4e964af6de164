"""What the printed record of a visit needs beside the visit: each answer as it was kept, and when the verdict was."""

from __future__ import annotations

from datetime import datetime

from needledesk.domain.answers import Reply
from needledesk.domain.record_parts import KeptAnswer, KeptNews
from needledesk.errors import NotFound
from needledesk.storage import columns, screening
from needledesk.storage.vault import Vault

_ANSWERS = """
SELECT answer.*, visit.timezone FROM screening_answer AS answer JOIN visit ON visit.id = answer.visit
WHERE answer.visit = ? ORDER BY answer.rowid
"""
_NEWS = """
SELECT news.*, visit.timezone FROM screening_news AS news JOIN visit ON visit.id = news.visit WHERE news.visit = ?
"""
_RULED = """
SELECT screening.ruled_at, visit.timezone FROM screening JOIN visit ON visit.id = screening.visit WHERE visit = ?
"""


def answers(vault: Vault, visit: int) -> tuple[KeptAnswer, ...]:
    """Every answer with the sentence that was asked and the answer before it, moments in the visit's zone."""
    given = screening.answers(vault, visit)
    kept = []
    for row in vault.rows(_ANSWERS, visit):
        zone = columns.zone(row["timezone"])
        kept.append(
            KeptAnswer(
                key=row["question"],
                rule=row["rule"],
                asked=row["asked"],
                answer=given[row["question"]],
                at=columns.moment(row["answered_at"], zone),
                changed=bool(row["changed"]),
                earlier_reply=None if row["earlier_reply"] is None else Reply(row["earlier_reply"]),
                earlier_at=columns.moment_or_none(row["earlier_at"], zone),
            )
        )
    return tuple(kept)


def news(vault: Vault, visit: int) -> KeptNews | None:
    """Whether anything was new since the visit before, as it was asked; None if it was not."""
    row = vault.row(_NEWS, visit)
    if row is None:
        return None
    at = columns.moment(row["answered_at"], columns.zone(row["timezone"]))
    return KeptNews(row["asked"], Reply(row["reply"]), row["detail"], at)


def ruled(vault: Vault, visit: int) -> datetime | None:
    """When the verdict was kept, in the visit's zone; None if it never was."""
    row = vault.row(_RULED, visit)
    return None if row is None else columns.moment(row["ruled_at"], columns.zone(row["timezone"]))


def protocol_since(vault: Vault, version: int) -> tuple[datetime, str]:
    """Since when that version of the protocol is in the file, and who wrote it. Raises NotFound."""
    row = vault.row("SELECT since, author FROM protocol_version WHERE version = ?", version)
    if row is None:
        raise NotFound(f"There is no version {version} of the protocol in this file.")
    return columns.moment(row["since"]), row["author"]
