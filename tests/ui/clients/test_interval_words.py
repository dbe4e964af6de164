from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.letters import Letter
from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Intensity
from needledesk.ui.clients import overview as read
from needledesk.ui.clients.interval_words import course, interval

NO = Answer(Reply.NO)
DIABETES = {"diabetes": Answer(Reply.YES, detail="type 2")}
ASPIRIN = {"aspirin": Answer(Reply.YES, last=When("2026-11-21"), prescribed=Reply.NO)}
ISOTRETINOIN = {"isotretinoin": Answer(Reply.YES, last=When("2026-09-14"))}


@pytest.fixture
def client(add_client):
    return add_client(course=6)


@pytest.fixture
def says(desk, client):
    """The interval card: heading, day and line; None where there is no card."""

    def card() -> tuple[str, str, str] | None:
        words = interval(read.read(desk, client.id))
        return None if words is None else (words.heading, words.day, words.line)

    return card


@pytest.fixture
def come(desk, client):
    """A visit of the client, every other question answered No."""

    def screened(intensity: Intensity = Intensity.MILD, **said: Answer) -> int:
        visit = desk.visits.begin(client.id)
        desk.screening.plan(visit.id, Plan(intensity, ("chin",)))
        for question in desk.protocol().asked:
            desk.screening.answer(visit.id, question.key, said.get(question.key, NO))
        return visit.id

    return screened


def grade(desk, visit, intensity: Intensity) -> None:
    """As the practitioner grades a session that is finished."""
    desk.treatment.change(visit.id, replace(visit.treatment, chosen=intensity))


# -- the interval by itself ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_ago", "heading", "day", "line"),
    [
        (0, "Next session from", "Sun 20 Dec", "until Sun 3 Jan"),
        (27, "Next session from", "Mon 23 Nov", "until Mon 7 Dec"),
        (28, "Interval reached", "Today, 22 Nov", "until Sun 6 Dec"),
        (42, "Interval reached", "Today, 22 Nov", "until Sun 22 Nov"),
        (43, "Window closed", "Sat 21 Nov", "later than usual"),
    ],
)
def test_the_interval_after_a_deep_session(says, client, treated_visit, days_ago, heading, day, line) -> None:
    treated_visit(client, days_ago)
    assert says() == (heading, day, line)


def test_before_the_first_session_there_is_no_interval(says, desk, client, come) -> None:
    assert says() is None
    visit = come()
    assert says() is None
    desk.visits.close(visit)
    assert says() is None


@pytest.mark.parametrize(
    ("last", "planned", "day"),
    [
        (Intensity.MILD, Intensity.MILD, "Sun 29 Nov"),
        (Intensity.MILD, Intensity.DEEP, "Sun 13 Dec"),
        (Intensity.DEEP, Intensity.MILD, "Sun 13 Dec"),
        (Intensity.DEEP, Intensity.DEEP, "Sun 13 Dec"),
    ],
)
def test_p8_either_deep_is_28_days_both_light_14(desk, says, client, treated_visit, come, last, planned, day) -> None:
    visit = treated_visit(client, 7, close=False)
    grade(desk, visit, last)
    desk.visits.close(visit.id)
    come(planned)
    assert says() == ("Next session from", day, f"until {_two_weeks_after(day)}")


def _two_weeks_after(day: str) -> str:
    return {"Sun 29 Nov": "Sun 13 Dec", "Sun 13 Dec": "Sun 27 Dec"}[day]


# -- what ends later wins -----------------------------------------------------------------------------------------


def test_a_wait_of_the_last_verdict_that_ends_later_wins(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 20)
    desk.visits.close(come(Intensity.DEEP, **ISOTRETINOIN))
    assert says() == ("Next eligible", "Sun 14 Mar 2027", "Isotretinoin: 6 months")


def test_a_wait_that_ends_earlier_does_not(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 7)
    desk.visits.close(come(**ASPIRIN))
    assert says() == ("Next session from", "Sun 13 Dec", "until Sun 27 Dec")


def test_a_wait_that_is_over_gives_way_to_the_interval(desk, says, client, clock, treated_visit, come) -> None:
    treated_visit(client, 28)
    desk.visits.close(come(Intensity.DEEP, **ASPIRIN))
    assert says() == ("Next eligible", "Sat 28 Nov", "Aspirin: 7 days")
    clock.at = clock.at.replace(day=28, hour=0, minute=0)
    assert says() == ("Interval reached", "Today, 28 Nov", "until Sun 6 Dec")


def test_a_wait_in_hours_says_the_time(desk, says, client, clock, treated_visit, come) -> None:
    treated_visit(client, 28)
    desk.visits.close(come(Intensity.DEEP, retinoid=Answer(Reply.YES, last=When("2026-11-22T09:00"))))
    assert says() == ("Next eligible", "Mon 23 Nov, 09:00", "Vitamin A cream: 24 hours")
    clock.at = datetime(2026, 11, 23, 8, 59, tzinfo=clock.at.tzinfo)
    assert says()[0] == "Next eligible"
    clock.at += timedelta(minutes=1)
    assert says()[0] == "Interval reached"


def test_a_deferral_that_ends_later_wins(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 28)
    desk.visits.defer(come(Intensity.DEEP), date(2026, 11, 30), "wedding first")
    assert says() == ("Next eligible", "Mon 30 Nov", "put off: wedding first")


def test_of_wait_and_deferral_the_later_wins(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 28)
    desk.visits.defer(come(Intensity.DEEP, **ASPIRIN), date(2026, 11, 28))
    assert says() == ("Next eligible", "Sat 28 Nov", "Aspirin: 7 days")


def test_a_deferral_past_the_wait(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 28)
    desk.visits.defer(come(Intensity.DEEP, **ASPIRIN), date(2026, 12, 1))
    assert says() == ("Next eligible", "Tue 1 Dec", "put off")


def test_a_deferral_before_the_interval_does_not_shorten_it(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 7)
    desk.visits.defer(come(Intensity.DEEP), date(2026, 12, 20))
    assert says()[:2] == ("Next eligible", "Sun 20 Dec")
    seen = read.read(desk, client.id)
    early = replace(seen.newest, deferral=replace(seen.newest.deferral, until=date(2026, 12, 1)))
    words = interval(replace(seen, newest=early))
    assert (words.heading, words.day, words.line) == ("Next session from", "Sun 13 Dec", "until Sun 27 Dec")


def test_a_new_client_who_waits_has_a_date_too(desk, says, come) -> None:
    desk.visits.close(come(**ASPIRIN))
    assert says() == ("Next eligible", "Sat 28 Nov", "Aspirin: 7 days")


def test_the_open_visits_verdict_counts_as_it_stands(says, client, treated_visit, come) -> None:
    treated_visit(client, 28)
    come(Intensity.DEEP, **ASPIRIN)
    assert says() == ("Next eligible", "Sat 28 Nov", "Aspirin: 7 days")


def test_once_it_is_treated_the_old_wait_is_past(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 30)
    visit = come(Intensity.DEEP, **ASPIRIN)
    desk.screening.override(visit, "bleeding time checked", "M. Averil")
    assert says() == ("Interval reached", "Today, 22 Nov", "until Fri 4 Dec")
    desk.treatment.start(visit)
    assert says() == ("Interval reached", "Today, 22 Nov", "until Fri 4 Dec")


# -- where no date is promised ------------------------------------------------------------------------------------


def test_under_do_not_treat_no_date_stands_there(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 28)
    visit = come(pregnant=Answer(Reply.YES), **ASPIRIN)
    assert says() is None
    desk.visits.close(visit)
    assert says() is None


def test_where_a_letter_is_needed_it_comes_first(desk, says, client, clock, treated_visit, come) -> None:
    treated_visit(client, 28)
    desk.visits.close(come(Intensity.DEEP, **DIABETES))
    assert says() == ("Next eligible", "After a letter", "no letter on file")
    clock.at += timedelta(days=1)
    desk.letters.record(client.id, Letter(("S-CON-07",), clock.at.date(), "Dr Brandvold"))
    assert says() == ("Interval reached", "Today, 23 Nov", "until Sun 6 Dec")


def test_a_letter_and_a_date(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 7)
    desk.visits.close(come(Intensity.DEEP, **DIABETES))
    assert says() == ("Next eligible", "After a letter", "not before Sun 13 Dec")


def test_a_prescribed_medicine_gets_no_date_of_its_own(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 28)
    prescribed = Answer(Reply.YES, last=When("2026-11-21"), prescribed=Reply.YES)
    desk.visits.close(come(Intensity.DEEP, aspirin=prescribed))
    assert says() == ("Next eligible", "After a letter", "no letter on file")


def test_while_nobody_can_say_when_none_is_said(desk, says, client, treated_visit, come) -> None:
    treated_visit(client, 28)
    capsules = {"isotretinoin": Answer(Reply.YES, current=True)}
    desk.visits.close(come(Intensity.DEEP, **capsules))
    assert says() == ("Next eligible", "No date yet", "not today")
    desk.visits.close(come(Intensity.DEEP, **capsules, **ASPIRIN))
    assert says() == ("Next eligible", "No date yet", "not before Sat 28 Nov")
    desk.visits.defer(come(Intensity.DEEP, **capsules), date(2027, 1, 11), "asks again then")
    assert says() == ("Next eligible", "Mon 11 Jan 2027", "put off: asks again then")


# -- the course ---------------------------------------------------------------------------------------------------


def told(desk, client) -> tuple[str, str, str, bool]:
    words = course(read.read(desk, client.id))
    return words.place, words.usual, words.rhythm, words.unusual


def test_the_course_counts_what_was_treated(desk, client, treated_visit) -> None:
    assert told(desk, client) == ("0 of 6 done", "usual 4 to 8", "", False)
    treated_visit(client, 60)
    treated_visit(client, 30)
    assert told(desk, client) == ("2 of 6 done", "usual 4 to 8", "deep, every 4 to 6 weeks", False)
    desk.visits.begin(client.id)
    assert told(desk, client)[0] == "Session 3 of 6"


def test_without_an_agreed_course_the_usual_one_is_a_hint(desk, add_client, treated_visit) -> None:
    client = add_client()
    assert course(read.read(desk, client.id)) is None
    treated_visit(client, 60)
    assert told(desk, client) == ("1 session so far", "usual course 4 to 8", "deep, every 4 to 6 weeks", False)
    treated_visit(client, 30)
    assert told(desk, client)[0] == "2 sessions so far"


@pytest.mark.parametrize(
    ("agreed", "usual", "unusual"),
    [
        (3, "fewer than the usual 4 to 8", True),
        (4, "usual 4 to 8", False),
        (8, "usual 4 to 8", False),
        (9, "more than the usual 4 to 8", True),
    ],
)
def test_an_agreed_course_outside_the_usual_one_says_so(desk, add_client, agreed, usual, unusual) -> None:
    client = add_client(course=agreed)
    assert told(desk, client) == (f"0 of {agreed} done", usual, "", unusual)


def test_more_sessions_than_were_agreed(desk, add_client, treated_visit) -> None:
    client = add_client(course=1)
    treated_visit(client, 60)
    treated_visit(client, 30)
    assert told(desk, client)[0] == "2 done, 1 agreed"
    desk.visits.begin(client.id)
    assert told(desk, client)[0] == "Session 3, 1 agreed"


def test_a_light_session_before_a_planned_deep_one_follows_the_longer_rhythm(desk, client, treated_visit, come) -> None:
    visit = treated_visit(client, 20, close=False)
    grade(desk, visit, Intensity.MILD)
    desk.visits.close(visit.id)
    assert told(desk, client)[2] == "light, every 2 to 4 weeks"
    come(Intensity.DEEP)
    assert told(desk, client)[2] == "deep, every 4 to 6 weeks"


def test_a_practice_that_switched_the_rule_off_gets_no_hint(desk, client) -> None:
    seen = read.read(desk, client.id)
    rule = replace(seen.protocol.rules["S-CRS-01"], on=False)
    off = replace(seen.protocol, rules={**seen.protocol.rules, rule.id: rule})
    words = course(replace(seen, protocol=off))
    assert (words.place, words.usual, words.unusual) == ("0 of 6 done", "", False)
