"""What the record on paper says of the seal, of amendments and of voiding."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.record_facts import AT, facts, lines

from needledesk.domain.record_seal import AMENDMENT_BROKEN, BROKEN, KEPT, UNCHANGED
from needledesk.domain.seals import Amendment, Seal, SealedVisit, Voiding
from needledesk.domain.visit_record import Record, compose

SEAL = Seal(1, AT, "M. Averil", "7f3a91c2" + "0" * 56)
SEALED = SealedVisit(SEAL, True, AT)
LOT = Amendment(
    "Lot corrected",
    "Read from the box.",
    "Typing error",
    "M. Averil",
    AT + timedelta(days=8),
    was="HA-5104",
    becomes="HA-5140",
    id=1,
    sha256="90aa7c15" + "0" * 56,
)


def record(sealed: SealedVisit | None) -> Record:
    return compose(facts(sealed=sealed), "en-US", AT + timedelta(days=30))


def about(made: Record) -> list[str]:
    return list(lines(made.sections[0]))


def test_an_open_visit_has_no_word_of_a_seal() -> None:
    made = record(None)
    assert not any("ealed" in line or "mendment" in line for line in about(made))
    assert "Amendments" not in [section.title for section in made.sections]


def test_the_seal_with_its_code_and_that_it_was_checked() -> None:
    assert f"Sealed | Sun 22 Nov 2026, 13:30, by M. Averil | Seal 7F3A-91C2. {UNCHANGED} | SHA-256 {SEAL.sha256}" in (
        about(record(SEALED))
    )
    assert any("no name" in line for line in about(record(replace(SEALED, seal=replace(SEAL, by="")))))


def test_a_broken_seal_is_said() -> None:
    text = "\n".join(about(record(replace(SEALED, unbroken=False))))
    assert BROKEN in text
    assert UNCHANGED not in text


def test_no_amendments_are_said_too() -> None:
    section = record(SEALED).sections[-1]
    assert (section.title, section.note, section.entries) == ("Amendments", "None.", ())


def test_amendments_stand_at_the_end_below_the_original() -> None:
    made = record(replace(SEALED, amendments=(replace(LOT, title="Phone call", becomes="", was=""), LOT)))
    assert "Amendments | 2, at the end" in about(made)
    first, second = lines(made.sections[-1])
    assert first == (
        "1. Phone call | Mon 30 Nov 2026, 13:30, by M. Averil | Read from the box."
        " | Reason: Typing error | Seal 90AA-7C15"
    )
    assert "2. Lot corrected" in second
    assert "| Was HA-5104, becomes HA-5140 | Read from the box." in second


def test_a_broken_amendment_is_said_at_that_amendment() -> None:
    made = record(replace(SEALED, amendments=(LOT, replace(LOT, unbroken=False))))
    first, second = lines(made.sections[-1])
    assert AMENDMENT_BROKEN not in first
    assert AMENDMENT_BROKEN in second


def test_a_voided_visit_says_so_on_every_page_and_keeps_its_content() -> None:
    voided = replace(SEALED, voiding=Voiding("wrong client", "M. Averil", AT))
    made, before = record(voided), record(SEALED)
    assert made.heading == f"{before.heading}, voided"
    assert f"Voided | Sun 22 Nov 2026, 13:30, by M. Averil | Reason: wrong client | {KEPT}" in about(made)
    assert made.sections[1:] == before.sections[1:]
