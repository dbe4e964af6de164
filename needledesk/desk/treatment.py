"""Treatment: start, record what is done as it is done, finish, and see what the record still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from needledesk.desk.record_file import RecordFile
from needledesk.desk.screening import ScreeningDesk, refuse_past
from needledesk.domain.calendar import say_moment
from needledesk.domain.cautions import cautions
from needledesk.domain.decisions import may_start
from needledesk.domain.history_words import treatment_changed
from needledesk.domain.photos import Moment
from needledesk.domain.screening import zones_to_leave
from needledesk.domain.treatment import Caution, Treatment
from needledesk.domain.visits import Visit, VisitState
from needledesk.errors import BadInput, NotNow
from needledesk.storage import screening, treatment, visits


class TreatmentDesk:
    """`desk.treatment`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def start(self, visit: int) -> datetime:
        """Stamp the start and keep the verdict as it is now. Raises NotNow where the verdict does not allow it."""
        found = self._file.open_visit(visit)
        if found.treatment.started:
            return found.treatment.started
        refuse_past(found, self._file.now())
        verdict = ScreeningDesk(self._file).verdict(visit)
        if not may_start(verdict, found.decision, found.override):
            raise NotNow("The checklist does not let treatment start.", do="Read the verdict on the right.")
        now = self._file.now()
        with self._file.vault.transaction("needling started", "Needling started", visit=visit):
            screening.rule(self._file.vault, visit, verdict, now)
            treatment.keep(self._file.vault, visit, replace(found.treatment, started=now))
        return now

    def not_started(self, visit: int) -> None:
        """Take the start back, for a press too early: the checklist is open again. Raises NotNow once it counts."""
        found = self._file.open_visit(visit)
        if found.treatment.finished is not None:
            raise NotNow("Treatment is finished.", "Nothing has changed.", "Take the finish back first.")
        if found.treatment.recorded or found.note.strip():
            raise NotNow("Something has been recorded since the start.", "Nothing has changed.", "Take that out first.")
        if any(photo.moment is Moment.AFTER for photo in found.photos):
            raise NotNow("A photo after treatment is on file.", "Nothing has changed.", "Take that out first.")
        with self._file.vault.transaction("start taken back", "Start taken back", visit=visit):
            screening.unrule(self._file.vault, visit)
            treatment.keep(self._file.vault, visit, replace(found.treatment, started=None))

    def change(self, visit: int, changed: Treatment) -> tuple[Caution, ...]:
        """Keep the treatment as it is now written; start and finish stay as stamped. Gives what needs a look."""
        found = self._file.open_visit(visit)
        stamps = found.treatment
        kept = replace(changed, started=stamps.started, finished=stamps.finished)
        refuse_zones(kept, self._left_out(found))
        with self._file.vault.transaction("treatment changed", treatment_changed(stamps, kept), visit=visit):
            treatment.keep(self._file.vault, visit, kept)
        return self.cautions(visit)

    def finish(self, visit: int, at: datetime | None = None) -> datetime:
        """Stamp the finish, from which every aftercare time counts; `at` corrects it. Raises NotNow, BadInput."""
        found = self._file.open_visit(visit)
        started, now = found.treatment.started, self._file.now()
        if started is None:
            raise NotNow("Treatment has not started.", do="Start it first.")
        at = at or found.treatment.finished or now
        if not started <= at <= now:
            raise BadInput(
                f"The finish must lie between the start ({say_moment(started)}) and now ({say_moment(now)}).",
                "The finish stays as it was.",
                "Check the time.",
            )
        words = _finished(found.treatment.finished, at, now)
        with self._file.vault.transaction("treatment finished", words, visit=visit):
            treatment.keep(self._file.vault, visit, replace(found.treatment, finished=at))
            visits.set_state(self._file.vault, visit, VisitState.FINISHED, now)
        return at

    def resume(self, visit: int) -> None:
        """Take the finish back, for a press too early. Raises NotNow once a sheet has been given."""
        found = self._file.open_visit(visit)
        if found.handouts:
            raise NotNow("A sheet with these times has been given.", do="Correct the finish instead.")
        with self._file.vault.transaction("finish taken back", "Finish taken back", visit=visit):
            treatment.keep(self._file.vault, visit, replace(found.treatment, finished=None))
            visits.set_state(self._file.vault, visit, VisitState.OPEN, self._file.now())

    def write_note(self, visit: int, text: str) -> None:
        """Keep the notes as they now read."""
        self._file.must_be_open(visit)
        with self._file.vault.transaction("note written", "Note written", visit=visit):
            visits.write_note(self._file.vault, visit, text, self._file.now())

    def cautions(self, visit: int) -> tuple[Caution, ...]:
        """What about the record needs a look or a reason."""
        found = visits.get(self._file.vault, visit)
        protocol = self._file.protocol(found.protocol_version)
        before = visits.sessions(self._file.vault, found.client, before=visit)
        last = before[-1].day if before else None
        return cautions(found.treatment, protocol, self._file.now().date(), last)

    def _left_out(self, found: Visit) -> dict[str, str]:
        """The zones that must not be treated, planned or not, each with the reason where one is known."""
        ruled = dict.fromkeys(found.verdict.excluded_zones if found.verdict else (), "")
        protocol = self._file.protocol(found.protocol_version)
        at = found.treatment.started or self._file.now()
        return ruled | zones_to_leave(protocol, found.answers, found.plan, at)

    def last(self, visit: int) -> Treatment | None:
        """What was done last time, to repeat it; None for a first session."""
        found = visits.get(self._file.vault, visit)
        for earlier in visits.of_client(self._file.vault, found.client):
            if earlier.id != visit and earlier.treatment.finished and earlier.voiding is None:
                return earlier.treatment
        return None


def _finished(before: datetime | None, at: datetime, now: datetime) -> str:
    if before is not None:
        return f"Finish corrected: {say_moment(before)} to {say_moment(at)}"
    return "Treatment finished" if at == now else f"Treatment finished at {say_moment(at)}"


def refuse_zones(kept: Treatment, left_out: Mapping[str, str]) -> None:
    """Raise BadInput if a zone was treated that is never treated or is left out today, for the reason given."""
    from needledesk.domain import zones

    for work in kept.zones:
        if work.zone in zones.NEVER:
            raise BadInput(f"{zones.NEVER[work.zone]}: never treated.", "Nothing has changed.")
        if work.zone in left_out:
            why = f": {left_out[work.zone]}" if left_out[work.zone] else ""
            raise BadInput(f"{zones.ALL[work.zone]} is left out today{why}.", "Nothing has changed.")
