"""What was asked and answered in a visit, what was ruled and why, what was decided, and the letters on file.

Everything is kept as it was that day: the sentence that was asked, each finding in its own words. A later version of
the protocol changes nothing here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Question, Status
from needledesk.domain.screening import Clearance, Decision, Finding, Verdict
from needledesk.storage import columns, standing
from needledesk.storage.vault import Vault

_RULED = """
SELECT screening.*, visit.timezone FROM screening JOIN visit ON visit.id = screening.visit WHERE visit = ?
"""
_DECIDED = """
SELECT kept.*, visit.timezone FROM screening_decision AS kept JOIN visit ON visit.id = kept.visit WHERE visit = ?
"""
_LAST_ANSWERS = """
SELECT answer.* FROM screening_answer AS answer JOIN visit ON visit.id = answer.visit
WHERE visit.client = ? AND visit.id < ? ORDER BY visit.id, answer.rowid
"""


def answer(vault: Vault, visit: int, question: Question, answer: Answer | None, at: datetime) -> None:
    """Keep one answer with the sentence that was asked; None clears it, so that the question counts as not asked."""
    if answer is None:
        vault.execute("DELETE FROM screening_answer WHERE visit = ? AND question = ?", visit, question.key)
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
        "answered_at": columns.moment_text(at),
    }
    vault.put("screening_answer", "visit, question", values)


def answers(vault: Vault, visit: int) -> dict[str, Answer]:
    """The visit's answers by question key, in the order in which they were first given."""
    rows = vault.rows("SELECT * FROM screening_answer WHERE visit = ? ORDER BY rowid", visit)
    return {row["question"]: _answer(row) for row in rows}


def last_answers(vault: Vault, client: int, before_visit: int) -> dict[str, tuple[Answer, datetime]]:
    """The client's newest answer to each question from visits before that one, with the moment it was given (UTC)."""
    rows = vault.rows(_LAST_ANSWERS, client, before_visit)
    return {row["question"]: (_answer(row), columns.moment(row["answered_at"])) for row in rows}


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
        vault.execute("DELETE FROM screening_finding WHERE visit = ?", visit)
        for position, finding in enumerate(verdict.findings):
            vault.insert("screening_finding", _finding_values(visit, position, finding))
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


def decide(vault: Vault, visit: int, decision: Decision | None) -> None:
    """Keep what the practitioner decided; None takes it back."""
    if decision is None:
        vault.execute("DELETE FROM screening_decision WHERE visit = ?", visit)
        return
    values: dict[str, object] = {
        "visit": visit,
        "treat": int(decision.treat),
        "reason": decision.reason,
        "decided_by": decision.by,
        "decided_at": columns.moment_text(decision.at),
    }
    vault.put("screening_decision", "visit", values)


def decision(vault: Vault, visit: int) -> Decision | None:
    """What the practitioner decided, the moment in the visit's zone; None if nothing."""
    row = vault.row(_DECIDED, visit)
    if row is None:
        return None
    at = columns.moment(row["decided_at"], columns.zone(row["timezone"]))
    return Decision(bool(row["treat"]), row["reason"], row["decided_by"], at)


def clearances(vault: Vault, client: int) -> list[Clearance]:
    """The client's letters, in the order in which they were added."""
    rows = vault.rows("SELECT * FROM clearance WHERE client = ? ORDER BY id", client)
    return [_clearance(row) for row in rows]


def add_clearance(vault: Vault, client: int, clearance: Clearance, at: datetime) -> None:
    """Put a doctor's letter on file."""
    values = {
        "client": client,
        "rule": clearance.rule,
        "dated": columns.date_text(clearance.dated),
        "signed_by": clearance.by,
        "expires": columns.date_text(clearance.expires),
        "note": clearance.note,
        "added": columns.moment_text(at),
    }
    vault.insert("clearance", values)


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
    )


def _clearance(row: Any) -> Clearance:
    dated, expires = columns.day(row["dated"]), columns.day(row["expires"])
    assert dated is not None
    return Clearance(row["rule"], dated, row["signed_by"], expires, row["note"])


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
