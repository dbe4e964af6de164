"""The record of one visit, whole, on paper: for proof years later, in the words of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from needledesk.domain import record_screening, record_seal, record_treatment
from needledesk.domain.calendar import say_day, say_long, say_moment
from needledesk.domain.clients import age
from needledesk.domain.record_parts import Entry, Section, VisitFacts
from needledesk.domain.visits import Visit, VisitState

#: Stands on every record, beside the verdict (section 5 of the clinical content).
SUPPORTS = "The checklist supports a person; it does not decide. The practitioner decides."
#: The record file keeps no practice and practitioner of the day of a visit: these are whoever prints.
TODAYS = "Practice and practitioner are those of the printing; what was decided that day names who decided it."
_STATES = {
    VisitState.OPEN: "Open: this record is not complete yet",
    VisitState.FINISHED: "Treated, not closed: this record is not complete yet",
    VisitState.CLOSED: "Treated and closed",
    VisitState.NOT_TREATED: "Closed without treatment",
}


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """Everything that the paper says, as ready words. Holds a client's name and health: it has no repr."""

    practice: str
    phone: str
    email: str
    client: str  # "C-0007 · Ottilie Farnwick"
    number: str  # the client's
    opened: datetime
    heading: str  # "Visit of Sunday 22 November 2026, 13:31"
    printed_by: str  # "Printed by M. Averil, on Sun 22 Nov 2026, 14:36"
    todays: str  # that the letterhead is of that moment, not of the visit
    printed_at: datetime
    protocol_version: int
    language: str
    supports: str
    sections: tuple[Section, ...]
    history: str = ""  # the head of the history that the paper binds: `1234-7F3A-91C2-55E0-0D1B`


def compose(facts: VisitFacts, language: str, printed: datetime) -> Record:
    """The record as it stands at `printed`, with every moment as the laptop's clock showed it that day."""
    visit, client = facts.visit, facts.client
    here = printed.astimezone(visit.opened.tzinfo)
    letters, added = record_screening.letters(facts), record_seal.amendments(facts)
    voided = ", voided" if facts.sealed is not None and facts.sealed.voiding is not None else ""
    return Record(
        practice=facts.practice.name,
        phone=facts.practice.phone,
        email=facts.practice.email,
        client=f"{client.number} · {client.details.name}",
        number=client.number,
        opened=visit.opened,
        heading=f"Visit of {say_long(visit.opened)}{voided}",
        printed_by=_printed(facts.practice.practitioner, here),
        todays=TODAYS,
        printed_at=here,
        protocol_version=visit.protocol_version,
        language=language,
        supports=SUPPORTS,
        sections=(
            _visit(facts),
            record_screening.verdict(facts),
            record_screening.decisions(facts),
            *([letters] if letters else []),
            record_treatment.treatment(facts),
            record_treatment.notes(facts),
            record_treatment.photos(facts),
            record_treatment.sheets(facts),
            *record_screening.questions(facts),
            *([added] if added else []),
        ),
    )


def _printed(by: str, at: datetime) -> str:
    moment = say_moment(at, year=True)
    return f"Printed by {by}, on {moment}" if by else f"Printed on {moment}"


def _visit(facts: VisitFacts) -> Section:
    visit, client = facts.visit, facts.client
    since = say_moment(facts.protocol_since, year=True)
    by = f", by {facts.protocol_author}" if facts.protocol_author else ""
    return Section(
        "Client and visit",
        (
            Entry("Client", client.details.name),
            Entry("Client number", client.number),
            Entry("Birth date", _born(facts)),
            Entry("Opened", say_moment(visit.opened, year=True)),
            Entry("Closed", say_moment(visit.closed, year=True) if visit.closed else "Not closed"),
            Entry("State", _STATES[visit.state]),
            *record_seal.facts_of_seal(facts),
            Entry("Session", _session(visit)),
            Entry("Clock", f"All times as in {visit.timezone}"),
            Entry("Protocol", f"Version {visit.protocol_version}, in force since {since}{by}"),
        ),
    )


def _born(facts: VisitFacts) -> str:
    born = facts.client.details.born
    if born is None:
        return "not noted"
    return f"{say_day(born, year=True)} ({age(born, facts.visit.opened.date())} years at the visit)"


def _session(visit: Visit) -> str:
    return f"{visit.session}" if visit.treatment.started else "not treated"
