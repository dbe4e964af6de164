"""Sheets before a treatment, to be changed by the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.handout import Again, Line
from needledesk.domain.practice import Country, Practice
from needledesk.domain.pretreatment import BeforeSheet, compose
from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.resources import toml

NEW_YORK, LONDON = "America/New_York", "Europe/London"
ZONES = (NEW_YORK, LONDON, "Australia/Sydney", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns")
TEXTS = toml("texts", "en", "pretreatment.toml")
COUNTRIES = {row["code"]: Country(**row) for row in toml("countries.toml")["country"]}
SHIPPED = shipped_protocol()
EVERYTHING = replace(SHIPPED, rules={name: replace(rule, on=True) for name, rule in SHIPPED.rules.items()})


def protocol(off: tuple[str, ...] = (), base: Protocol = SHIPPED, **windows: str) -> Protocol:
    """A protocol with rules switched off, and with other waits: `S_MED_08="3 days"`."""
    rules = {name: replace(rule, on=rule.on and name not in off) for name, rule in base.rules.items()}
    for name, text in windows.items():
        count, unit = text.split()
        rules[name.replace("_", "-")] = replace(
            rules[name.replace("_", "-")], window=Window(int(count), Unit(unit)), on=True
        )
    return replace(base, rules=rules)


def at(text: str, zone: str = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def sheet(appointment: str = "2026-12-05T10:00", zone: str = NEW_YORK, **changed: Any) -> BeforeSheet:
    given: dict[str, Any] = {
        "appointment": at(appointment, zone),
        "client_name": "Ottilie Farnwick",
        "practice": Practice("Alder & Linen Skin Studio", "202-555-0142", "US", practitioner="M. Averil"),
        "country": COUNTRIES["US"],
        "protocol": SHIPPED,
        "texts": TEXTS,
        "made": at("2026-11-22T14:36", zone),
    }
    return compose(**(given | changed))


def sentences(before: BeforeSheet) -> Iterator[str]:
    """Every sentence that the sheet prints, whatever part it stands in."""
    for field in fields(before):
        found = getattr(before, field.name)
        for part in found if isinstance(found, tuple) else ():
            if isinstance(part, Line):
                yield part.text
            elif isinstance(part, Again):
                yield f"{part.title} {part.note}: {part.when}"
    yield from before.words.values()


def boxes(before: BeforeSheet) -> dict[str, str]:
    return {box.title.split(",")[0]: box.when for box in before.keep}
