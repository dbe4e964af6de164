"""Sealed visits: checked at each opening, added to in the practitioner's name, and never reckoned with once voided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from desk.conftest import Begin

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.treatment import Treatment
from needledesk.domain.visits import Visit
from needledesk.errors import BadInput, NotNow, Sealed
from needledesk.storage import driver

REASON = "Read from the box"


@pytest.fixture
def treated(desk: Desk, begin: Begin, record: Treatment, clock: SetClock) -> Visit:
    """A session with its sheet exported, closed and sealed."""
    visit = begin()
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, record)
    clock.at += timedelta(minutes=40)
    desk.treatment.finish(visit.id)
    desk.aftercare.export(visit.id)
    desk.visits.close(visit.id)
    return desk.visits.get(visit.id)


def past_the_program(path: Path, *statements: str) -> None:
    """Do it as another program would that takes the guards away first."""
    connection = driver.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_closing_seals_treated_and_untreated(desk: Desk, begin: Begin, treated: Visit) -> None:
    refused, put_off = begin(), begin()
    assert desk.seals.look(refused.id) is None
    desk.visits.close(refused.id)
    desk.visits.defer(put_off.id, desk.now().date() + timedelta(days=9))
    for visit in (treated, refused, put_off):
        found = desk.seals.look(visit.id)
        assert found is not None
        assert (found.seal.by, found.unbroken, found.checked) == ("M. Averil", True, desk.now())
        with pytest.raises(NotNow):
            desk.treatment.write_note(visit.id, "one more word")


def test_each_opening_is_checked_and_told_to_the_history(desk: Desk, treated: Visit) -> None:
    before = len(desk.history.of_visit(treated.id))
    assert desk.seals.check(treated.id) == desk.seals.look(treated.id)
    added = desk.history.of_visit(treated.id)
    assert len(added) == before + 1
    assert (added[0].action, added[0].title, added[0].more) == ("seal checked", "Opened, seal checked", "unchanged")


def test_an_open_visit_is_not_checked(desk: Desk, begin: Begin) -> None:
    visit = begin()
    before = len(desk.history.of_visit(visit.id))
    assert desk.seals.check(visit.id) is None
    assert len(desk.history.of_visit(visit.id)) == before


def test_a_change_past_the_program_breaks_the_seal(desk: Desk, open_desk: Callable[..., Desk], treated: Visit) -> None:
    desk.close()
    past_the_program(desk.path, "DROP TRIGGER treatment_zone_UPDATE_sealed", "UPDATE treatment_zone SET depth = 0.25")
    again = open_desk()
    found = again.seals.check(treated.id)
    assert found is not None
    assert not found.unbroken
    assert again.history.of_visit(treated.id)[0].title == "Opened, seal is broken"


def test_another_program_is_refused(desk: Desk, treated: Visit) -> None:
    desk.close()
    with pytest.raises(driver.Error, match="sealed"):
        past_the_program(desk.path, "UPDATE treatment_zone SET depth = 0.25")


def test_an_amendment_is_the_practitioners_and_of_this_moment(desk: Desk, treated: Visit, clock: SetClock) -> None:
    clock.at += timedelta(days=8)
    added = desk.seals.amend(treated.id, " Lot corrected ", "Typing error.", REASON, "lot product 1", "HA-5521", "HA-5")
    assert (added.title, added.author, added.at) == ("Lot corrected", "M. Averil", clock.at)
    assert (added.corrects, added.was, added.becomes) == ("lot product 1", "HA-5521", "HA-5")
    assert desk.seals.amendments(treated.id) == (added,)
    assert desk.visits.get(treated.id).treatment == treated.treatment, "the original stays"
    assert desk.seals.unbroken(treated.id)


@pytest.mark.parametrize(
    "words",
    [("", "text", REASON), ("title", " ", REASON), ("title", "text", ""), ("title", "text", "..")],
)
def test_title_text_and_reason_are_needed(desk: Desk, treated: Visit, words: tuple[str, str, str]) -> None:
    with pytest.raises(BadInput, match="title, a text and a reason"):
        desk.seals.amend(treated.id, *words)
    assert desk.seals.amendments(treated.id) == ()


@pytest.mark.parametrize(("was", "becomes"), [("HA-5521", ""), ("HA-5521", " HA-5521 "), ("", "")])
def test_a_correction_says_something_new(desk: Desk, treated: Visit, was: str, becomes: str) -> None:
    with pytest.raises(BadInput, match="corrected value"):
        desk.seals.amend(treated.id, "Lot", "text", REASON, "lot product 1", was, becomes)


def test_an_open_visit_is_changed_not_amended(desk: Desk, begin: Begin) -> None:
    visit = begin()
    with pytest.raises(Sealed):
        desk.seals.amend(visit.id, "Lot", "text", REASON)
    with pytest.raises(Sealed):
        desk.seals.void(visit.id, REASON)


def test_amendments_show_on_the_timeline_and_find_the_client(desk: Desk, treated: Visit) -> None:
    assert not any("mended" in line for line in desk.visits.timeline(treated.client)[0].lines)
    desk.seals.amend(treated.id, "Lot", "text", REASON, "lot product 1", "HA-5521", "HA-9876")
    assert "Amended, 1 amendment" in desk.visits.timeline(treated.client)[0].lines
    assert [found.id for found in desk.clients.find("HA-9876")] == [treated.client]
    assert [found.id for found in desk.clients.find("HA-5521")] == [treated.client]


def test_an_amended_answer_changes_nothing_of_the_next_screening(desk: Desk, treated: Visit) -> None:
    bench = desk.screening.bench(desk.visits.begin(treated.client).id)
    key = desk.protocol().asked[0].key
    desk.seals.amend(treated.id, "Answer", "text", REASON, f"answer {key}", "No", "Yes")
    assert desk.screening.bench(desk.visits.begin(treated.client).id).earlier == bench.earlier


def test_voiding_needs_a_reason_and_keeps_the_content(desk: Desk, treated: Visit) -> None:
    with pytest.raises(BadInput):
        desk.seals.void(treated.id, " . ")
    desk.seals.void(treated.id, "Recorded for the wrong client")
    voided = desk.seals.voiding(treated.id)
    assert voided is not None
    assert (voided.reason, voided.author, voided.at) == ("Recorded for the wrong client", "M. Averil", desk.now())
    found = desk.visits.get(treated.id)
    assert (found.treatment, found.answers, found.handouts) == (treated.treatment, treated.answers, treated.handouts)
    assert found.voiding == voided


def test_a_voided_session_counts_nowhere(desk: Desk, treated: Visit) -> None:
    follow = desk.visits.begin(treated.client)
    assert follow.session == 2
    assert any("S-INT" in finding.rule for finding in desk.screening.verdict(follow.id).findings)
    assert desk.treatment.last(follow.id) == treated.treatment
    assert desk.screening.bench(follow.id).earlier
    desk.seals.void(treated.id, "Recorded for the wrong client")
    assert not any("S-INT" in finding.rule for finding in desk.screening.verdict(follow.id).findings)
    assert desk.treatment.last(follow.id) is None
    assert desk.screening.bench(follow.id).earlier == {}
    card = next(card for card in desk.visits.timeline(treated.client) if card.visit == treated.id)
    assert card.voided
    assert card.title.startswith("Voided: Session 1")
    assert card.lines[0] == "Voided Sun 22 Nov 2026 by M. Averil: Recorded for the wrong client. Content kept"


def test_a_new_visit_is_not_planned_like_a_voided_one(desk: Desk, treated: Visit) -> None:
    desk.seals.void(treated.id, "Recorded for the wrong client")
    fresh = desk.visits.begin(treated.client)
    assert fresh.plan.zones != tuple(work.zone for work in treated.treatment.zones)
    assert fresh.session == 1


def test_no_sheet_of_a_voided_visit_but_what_was_given_is_kept(desk: Desk, treated: Visit) -> None:
    given = desk.aftercare.kept(treated.handouts[-1].id)
    assert desk.aftercare.sheet(treated.id).data == given, "a sealed visit's sheet is the one that was given"
    desk.seals.void(treated.id, "Recorded for the wrong client")
    for call in (desk.aftercare.sheet, desk.aftercare.export, desk.aftercare.for_printer):
        with pytest.raises(NotNow, match="voided"):
            call(treated.id)
    assert desk.aftercare.kept(treated.handouts[-1].id) == given


def test_the_paper_has_all_of_it(desk: Desk, treated: Visit) -> None:
    desk.seals.amend(treated.id, "Lot", "text", REASON, "lot product 1", "HA-5521", "HA-9876")
    desk.seals.void(treated.id, "Recorded for the wrong client")
    record = desk.records.record(treated.id)
    last = record.sections[-1]
    assert last.title == "Amendments"
    assert "Lot, Hyaluronic acid, sterile: was HA-5521, becomes HA-9876" in last.entries[0].notes
    assert record.heading.endswith(", voided")
    assert desk.records.sheet(treated.id).pages >= 2
