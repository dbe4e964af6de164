"""Who comes: a client with contact, birth date and the alerts that must never be overlooked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from needledesk.errors import BadInput


class AlertKind(StrEnum):
    """Which colour and icon an alert chip takes."""

    ALLERGY = "allergy"
    LETTER = "letter"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True, repr=False)
class Alert:
    """A short warning shown on every screen of the client: "Lidocaine allergy"."""

    kind: AlertKind
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Details:
    """What is written down about a client. `skin_type` is Fitzpatrick 1 to 6, 0 if not noted."""

    given: str
    family: str = ""
    born: date | None = None
    phone: str = ""
    email: str = ""
    skin_type: int = 0
    goal: str = ""
    course: int = 0  # planned number of sessions, 0 if not agreed
    alerts: tuple[Alert, ...] = field(default=())

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}".strip()

    @property
    def initials(self) -> str:
        """Up to two capitals for the round picture."""
        return "".join(word[0] for word in self.name.split()[:1] + self.name.split()[1:][-1:]).upper()


@dataclass(frozen=True, slots=True, repr=False)
class Client:
    """A client in the record file. `number` is the practice's own, such as `C-0007`."""

    id: int
    number: str
    details: Details
    added: datetime


@dataclass(frozen=True, slots=True, repr=False)
class ClientLine:
    """One row of the client list. `state` picks the icon: new, open, treated, waiting, letter, stopped, unfinished."""

    id: int
    number: str
    name: str
    initials: str
    state: str
    text: str  # "Session 4 in progress", "Next from Sat 5 Dec"


def checked(details: Details, today: date) -> Details:
    """The details, tidied. Raises BadInput for an empty name or a birth date that cannot be."""
    if not details.given.strip():
        raise BadInput("A client needs a name.", do="Type at least the first name.")
    if details.born is not None and not date(1900, 1, 1) <= details.born <= today:
        raise BadInput("That birth date cannot be right.", do="Check the year.")
    return details


def age(born: date, on: date) -> int:
    """Completed years on that day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True, repr=False)
class ClientFacts:
    """What the record file knows about a client for one row of the list: the person and the latest visit."""

    id: int
    number: str
    name: str
    initials: str
    visit_state: str = ""  # a VisitState of the latest visit, empty without visits
    sessions: int = 0  # sessions treated and finished so far
    finished: datetime | None = None  # the latest finish
    intensity: str = ""  # an Intensity of the latest finished session
    status: str = ""  # a Status as last ruled for the latest visit
    earliest: str = ""  # until when it was put off, else the wait that verdict gave; ISO, day or minute
