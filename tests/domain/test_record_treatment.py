"""What the record says of the treatment, the notes, the pictures and the sheets."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.record_facts import AT, facts, lines

from needledesk.domain.photos import Moment, Photo
from needledesk.domain.pretreatment import BeforeGiven
from needledesk.domain.record_treatment import notes, photos, sheets, treatment
from needledesk.domain.treatment import Cartridge, DeviceType, Endpoint, Intensity, Product, Treatment, ZoneWork
from needledesk.domain.visits import HandoutGiven

DONE = Treatment(
    device="Pen 2",
    device_type=DeviceType.STAMP,
    speed="120 Hz",
    cartridge=Cartridge("C26-0419", date(2028, 3, 31), 16, opened_in_front=True),
    products=(Product("Glide", "HA-5521", date(2027, 9, 30)), Product("Vitamin C", plain_ha=False, reason="wished")),
    zones=(ZoneWork("cheek_left", 2.0, 3, "old scar"), ZoneWork("nose", 0.5, 1)),
    endpoint=Endpoint.MORE,
    scar_target=True,
    numbing="Lidocaine 4 %",
    started=AT,
    finished=AT + timedelta(minutes=40),
)


def test_everything_that_was_done() -> None:
    assert list(lines(treatment(facts(treatment=DONE)))) == [
        "Started | Sun 22 Nov 2026, 13:30",
        "Finished | Sun 22 Nov 2026, 14:10",
        "Device | Pen 2, Stamp",
        "Speed | 120 Hz",
        "Numbing | Lidocaine 4 %",
        "Cartridge | lot C26-0419, expires Fri 31 Mar 2028 | 16 needles | Opened in front of the client",
        "Product 1: Glide | lot HA-5521, expires Thu 30 Sep 2027 | Plain hyaluronic acid",
        "Product 2: Vitamin C | lot not noted, expiry not noted | Not plain hyaluronic acid | Reason: wished",
        "Cheek L | 2 mm, 3 passes | Reason: old scar",
        "Nose | 0.5 mm, 1 pass",
        "Endpoint seen | More than pinpoint bleeding",
        "A scar was the target | Yes",
        "Light or deep | Deep",
    ]


def test_what_was_left_blank_is_said_to_be_blank() -> None:
    found = list(lines(treatment(facts(treatment=Treatment(started=AT)))))
    assert found[1:] == [
        "Finished | Not finished",
        "Device | not noted, Pen",
        "Speed | not noted",
        "Numbing | not noted",
        "Cartridge | lot not noted, expiry not noted | Not noted as opened in front of the client",
        "Products | None noted",
        "Zones | None noted",
        "Endpoint seen | not noted",
        "A scar was the target | No",
        "Light or deep | not graded",
    ]
    nothing = treatment(facts())
    assert (nothing.entries, nothing.note) == ((), "No treatment was started in this visit.")


def test_a_grading_of_the_practitioners_own_is_told_beside_the_programs() -> None:
    work = Treatment(started=AT, zones=(ZoneWork("nose", 0.5, 1),), chosen=Intensity.DEEP)
    last = list(lines(treatment(facts(treatment=work))))[-1]
    assert last == "Light or deep | Deep | Set by the practitioner | The program’s own grading: light"
    agreed = Treatment(started=AT, zones=(ZoneWork("nose", 0.5, 1),), chosen=Intensity.MILD)
    assert list(lines(treatment(facts(treatment=agreed))))[-1] == "Light or deep | Light"
    alone = Treatment(started=AT, chosen=Intensity.MILD)
    assert list(lines(treatment(facts(treatment=alone))))[-1].endswith("own grading: none")


def test_notes_keep_their_lines() -> None:
    assert list(lines(notes(facts(note="13:35 began\n\n13:50 paused\n")))) == ["13:35 began | 13:50 paused"]
    assert notes(facts(note=" \n")).note == "None."


def test_photos_are_counted_and_named_by_their_fingerprint() -> None:
    before = Photo(1, 1, Moment.BEFORE, "front", "jpeg", 4000, 3000, 123456, "ab" * 32, None, AT)
    after = Photo(2, 1, Moment.AFTER, "body_close", "heic", 10, 20, 30, "cd" * 32, datetime(2026, 11, 22, 14, 5), AT)
    found = photos(facts(photos=(before, after, before)))
    assert found.note == "3 kept: 2 before, 1 after."
    assert list(lines(found))[:2] == [
        f"Before: Front | JPEG | 4000 x 3000 pixels, 123456 bytes | added Sun 22 Nov 2026, 13:30 | SHA-256 {'ab' * 32}",
        "After: Close | HEIC | 10 x 20 pixels, 30 bytes"
        f" | Camera’s clock Sun 22 Nov 2026, 14:05, added Sun 22 Nov 2026, 13:30 | SHA-256 {'cd' * 32}",
    ]
    assert photos(facts()).note == "None."


def test_each_sheet_that_was_given() -> None:
    before = BeforeGiven(1, AT, "printed", AT - timedelta(days=7), "ab" * 32)
    after = HandoutGiven(1, "exported", AT, "cd" * 32)
    assert list(lines(sheets(facts(before=(before,), handouts=(after,))))) == [
        f"Sheet before treatment | printed Sun 15 Nov 2026, 13:30 | SHA-256 {'ab' * 32}",
        f"Aftercare sheet | exported Sun 22 Nov 2026, 13:30 | SHA-256 {'cd' * 32}",
    ]
    assert sheets(facts()).note == "None."


def test_a_treatment_that_was_started_stands_under_its_heading() -> None:
    assert treatment(facts(treatment=DONE)).title == "Treatment"
    assert treatment(facts(treatment=Treatment())).title == "Treatment"


def test_a_zone_or_a_view_that_is_not_known_is_told_by_its_key() -> None:
    elbow = Treatment(zones=(ZoneWork("elbow", 0.5, 2),), started=AT)
    assert "elbow | 0.5 mm, 2 passes" in list(lines(treatment(facts(treatment=elbow))))
    photo = Photo(1, 1, Moment.AFTER, "elbow", "png", 10, 20, 300, "ab", None, AT)
    assert next(lines(photos(facts(photos=(photo,))))) == (
        "After: elbow | PNG | 10 x 20 pixels, 300 bytes | added Sun 22 Nov 2026, 13:30 | SHA-256 ab"
    )


def test_nothing_noted_and_nothing_given_is_said() -> None:
    assert (notes(facts()).entries, notes(facts()).note) == ((), "None.")
    (entry,) = notes(facts(note=" one \n\ntwo ")).entries
    assert (entry.text, entry.value, entry.notes) == ("", "", ("one ", "two"))
    assert notes(facts(note="one")).note == ""
    assert (sheets(facts()).entries, sheets(facts()).note) == ((), "None.")
    given = HandoutGiven(1, "exported", AT, "cd")
    assert sheets(facts(handouts=(given,))).note == ""
