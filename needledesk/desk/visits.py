"""Visits: begin, look back along the timeline, close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from needledesk.desk.record_file import RecordFile
from needledesk.desk.screening import ScreeningDesk
from needledesk.desk.treatment import TreatmentDesk
from needledesk.domain import zones
from needledesk.domain.calendar import say_at, say_day
from needledesk.domain.decisions import Deferral, Override, deferred_until, standing
from needledesk.domain.history_words import reasoned
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Plan, Verdict
from needledesk.domain.treatment import Intensity, Severity, Treatment, ZoneWork
from needledesk.domain.verdict_text import STATUS_WORDS as STATUS_WORDS  # the timeline's own words
from needledesk.domain.visits import TimelineEntry, Visit, VisitState, day_is_over
from needledesk.errors import NotNow
from needledesk.storage import decisions, screening, visits


class VisitDesk:
    """`desk.visits`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def begin(self, client: int) -> Visit:
        """The client's open visit of today, or a new one planned like the last session (light, full face, at first)."""
        earlier = visits.of_client(self._file.vault, client)
        for visit in earlier:
            if visit.state in (VisitState.OPEN, VisitState.FINISHED):
                return self.current(visit.id)
        return self._begin(client, _same_as_last(earlier))

    def current(self, visit: int) -> Visit:
        """The visit, or the one of today in its place: one of an earlier day is closed, its answers held for that day.

        What was answered then is last time's answers in the new one. Raises NotFound.
        """
        found, now = visits.get(self._file.vault, visit), self._file.now()
        if not day_is_over(found, now):
            return found
        bench = ScreeningDesk(self._file).bench(visit)
        with self._file.vault.transaction():
            screening.rule(self._file.vault, visit, bench.assess(found.answers, found.opened, found.news), now)
            self._file.close_visit(visit, VisitState.NOT_TREATED)
            return self._begin(found.client, found.plan)

    def get(self, visit: int) -> Visit:
        """One visit, whole. Raises NotFound."""
        return visits.get(self._file.vault, visit)

    def timeline(self, client: int) -> tuple[TimelineEntry, ...]:
        """Every visit of the client as a card, newest first."""
        return tuple(entry(visit, self._verdict(visit)) for visit in visits.of_client(self._file.vault, client))

    def unfinished(self) -> tuple[Visit, ...]:
        """Visits that are still open, of any client."""
        return tuple(visits.unfinished(self._file.vault))

    def _begin(self, client: int, plan: Plan) -> Visit:
        now, version = self._file.now(), self._file.protocol().version
        with self._file.vault.transaction():
            begun = visits.begin(self._file.vault, client, now, self._file.timezone, version)
            self._file.vault.describe("visit begun", "Visit begun", visit=begun)
            visits.plan(self._file.vault, begun, plan)
        return visits.get(self._file.vault, begun)

    def close(self, visit: int) -> VisitState:
        """Close the visit, as treated or as not treated. Raises NotNow while treatment runs or the record lacks
        what it must have.
        """
        found = self._file.open_visit(visit)
        if found.treatment.started and not found.treatment.finished:
            raise NotNow("Treatment is running.", do="Finish it first.")
        now = self._file.now()
        with self._file.vault.transaction():
            if found.treatment.finished:
                self._refuse_gaps(visit)
                state = VisitState.CLOSED
            else:
                verdict = ScreeningDesk(self._file).verdict(visit)
                screening.rule(self._file.vault, visit, verdict, now)
                state = VisitState.NOT_TREATED
            self._file.close_visit(visit, state)
        return state

    def defer(self, visit: int, until: date | datetime, note: str = "") -> None:
        """Put the visit off until then, and close it untreated. Raises NotNow, BadInput.

        Not before the verdict's own date; under DO_NOT_TREAT no date is promised.
        """
        found, now = self._file.open_visit(visit), self._file.now()
        if found.treatment.started:
            raise NotNow("Treatment has started.", do="Finish it.")
        verdict = ScreeningDesk(self._file).verdict(visit)
        if verdict.status is Status.DO_NOT_TREAT:
            raise NotNow("The checklist says do not treat: no date is offered.", do="Close the visit.")
        until = deferred_until(until, verdict.earliest, now)
        words = reasoned(f"Put off to {say_at(until)}, visit closed and sealed", note.strip())
        with self._file.vault.transaction("put off", words, visit=visit):
            screening.rule(self._file.vault, visit, verdict, now)
            decisions.defer(self._file.vault, visit, Deferral(until, note.strip(), now))
            self._file.close_visit(visit, VisitState.NOT_TREATED)

    def _verdict(self, visit: Visit) -> Verdict | None:
        """The verdict as it was kept. Where something was decided that is not kept yet: as it stands now."""
        if visit.verdict is None and visit.override is not None:
            return ScreeningDesk(self._file).verdict(visit.id)
        return visit.verdict

    def _refuse_gaps(self, visit: int) -> None:
        gaps = [
            caution.text
            for caution in TreatmentDesk(self._file).cautions(visit)
            if caution.severity is not Severity.NOTICE
        ]
        if gaps:
            raise NotNow("The visit cannot be closed yet.", " ".join(gaps), "Open Treatment to add it.")


def entry(visit: Visit, verdict: Verdict | None) -> TimelineEntry:
    """The card of one visit: what was done, or why not. `verdict`: the one that an override stands against or not."""
    status = visit.verdict.status if visit.verdict else None
    treated = visit.treatment.finished is not None
    title = _title(visit, treated) if visit.voiding is None else f"Voided: {_title(visit, treated)}"
    lines = (*_added(visit), *_lines(visit, treated), *_overridden(visit.override, verdict))
    status_text = STATUS_WORDS[status] if status else ""
    if visit.decision and status is Status.PRACTITIONER_DECISION:
        status_text += f": {'treat' if visit.decision.treat else 'do not treat'}, “{visit.decision.reason}”"
    photos = tuple(photo.id for photo in visit.photos if photo.moment == "before")[:3]
    facts = (visit.id, visit.opened, visit.state, visit.session, title)
    return TimelineEntry(*facts, lines, status or "", status_text, photos, visit.voiding is not None)


def _title(visit: Visit, treated: bool) -> str:
    if visit.state is VisitState.OPEN:
        return f"Session {visit.session} in progress"
    if treated:
        done = f"Session {visit.session}"
        intensity = visit.treatment.intensity
        parts = [intensity.word if intensity else "", _work(visit.treatment.zones)]
        return " · ".join([done, ", ".join(part for part in parts if part)])
    if visit.deferral:
        return _put_off(visit.deferral, visit.verdict)
    return _refused(visit.verdict) if visit.verdict else "Not treated"


def _refused(verdict: Verdict) -> str:
    """`Not today: earliest Thu 26 Nov`; where another wait has no date, nobody can say yet."""
    if verdict.status is Status.NOT_TODAY and verdict.earliest and not verdict.dateless:
        return f"Not today: earliest {say_day(_day(verdict.earliest))}"
    return STATUS_WORDS[verdict.status]


def _put_off(deferral: Deferral, verdict: Verdict | None) -> str:
    """`Put off to Thu 26 Nov`; where a doctor has to write first, the day is not the doctor's answer."""
    letter = verdict is not None and verdict.status is Status.MEDICAL_CLEARANCE
    return f"Put off to {say_at(deferral.until)}" + (", with the letter" if letter else "")


def _added(visit: Visit) -> Iterator[str]:
    """What has been added since it was sealed: that nobody may rely on it, and how often it was amended."""
    if visit.voiding is not None:
        by = f" by {visit.voiding.author}" if visit.voiding.author else ""
        yield f"Voided {say_day(visit.voiding.at.date(), year=True)}{by}: {visit.voiding.reason}. Content kept"
    if visit.amended:
        yield f"Amended, {visit.amended} amendment{'s' if visit.amended != 1 else ''}"


def _overridden(override: Override | None, verdict: Verdict | None) -> tuple[str, ...]:
    """`Override: two days short, by M. Averil`, as long as it stands."""
    stands = standing(override, verdict) if verdict is not None else None
    return (f"Override: {stands.reason}, by {stands.by}",) if stands is not None else ()


def _lines(visit: Visit, treated: bool) -> tuple[str, ...]:
    if visit.state is VisitState.OPEN and visit.treatment.started:
        return (f"Needling since {visit.treatment.started:%H:%M}",)
    if not treated:
        reasons = [finding.title for finding in visit.verdict.findings[:2]] if visit.verdict else []
        end = "not treated" if visit.state is VisitState.NOT_TREATED else "screening"
        said = (visit.deferral.note,) if visit.deferral and visit.deferral.note else ()
        return (" · ".join([*reasons, end]), *said)
    given = [f"handout {handout.how} {handout.at:%H:%M}" for handout in visit.handouts[-1:]]
    finished = f"finished {visit.treatment.finished:%H:%M}" if visit.treatment.finished else ""
    return (" · ".join(part for part in [finished, *given] if part),)


def _work(work: tuple[ZoneWork, ...]) -> str:
    """`cheeks 1.5 mm`: the deepest zones and their depth."""
    if not work:
        return ""
    deepest = max(one.depth for one in work)
    where = zones.say(one.zone for one in work if one.depth == deepest)
    return f"{where.lower()} {deepest:g} mm"


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _same_as_last(earlier: list[Visit]) -> Plan:
    for visit in earlier:
        if visit.treatment.finished and visit.voiding is None:
            done: Treatment = visit.treatment
            return Plan(done.intensity, tuple(work.zone for work in done.zones))
    return Plan(Intensity.MILD, tuple(zones.FACE))
