"""Every value that an amendment can correct has a key, a name and what was recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.record_facts import ASPIRIN, AT, PROTOCOL, facts

from needledesk.domain.recorded_values import RecordedValue, correction, label, recorded
from needledesk.domain.seals import Amendment
from needledesk.domain.treatment import Cartridge, Endpoint, Product, Treatment, ZoneWork
from needledesk.domain.visits import Visit

WORK = Treatment(
    device="Pen 2",
    cartridge=Cartridge("C26-0388", date(2028, 3, 31)),
    products=(Product("Hyaluronic acid", "HA-5104"), Product("Glide")),
    zones=(ZoneWork("forehead", 0.5, 2),),
    endpoint=Endpoint.REDNESS,
    numbing="30 min",
    started=AT,
    finished=AT,
)


def values(visit: Visit) -> dict[str, RecordedValue]:
    found = recorded(visit, PROTOCOL)
    by_key = {value.key: value for value in found}
    assert len(by_key) == len(found), "a key names one value"
    return by_key


def test_the_treatment() -> None:
    found = values(replace(facts(ASPIRIN and {"aspirin": ASPIRIN}).visit, treatment=WORK, note="calm"))
    said = {key: (value.label, value.value) for key, value in found.items() if not key.startswith("answer ")}
    assert said == {
        "depth forehead": ("Depth, forehead", "0.5 mm"),
        "passes forehead": ("Passes, forehead", "2"),
        "lot cartridge": ("Lot, cartridge", "C26-0388"),
        "expiry cartridge": ("Expiry, cartridge", "Fri 31 Mar 2028"),
        "lot product 1": ("Lot, Hyaluronic acid", "HA-5104"),
        "expiry product 1": ("Expiry, Hyaluronic acid", ""),
        "lot product 2": ("Lot, Glide", ""),
        "expiry product 2": ("Expiry, Glide", ""),
        "started": ("Start", "Sun 22 Nov 2026, 13:30"),
        "finished": ("Finish", "Sun 22 Nov 2026, 13:30"),
        "numbing": ("Numbing", "30 min"),
        "device": ("Device", "Pen 2"),
        "endpoint": ("Endpoint", "Redness"),
        "note": ("Note", "calm"),
    }


def test_an_untreated_visit_has_its_answers_and_note() -> None:
    key = PROTOCOL.asked[0].key
    found = values(facts({key: ASPIRIN}).visit)
    assert "started" not in found
    assert found[f"answer {key}"].value.startswith("Yes; ")
    assert sum(one.startswith("answer ") for one in found) == len(PROTOCOL.asked)


def test_a_correction_in_words() -> None:
    found = recorded(replace(facts().visit, treatment=WORK), PROTOCOL)
    plain = Amendment("Later", "calm", "phoned", "M. Averil", AT)
    lot = replace(plain, corrects="lot product 1", was="HA-5104", becomes="HA-5140")
    assert correction(plain, found) == ""
    assert label(lot, found) == "Lot, Hyaluronic acid"
    assert correction(lot, found) == "Lot, Hyaluronic acid: was HA-5104, becomes HA-5140"
    assert correction(replace(lot, was=""), found) == "Lot, Hyaluronic acid: was not noted, becomes HA-5140"
    assert correction(replace(lot, corrects=""), found) == "Was HA-5104, becomes HA-5140"
