"""May this client be treated now, and if not, from when: answers in, a verdict with all its reasons out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from needledesk.domain.answers import Answers
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.treatment import Intensity


@dataclass(frozen=True, slots=True)
class Plan:
    """What the practitioner means to do. `born` is the client's birth date, for the age rule."""

    intensity: Intensity | None = None
    zones: tuple[str, ...] = ()
    born: date | None = None


@dataclass(frozen=True, slots=True)
class PastSession:
    """An earlier treatment, for the repeat interval. `intensity` None: never classified."""

    day: date
    intensity: Intensity | None
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Clearance:
    """A doctor's letter on file for one rule. Without `expires` it holds for twelve months from `dated`."""

    rule: str
    dated: date
    by: str
    expires: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """One rule that fired, with the fact, the arithmetic and the source it rests on."""

    rule: str
    status: Status
    title: str  # the fact: "Isotretinoin, 14 Jul 2026", "Cold sores or other herpes, ever: yes"
    reason: str  # what follows, in words: "6 months after the last capsule", "The prescriber decides, in writing"
    arithmetic: str  # "14 Jul 2026 + 6 months = 14 Jan 2027"; empty where there is none
    question: str  # the sentence that was asked; empty for zone and interval rules
    answer: str  # the answer in words; empty likewise
    line: str  # source line; empty for an extension
    extension: bool = False
    earliest: date | datetime | None = None  # datetime where hours count
    zones: tuple[str, ...] = ()  # zones that it leaves out
    key: str = ""  # the question's key, for the jump; empty where there is none


@dataclass(frozen=True, slots=True, repr=False)
class Verdict:
    """The outcome: worst status, latest date, all zones left out, every finding worst first, what is open."""

    status: Status
    earliest: date | datetime | None = None  # None: no date can be promised; always None under DO_NOT_TREAT
    excluded_zones: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    blank: tuple[str, ...] = ()  # keys of questions not answered
    unsure: tuple[str, ...] = ()  # keys answered "don't know", and yes-answers that lack what the rule needs
    advice: tuple[str, ...] = ()  # sentences that never change the status
    dateless: bool = False  # at least one finding keeps the client waiting without a date

    @property
    def open_questions(self) -> tuple[str, ...]:
        """Everything that still needs an answer."""
        return self.blank + self.unsure


@dataclass(frozen=True, slots=True, repr=False)
class Decision:
    """What the practitioner decided where the verdict left it to them. The verdict itself stays."""

    treat: bool
    reason: str
    by: str
    at: datetime


def assess(
    protocol: Protocol,
    answers: Answers,
    plan: Plan,
    history: Sequence[PastSession],
    clearances: Iterable[Clearance],
    at: datetime,
) -> Verdict:
    """Judge the answers at the aware moment `at`. Pure and total: any well-formed input gives a verdict."""
    raise AssertionError("being written")
