"""What was asked and answered in a visit, what was carried over, what was ruled and why.

Everything is kept as it was that day: the sentence that was asked, each finding in its own words. A later version of
the protocol changes nothing here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Question, Status
from needledesk.domain.returning import NEWS, Earlier, News, changed
from needledesk.domain.screening import Finding, Verdict
from needledesk.storage import columns, standing
from needledesk.storage.counted import STANDS
from needledesk.storage.vault import Vault

_RULED = """
SELECT screening.*, visit.timezone FROM screening JOIN visit ON visit.id = screening.visit WHERE visit = ?
"""
_LAST_ANSWERS = f"""
SELECT answer.*, visit.timezone FROM screening_answer AS answer JOIN visit ON visit.id = answer.visit
WHERE visit.client = ? AND visit.id < ? AND {STANDS} ORDER BY visit.id, answer.rowid
"""  # noqa: S608 - no value in it
_LAST_ANSWER = f"""
SELECT answer.*, visit.timezone FROM screening_answer AS answer JOIN visit ON visit.id = answer.visit
WHERE visit.client = ? AND visit.id < ? AND answer.question = ? AND {STANDS} ORDER BY visit.id DESC LIMIT 1
"""  # noqa: S608 - no value in it


def answer(
    vault: Vault, visit: int, question: Question, answer: Answer | None, at: datetime, earlier: Earlier | None = None
) -> None:
    """Keep one answer with the sentence that was asked, and what the client said before it (`earlier`).

    None clears it, so that the question counts as not asked.
    """
    if answer is None:
        vault.remove("screening_answer", {"visit": visit, "question": question.key})
        return
    values: dict[str, object] = {
        "visit": visit,
        "question": question.key,
        "rule": question.rule,
        "asked": question.text,
        "reply": answer.reply.value,
        "last": answer.last and answer.last.text,
        "prescribed": answer.prescribed and answer.prescribed.value,
        "name": answer.name,
        "detail": answer.detail,
        "zones": columns.list_text(answer.zones),
        "current": int(answer.current),
        "past": int(answer.past),
        "grouped": int(answer.grouped),
        "carried": int(answer.carried),
        "changed": int(changed(answer, earlier)),
        "earlier_reply": earlier and earlier.answer.reply.value,
        "earlier_at": earlier and columns.moment_text(earlier.at),
        "answered_at": columns.moment_text(at),
    }
    vault.put("screening_answer", "visit, question", values)


def answers(vault: Vault, visit: int) -> dict[str, Answer]:
    """The visit's answers by question key, in the order in which they were first given."""
    rows = vault.rows("SELECT * FROM screening_answer WHERE visit = ? ORDER BY rowid", visit)
    return {row["question"]: _answer(row) for row in rows}


def last_answers(vault: Vault, client: int, before_visit: int) -> dict[str, Earlier]:
    """The client's newest answer to each question from visits before that one, each in its own visit's zone."""
    rows = vault.rows(_LAST_ANSWERS, client, before_visit)
    return {row["question"]: Earlier(_answer(row), _answered(row), row["asked"]) for row in rows}


def last_answer(vault: Vault, client: int, before_visit: int, key: str) -> Earlier | None:
    """The same for one question; None if it was never answered."""
    row = vault.row(_LAST_ANSWER, client, before_visit, key)
    return None if row is None else Earlier(_answer(row), _answered(row), row["asked"])


def changed_keys(vault: Vault, visit: int) -> frozenset[str]:
    """The questions of a visit whose answer was another one than before, as it was kept that day."""
    rows = vault.rows("SELECT question FROM screening_answer WHERE visit = ? AND changed = 1", visit)
    return frozenset(row["question"] for row in rows)


def tell_news(vault: Vault, visit: int, news: News | None, at: datetime) -> None:
    """Keep whether anything is new since last time; None clears it."""
    if news is None:
        vault.remove("screening_news", {"visit": visit})
        return
    values: dict[str, object] = {
        "visit": visit,
        "asked": NEWS,
        "reply": news.reply.value,
        "detail": news.detail,
        "answered_at": columns.moment_text(at),
    }
    vault.put("screening_news", "visit", values)


def news(vault: Vault, visit: int) -> News | None:
    """Whether anything was new since last time; None if it was not asked or not answered."""
    row = vault.row("SELECT reply, detail FROM screening_news WHERE visit = ?", visit)
    return None if row is None else News(Reply(row["reply"]), row["detail"])


def rule(vault: Vault, visit: int, verdict: Verdict, at: datetime) -> None:
    """Keep the verdict with all its findings, in place of an earlier one. The decision stays."""
    values: dict[str, object] = {
        "visit": visit,
        "status": verdict.status.value,
        "earliest": columns.date_text(verdict.earliest),
        "dateless": int(verdict.dateless),
        "excluded_zones": columns.list_text(verdict.excluded_zones),
        "blank": columns.list_text(verdict.blank),
        "unsure": columns.list_text(verdict.unsure),
        "advice": columns.list_text(verdict.advice),
        "ruled_at": columns.moment_text(at),
    }
    with vault.transaction():
        vault.put("screening", "visit", values)
        vault.remove("screening_finding", {"visit": visit})
        for position, finding in enumerate(verdict.findings):
            vault.insert("screening_finding", _finding_values(visit, position, finding))
        standing.refresh_by_visit(vault, visit)


def unrule(vault: Vault, visit: int) -> None:
    """The verdict is open again, as before it was ruled. The decision stays."""
    with vault.transaction():
        vault.remove("screening_finding", {"visit": visit})
        vault.remove("screening", {"visit": visit})
        standing.refresh_by_visit(vault, visit)


def verdict(vault: Vault, visit: int) -> Verdict | None:
    """The verdict as it was ruled, moments in the visit's zone; None if it never was."""
    row = vault.row(_RULED, visit)
    if row is None:
        return None
    found = vault.rows("SELECT * FROM screening_finding WHERE visit = ? ORDER BY position", visit)
    return Verdict(
        status=Status(row["status"]),
        earliest=columns.day_or_moment(row["earliest"], columns.zone(row["timezone"])),
        excluded_zones=columns.words(row["excluded_zones"]),
        findings=tuple(_finding(one, row["timezone"]) for one in found),
        blank=columns.words(row["blank"]),
        unsure=columns.words(row["unsure"]),
        advice=columns.words(row["advice"]),
        dateless=bool(row["dateless"]),
    )


def _answer(row: Any) -> Answer:
    return Answer(
        reply=Reply(row["reply"]),
        last=None if row["last"] is None else When(row["last"]),
        prescribed=None if row["prescribed"] is None else Reply(row["prescribed"]),
        name=row["name"],
        detail=row["detail"],
        zones=columns.words(row["zones"]),
        current=bool(row["current"]),
        past=bool(row["past"]),
        grouped=bool(row["grouped"]),
        carried=bool(row["carried"]),
    )


def _answered(row: Any) -> datetime:
    return columns.moment(row["answered_at"], columns.zone(row["timezone"]))


def _finding_values(visit: int, position: int, finding: Finding) -> dict[str, object]:
    return {
        "visit": visit,
        "position": position,
        "rule": finding.rule,
        "status": finding.status.value,
        "title": finding.title,
        "reason": finding.reason,
        "arithmetic": finding.arithmetic,
        "question": finding.question,
        "answer": finding.answer,
        "line": finding.line,
        "extension": int(finding.extension),
        "earliest": columns.date_text(finding.earliest),
        "zones": columns.list_text(finding.zones),
        "question_key": finding.key,
    }


def _finding(row: Any, timezone: str) -> Finding:
    return Finding(
        rule=row["rule"],
        status=Status(row["status"]),
        title=row["title"],
        reason=row["reason"],
        arithmetic=row["arithmetic"],
        question=row["question"],
        answer=row["answer"],
        line=row["line"],
        extension=bool(row["extension"]),
        earliest=columns.day_or_moment(row["earliest"], columns.zone(timezone)),
        zones=columns.words(row["zones"]),
        key=row["question_key"],
    )
