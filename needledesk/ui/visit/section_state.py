"""How far each section of a visit is: the state and the count on its tab, and which one is to be shown first."""

from __future__ import annotations

from needledesk.domain.decisions import may_start
from needledesk.domain.photos import BODY_VIEWS, FACE_VIEWS
from needledesk.domain.returning import NEWS_KEY
from needledesk.domain.screening import Verdict
from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.widgets.step_strip import Step

SECTIONS = {"screening": "Screening", "treatment": "Treatment", "photos": "Photos", "aftercare": "Aftercare"}


def states(visit: Visit, verdict: Verdict, startable: bool, asked: int) -> dict[str, tuple[str, str]]:
    """State (done, now, todo, off) and count of every section. `asked`: how many questions there are."""
    return {
        "screening": _screening(visit, verdict, asked),
        "treatment": _treatment(visit, startable),
        "photos": _photos(visit),
        "aftercare": _aftercare(visit),
    }


def steps(visit: Visit, verdict: Verdict, asked: int) -> tuple[Step, ...]:
    """The same as a row of steps, for a visit that is not closed."""
    found = states(visit, verdict, may_start(verdict, visit.decision, visit.override), asked)
    return tuple(Step(f"{SECTIONS[key]} {count}".strip(), state) for key, (state, count) in found.items())


def phase(visit: Visit) -> str:
    """Where the visit stands: screening, treating, finished or closed."""
    if visit.state in (VisitState.CLOSED, VisitState.NOT_TREATED):
        return "closed"
    if visit.treatment.finished is not None:
        return "finished"
    return "treating" if visit.treatment.started is not None else "screening"


def first_section(visit: Visit) -> str:
    """The section that is worth showing first: where there is something to do, or to read."""
    sections = {"screening": "screening", "treating": "treatment", "finished": "aftercare", "closed": "treatment"}
    return sections[phase(visit)]


def _screening(visit: Visit, verdict: Verdict, asked: int) -> tuple[str, str]:
    if visit.treatment.started is not None:
        return "done", ""
    blank = sum(key != NEWS_KEY for key in verdict.blank)
    answered = f"{asked - blank}/{asked}"
    if visit.state is VisitState.NOT_TREATED:
        return "done", answered
    return ("todo" if verdict.open_questions else "done"), answered


def _treatment(visit: Visit, startable: bool) -> tuple[str, str]:
    work = visit.treatment
    if work.finished is not None:
        return "done", f"{work.finished:%H:%M}"
    if work.started is not None:
        return "now", f"{len(work.zones)} zone{'s' if len(work.zones) != 1 else ''}"
    return ("todo" if startable else "off"), ""


def _photos(visit: Visit) -> tuple[str, str]:
    count, of = photo_count(visit)
    return ("done" if count == of else "todo"), f"{count}/{of}"


def photo_count(visit: Visit) -> tuple[int, int]:
    """How many of the standard views were taken, and of how many."""
    taken = {(photo.moment, photo.view) for photo in visit.photos}
    body_only = bool(taken) and all(view in BODY_VIEWS for _, view in taken)
    views = BODY_VIEWS if body_only else FACE_VIEWS
    return sum(view in views for _, view in taken), 2 * len(views)


def _aftercare(visit: Visit) -> tuple[str, str]:
    if visit.treatment.finished is not None:
        return ("done" if visit.handouts else "todo"), ""
    return ("todo" if visit.treatment.started is not None else "off"), ""
