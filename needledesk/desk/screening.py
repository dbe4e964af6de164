"""Screening: record each answer as it is given, judge, and keep what the practitioner decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from needledesk.desk.record_file import RecordFile
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Clearance, Decision, PastSession, Plan, Verdict, assess, zones_to_leave
from needledesk.domain.visits import Visit
from needledesk.errors import BadInput, NotNow
from needledesk.storage import clients, practice, screening, visits


@dataclass(frozen=True, slots=True)
class Bench:
    """All that a verdict needs beside the answers, so that a page can judge at every key without the file."""

    protocol: Protocol
    plan: Plan
    history: tuple[PastSession, ...]
    clearances: tuple[Clearance, ...]

    def assess(self, answers: Mapping[str, Answer], at: datetime) -> Verdict:
        """The verdict at that moment."""
        return assess(self.protocol, answers, self.plan, self.history, self.clearances, at)

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
        with self._file.vault.transaction():
            screening.answer(self._file.vault, visit, question, answer, self._file.now())
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
        with self._file.vault.transaction():
            for question in blank:
                no = Answer(Reply.NO, grouped=True)
                screening.answer(self._file.vault, visit, question, no, self._file.now())
            self._withdraw(found)
        return tuple(question.key for question in blank)

    def plan(self, visit: int, plan: Plan) -> None:
        """Keep what is planned: zones and intensity. The birth date comes from the client."""
        found = self._answerable(visit)
        with self._file.vault.transaction():
            visits.plan(self._file.vault, visit, plan)
            self._withdraw(found)

    def verdict(self, visit: int) -> Verdict:
        """The verdict: as it was ruled once treatment started, before that as it stands at this moment."""
        found = visits.get(self._file.vault, visit)
        return found.verdict or self._bench(found).assess(found.answers, self._file.now())

    def file_letter(self, client: int, letter: Clearance) -> None:
        """Put a doctor's letter on file. It turns that rule's medical clearance into the practitioner's decision."""
        screening.add_clearance(self._file.vault, client, letter, self._file.now())

    def decide(self, visit: int, treat: bool, reason: str) -> Decision:
        """Keep the practitioner's decision where the verdict leaves it to them. Raises NotNow, BadInput."""
        self._answerable(visit)
        if self.verdict(visit).status is not Status.PRACTITIONER_DECISION:
            raise NotNow("There is nothing to decide here.", do="Read the verdict.")
        if len(reason.strip()) < 3:
            raise BadInput("A decision needs a reason.", "Nothing has changed.", "Type a few words.")
        by = practice.get(self._file.vault).practitioner
        decision = Decision(treat, reason.strip(), by, self._file.now())
        screening.decide(self._file.vault, visit, decision)
        return decision

    def _bench(self, visit: Visit) -> Bench:
        client = clients.get(self._file.vault, visit.client)
        plan = Plan(visit.plan.intensity, visit.plan.zones, client.details.born)
        history = visits.sessions(self._file.vault, visit.client, before=visit.id)
        letters = screening.clearances(self._file.vault, visit.client)
        return Bench(self._file.protocol(visit.protocol_version), plan, tuple(history), tuple(letters))

    def _withdraw(self, visit: Visit) -> None:
        """A decision was taken on what was known then: when that changes, it has to be taken anew."""
        if visit.decision is not None:
            screening.decide(self._file.vault, visit.id, None)

    def _answerable(self, visit: int) -> Visit:
        found = self._file.open_visit(visit)
        if found.treatment.started:
            raise NotNow("Treatment has started: the screening stays as it was.", do="Write it in the notes.")
        return found
