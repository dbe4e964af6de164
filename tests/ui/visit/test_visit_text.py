from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Client, Details
from needledesk.domain.decisions import Decision, Override
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Cartridge, Endpoint, Intensity, Product, Treatment, ZoneWork
from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.visit.visit_text import visit_text

NOON = datetime(2026, 11, 22, 13, 56, tzinfo=UTC)
CLIENT = Client(1, "C-0007", Details("Imke", "Solvarde"), NOON)
BLANK = Visit(1, 1, VisitState.OPEN, NOON, "UTC", 1, 1)


def test_an_empty_visit_is_one_line_without_a_name(desk: Desk) -> None:
    assert visit_text(BLANK, CLIENT, desk.protocol()) == "Visit of C-0007, Sun 22 Nov 2026, 13:56"


def test_everything_that_was_typed_is_there(desk: Desk) -> None:
    visit = replace(
        BLANK,
        plan=Plan(Intensity.DEEP, ("chin",)),
        answers={
            "aspirin": Answer(Reply.YES, When("2026-11-19"), Reply.NO, name="Bayer"),
            "isotretinoin": Answer(Reply.YES, current=True),
            "x_skin_cancer": Answer(Reply.YES, past=True, zones=("nose",)),
            "herbal": Answer(Reply.UNSURE),
        },
        decision=Decision(True, "letter read", "M. Averil", NOON),
        override=Override(Status.NOT_TODAY, "four days, agreed", "B. Other", NOON),
        treatment=Treatment(
            started=NOON,
            finished=NOON.replace(hour=14, minute=30),
            cartridge=Cartridge("C26-0419", date(2028, 3, 1)),
            products=(Product("Growth factors", "GF-118", plain_ha=False, reason="used twice"),),
            zones=(ZoneWork("chin", 2.0, 3, "scar"),),
            endpoint=Endpoint.REDNESS,
        ),
        note="14:02 Cheeks 3 passes.",
    )
    text = visit_text(visit, CLIENT, desk.protocol())
    for part in (
        "Planned: deep, Chin",
        "Yes, 19 Nov 2026, prescribed: no, Bayer",
        "Yes, still taking it",
        "Yes, in the past, Nose",
        "Herbal pills, drops or powders: Unsure",
        "Decided: treat, “letter read” (M. Averil, 13:56)",
        "Override: “four days, agreed” (B. Other, 13:56)",
        "Treatment started 13:56, finished 14:30",
        "Chin: 2 mm x 3, scar",
        "Cartridge C26-0419, expires Wed 1 Mar 2028",
        "Growth factors, GF-118, used twice",
        "Endpoint: redness",
        "Notes:\n14:02 Cheeks 3 passes.",
    ):
        assert part in text
    assert "Solvarde" not in text
