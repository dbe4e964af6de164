from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain import today as told
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.decisions import Deferral
from needledesk.domain.letters import Letter
from needledesk.domain.screening import Plan
from needledesk.domain.today import InRoom, Kind, LastSession, Line, Today, Unfinished, Ungiven
from needledesk.domain.treatment import Intensity, Treatment
from needledesk.domain.visits import Visit, VisitState
from needledesk.domain.waiting import Untreated

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 22, 13, 30, tzinfo=NEW_YORK)
TODAY = NOW.date()
MILD, DEEP = Intensity.MILD, Intensity.DEEP
ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)


def session(days: int, intensity: Intensity | None = MILD, name: str = "Yara", done: int = 2, course: int = 4):
    return LastSession(len(name) * 1000 + days, name, done, course, NOW - timedelta(days=days), intensity)


def untreated(verdict, name: str = "Hana", **more) -> Untreated:
    return Untreated(len(name), 7, name, NOW - timedelta(days=3), 1, verdict, **more)


def put_off(until, note: str = "") -> Deferral:
    return Deferral(until, note, NOW - timedelta(days=3))


@pytest.fixture
def follow_up(shipped):
    """Over and coming, at a moment."""
    return lambda *found, now=NOW: told.follow_up(found, lambda _: shipped, now)


# -- due ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "intensity", "kind", "text"),
    [
        (14, MILD, Kind.DUE, "Until Sun 6 Dec · light, every 2 to 4 weeks · session 3 of 4"),
        (28, MILD, Kind.DUE, "Until Sun 22 Nov · light, every 2 to 4 weeks · session 3 of 4"),
        (29, MILD, Kind.LATE, "Window closed Sat 21 Nov · light, every 2 to 4 weeks · session 3 of 4"),
        (28, DEEP, Kind.DUE, "Until Sun 6 Dec · deep, every 4 to 6 weeks · session 3 of 4"),
        (42, DEEP, Kind.DUE, "Until Sun 22 Nov · deep, every 4 to 6 weeks · session 3 of 4"),
        (43, DEEP, Kind.LATE, "Window closed Sat 21 Nov · deep, every 4 to 6 weeks · session 3 of 4"),
        (28, None, Kind.DUE, "Until Sun 6 Dec · deep, every 4 to 6 weeks · session 3 of 4"),
    ],
)
def test_the_window_opens_and_closes_to_the_day(shipped, days: int, intensity, kind: Kind, text: str) -> None:
    line = told.due([session(days, intensity)], shipped, TODAY)[0]
    assert (line.kind, line.text, line.visit) == (kind, text, 0)
    assert (line.client, line.name) == (4000 + days, "Yara")


def test_the_last_session_of_a_course_is_told_as_one_of_it(shipped) -> None:
    assert told.due([session(20, done=3)], shipped, TODAY)[0].text.endswith("session 4 of 4")


@pytest.mark.parametrize(
    ("days", "intensity", "listed"),
    [(13, MILD, False), (27, DEEP, False), (27, None, False), (28 + 84, MILD, True), (28 + 85, MILD, False)],
)
def test_before_the_window_and_long_after_it_nobody_is_due(shipped, days: int, intensity, listed: bool) -> None:
    assert bool(told.due([session(days, intensity)], shipped, TODAY)) is listed


def test_a_course_that_is_done_asks_for_nobody(shipped) -> None:
    done = [session(20, done=4), session(20, done=5), session(20, name="Open end", done=9, course=0)]
    assert [line.name for line in told.due(done, shipped, TODAY)] == ["Open end"]
    assert told.due(done, shipped, TODAY)[0].text.endswith("session 10")


def test_the_nearest_end_comes_first_and_of_two_the_one_that_has_passed(shipped) -> None:
    found = [session(16, name="In 12"), session(40, name="Past 12"), session(26, name="In 2"), session(28, name="Now")]
    names = [line.name for line in told.due(found, shipped, TODAY)]
    assert names == ["Now", "In 2", "Past 12", "In 12"]


def test_at_the_same_end_by_name(shipped) -> None:
    found = [session(20, name="Bea"), session(20, name="Ada")]
    assert [line.name for line in told.due(found, shipped, TODAY)] == ["Ada", "Bea"]


def test_the_day_of_the_finish_is_that_of_the_visits_clock(shipped) -> None:
    late = datetime(2026, 11, 9, 1, 0, tzinfo=UTC).astimezone(NEW_YORK)  # still the 8th there
    line = told.due([replace(session(14), finished=late)], shipped, TODAY)[0]
    assert line.text.startswith("Until Sun 6 Dec")


def test_a_window_of_another_year_says_so(shipped) -> None:
    line = told.due([session(20)], shipped, date(2027, 1, 4))[0]
    assert line.text.startswith("Window closed Mon 30 Nov 2026")


@pytest.mark.parametrize("intensity", [MILD, DEEP])
def test_the_file_is_asked_far_enough_back(shipped, intensity) -> None:
    last = max(days for days in range(200) if told.due([session(days, intensity)], shipped, TODAY))
    assert told.reaches_back(shipped, TODAY) <= TODAY - timedelta(days=last)


# -- waits and letters --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "kind", "text"),
    [
        (datetime(2026, 11, 25, 23, 59, tzinfo=NEW_YORK), Kind.COMING, "Not before Thu 26 Nov · Aspirin: 7 days"),
        (datetime(2026, 11, 26, 0, 0, tzinfo=NEW_YORK), Kind.OVER, "Aspirin: 7 days over, Thu 26 Nov"),
    ],
)
def test_a_wait_in_days_is_over_at_midnight(follow_up, screen, now: datetime, kind: Kind, text: str) -> None:
    over, coming = follow_up(untreated(screen({"aspirin": ASPIRIN})), now=now)
    line = (*over, *coming)[0]
    assert (line.kind, line.text, line.client) == (kind, text, 4)
    assert bool(over) is (kind is Kind.OVER)


@pytest.mark.parametrize(("minute", "text"), [(59, ""), (60, "Vitamin A cream: 24 hours over, 13:30")])
def test_a_wait_in_hours_is_over_to_the_minute(follow_up, screen, minute: int, text: str) -> None:
    cream = screen({"retinoid": Answer(Reply.YES, last=When("2026-11-21T13:30"))})
    over, coming = follow_up(untreated(cream), now=NOW - timedelta(minutes=60 - minute))
    assert (over[0].text if over else "") == text
    assert bool(coming) is not bool(over)


@pytest.mark.parametrize(
    ("last", "ends"),
    [
        ("2026-03-07T12:00", datetime(2026, 3, 8, 13, 0, tzinfo=NEW_YORK)),  # an hour is skipped that night
        ("2026-10-31T12:00", datetime(2026, 11, 1, 11, 0, tzinfo=NEW_YORK)),  # an hour comes twice
    ],
)
def test_hours_elapse_across_a_clock_change(follow_up, screen, last: str, ends: datetime) -> None:
    cream = screen({"retinoid": Answer(Reply.YES, last=When(last))}, at=last)
    found = untreated(cream)
    assert not follow_up(found, now=ends - timedelta(minutes=1))[0]
    assert follow_up(found, now=ends)[0][0].text == f"Vitamin A cream: 24 hours over, {ends:%H:%M}"


def test_a_wait_over_for_long_is_no_news(follow_up, screen) -> None:
    found = untreated(screen({"aspirin": ASPIRIN}))
    end = datetime(2026, 11, 26, 12, 0, tzinfo=NEW_YORK)
    assert follow_up(found, now=end + timedelta(days=84))[0]
    assert follow_up(found, now=end + timedelta(days=85)) == ((), ())


@pytest.mark.parametrize(
    ("until", "note", "over", "text"),
    [
        (date(2026, 11, 22), "", True, "Put off until Sun 22 Nov"),
        (date(2026, 11, 22), "after her holiday", True, "Put off until Sun 22 Nov · after her holiday"),
        (date(2026, 11, 23), "", False, "Put off until Mon 23 Nov"),
        (datetime(2026, 11, 22, 13, 30, tzinfo=NEW_YORK), "", True, "Put off until 13:30"),
        (datetime(2026, 11, 22, 13, 31, tzinfo=NEW_YORK), "", False, "Put off until 13:31"),
        (datetime(2026, 11, 21, 9, 0, tzinfo=NEW_YORK), "", True, "Put off until Sat 21 Nov, 09:00"),
        (datetime(2027, 1, 4, 9, 0, tzinfo=NEW_YORK), "", False, "Put off until Mon 4 Jan 2027, 09:00"),
    ],
)
def test_a_deferral_by_agreement(follow_up, screen, until, note: str, over: bool, text: str) -> None:
    lines = follow_up(untreated(screen(), deferral=put_off(until, note)))
    assert lines[0 if over else 1][0].text == text
    assert not lines[1 if over else 0]


def test_a_deferral_past_the_verdicts_date_tells_both(follow_up, screen) -> None:
    aspirin = screen({"aspirin": ASPIRIN})
    _, (later,) = follow_up(untreated(aspirin, deferral=put_off(date(2026, 12, 7))))
    assert later.text == "Put off until Mon 7 Dec · Aspirin: 7 days"
    _, (same,) = follow_up(untreated(aspirin, deferral=put_off(date(2026, 11, 26), "by phone")))
    assert same.text == "Not before Thu 26 Nov · Aspirin: 7 days · by phone"


def test_no_date_is_promised_under_do_not_treat(follow_up, screen) -> None:
    stopped = screen({"pregnant": Answer(Reply.YES), "aspirin": ASPIRIN})
    assert follow_up(untreated(stopped, deferral=put_off(TODAY))) == ((), ())


def test_who_was_refused_without_a_date_or_by_choice_is_not_waiting(follow_up, screen) -> None:
    capsules = screen({"isotretinoin": Answer(Reply.YES, current=True)})
    assert follow_up(untreated(capsules), untreated(screen())) == ((), ())


def letter(days_ago: int = 2, *rules: str) -> Letter:
    return Letter(rules or ("S-CON-07",), date(2026, 11, 20), "Dr B", added=NOW - timedelta(days=days_ago))


def test_a_letter_that_came_is_read_and_decided(follow_up, screen) -> None:
    needs = screen({"diabetes": Answer(Reply.YES, detail="2")})
    over, coming = follow_up(untreated(needs, letters=(letter(),)))
    assert (over[0].kind, over[0].text) == (Kind.LETTER, "Letter arrived Fri 20 Nov: read and decide")
    assert coming == ()
    assert follow_up(untreated(needs)) == ((), ())


def test_a_letter_does_not_hide_what_else_is_to_be_waited_for(follow_up, screen) -> None:
    diabetes = Answer(Reply.YES, detail="2")
    two = screen({"diabetes": diabetes, "keloid": Answer(Reply.YES)})
    (line,), _ = follow_up(untreated(two, letters=(letter(),)))
    assert line.text == "Letter arrived Fri 20 Nov: 1 more needed"
    dated = screen({"diabetes": diabetes, "aspirin": ASPIRIN})
    (line,), _ = follow_up(untreated(dated, letters=(letter(),)))
    assert line.text == "Letter arrived Fri 20 Nov: not before Thu 26 Nov"


def test_a_deferral_still_waits_for_its_letter(follow_up, screen) -> None:
    needs = screen({"diabetes": Answer(Reply.YES, detail="2")})
    (line,), _ = follow_up(untreated(needs, deferral=put_off(date(2026, 11, 21))))
    assert (line.kind, line.text) == (Kind.OVER, "Put off until Sat 21 Nov · waits for a letter")


def test_the_newest_is_first_and_the_soonest_of_what_is_to_come(follow_up, screen) -> None:
    needs = screen({"diabetes": Answer(Reply.YES, detail="2")})
    found = [
        untreated(screen(), "Friday", deferral=put_off(date(2026, 11, 20))),
        untreated(screen(), "Today", deferral=put_off(TODAY)),
        untreated(needs, "Saturday’s letter", letters=(letter(1),)),
        untreated(screen(), "Far", deferral=put_off(date(2027, 3, 1))),
        untreated(screen(), "Near", deferral=put_off(date(2026, 11, 24))),
    ]
    over, coming = follow_up(*found)
    assert [line.name for line in over] == ["Today", "Saturday’s letter", "Friday"]
    assert [line.name for line in coming] == ["Near", "Far"]
    assert coming[1].text == "Put off until Mon 1 Mar 2027"


def test_a_wait_and_a_letter_lead_to_the_clients_page(follow_up, screen) -> None:
    (over,), _ = follow_up(untreated(screen(), deferral=put_off(TODAY)))
    assert over == Line(4, 0, "Hana", Kind.OVER, "Put off until Sun 22 Nov")
    needs = screen({"diabetes": Answer(Reply.YES, detail="2")})
    (came,), _ = follow_up(untreated(needs, letters=(letter(),)))
    assert came == Line(4, 0, "Hana", Kind.LETTER, "Letter arrived Fri 20 Nov: read and decide")


def test_one_who_is_not_waiting_hides_nobody(follow_up, screen) -> None:
    stopped = screen({"pregnant": Answer(Reply.YES)})
    over, coming = follow_up(untreated(stopped, "Ada"), untreated(screen({"aspirin": ASPIRIN}), "Bea"))
    assert [line.name for line in (*over, *coming)] == ["Bea"]


def test_who_waits_for_the_same_day_stands_by_name(follow_up, screen) -> None:
    aspirin = screen({"aspirin": ASPIRIN})
    _, coming = follow_up(untreated(aspirin, "Bea"), untreated(aspirin, "Ada"))
    assert [line.name for line in coming] == ["Ada", "Bea"]


def test_days_are_those_of_the_clock_that_is_read(follow_up, screen) -> None:
    late = datetime(2026, 8, 29, 22, 0, tzinfo=NEW_YORK)  # already the 30th in London
    assert follow_up(untreated(screen(), deferral=put_off(late))) == ((), ())
    assert follow_up(untreated(screen(), deferral=put_off(late + timedelta(days=1))))[0]
    needs = screen({"diabetes": Answer(Reply.YES, detail="2")})
    evening = replace(letter(), added=datetime(2026, 11, 20, 22, 0, tzinfo=NEW_YORK))
    (line,), _ = follow_up(untreated(needs, letters=(evening,)))
    assert line.text == "Letter arrived Fri 20 Nov: read and decide"
    before_midnight = put_off(datetime(2026, 11, 25, 22, 0, tzinfo=NEW_YORK))
    _, (line,) = follow_up(untreated(screen({"aspirin": ASPIRIN}), deferral=before_midnight))
    assert line.text == "Not before Thu 26 Nov · Aspirin: 7 days"


def test_a_wait_is_named_by_the_protocol_that_the_visit_was_judged_by(shipped, screen) -> None:
    asked = []
    found = replace(untreated(screen({"aspirin": ASPIRIN})), protocol_version=5)
    told.follow_up([found], lambda version: asked.append(version) or shipped, NOW)
    assert asked == [5]


# -- the room and the sheets --------------------------------------------------------------------------------------


def unfinished(name: str, opened: int, started: int | None = None, finished: int | None = None) -> Unfinished:
    def ago(minutes: int | None) -> datetime | None:
        return None if minutes is None else NOW - timedelta(minutes=minutes)

    at = ago(opened)
    assert at is not None
    return Unfinished(opened, len(name), name, 2, at, ago(started), ago(finished))


def test_who_is_being_treated_comes_before_who_waits_to_leave_and_who_is_screened() -> None:
    found = [
        unfinished("screened early", 90),
        unfinished("screened now", 5),
        unfinished("done 20", 80, 60, 20),
        unfinished("done 5", 70, 50, 5),
        unfinished("running 10", 40, 10),
        unfinished("running 26", 45, 26),
    ]
    names = [one.name for one in told.in_order(found)]
    assert names == ["running 26", "running 10", "done 20", "done 5", "screened now", "screened early"]


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (unfinished("a", 30), "Session 2 · opened 13:00"),
        (unfinished("a", 60 * 24 * 2), "Session 2 · opened Fri 20 Nov"),
        (unfinished("a", 60 * 24 * 400), "Session 2 · opened Sat 18 Oct 2025"),
        (unfinished("a", 60, 26), "Session 2 · needling since 13:04"),
        (unfinished("a", 60, 40, 10), "Session 2 · finished 13:20"),
    ],
)
def test_a_line_for_each_visit_that_is_not_closed(one: Unfinished, text: str) -> None:
    assert told.unfinished_line(one, TODAY) == Line(one.client, one.visit, one.name, Kind.OPEN, text)


def test_of_two_screenings_of_one_minute_the_newer_visit_comes_first() -> None:
    found = [replace(unfinished("screened", 5), visit=number) for number in (8, 9)]
    assert [one.visit for one in told.in_order(found)] == [9, 8]


def in_room(screen, opened: datetime = NOW, **more) -> InRoom:
    visit = Visit(7, 3, VisitState.OPEN, opened, "America/New_York", 4, 1, Plan(DEEP), **more)
    return InRoom(visit, screen(), "Ottilie", "O", 6, 36)


def test_the_words_of_who_is_in_the_room(screen) -> None:
    assert told.room_words(in_room(screen), TODAY) == "Session 4 of 6 · deep"
    assert told.room_words(replace(in_room(screen), course=3), TODAY) == "Session 4 · deep"
    before = in_room(screen, NOW - timedelta(days=2))
    assert told.room_words(before, TODAY) == "Session 4 of 6 · deep · opened Fri 20 Nov"
    light = in_room(screen, treatment=Treatment(chosen=MILD))
    assert told.room_words(light, TODAY) == "Session 4 of 6 · light"
    unplanned = in_room(screen)
    unplanned = replace(unplanned, visit=replace(unplanned.visit, plan=Plan()))
    assert told.room_words(unplanned, TODAY) == "Session 4 of 6"


def test_a_treatment_runs_from_its_start_to_its_finish(screen) -> None:
    def running(**stamps: datetime) -> bool:
        return Today(NOW, in_room=(in_room(screen, treatment=Treatment(**stamps)),)).running

    assert not running()
    assert running(started=NOW)
    assert not running(started=NOW, finished=NOW)


def test_sheets_newest_finish_first() -> None:
    def sheet(name: str, minutes: int) -> Ungiven:
        return Ungiven(minutes, 3, name, "C-0003", 2, NOW, NOW - timedelta(minutes=minutes))

    first, second = told.to_give([sheet("yesterday", 60 * 24), sheet("now", 5)], TODAY)
    assert told.ungiven_line(first, TODAY) == Line(3, 5, "now", Kind.SHEET, "13:25, session 2")
    assert told.ungiven_line(second, TODAY).text == "Sat 21 Nov, session 2"


def test_a_sheet_says_something_for_six_weeks() -> None:
    def given(days: int) -> bool:
        return bool(told.to_give([Ungiven(1, 3, "", "", 2, NOW, NOW - timedelta(days=days))], TODAY))

    assert given(42)
    assert not given(43)


# -- the line under the date --------------------------------------------------------------------------------------


def lines(count: int, kind: Kind = Kind.DUE) -> tuple[Line, ...]:
    return (Line(1, 0, "", kind, ""),) * count


def test_the_counts_in_one_line() -> None:
    sheet = Ungiven(1, 3, "", "", 2, NOW, NOW)
    one = Today(
        NOW,
        unfinished=lines(1),
        due=lines(1),
        over=lines(1, Kind.OVER) + lines(1, Kind.LETTER),
        coming=lines(5, Kind.COMING),
        ungiven=(sheet,),
    )
    assert told.counts(one) == "1 in progress · 1 due · 1 wait over · 1 letter in · 1 sheet to give"
    more = Today(NOW, due=lines(9), over=lines(3, Kind.OVER) + lines(2, Kind.LETTER), ungiven=(sheet, sheet))
    assert told.counts(more) == "9 due · 3 waits over · 2 letters in · 2 sheets to give"
    assert told.counts(Today(NOW, coming=lines(2))) == "Nothing waits for you today."
