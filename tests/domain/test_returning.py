"""A returning client: what is asked anew, what may be confirmed, what counts as changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.findings import Finding
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.returning import (
    NEWS,
    NEWS_KEY,
    Earlier,
    News,
    changed,
    confirmed,
    may_confirm,
    parts,
    taken_back,
    to_confirm,
    with_news,
)
from needledesk.domain.screening import Verdict

AT = datetime(2026, 10, 22, 15, 0, tzinfo=ZoneInfo("America/New_York"))
NO = Answer(Reply.NO)
#: Section 4d of the clinical content: pregnancy, infection, cold sore, painkillers; and blood thinners with them.
ASKED_AGAIN = ("aspirin", "nsaid", "blood_thinner", "infection_bacterial", "infection_fungal", "pregnant")


def all_no(protocol: Protocol) -> dict[str, Earlier]:
    return {question.key: Earlier(NO, AT) for question in protocol.asked}


def test_the_checklist_falls_into_three_parts_and_none_is_lost(shipped: Protocol) -> None:
    found = parts(shipped, all_no(shipped))
    assert [question.key for question in found.again] == [*ASKED_AGAIN, "x_viral_lesion_active"]
    assert {question.group for question in found.look} == {"skin_today"}
    assert "acne_active" in {question.key for question in found.look}
    together = [*found.again, *found.look, *found.same]
    assert sorted(question.key for question in together) == sorted(question.key for question in shipped.asked)


@pytest.mark.parametrize("before", [None, Answer(Reply.UNSURE)])
def test_what_was_not_answered_or_unsure_last_time_is_asked_anew(shipped: Protocol, before: Answer | None) -> None:
    earlier = all_no(shipped)
    earlier.pop("diabetes")
    if before is not None:
        earlier["diabetes"] = Earlier(before, AT)
    assert "diabetes" in {question.key for question in parts(shipped, earlier).again}


@pytest.mark.parametrize("key", ASKED_AGAIN)
@pytest.mark.parametrize("reply", list(Reply))
def test_what_is_asked_again_at_each_visit_is_never_carried_over(shipped: Protocol, key: str, reply: Reply) -> None:
    earlier = {key: Earlier(Answer(reply), AT)}
    assert not may_confirm(shipped, shipped.question(key), earlier)


def test_a_yes_may_be_confirmed_with_all_it_carries(shipped: Protocol) -> None:
    before = Answer(Reply.YES, last=When("2026-01-14"), name="Claravis", grouped=True)
    earlier = {"isotretinoin": Earlier(before, AT)}
    assert may_confirm(shipped, shipped.question("isotretinoin"), earlier)
    assert confirmed(earlier["isotretinoin"]) == Answer(
        Reply.YES, last=When("2026-01-14"), name="Claravis", carried=True
    )


@pytest.mark.parametrize(
    ("key", "confirmable"),
    [
        ("isotretinoin", True),
        ("diabetes", True),
        ("autoimmune_therapy", True),
        ("vitamin_e", False),
        ("retinoid", False),
    ],
)
def test_a_yes_whose_wait_counts_in_hours_or_days_is_asked_anew(shipped: Protocol, key: str, confirmable: bool) -> None:
    question, yes = shipped.question(key), Answer(Reply.YES, last=When("2026-10-20"))
    assert may_confirm(shipped, question, {key: Earlier(yes, AT)}) is confirmable
    assert may_confirm(shipped, question, {key: Earlier(NO, AT)})


def test_an_answer_to_other_words_is_no_answer_to_these(shipped: Protocol) -> None:
    question = shipped.question("psoriasis")
    assert may_confirm(shipped, question, {"psoriasis": Earlier(NO, AT, question.text)})
    assert not may_confirm(shipped, question, {"psoriasis": Earlier(NO, AT, "Do you have psoriasis, or vitiligo?")})


def test_what_is_fixed_is_asked_anew_and_looked_at_whatever_the_text_says(shipped: Protocol) -> None:
    lax = replace(
        shipped,
        groups=tuple(replace(group, look=False) for group in shipped.groups),
        questions=tuple(replace(question, asked_again=False) for question in shipped.questions),
    )
    found = parts(lax, all_no(lax))
    assert [question.key for question in found.again] == [*ASKED_AGAIN, "x_viral_lesion_active"]
    assert "suspicious_lesion" in {question.key for question in found.look}


def test_what_was_confirmed_or_denied_in_one_tap_falls_once_something_may_be_new() -> None:
    answers = {"a": Answer(Reply.NO, carried=True), "b": Answer(Reply.NO, grouped=True), "c": NO}
    none, some, unsure = News(Reply.NO), News(Reply.YES), News(Reply.UNSURE)
    for before, now in ((none, some), (none, unsure), (none, None), (None, some)):
        assert taken_back(answers, before, now) == ("a", "b")
    for before, now in ((none, none), (None, none), (some, none), (some, News(Reply.YES, "cold")), (unsure, some)):
        assert taken_back(answers, before, now) == ()


def test_changed_means_that_something_else_is_said(shipped: Protocol) -> None:
    before = Earlier(Answer(Reply.NO, grouped=True), AT)
    assert not changed(NO, None)
    assert not changed(Answer(Reply.NO, carried=True), before)
    assert changed(Answer(Reply.YES), before)
    assert changed(Answer(Reply.UNSURE), before)
    dated = Earlier(Answer(Reply.YES, last=When("2026-10")), AT)
    assert changed(Answer(Reply.YES, last=When("2026-11")), dated)
    assert not changed(Answer(Reply.YES, last=When("2026-10")), dated)


@pytest.mark.parametrize("news", [None, News(Reply.YES, "antibiotics"), News(Reply.UNSURE)])
def test_nothing_is_confirmed_while_there_may_be_something_new(shipped: Protocol, news: News | None) -> None:
    earlier = all_no(shipped)
    assert to_confirm(shipped, parts(shipped, earlier).same, {}, earlier, news) == ()


def test_one_tap_confirms_what_is_still_blank_and_nothing_else(shipped: Protocol) -> None:
    earlier, none = all_no(shipped), News(Reply.NO)
    same = parts(shipped, earlier).same
    keys = to_confirm(shipped, same, {"diabetes": Answer(Reply.YES)}, earlier, none)
    assert set(keys) == {question.key for question in same} - {"diabetes"}
    again = parts(shipped, earlier).again
    assert to_confirm(shipped, again, {}, earlier, none) == ()


def test_what_was_said_stays_out_of_reprs() -> None:
    told = repr(News(Reply.YES, "antibiotics")) + repr(Earlier(Answer(Reply.YES, name="Claravis"), AT))
    assert "antibiotics" not in told
    assert "Claravis" not in told


PROCEED, STOP = Verdict(Status.PROCEED), Verdict(Status.DO_NOT_TREAT, blank=("nursing",))


@pytest.mark.parametrize("news", [None, News(Reply.NO), News(Reply.UNSURE)])
def test_a_new_client_is_not_asked_what_is_new(news: News | None) -> None:
    assert with_news(PROCEED, {}, news) is PROCEED


def test_nothing_new_leaves_the_verdict_to_the_rules(shipped: Protocol) -> None:
    assert with_news(PROCEED, all_no(shipped), News(Reply.NO)) is PROCEED


def test_what_is_new_is_a_point_for_the_practitioner_in_its_own_words(shipped: Protocol) -> None:
    verdict = with_news(PROCEED, all_no(shipped), News(Reply.YES, " antibiotics "))
    assert (verdict.status, verdict.open_questions) == (Status.PRACTITIONER_DECISION, ())
    title, reason = "New since last time: antibiotics", "Everything was asked anew: read it, and decide"
    decide = Status.PRACTITIONER_DECISION
    assert verdict.findings == (Finding("", decide, title, reason, "", NEWS, "Yes; antibiotics", "", key=NEWS_KEY),)
    worse = with_news(Verdict(Status.DO_NOT_TREAT), all_no(shipped), News(Reply.YES, "heart"))
    assert worse.status is Status.DO_NOT_TREAT


def test_what_is_new_left_blank_or_unsure_keeps_the_visit_incomplete(shipped: Protocol) -> None:
    earlier = all_no(shipped)
    blank = with_news(PROCEED, earlier, None)
    assert (blank.status, blank.blank, blank.unsure) == (Status.INCOMPLETE, (NEWS_KEY,), ())
    for news in (News(Reply.UNSURE, "?"), News(Reply.YES), News(Reply.YES, "  ")):
        unsure = with_news(PROCEED, earlier, news)
        assert (unsure.status, unsure.blank, unsure.unsure) == (Status.INCOMPLETE, (), (NEWS_KEY,))
    worse = with_news(STOP, earlier, None)
    assert (worse.status, worse.blank) == (Status.DO_NOT_TREAT, (NEWS_KEY, "nursing"))
    worse = with_news(STOP, earlier, News(Reply.UNSURE))
    assert (worse.status, worse.unsure) == (Status.DO_NOT_TREAT, (NEWS_KEY,))


def test_a_yes_of_last_time_is_sorted_by_its_own_wait(shipped: Protocol) -> None:
    yes = Earlier(Answer(Reply.YES, last=When("2026-10-20")), AT)
    earlier = all_no(shipped) | {"isotretinoin": yes, "retinoid": yes}
    found = parts(shipped, earlier)
    again, same = ({question.key for question in part} for part in (found.again, found.same))
    assert ("retinoid" in again, "isotretinoin" in same) == (True, True)
    asked = (shipped.question("retinoid"), shipped.question("isotretinoin"))
    assert to_confirm(shipped, asked, {}, earlier, News(Reply.NO)) == ("isotretinoin",)
