"""The record as a whole: whose visit, in which order, and that the checklist only supports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from domain.record_facts import AT, facts, lines

from needledesk.domain.clients import Details
from needledesk.domain.letters import Letter
from needledesk.domain.treatment import Treatment
from needledesk.domain.visit_record import SUPPORTS, TODAYS, compose
from needledesk.domain.visits import VisitState


def test_the_head() -> None:
    record = compose(facts(), "en-US", (AT + timedelta(minutes=66)).astimezone(UTC))
    assert record.client == "C-0007 · Ottilie Farnwick"
    assert record.heading == "Visit of Sunday 22 November 2026, 13:30"
    assert record.printed_by == "Printed by M. Averil, on Sun 22 Nov 2026, 14:36"
    assert record.todays == TODAYS
    assert record.supports == SUPPORTS
    assert (record.practice, record.protocol_version) == ("Alder & Linen", 1)


def test_the_letterhead_and_what_the_file_is_named_by() -> None:
    known = facts()
    record = compose(known, "en-GB", (AT + timedelta(minutes=66)).astimezone(UTC))
    assert (record.practice, record.phone, record.email) == (
        known.practice.name,
        known.practice.phone,
        known.practice.email,
    )
    assert (record.number, record.opened, record.language) == ("C-0007", AT, "en-GB")
    assert (record.printed_at, record.printed_at.tzinfo) == (AT + timedelta(minutes=66), AT.tzinfo)


def test_who_prints_is_not_said_to_have_treated() -> None:
    years_later = replace(facts().practice, name="Another practice", practitioner="N. Okafor")
    record = compose(facts(practice=years_later), "en-US", AT + timedelta(days=2000))
    assert record.printed_by == "Printed by N. Okafor, on Fri 14 May 2032, 13:30"
    assert not [line for section in record.sections for line in lines(section) if "Okafor" in line]
    nameless = compose(facts(practice=replace(years_later, practitioner="")), "en-US", AT)
    assert nameless.printed_by == "Printed on Sun 22 Nov 2026, 13:30"


def test_the_sections_in_their_order() -> None:
    letter = Letter(("S-CON-06",), AT.date(), "Dr. Ever", added=AT)
    record = compose(facts(letters=(letter,)), "en-US", AT)
    titles = [section.title for section in record.sections]
    assert titles[:8] == [
        *("Client and visit", "Verdict", "Decisions", "Letters on file"),
        *("Treatment", "Notes", "Photos", "Sheets given"),
    ]
    assert all(title.startswith("Screening: ") for title in titles[8:])
    assert "Letters on file" not in [section.title for section in compose(facts(), "en-US", AT).sections]


def test_client_and_visit() -> None:
    closed = facts(state=VisitState.CLOSED, closed=AT + timedelta(hours=1), treatment=Treatment(started=AT))
    assert list(lines(compose(closed, "en-US", AT).sections[0])) == [
        "Client | Ottilie Farnwick",
        "Client number | C-0007",
        "Birth date | Wed 4 Mar 1992 (34 years at the visit)",
        "Opened | Sun 22 Nov 2026, 13:30",
        "Closed | Sun 22 Nov 2026, 14:30",
        "State | Treated and closed",
        "Session | 1",
        "Clock | All times as in America/New_York",
        "Protocol | Version 1, in force since Thu 22 Oct 2026, 13:30, by M. Averil",
    ]


def test_what_is_not_known_is_said() -> None:
    nobody = facts(protocol_author="")
    nobody = replace(nobody, client=replace(nobody.client, details=Details("Ottilie")))
    found = list(lines(compose(nobody, "en-US", AT).sections[0]))
    assert "Birth date | not noted" in found
    assert "Closed | Not closed" in found
    assert "Session | not treated" in found
    assert "Protocol | Version 1, in force since Thu 22 Oct 2026, 13:30" in found


@pytest.mark.parametrize("state", list(VisitState))
def test_a_record_that_is_not_complete_says_so(state: VisitState) -> None:
    found = list(lines(compose(facts(state=state), "en-US", AT).sections[0]))
    incomplete = any("not complete yet" in line for line in found)
    assert incomplete == (state in (VisitState.OPEN, VisitState.FINISHED))
