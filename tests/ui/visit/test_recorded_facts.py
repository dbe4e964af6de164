"""The facts of a closed visit in a few words, and where an amendment corrects one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.decisions import Deferral
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict
from needledesk.domain.seals import Amendment, Seal, SealedVisit
from needledesk.domain.treatment import Cartridge, Endpoint, Product, Treatment, ZoneWork
from needledesk.domain.visits import HandoutGiven, Visit, VisitState
from needledesk.ui.visit.recorded_facts import facts

AT = datetime(2026, 11, 22, 14, 55, tzinfo=UTC)
SEALED = SealedVisit(Seal(1, AT, "M. Averil", "0" * 64), True, AT)
WORK = Treatment(
    device="Pen 2",
    cartridge=Cartridge("C26-0388"),
    products=(Product("Hyaluronic acid", "HA-5104"),),
    zones=(ZoneWork("chin", 1.5, 3, "scar"), ZoneWork("forehead", 0.5, 2)),
    endpoint=Endpoint.REDNESS,
    numbing="30 min, LF-3011",
    started=AT,
    finished=AT,
)
TREATED = Visit(1, 1, VisitState.CLOSED, AT, "UTC", 3, 1, treatment=WORK, note="calm", closed=AT)
LOT = Amendment("Lot", "text", "reason", "M. Averil", AT, "lot product 1", "HA-5104", "HA-5140")


def test_a_treated_visit() -> None:
    visit = replace(TREATED, handouts=(HandoutGiven(1, "exported", AT, "0"),))
    said = {fact.name: fact.value for fact in facts(visit, SEALED)}
    assert said == {
        "Depth": "deep, to 1.5 mm",
        "Started": "14:55",
        "Finished": "14:55",
        "Cartridge": "C26-0388",
        "Serum": "HA-5104",
        "Numbing": "30 min, LF-3011",
        "Device": "Pen 2",
        "Endpoint": "redness",
        "Reason, chin": "scar",
        "Answers": "0",
        "Photos": "none",
        "Sheet given": "Sun 22 Nov, 14:55",
        "Note": "calm",
    }


def test_the_corrected_fact_names_its_amendments() -> None:
    depth = replace(LOT, corrects="depth chin")
    added = (depth, LOT, LOT, replace(LOT, corrects=""), replace(LOT, corrects="answer herbal"))
    visit = replace(TREATED, answers={"herbal": Answer(Reply.NO)})
    found = {fact.name: fact.amended for fact in facts(visit, replace(SEALED, amendments=added)) if fact.amended}
    assert found == {"Depth": (1,), "Serum": (2, 3), "Answers": (5,)}


def test_what_the_face_does_not_show_stands_in_words() -> None:
    both = replace(TREATED, treatment=replace(WORK, zones=(*WORK.zones, ZoneWork("neck", 0.25, 1))))
    names = [fact.name for fact in facts(both, SEALED)]
    assert "Neck" in names
    body = replace(TREATED, treatment=replace(WORK, zones=(ZoneWork("neck", 0.25, 1),)))
    assert "Neck" not in [fact.name for fact in facts(body, SEALED)], "the map shows the body then"


def test_an_untreated_visit() -> None:
    visit = Visit(
        1,
        1,
        VisitState.NOT_TREATED,
        AT,
        "UTC",
        1,
        1,
        verdict=Verdict(Status.NOT_TODAY),
        deferral=Deferral(date(2026, 11, 29), "calls us", AT),
        closed=AT,
    )
    said = {fact.name: fact.value for fact in facts(visit, SEALED)}
    assert said["Treatment"] == "none"
    assert said["Verdict"] == "Not today"
    assert said["Put off to"] == "Sun 29 Nov 2026"
    assert said["Agreed"] == "calls us"
    assert "Depth" not in said


def test_what_is_missing_is_said() -> None:
    bare = replace(TREATED, treatment=Treatment(started=AT), note="")
    said = {fact.name: fact.value for fact in facts(bare, SEALED)}
    assert said["Depth"] == "no zone recorded"
    assert said["Finished"] == "not finished"
    assert {said[name] for name in ("Cartridge", "Numbing", "Device", "Endpoint")} == {"not noted"}
