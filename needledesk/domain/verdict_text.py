"""A verdict as plain text, to be pasted elsewhere: every reason with its rule and sum, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from needledesk.domain.calendar import say_at, say_moment
from needledesk.domain.decisions import Decision, Deferral, Override, standing
from needledesk.domain.findings import Finding
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict

#: What each status is called wherever it stands in a sentence of ours.
STATUS_WORDS = {
    Status.PROCEED: "Proceed",
    Status.PROCEED_ZONE_LIMITED: "Proceed with zones left out",
    Status.PRACTITIONER_DECISION: "Your decision",
    Status.INCOMPLETE: "Incomplete",
    Status.NOT_TODAY: "Not today",
    Status.MEDICAL_CLEARANCE: "Medical clearance needed",
    Status.DO_NOT_TREAT: "Do not treat",
}
WHO_DECIDES = "The checklist supports the person who treats; it does not decide."


def verdict_text(
    verdict: Verdict,
    second: str,
    version: int,
    questions: Mapping[str, str],
    at: datetime,
    decision: Decision | None = None,
    override: Override | None = None,
    deferral: Deferral | None = None,
) -> str:
    """All of it, without the client. `second`: the line under the status word; `version`: of the protocol;
    `questions`: their titles by key; `at`: the moment for which it holds. What was decided under another verdict
    than this one no longer stands, and is left out.
    """
    undecided = verdict.status is Status.PRACTITIONER_DECISION
    head = [STATUS_WORDS[verdict.status], second, f"Protocol v{version}, {say_moment(at, year=True)}"]
    parts = [
        [line for line in head if line],
        *([*_finding(finding)] for finding in told(verdict)),
        [*_open(verdict, questions)],
        [*verdict.advice],
        [*_decided(decision if undecided else None, standing(override, verdict), deferral)],
        [WHO_DECIDES],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def told(verdict: Verdict) -> tuple[Finding, ...]:
    """The findings as they may be told: under DO_NOT_TREAT without any sum, as no date is promised there."""
    if verdict.status is not Status.DO_NOT_TREAT:
        return verdict.findings
    return tuple(replace(finding, arithmetic="", earliest=None) for finding in verdict.findings)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"{STATUS_WORDS[finding.status]}: {finding.title}"
    if finding.question:
        yield f"Question: {finding.question}"
    if finding.answer:
        yield f"Answer: {finding.answer}"
    yield from (line for line in (finding.reason, finding.arithmetic) if line)
    yield f"Rule {finding.rule}, " + (f"source line {finding.line}" if finding.line else "not in the source document")


def _open(verdict: Verdict, questions: Mapping[str, str]) -> Iterator[str]:
    if verdict.blank:
        yield f"Not answered: {_titles(verdict.blank, questions)}"
    if verdict.unsure:
        yield f"Unsure, or something is missing: {_titles(verdict.unsure, questions)}"
    if verdict.open_questions:
        yield "Unsure and blank are never a no."


def _titles(keys: Sequence[str], questions: Mapping[str, str]) -> str:
    return "; ".join(questions.get(key, key) for key in keys)


def _decided(decision: Decision | None, override: Override | None, deferral: Deferral | None) -> Iterator[str]:
    if decision is not None:
        word = "treat" if decision.treat else "do not treat"
        yield f"Decided: {word}, “{decision.reason}” ({decision.by}, {say_moment(decision.at, year=True)})"
    if override is not None:
        yield f"Override: “{override.reason}” ({override.by}, {say_moment(override.at, year=True)})"
    if deferral is not None:
        yield f"Put off to {say_at(deferral.until, year=True)}" + (f": {deferral.note}" if deferral.note else "")
