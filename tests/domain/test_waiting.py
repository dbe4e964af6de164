from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.decisions import Deferral
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Status, Unit, Window
from needledesk.domain.treatment import Intensity
from needledesk.domain.waiting import Untreated, arrival, cause

NEW_YORK = ZoneInfo("America/New_York")
CLOSED = datetime(2026, 11, 20, 15, 0, tzinfo=NEW_YORK)
LATER = datetime(2026, 11, 21, 9, 0, tzinfo=NEW_YORK)
TODAY = date(2026, 11, 22)
YES = Answer(Reply.YES, detail="type 2")


def untreated(verdict, **more) -> Untreated:
    return Untreated(1, 7, "Hana Korveth", CLOSED, 1, verdict, **more)


def letter(rule: str = "S-CON-07", added: datetime = LATER, **more) -> Letter:
    return Letter((rule,), date(2026, 11, 20), "Dr Brandvold", added=added, **more)


def test_the_later_of_verdict_and_deferral_counts(screen) -> None:
    aspirin = screen({"aspirin": Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)})
    assert untreated(aspirin).until(NEW_YORK) == date(2026, 11, 26)
    for until, expected in ((date(2026, 11, 25), date(2026, 11, 26)), (date(2026, 12, 7), date(2026, 12, 7))):
        put_off = untreated(aspirin, deferral=Deferral(until, "", CLOSED))
        assert put_off.until(NEW_YORK) == expected
    assert untreated(screen()).until(NEW_YORK) is None


def test_a_verdict_without_a_promised_date_gives_none(screen) -> None:
    both = screen(
        {
            "aspirin": Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO),
            "isotretinoin": Answer(Reply.YES, current=True),
        }
    )
    assert both.dateless
    assert both.earliest == date(2026, 11, 26)
    assert untreated(both).until(NEW_YORK) is None
    assert untreated(both, deferral=Deferral(date(2026, 12, 7), "", CLOSED)).until(NEW_YORK) == date(2026, 12, 7)


def test_a_letter_counts_from_the_moment_the_visit_was_closed(screen) -> None:
    verdict = screen({"diabetes": YES})
    assert verdict.status is Status.MEDICAL_CLEARANCE
    before = CLOSED.replace(second=0, minute=0, hour=14)
    assert arrival(untreated(verdict, letters=(letter(added=before),)), TODAY) is None
    came = arrival(untreated(verdict, letters=(letter(added=CLOSED),)), TODAY)
    assert came is not None
    assert (came.at, came.lacking) == (CLOSED, 0)


@pytest.mark.parametrize(
    "useless",
    [
        letter("S-CON-01"),
        letter(expires=date(2026, 11, 21)),
        letter(withdrawn=LATER),
        letter(added=None),  # type: ignore[arg-type]
    ],
)
def test_a_letter_on_something_else_or_that_no_longer_holds_is_none(screen, useless: Letter) -> None:
    assert arrival(untreated(screen({"diabetes": YES}), letters=(useless,)), TODAY) is None


def test_a_letter_holds_to_its_last_day(screen) -> None:
    assert arrival(untreated(screen({"diabetes": YES}), letters=(letter(expires=TODAY),)), TODAY) is not None


def test_two_rules_need_two_answers(screen) -> None:
    verdict = screen({"diabetes": YES, "keloid": YES})
    one = arrival(untreated(verdict, letters=(letter(),)), TODAY)
    assert one is not None
    assert one.lacking == 1
    both = arrival(untreated(verdict, letters=(letter(), letter("S-CON-01"))), TODAY)
    assert both is not None
    assert both.lacking == 0


def test_a_letter_means_nothing_where_none_was_needed(screen) -> None:
    assert arrival(untreated(screen({"pregnant": YES}), letters=(letter(),)), TODAY) is None
    stopped = screen({"pregnant": YES, "diabetes": YES})
    assert stopped.status is Status.DO_NOT_TREAT
    assert arrival(untreated(stopped, letters=(letter(),)), TODAY) is None


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [
        ("isotretinoin", Answer(Reply.YES, last=When("2026-07-14")), "Isotretinoin: 6 months"),
        ("fish_oil", Answer(Reply.YES, last=When("2026-11-20"), prescribed=Reply.NO), "Fish oil: 7 days"),
        ("retinoid", Answer(Reply.YES, last=When("2026-11-21T21:00")), "Vitamin A cream: 24 hours"),
    ],
)
def test_the_cause_names_the_rule_and_its_wait(screen, shipped, key: str, answer: Answer, words: str) -> None:
    assert cause(screen({key: answer}), lambda: shipped) == words


def test_of_several_waits_the_one_that_ends_last_is_the_cause(screen, shipped) -> None:
    verdict = screen(
        {
            "fish_oil": Answer(Reply.YES, last=When("2026-11-20"), prescribed=Reply.NO),
            "isotretinoin": Answer(Reply.YES, last=When("2026-07-14")),
        }
    )
    assert cause(verdict, lambda: shipped) == "Isotretinoin: 6 months"


def test_an_interval_is_a_cause_too(screen, shipped) -> None:
    from needledesk.domain.screening import PastSession

    early = screen(history=[PastSession(date(2026, 11, 10), Intensity.DEEP)])
    assert cause(early, lambda: shipped) == "Between sessions: 28 days"


def test_without_a_date_there_is_no_cause_and_no_protocol_is_asked_for(screen) -> None:
    def asked() -> None:
        raise AssertionError

    assert cause(screen(), asked) == ""


def test_of_a_date_and_an_hour_the_later_one_counts_by_the_clock_there(screen) -> None:
    aspirin = screen({"aspirin": Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)})
    evening, morning = (datetime(2026, 11, day, hour, tzinfo=NEW_YORK) for day, hour in ((25, 22), (26, 8)))
    assert untreated(aspirin, deferral=Deferral(evening, "", CLOSED)).until(NEW_YORK) == date(2026, 11, 26)
    assert untreated(aspirin, deferral=Deferral(morning, "", CLOSED)).until(NEW_YORK) == morning


def test_the_cause_is_the_wait_that_ends_last_wherever_it_stands(screen, shipped) -> None:
    days = {"aspirin": "2026-11-19", "fish_oil": "2026-11-21"}
    verdict = screen({key: Answer(Reply.YES, last=When(day), prescribed=Reply.NO) for key, day in days.items()})
    assert [finding.key for finding in verdict.findings] == ["aspirin", "fish_oil"]
    assert cause(verdict, lambda: shipped) == "Fish oil: 7 days"


def test_a_question_names_its_own_rules_wait_and_no_other(screen, shipped) -> None:
    own = {"card": "As it is called", "window": Window(9, Unit.DAYS)}
    asked = tuple(replace(each, **own) if each.key in ("nsaid", "retinoid") else each for each in shipped.questions)
    changed = replace(shipped, questions=asked)
    painkiller = screen({"nsaid": Answer(Reply.YES, last=When("2026-11-20"), prescribed=Reply.NO)})
    assert cause(painkiller, lambda: changed) == "As it is called: 9 days"
    cream = screen({"retinoid": Answer(Reply.YES, last=When("2026-11-21"))}, needs=("X-28",))
    assert cause(cream, lambda: changed) == f"{shipped.rules['X-28'].title}: 3 days"
    without = replace(shipped, rules=shipped.rules | {"S-MED-02": replace(shipped.rules["S-MED-02"], window=None)})
    assert cause(painkiller, lambda: without) == "Ibuprofen and similar"
