"""The verdict as text: nothing of the reasons is lost, nothing of the client is in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.decisions import Decision, Deferral, Override
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Verdict
from needledesk.domain.verdict_text import STATUS_WORDS, WHO_DECIDES, verdict_text
from needledesk.domain.verdict_text import told as findings_told

Screen = Callable[..., Verdict]
YES = Answer(Reply.YES)
AT = datetime(2026, 11, 22, 14, 22, tzinfo=ZoneInfo("America/New_York"))
LETTER = Letter(("S-CON-07",), date(2026, 11, 10), "Dr A")
ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)


Told = Callable[..., str]


@pytest.fixture
def told(shipped: Protocol) -> Told:
    """The text at AT, with the shipped questions."""
    titles = {question.key: question.title for question in shipped.questions}

    def tell(verdict: Verdict, second: str, *decided: Decision | Override | Deferral | None, **named: Deferral) -> str:
        return verdict_text(verdict, second, 3, titles, AT, *decided, **named)  # type: ignore[arg-type]

    return tell


def test_a_question_that_is_gone_from_the_protocol_is_named_by_its_key(screen: Screen) -> None:
    text = verdict_text(screen(blank=("fish_oil",)), "", 1, {}, AT)
    assert "Not answered: fish_oil\n" in text


def test_every_status_has_its_word() -> None:
    assert set(STATUS_WORDS) == set(Status)


def test_word_second_line_protocol_and_moment_come_first(screen: Screen, told: Told) -> None:
    text = told(screen({"aspirin": ASPIRIN}), "earliest Thu 26 Nov")
    assert text.splitlines()[:3] == ["Not today", "earliest Thu 26 Nov", "Protocol v3, Sun 22 Nov 2026, 14:22"]


def test_each_reason_has_question_answer_rule_line_and_sum(screen: Screen, told: Told) -> None:
    verdict = screen({"aspirin": ASPIRIN, "x_sunburn_today": Answer(Reply.YES, zones=("nose",)), "diabetes": YES})
    text = told(verdict, "")
    for finding in verdict.findings:
        for said in (finding.title, finding.question, finding.answer, finding.reason, f"Rule {finding.rule}, "):
            assert said
            assert said in text
    assert "19 Nov 2026 + 7 days = Thu 26 Nov 2026\nRule S-MED-01, source line 21" in text
    assert "Rule X-05, not in the source document" in text
    assert text.index("Diabetes") < text.index("Aspirin")


def test_a_reason_without_a_question_has_no_empty_line(screen: Screen, told: Told) -> None:
    text = told(screen(zones=("eyelid_upper_left", "chin")), "")
    assert "Question:" not in text
    assert "Answer:" not in text
    assert "Rule S-ZON-01, source line 28" in text


def test_blank_and_unsure_are_listed_apart_by_name(screen: Screen, told: Told) -> None:
    verdict = screen({"herbal": Answer(Reply.UNSURE)}, blank=("fish_oil", "vitamin_e"))
    text = told(verdict, "2 blank, 1 unsure")
    assert "Not answered: Vitamin E; Fish oil or omega-3\n" in text
    assert "Unsure, or something is missing: Herbal pills, drops or powders\n" in text
    assert "\nUnsure and blank are never a no.\n" in text
    assert "never a no" not in told(screen(), "")


def test_advice_is_told(screen: Screen, told: Told) -> None:
    everywhere = screen({"rosacea": Answer(Reply.YES, zones=("chin",))}, zones=("chin",))
    assert "Every planned zone is left out today." in told(everywhere, "")


def test_what_was_decided_is_told_with_name_and_moment(screen: Screen, told: Told) -> None:
    verdict, yours = screen({"aspirin": ASPIRIN}), screen({"diabetes": YES}, letters=LETTER.clearances)
    refused = told(yours, "", Decision(False, "not today after all", "M. Averil", AT))
    assert "Decided: do not treat, “not today after all” (M. Averil, Sun 22 Nov 2026, 14:22)" in refused
    text = told(
        verdict,
        "",
        None,
        Override(Status.NOT_TODAY, "four days, agreed", "B. Other", AT),
        Deferral(date(2026, 11, 26), "calls us", AT),
    )
    assert "Override: “four days, agreed” (B. Other, Sun 22 Nov 2026, 14:22)" in text
    assert "Put off to Thu 26 Nov 2026: calls us" in text
    treat = told(yours, "", Decision(True, "letter read", "M. Averil", AT))
    assert "Decided: treat, " in treat
    hours = told(verdict, "", deferral=Deferral(AT, "", AT))
    assert "Put off to Sun 22 Nov 2026, 14:22\n" in hours


def test_what_was_decided_under_another_verdict_is_not_told(screen: Screen, told: Told) -> None:
    made = Decision(True, "letter read", "M. Averil", AT)
    override = Override(Status.NOT_TODAY, "four days, agreed", "B. Other", AT)
    for verdict in (screen(), screen({"diabetes": YES}), screen({"pregnant": YES})):
        text = told(verdict, "", made, override)
        assert "letter read" not in text
        assert "agreed" not in text


def test_do_not_treat_tells_no_date_of_any_wait(screen: Screen, told: Told) -> None:
    text = told(screen({"aspirin": ASPIRIN, "pregnant": YES}), "")
    assert "Aspirin, shop-bought, 19 Nov" in text
    assert "Rule S-MED-01" in text
    assert "26 Nov" not in text
    stopped = findings_told(screen({"aspirin": ASPIRIN, "pregnant": YES}))
    assert {(finding.arithmetic, finding.earliest) for finding in stopped} == {("", None)}
    waiting = screen({"aspirin": ASPIRIN})
    assert findings_told(waiting) == waiting.findings


def test_it_ends_with_who_decides(screen: Screen, told: Told) -> None:
    text = told(screen(), "You decide.")
    assert text.endswith(f"\n\n{WHO_DECIDES}\n")
    assert "Decided" not in text
    assert "Override" not in text


@pytest.mark.parametrize("banned", ["safe", "cleared", "approved", "permanent", "immediate", "no down time"])
def test_no_word_that_promises(banned: str) -> None:
    assert banned not in (WHO_DECIDES + " ".join(STATUS_WORDS.values())).lower()
