"""Doctors' letters on file: who wrote one, when, which rules it answers, and until when it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from needledesk.domain.calendar import add_months, say_day
from needledesk.domain.findings import Finding
from needledesk.domain.protocol import Ask, Protocol, Question, Rule, Status
from needledesk.errors import BadInput

#: Calendar months that a letter holds where it does not say otherwise (decision 5, P9).
MONTHS = 12
#: Years after its date beyond which no letter can hold: health changes, and a year is soon mistyped.
LONGEST = 5
#: How the title of a finding ends that a letter made the practitioner's decision.
LETTER_ON_FILE = ": letter on file"
#: Cold sores and their prevention: one letter, two answers (decision 10, C-02).
_ONE_LETTER = ("S-CON-06", "S-PRE-06")


@dataclass(frozen=True, slots=True, repr=False)
class Clearance:
    """What one letter says about one rule. Without `expires` it holds for twelve months from `dated`."""

    rule: str
    dated: date
    by: str
    expires: date | None = None
    note: str = ""

    @property
    def last_day(self) -> date:
        """The last date on which it holds."""
        return self.expires or add_months(self.dated, MONTHS)

    def holds(self, on: date) -> bool:
        """Whether it is in force on that date, both ends included."""
        return self.dated <= on <= self.last_day


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A photo or scan of a page; its bytes are kept under `id`. Sizes in pixels and bytes."""

    id: int
    kind: str  # "jpeg", "png" or "heic"
    width: int
    height: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """A letter as it was recorded. One letter may answer several rules: cold sores, and their prevention."""

    rules: tuple[str, ...]
    dated: date
    by: str
    expires: date | None = None
    note: str = ""
    id: int = 0  # 0: not on file yet
    added: datetime | None = None
    withdrawn: datetime | None = None
    withdrawn_reason: str = ""
    pages: tuple[LetterPage, ...] = ()

    @property
    def last_day(self) -> date:
        """The last date on which it holds."""
        return self.expires or add_months(self.dated, MONTHS)

    def holds(self, on: date) -> bool:
        """Whether it is in force on that date: not withdrawn, both ends included."""
        return self.withdrawn is None and self.dated <= on <= self.last_day

    @property
    def clearances(self) -> tuple[Clearance, ...]:
        """What it says, rule by rule; nothing once it is withdrawn."""
        if self.withdrawn is not None:
            return ()
        return tuple(Clearance(rule, self.dated, self.by, self.expires, self.note) for rule in self.rules)


def checked(letter: Letter, today: date) -> Letter:
    """The letter as it may be kept, tidied. Raises BadInput without author or rule, and for dates that cannot be."""
    if not letter.by.strip():
        raise BadInput("A letter needs its author.", do="Type the name of the doctor or prescriber.")
    if not letter.rules:
        raise BadInput("A letter answers at least one question.", do="Choose which.")
    if letter.dated > today:
        raise BadInput("A letter cannot be dated in the future.", do="Check its date.")
    if letter.expires is not None and letter.expires < letter.dated:
        raise BadInput("A letter cannot end before its date.", do="Check until when it is valid.")
    if letter.last_day > add_months(letter.dated, 12 * LONGEST):
        raise BadInput(
            f"A letter holds for {LONGEST} years at the most.", do="Check its date, and until when it is valid."
        )
    return Letter(
        tuple(dict.fromkeys(letter.rules)), letter.dated, letter.by.strip(), letter.expires, letter.note.strip()
    )


def words(letter: Clearance | Letter) -> str:
    """`Dr Brandvold, Tue 4 Aug 2026, valid to Wed 4 Aug 2027`: what a finding says of the letter that it rests on."""
    return f"{letter.by}, {say_day(letter.dated, year=True)}, valid to {say_day(letter.last_day, year=True)}"


def decided_by(letter: Clearance) -> str:
    """The reason of a finding that the letter made the practitioner's decision, with what the letter is noted to say:
    one about asthma is not to be read as one about something else.
    """
    note = f", “{letter.note}”" if letter.note else ""
    return f"{words(letter)}{note}. A letter makes it your decision, never a plain Proceed"


def rests_on(finding: Finding, letter: Letter) -> bool:
    """Whether this letter made the finding the practitioner's decision (P9): the finding names it."""
    ours = finding.status is Status.PRACTITIONER_DECISION and finding.rule in letter.rules
    return ours and finding.title.endswith(LETTER_ON_FILE) and finding.reason.startswith(words(letter))


def asked(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The rules that wait for a letter, in the order of the verdict."""
    waiting = [finding.rule for finding in findings if finding.status is Status.MEDICAL_CLEARANCE]
    return tuple(dict.fromkeys(waiting))


def answerable(protocol: Protocol) -> tuple[str, ...]:
    """The rules that a letter can answer at all, in the order in which they are asked."""
    rules = [
        (question, protocol.rules[name]) for question in protocol.asked for name in (question.rule, *question.also)
    ]
    return tuple(dict.fromkeys(rule.id for question, rule in rules if rule.on and _may_need_letter(question, rule)))


def together(rules: Iterable[str]) -> tuple[str, ...]:
    """These rules, and after them those that the same letter answers."""
    wanted = tuple(rules)
    return tuple(dict.fromkeys((*wanted, *(_ONE_LETTER if set(_ONE_LETTER) & set(wanted) else ()))))


def best(letters: Iterable[Letter], rules: Iterable[str], on: date) -> Letter | None:
    """Of the letters about any of these rules the one that counts on that date, or else the latest one that is over."""
    wanted = set(rules)
    about = [letter for letter in letters if letter.withdrawn is None and wanted & set(letter.rules)]
    return max(about, key=lambda letter: (letter.holds(on), letter.last_day, letter.dated, letter.by), default=None)


def covers(letter: Letter, protocol: Protocol) -> str:
    """`cold sores or other herpes and viral breakouts often`: what it answers, in words."""
    titles = [protocol.rules[rule].title if rule in protocol.rules else rule for rule in letter.rules]
    words = [title.removesuffix(", ever") for title in titles]
    small = [word if word in letter.rules else word[:1].lower() + word[1:] for word in words]
    return " and ".join(part for part in (", ".join(small[:-1]), small[-1]) if part)


def _may_need_letter(question: Question, rule: Rule) -> bool:
    levels = (question.level, rule.level, rule.then, rule.elsewhere)
    return Status.MEDICAL_CLEARANCE in levels or Ask.PRESCRIBED in question.asks
