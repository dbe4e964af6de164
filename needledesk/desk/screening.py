"""Screening: record each answer as it is given, judge, and keep what the practitioner decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from needledesk.desk.record_file import RecordFile
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import say_day
from needledesk.domain.decisions import Decision, Override, why_no_override
from needledesk.domain.history_words import answered, count, planned, reasoned
from needledesk.domain.letters import Clearance, Letter
from needledesk.domain.protocol import Protocol, Question, Status
from needledesk.domain.reasons import typed_reason
from needledesk.domain.returning import (
    NEWS_KEY,
    NEWS_TITLE,
    EarlierAnswers,
    News,
    confirmed,
    taken_back,
    to_confirm,
    with_news,
)
from needledesk.domain.screening import PastSession, Plan, Verdict, assess, with_age, zones_to_leave
from needledesk.domain.verdict_text import STATUS_WORDS
from needledesk.domain.visits import Visit, day_is_over
from needledesk.errors import BadInput, NotNow
from needledesk.storage import clients, decisions, history, letters, practice, screening, visits


@dataclass(frozen=True, slots=True)
class Bench:
    """All that a verdict needs beside the answers, so that a page can judge at every key without the file."""

    protocol: Protocol
    plan: Plan
    history: tuple[PastSession, ...]
    letters: tuple[Letter, ...]
    earlier: EarlierAnswers = field(default_factory=dict)  # of a client who has been here before, by question

    @property
    def clearances(self) -> tuple[Clearance, ...]:
        """What the letters say, rule by rule."""
        return tuple(clearance for letter in self.letters for clearance in letter.clearances)

    @property
    def titles(self) -> dict[str, str]:
        """Every question's own words for its row, by key."""
        return {question.key: question.title for question in self.protocol.questions} | {NEWS_KEY: NEWS_TITLE}

    def assess(self, answers: Mapping[str, Answer], at: datetime, news: News | None = None) -> Verdict:
        """The verdict at that moment. `news`: what a client who has been here before said is new."""
        verdict = assess(self.protocol, answers, self.plan, self.history, self.clearances, at)
        return with_news(with_age(verdict, self.protocol, self.plan), self.earlier, news)

    def zones_to_leave(self, answers: Mapping[str, Answer], at: datetime) -> dict[str, str]:
        """The zones that a yes leaves out, planned or not, each with what was found there."""
        return zones_to_leave(self.protocol, answers, self.plan, at)


class ScreeningDesk:
    """`desk.screening`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def bench(self, visit: int) -> Bench:
        """What that visit is judged by: its protocol, plan, the client's history and letters."""
        return self._bench(visits.get(self._file.vault, visit))

    def answer(self, visit: int, key: str, answer: Answer | None) -> None:
        """Keep one answer, or clear it with None; a decision taken before no longer stands.

        Raises NotNow once treatment has started.
        """
        found = self._answerable(visit)
        question = self._file.protocol(found.protocol_version).question(key)
        with self._file.vault.transaction("answered", _told(found, answered(question.title, answer)), visit=visit):
            earlier = screening.last_answer(self._file.vault, found.client, visit, key)
            answer = answer and replace(answer, carried=False)  # only `confirm` carries over
            screening.answer(self._file.vault, visit, question, answer, self._file.now(), earlier)
            self._withdraw(found)

    def rest_of_group(self, visit: int, group: str) -> tuple[str, ...]:
        """Answer No to every blank question of a group that is not asked anew each visit; the keys set."""
        found = self._answerable(visit)
        protocol = self._file.protocol(found.protocol_version)
        blank = [
            question
            for question in protocol.asked
            if question.group == group and question.key not in found.answers and not question.asked_again
        ]
        return self._all_no(found, blank)

    def none_of(self, visit: int, together: str) -> tuple[str, ...]:
        """Answer No to every blank question that shares that name, asked anew or not; the keys set."""
        found = self._answerable(visit)
        protocol = self._file.protocol(found.protocol_version)
        return self._all_no(
            found,
            [
                each
                for each in protocol.asked
                if together and each.together == together and each.key not in found.answers
            ],
        )

    def plan(self, visit: int, plan: Plan) -> None:
        """Keep what is planned: zones and intensity. The birth date comes from the client."""
        found = self._answerable(visit)
        with self._file.vault.transaction("planned", _told(found, planned(plan)), visit=visit):
            visits.plan(self._file.vault, visit, plan)
            self._withdraw(found)

    def verdict(self, visit: int) -> Verdict:
        """The verdict: as it was ruled once treatment started, before that as it stands at this moment."""
        found = visits.get(self._file.vault, visit)
        return found.verdict or self._bench(found).assess(found.answers, self._file.now(), found.news)

    def confirm(self, visit: int, keys: Iterable[str]) -> tuple[str, ...]:
        """Answer these questions as at the last visit, where that may be carried over; the keys set.

        Raises NotNow while it is not known whether anything is new.
        """
        found = self._answerable(visit)
        protocol = self._file.protocol(found.protocol_version)
        earlier = screening.last_answers(self._file.vault, found.client, visit)
        wanted = tuple(protocol.question(key) for key in keys)
        confirmable = to_confirm(protocol, wanted, found.answers, earlier, found.news)
        if wanted and not confirmable and (found.news is None or found.news.reply is not Reply.NO):
            raise NotNow("First ask whether anything is new since last time.", "Nothing was confirmed.")
        words = f"{count(len(confirmable), 'answer')} confirmed as last time"
        with self._file.vault.transaction("confirmed", _told(found, words), visit=visit):
            for key in confirmable:
                now, before = self._file.now(), earlier[key]
                screening.answer(self._file.vault, visit, protocol.question(key), confirmed(before), now, before)
            self._withdraw(found)
        return confirmable

    def tell_news(self, visit: int, news: News | None) -> None:
        """Keep whether a returning client has anything new; None clears it.

        Unless the answer is no, what was confirmed as before, or denied in one tap, is blank again.
        """
        found = self._answerable(visit)
        protocol = self._file.protocol(found.protocol_version)
        said = answered(NEWS_TITLE, Answer(news.reply, detail=news.detail) if news else None)
        with self._file.vault.transaction("answered", _told(found, said), visit=visit):
            screening.tell_news(self._file.vault, visit, news, self._file.now())
            for key in taken_back(found.answers, found.news, news):
                screening.answer(self._file.vault, visit, protocol.question(key), None, self._file.now())
            self._withdraw(found)

    def decide(self, visit: int, treat: bool, reason: str) -> Decision:
        """Keep the practitioner's decision where the verdict leaves it to them. Raises NotNow, BadInput."""
        self._answerable(visit)
        if self.verdict(visit).status is not Status.PRACTITIONER_DECISION:
            raise NotNow("There is nothing to decide here.", do="Read the verdict.")
        by = practice.get(self._file.vault).practitioner
        decision = Decision(treat, _typed(reason, "A decision"), by, self._file.now())
        words = reasoned(f"Decision: {'treat' if treat else 'do not treat'}", decision.reason)
        with self._file.vault.transaction("decided", words, visit=visit):
            decisions.decide(self._file.vault, visit, decision)
        return decision

    def override(self, visit: int, reason: str, by: str, seen: Status | None = None) -> Override:
        """Keep that this practitioner treats against the verdict they have `seen`. Raises NotNow, BadInput.

        The verdict stays as it was. Not possible under DO_NOT_TREAT, nor while anything is unanswered (decision 5).
        """
        found = self._answerable(visit)
        verdict = self.verdict(visit)
        refused = why_no_override(verdict, found.plan)
        if refused:
            raise NotNow(refused, "The verdict stays as it was.")
        if seen is not None and verdict.status is not seen:
            raise NotNow("The verdict has changed meanwhile.", "Nothing was overridden.", "Read it again.")
        if not by.strip():
            raise BadInput("An override needs the name of the practitioner.", "Nothing has changed.", "Type your name.")
        override = Override(verdict.status, _typed(reason, "An override"), by.strip(), self._file.now())
        words = reasoned(f"Override: {STATUS_WORDS[override.status]}", override.reason, override.by)
        with self._file.vault.transaction("overridden", words, visit=visit):
            decisions.override(self._file.vault, visit, override)
        return override

    def withdraw_override(self, visit: int) -> None:
        """The verdict holds again; that there was an override stays in the record."""
        self._answerable(visit)
        with self._file.vault.transaction("override withdrawn", "Override withdrawn", visit=visit):
            decisions.withdraw_override(self._file.vault, visit, self._file.now())

    def copied(self, visit: int) -> None:
        """Tell the history that the verdict was copied as text, to be pasted elsewhere."""
        history.note(self._file.vault, "verdict copied", "Verdict copied as text", visit=visit)

    def _bench(self, visit: Visit) -> Bench:
        client = clients.get(self._file.vault, visit.client)
        plan = Plan(visit.plan.intensity, visit.plan.zones, client.details.born)
        history = _not_ahead(visits.sessions(self._file.vault, visit.client, before=visit.id), self._file.now().date())
        on_file = letters.of_client(self._file.vault, visit.client)
        earlier = screening.last_answers(self._file.vault, visit.client, visit.id)
        protocol = self._file.protocol(visit.protocol_version)
        return Bench(protocol, plan, tuple(history), tuple(on_file), earlier)

    def _all_no(self, visit: Visit, questions: Iterable[Question]) -> tuple[str, ...]:
        no, keys, wanted = Answer(Reply.NO, grouped=True), [], tuple(questions)
        words = f"{count(len(wanted), 'answer')} at once: no"
        with self._file.vault.transaction("answered", _told(visit, words), visit=visit.id):
            for question in wanted:
                earlier = screening.last_answer(self._file.vault, visit.client, visit.id, question.key)
                screening.answer(self._file.vault, visit.id, question, no, self._file.now(), earlier)
                keys.append(question.key)
            self._withdraw(visit)
        return tuple(keys)

    def _withdraw(self, visit: Visit) -> None:
        """What was decided was decided on what was known then: when that changes, it has to be taken anew."""
        if visit.decision is not None:
            decisions.decide(self._file.vault, visit.id, None)
        if visit.override is not None:
            decisions.withdraw_override(self._file.vault, visit.id, self._file.now())

    def _answerable(self, visit: int) -> Visit:
        found = self._file.open_visit(visit)
        if found.treatment.started:
            raise NotNow("Treatment has started: the screening stays as it was.", do="Write it in the notes.")
        refuse_past(found, self._file.now())
        return found


def _told(visit: Visit, words: str) -> str:
    """What was done, and that what was decided before it no longer stands."""
    fallen = "the decision" if visit.decision else "the override" if visit.override else ""
    between = "; " if "\n" in words else "\n"
    return f"{words}{between}{fallen} no longer stands" if fallen else words


def _typed(reason: str, what: str) -> str:
    """The reason, tidied. Raises BadInput for one that says nothing."""
    said = typed_reason(reason)
    if not said:
        raise BadInput(f"{what} needs a reason.", "Nothing has changed.", "Type a few words.")
    return said


def _not_ahead(history: Iterable[PastSession], today: date) -> list[PastSession]:
    """Sessions of a day to come count as today's: the clock was wrong then or is now, and no wait is lost for that."""
    return [replace(session, day=min(session.day, today)) for session in history]


def refuse_past(visit: Visit, now: datetime) -> None:
    """Raise NotNow for a visit that was opened on an earlier day and never came to treatment."""
    if day_is_over(visit, now):
        day = say_day(visit.opened.date())
        raise NotNow(f"This visit is of {day}: its answers held for that day.", "They are kept.", "Ask again today.")
