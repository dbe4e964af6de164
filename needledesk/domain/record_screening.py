"""The record of a visit: what was asked, what the checklist said and why, and what the practitioner decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from needledesk.domain import wording, zones
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import say_at, say_day, say_moment
from needledesk.domain.decisions import Decision, Override, standing
from needledesk.domain.findings import Finding
from needledesk.domain.letters import Letter, rests_on
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.record_parts import REPLIES, Entry, KeptAnswer, Section, VisitFacts
from needledesk.domain.verdict_text import told

#: What was decided against another verdict than the one that was reached in the end.
NO_LONGER = "No longer stands"
NO_DATE = "Another wait has no date: when it ends cannot be told"


def verdict(facts: VisitFacts) -> Section:
    """The status, its date, and every finding with rule, source and sum."""
    found, visit = facts.verdict, facts.visit
    kept = f"Kept {_moment(facts.ruled)}" if facts.ruled is not None else "Not kept yet: as it stands at the printing"
    entries = [Entry("Verdict", facts.status_words[found.status], (kept,))]
    if found.earliest is not None:
        name, notes = ("Not before", (NO_DATE,)) if found.dateless else ("Earliest date", ())
        entries.append(Entry(name, say_at(found.earliest, year=True), notes))
    if found.excluded_zones:
        entries.append(Entry("Zones left out", zones.say(found.excluded_zones)))
    for name, keys in (("Not answered", found.blank), ("Unsure, or lacking what the rule needs", found.unsure)):
        if keys:
            entries.append(Entry(name, "", tuple(_title(facts.protocol, key) for key in keys)))
    entries += [_finding(facts, finding) for finding in told(found)]
    if not found.findings:
        entries.append(Entry("Findings", "None"))
    entries += [Entry("For information", sentence) for sentence in found.advice]
    planned = visit.plan.intensity.word.capitalize() if visit.plan.intensity else "Not said"
    where = zones.say(visit.plan.zones) if visit.plan.zones else "no zone"
    return Section("Verdict", (Entry("Planned", f"{planned}; {where}"), *entries))


def _finding(facts: VisitFacts, finding: Finding) -> Entry:
    lines = [finding.reason, finding.arithmetic]
    if finding.question:
        lines.append(f"Asked: “{finding.question}” Answer: {finding.answer}")
    source = "Not in the source document" if finding.extension else f"Source document, line {finding.line}"
    lines.append(f"Rule {finding.rule}. {source}")
    return Entry(finding.title, facts.status_words[finding.status], tuple(line for line in lines if line))


def decisions(facts: VisitFacts) -> Section:
    """Decision, every override, those withdrawn too, and until when the visit was put off."""
    visit = facts.visit
    entries = [_decision(facts, visit.decision)] if visit.decision is not None else []
    entries += [_override(facts, override, withdrawn) for override, withdrawn in facts.overrides]
    if visit.deferral is not None:
        put_off = visit.deferral
        note = (f"Note: {put_off.note}",) if put_off.note else ()
        until = say_at(put_off.until, year=True)
        entries.append(Entry("Put off until", until, (f"Accepted {_moment(put_off.at)}", *note)))
    return Section("Decisions", tuple(entries), "" if entries else "None was taken.")


def _decision(facts: VisitFacts, made: Decision) -> Entry:
    """A decision stands under the verdict that leaves it to the practitioner, and under no other."""
    what = "Treat" if made.treat else "Do not treat"
    by, why = f"{_by(made.by)}, {_moment(made.at)}", f"Reason: {made.reason}"
    if facts.verdict.status is Status.PRACTITIONER_DECISION:
        return Entry("Decision", what, (by, why))
    return Entry(f"Decision: {what.lower()}", NO_LONGER, (by, why, _since(facts)))


def _override(facts: VisitFacts, override: Override, withdrawn: datetime | None) -> Entry:
    """An override stands against the verdict that it was written against, until it is withdrawn."""
    lines = [f"{_by(override.by)}, {_moment(override.at)}", f"Reason: {override.reason}"]
    value = "Stands"
    if withdrawn is not None:
        value = "Withdrawn"
        lines.append(f"Withdrawn {_moment(withdrawn)}")
    elif standing(override, facts.verdict) is None:
        value = NO_LONGER
        lines.append(_since(facts))
    return Entry(f"Override of “{facts.status_words[override.status]}”", value, tuple(lines))


def _since(facts: VisitFacts) -> str:
    return f"The verdict became “{facts.status_words[facts.verdict.status]}”"


def letters(facts: VisitFacts) -> Section | None:
    """The letters that were on file in this visit, and which of them the verdict rests on; None without any."""
    until = facts.ruled or facts.visit.closed
    entries = tuple(_letter(facts, letter) for letter in facts.letters if _was_on_file(letter, until))
    return Section("Letters on file", entries) if entries else None


def _was_on_file(letter: Letter, until: datetime | None) -> bool:
    """Recorded before the verdict was kept, and not withdrawn by then."""
    if until is None:
        return letter.withdrawn is None
    recorded = letter.added is None or letter.added <= until
    return recorded and (letter.withdrawn is None or letter.withdrawn > until)


def _letter(facts: VisitFacts, letter: Letter) -> Entry:
    through = {finding.rule for finding in facts.verdict.findings if rests_on(finding, letter)}
    counted = [rule for rule in letter.rules if rule in through]
    lines = [
        f"Dated {say_day(letter.dated, year=True)}, valid to {say_day(letter.last_day, year=True)}",
        f"Answers {', '.join(letter.rules)}" + (f"; counted for {', '.join(counted)}" if counted else ""),
    ]
    lines += [f"Note: {letter.note}"] if letter.note else []
    lines += [f"Recorded {_moment(letter.added)}"] if letter.added else []
    lines += [f"Page {at}: SHA-256 {page.sha256}" for at, page in enumerate(letter.pages, 1)]
    if letter.withdrawn is not None:
        lines.append(f"Withdrawn later, {_moment(letter.withdrawn)}: {letter.withdrawn_reason}")
    return Entry(f"Letter from {letter.by}", "Counted" if counted else "Did not count", tuple(lines))


def questions(facts: VisitFacts) -> Iterator[Section]:
    """Every question, group by group in the protocol's order, as it was asked, answered, and how the answer came."""
    kept = {each.key: each for each in facts.answers}
    if facts.news is not None:
        news = facts.news
        what = REPLIES[news.reply] + (f"; {news.detail}" if news.detail else "")
        yield Section("Since the last visit", (Entry(news.asked, what, (f"Asked {_moment(news.at)}",)),))
    asked = facts.protocol.asked
    for group in facts.protocol.groups:
        here = [question for question in asked if question.group == group.key]
        entries = [
            _answered(facts.protocol, kept[question.key]) if question.key in kept else Entry(question.text, "Not asked")
            for question in here
        ]
        if entries:
            yield Section(f"Screening: {group.title}", tuple(entries))
    gone = [each for key, each in kept.items() if key not in {question.key for question in asked}]
    if gone:
        yield Section("Screening: further answers", tuple(_answered(facts.protocol, each) for each in gone))


def _answered(protocol: Protocol, kept: KeptAnswer) -> Entry:
    return Entry(kept.asked, _said(protocol, kept), (f"{_how(kept)}, {_moment(kept.at)}. Rule {kept.rule}",))


def _said(protocol: Protocol, kept: KeptAnswer) -> str:
    if kept.answer.reply is not Reply.YES:
        return REPLIES[kept.answer.reply]
    question = next((each for each in protocol.questions if each.key == kept.key), None)
    return wording.answer(question, kept.answer) if question is not None else _plain(kept.answer)


def _plain(answer: Answer) -> str:
    """A yes to a question that the protocol does not have: everything that it carries."""
    parts = ["Yes", answer.last.say() if answer.last else "", answer.name, answer.detail, *answer.zones]
    return "; ".join(part for part in parts if part)


def _how(kept: KeptAnswer) -> str:
    before = say_day(kept.earlier_at.date(), year=True) if kept.earlier_at is not None else ""
    if kept.answer.carried:
        return f"Confirmed as on {before}" if before else "Confirmed as at the last visit"
    how = "No to the rest of the group" if kept.answer.grouped else "Asked"
    if not kept.changed or kept.earlier_reply is None:
        return how
    said = REPLIES[kept.earlier_reply]
    return f"{how}; changed, was {said.lower() if said != REPLIES[Reply.UNSURE] else 'unsure'} on {before}"


def _title(protocol: Protocol, key: str) -> str:
    return next((question.title for question in protocol.questions if question.key == key), key)


def _by(name: str) -> str:
    return f"By {name}" if name else "By a practitioner who gave no name"


def _moment(at: datetime) -> str:
    return say_moment(at, year=True)
