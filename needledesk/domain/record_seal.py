"""The record of a visit: its seal, that it was voided, and what was added after it was sealed."""

from __future__ import annotations

from collections.abc import Iterator

from needledesk.domain.calendar import say_moment
from needledesk.domain.record_parts import Entry, Section, VisitFacts
from needledesk.domain.recorded_values import RecordedValue, correction, recorded
from needledesk.domain.seals import Amendment

UNCHANGED = "Checked at the printing: unchanged"
BROKEN = (
    "Checked at the printing: BROKEN. The record is not as it was when the visit was closed: it was changed past the"
    " program. Compare it with an older print or backup."
)
AMENDMENT_BROKEN = "Checked at the printing: BROKEN. This amendment is not as it was when it was added."
KEPT = "Not to be relied on. The content is kept as it was."


def facts_of_seal(facts: VisitFacts) -> Iterator[Entry]:
    """Since when nothing changes any more, and what to know before reading on."""
    sealed = facts.sealed
    if sealed is None:
        return
    if sealed.voiding is not None:
        voided = sealed.voiding
        said = f"{say_moment(voided.at, year=True)}{_by(voided.author)}"
        yield Entry("Voided", said, (f"Reason: {voided.reason}", KEPT))
    seal = sealed.seal
    checked = UNCHANGED if sealed.unbroken else BROKEN
    yield Entry(
        "Sealed",
        f"{say_moment(seal.at, year=True)}{_by(seal.by)}",
        (f"Seal {seal.code}. {checked}", f"SHA-256 {seal.sha256}"),
    )
    if sealed.amendments:
        yield Entry("Amendments", f"{len(sealed.amendments)}, at the end")


def amendments(facts: VisitFacts) -> Section | None:
    """What was added, oldest first; None without a seal."""
    if facts.sealed is None:
        return None
    added = facts.sealed.amendments
    values = recorded(facts.visit, facts.protocol)
    entries = tuple(_amendment(number, each, values) for number, each in enumerate(added, 1))
    note = "Added after the visit was sealed. The original above stays as it was." if added else "None."
    return Section("Amendments", entries, note)


def _amendment(number: int, added: Amendment, values: tuple[RecordedValue, ...]) -> Entry:
    lines = [correction(added, values), *added.text.splitlines(), f"Reason: {added.reason}"]
    seal = f"Seal {added.code}" + ("" if added.unbroken else f". {AMENDMENT_BROKEN}")
    who = f"{say_moment(added.at, year=True)}{_by(added.author)}"
    return Entry(f"{number}. {added.title}", who, (*(line for line in lines if line.strip()), seal))


def _by(name: str) -> str:
    return f", by {name}" if name else ", by a practitioner who gave no name"
