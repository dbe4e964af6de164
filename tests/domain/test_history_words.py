"""What is said of a change: which value, from what, to what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from needledesk.domain import history_words as words
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Alert, AlertKind, Details
from needledesk.domain.letters import Letter
from needledesk.domain.practice import Practice
from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Cartridge, Endpoint, Intensity, Product, Treatment, ZoneWork

DONE = Treatment(
    device="Pen 2",
    cartridge=Cartridge("C26-0388"),
    products=(Product("Hyaluronic acid", "HA-5104"),),
    zones=(ZoneWork("forehead", 1.0, 2), ZoneWork("nose", 0.25, 1)),
)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"zones": (ZoneWork("forehead", 0.5, 2), DONE.zones[1])}, "Depth, forehead: 1.0 to 0.5 mm"),
        ({"zones": (ZoneWork("forehead", 1.0, 3), DONE.zones[1])}, "Passes, forehead: 2 to 3"),
        ({"zones": (ZoneWork("forehead", 1.0, 2, "scar"), DONE.zones[1])}, "Reason, forehead: “scar”"),
        ({"zones": (DONE.zones[1],)}, "Forehead taken out"),
        ({"zones": (*DONE.zones, ZoneWork("cheek_left", 0.5, 1))}, "Cheek L: 0.5 mm, 1 pass"),
        ({"zones": (*DONE.zones, ZoneWork("chin", 2.0, 2))}, "Chin: 2.0 mm, 2 passes"),
        ({"cartridge": Cartridge("C26-0419")}, "Cartridge: C26-0388 to C26-0419"),
        ({"cartridge": Cartridge("C26-0388", date(2027, 3, 31))}, "Cartridge expires: Wed 31 Mar 2027"),
        ({"cartridge": Cartridge("C26-0388", needles=16)}, "Needles: 16"),
        ({"cartridge": Cartridge("C26-0388", opened_in_front=True)}, "Cartridge opened in front of the client"),
        ({"products": ()}, "Serum taken out: Hyaluronic acid, HA-5104"),
        ({"products": (Product("Hyaluronic acid", "HA-5140"),)}, "Serum: Hyaluronic acid, HA-5140"),
        ({"endpoint": Endpoint.REDNESS}, "Endpoint: redness"),
        ({"chosen": Intensity.DEEP}, "Graded: deep"),
        ({"scar_target": True}, "A scar is the target"),
        ({"device": ""}, "Device: Pen 2 to nothing"),
        ({"speed": "4"}, "Speed: 4"),
        ({"numbing": "30 min"}, "Numbing: 30 min"),
        ({}, words.UNCHANGED),
    ],
)
def test_each_value_of_a_treatment_is_told(changed: dict[str, object], said: str) -> None:
    assert words.treatment_changed(DONE, replace(DONE, **changed)) == said  # type: ignore[arg-type]


def test_every_value_of_a_treatment_can_be_told() -> None:
    moment = datetime(2026, 11, 22, 14, 21, tzinfo=UTC)
    other = Treatment(started=moment)
    for name in ("device", "cartridge", "products", "zones", "started"):
        assert words.treatment_changed(replace(DONE, **{name: getattr(other, name)}), DONE) or name == "started"
    assert words.treatment_changed(Treatment(), other) == "Start: Sun 22 Nov, 14:21"


def test_of_many_changes_the_first_is_the_title() -> None:
    said = words.treatment_changed(DONE, replace(DONE, speed="4", endpoint=Endpoint.PINPOINT))
    assert said == "Speed: 4\nEndpoint: pinpoint"


def test_an_answer_says_what_was_said_beside_it() -> None:
    yes = Answer(Reply.YES, last=When("2026-03-03"), name="Roaccutane", zones=("chin",))
    assert words.answered("Isotretinoin", Answer(Reply.NO)) == "Answer: isotretinoin, no"
    assert words.answered("Isotretinoin", yes) == "Answer: isotretinoin, yes\nlast 2026-03-03; Roaccutane; Chin"
    assert words.answered("Isotretinoin", None) == "Answer taken out: isotretinoin"


def test_capitals_stay() -> None:
    assert words.small("IPL or laser") == "IPL or laser"


def test_a_client_is_told_by_the_names_of_the_fields_only() -> None:
    old = Details("Ada", "Byron", phone="1")
    new = replace(old, family="King", given="A", phone="2", alerts=(Alert(AlertKind.ALLERGY, "latex"),))
    assert words.client_changed(old, new) == "Client changed: name, phone, alerts"
    assert words.client_changed(old, old) == "Client changed: nothing"


@pytest.mark.parametrize(("kind", "told"), [(Details, words._DETAILS), (Practice, words._PRACTICE)])
def test_no_field_is_forgotten(kind: type, told: dict[str, str]) -> None:
    assert set(kind.__dataclass_fields__) == set(told)  # type: ignore[attr-defined]


def test_a_plan_a_letter_and_a_reason() -> None:
    letter = Letter(("S-CON-06",), date(2026, 8, 4), "Dr Brandvold")
    assert words.planned(Plan(Intensity.DEEP, ("cheek_left", "cheek_right"))) == "Plan: deep, cheeks"
    assert words.planned(Plan()) == "Plan: nothing yet"
    assert words.letter_added(letter).startswith("Letter added\nDr Brandvold, Tue 4 Aug 2026")
    assert words.reasoned("Override: Not today", "too short", "M. Averil").endswith("\n“too short”, M. Averil")
    assert words.reasoned("Put off", "") == "Put off"


def test_sheets_and_photos() -> None:
    assert words.sheet_kept("handout", 1) == "Handout kept, 1 page"
    assert words.sheet_given("handout", "printed", 2) == "Handout printed, 2 pages\ncopy kept with the visit"
    assert words.sheet_given("pretreatment", "exported", 1).endswith("copy kept with the client")
    assert words.photo("added", "before", "left_45") == "Photo added: before, Left 45"
