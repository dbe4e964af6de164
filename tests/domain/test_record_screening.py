"""What the record says of the screening: each answer and how it came, each finding with its sum, each decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from domain.record_facts import ASPIRIN, AT, PROTOCOL, facts, lines

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.decisions import Decision, Deferral, Override
from needledesk.domain.letters import Letter, LetterPage
from needledesk.domain.protocol import Status
from needledesk.domain.record_parts import KeptAnswer, KeptNews, VisitFacts
from needledesk.domain.record_screening import decisions, letters, questions, verdict
from needledesk.domain.screening import Plan, assess


def asked(found, key: str) -> str:
    text = PROTOCOL.question(key).text
    return next(line for section in questions(found) for line in lines(section) if line.startswith(text))


# --- the verdict -------------------------------------------------------------------------------------------------


def test_every_finding_has_rule_source_and_arithmetic() -> None:
    found = list(lines(verdict(facts({"aspirin": ASPIRIN, "acne_active": Answer(Reply.YES, zones=("chin",))}))))
    assert found[0] == "Planned | Light; Full face"
    assert found[1] == "Verdict | Not today | Not kept yet: as it stands at the printing"
    assert found[2:4] == ["Earliest date | Fri 27 Nov 2026", "Zones left out | Chin"]
    assert found[4] == (
        "Aspirin, shop-bought, 20 Nov | Not today | 7 days between the last dose and treatment"
        " | 20 Nov 2026 + 7 days = Fri 27 Nov 2026"
        f" | Asked: “{PROTOCOL.question('aspirin').text}” Answer: Yes; last dose 20 Nov 2026; not prescribed"
        " | Rule S-MED-01. Source document, line 21"
    )
    assert "Rule S-PRE-02. Source document, line 26" in found[5]


def test_a_kept_verdict_says_when_and_an_extension_that_it_is_one() -> None:
    found = list(lines(verdict(facts({"x_viral_lesion_active": Answer(Reply.YES)}, ruled=AT))))
    assert "Verdict | Not today | Kept Sun 22 Nov 2026, 13:30" in found
    assert any("Rule X-01. Not in the source document" in line for line in found)


def test_blank_and_unsure_are_named_apart() -> None:
    ruled = replace(facts().verdict, blank=("aspirin",), unsure=("retinoid", "gone"))
    found = list(lines(verdict(facts(verdict=ruled))))
    assert f"Not answered | {PROTOCOL.question('aspirin').title}" in found
    unsure = f"Unsure, or lacking what the rule needs | {PROTOCOL.question('retinoid').title} | gone"
    assert unsure in found


def test_a_finding_that_rests_on_no_question_asks_none() -> None:
    early = replace(facts().verdict, findings=(replace(facts({"aspirin": ASPIRIN}).verdict.findings[0], question=""),))
    assert "Asked:" not in "\n".join(lines(verdict(facts(verdict=early))))


def test_no_finding_is_said_too() -> None:
    assert "Findings | None" in list(lines(verdict(facts())))
    assert any(line.startswith("For information | This would be session 1") for line in lines(verdict(facts())))


# --- decisions ---------------------------------------------------------------------------------------------------


def test_every_override_stands_there_the_withdrawn_ones_too() -> None:
    first = Override(Status.NOT_TODAY, "bruises little", "M. Averil", AT)
    second = Override(Status.NOT_TODAY, "agreed again", "", AT + timedelta(minutes=5))
    found = decisions(facts({"aspirin": ASPIRIN}, overrides=((first, AT + timedelta(minutes=3)), (second, None))))
    assert list(lines(found)) == [
        "Override of “Not today” | Withdrawn | By M. Averil, Sun 22 Nov 2026, 13:30 | Reason: bruises little"
        " | Withdrawn Sun 22 Nov 2026, 13:33",
        "Override of “Not today” | Stands | By a practitioner who gave no name, Sun 22 Nov 2026, 13:35"
        " | Reason: agreed again",
    ]
    assert found.note == ""


def test_an_override_against_another_verdict_no_longer_stands() -> None:
    made = Override(Status.NOT_TODAY, "bruises little", "M. Averil", AT)
    assert list(lines(decisions(facts(overrides=((made, None),))))) == [
        "Override of “Not today” | No longer stands | By M. Averil, Sun 22 Nov 2026, 13:30 | Reason: bruises little"
        " | The verdict became “Proceed”",
    ]


def test_a_decision_where_nothing_is_left_to_decide_no_longer_stands() -> None:
    made = Decision(True, "letter read", "M. Averil", AT)
    assert list(lines(decisions(facts({"diabetes": Answer(Reply.YES)}, decision=made)))) == [
        "Decision: treat | No longer stands | By M. Averil, Sun 22 Nov 2026, 13:30 | Reason: letter read"
        " | The verdict became “Medical clearance”",
    ]


def test_do_not_treat_prints_no_date_at_all() -> None:
    printed = "\n".join(lines(verdict(facts({"aspirin": ASPIRIN, "pregnant": Answer(Reply.YES)}, ruled=AT))))
    assert "Aspirin, shop-bought, 20 Nov | Not today | 7 days between" in printed
    assert "27 Nov" not in printed


def test_a_wait_without_a_date_beside_one_with_a_date_promises_none() -> None:
    both = {"aspirin": ASPIRIN, "x_viral_lesion_active": Answer(Reply.YES)}
    printed = list(lines(verdict(facts(both, ruled=AT))))
    assert "Not before | Fri 27 Nov 2026 | Another wait has no date: when it ends cannot be told" in printed
    assert not [line for line in printed if line.startswith("Earliest")]


def test_decision_and_deferral() -> None:
    treat, put_off = Decision(True, "looked fine", "M. Averil", AT), Deferral(date(2026, 11, 27), "calls back", AT)
    assert list(lines(decisions(with_letter(LETTER, decision=treat, deferral=put_off)))) == [
        "Decision | Treat | By M. Averil, Sun 22 Nov 2026, 13:30 | Reason: looked fine",
        "Put off until | Fri 27 Nov 2026 | Accepted Sun 22 Nov 2026, 13:30 | Note: calls back",
    ]
    refused = decisions(with_letter(LETTER, decision=replace(treat, treat=False), deferral=Deferral(AT, "", AT)))
    assert [entry.value for entry in refused.entries] == ["Do not treat", "Sun 22 Nov 2026, 13:30"]
    assert decisions(facts()).note == "None was taken."


# --- letters -----------------------------------------------------------------------------------------------------

LETTER = Letter(("S-CON-06", "S-PRE-06"), date(2026, 11, 1), "Dr. Ever", note="no tablets", added=AT, id=3)
HERPES = {"herpes_history": Answer(Reply.YES)}


def with_letter(letter: Letter, said: dict[str, Answer] = HERPES, at: datetime = AT, **changed: Any) -> VisitFacts:
    """What the checklist says with that letter on file."""
    found = facts(said, letters=(letter,), **changed)
    verdict = assess(PROTOCOL, found.visit.answers, found.visit.plan, (), letter.clearances, at)
    return replace(found, verdict=verdict)


def counted(found: VisitFacts) -> str:
    section = letters(found)
    assert section is not None
    return section.entries[0].value


def test_a_letter_that_counted_says_for_which_rule() -> None:
    page = LetterPage(1, "jpeg", 100, 100, 5, "ab" * 32)
    found = letters(with_letter(replace(LETTER, pages=(page,)), ruled=AT))
    assert found is not None
    assert list(lines(found)) == [
        "Letter from Dr. Ever | Counted | Dated Sun 1 Nov 2026, valid to Mon 1 Nov 2027"
        " | Answers S-CON-06, S-PRE-06; counted for S-CON-06 | Note: no tablets"
        f" | Recorded Sun 22 Nov 2026, 13:30 | Page 1: SHA-256 {'ab' * 32}"
    ]


def test_a_letter_that_is_over_or_answers_something_else_did_not_count() -> None:
    for letter in (replace(LETTER, expires=date(2026, 11, 21)), replace(LETTER, rules=("S-CON-01",))):
        assert counted(with_letter(letter, ruled=AT)) == "Did not count"
    for letter in (replace(LETTER, expires=date(2026, 11, 22)), replace(LETTER, dated=AT.date())):
        assert counted(with_letter(letter, ruled=AT)) == "Counted"


def test_a_letter_about_what_it_cannot_change_did_not_count() -> None:
    aspirin = replace(LETTER, rules=("S-MED-01",))
    assert counted(with_letter(aspirin, {"aspirin": ASPIRIN}, ruled=AT)) == "Did not count"
    metal = replace(LETTER, rules=("S-ABS-09",))
    assert counted(with_letter(metal, {"pregnant": Answer(Reply.YES)}, ruled=AT)) == "Did not count"


def test_of_two_letters_the_one_counted_that_the_verdict_names() -> None:
    longer = replace(LETTER, by="Dr. Later", dated=date(2026, 11, 20), id=4)
    found = with_letter(longer, ruled=AT)
    section = letters(replace(found, letters=(LETTER, longer)))
    assert section is not None
    assert [entry.value for entry in section.entries] == ["Did not count", "Counted"]


def test_what_the_practitioner_decides_anyway_counts_no_letter() -> None:
    found = with_letter(LETTER, ruled=AT)
    findings = tuple(replace(one, title="Cold sores, ever") for one in found.verdict.findings)
    assert counted(replace(found, verdict=replace(found.verdict, findings=findings))) == "Did not count"


def test_what_was_not_on_file_that_day_is_left_out() -> None:
    later, earlier = AT + timedelta(seconds=1), AT - timedelta(seconds=1)
    assert letters(facts(HERPES, letters=(replace(LETTER, added=later),), ruled=AT)) is None
    assert letters(facts(HERPES, letters=(replace(LETTER, added=earlier, withdrawn=AT),), ruled=AT)) is None
    assert letters(facts(HERPES, letters=(replace(LETTER, withdrawn=later),))) is None  # an open visit: as of now
    gone = replace(LETTER, withdrawn=later, withdrawn_reason="wrong client")
    found = letters(facts(HERPES, letters=(gone,), ruled=AT))
    assert found is not None
    assert found.entries[0].notes[-1] == "Withdrawn later, Sun 22 Nov 2026, 13:30: wrong client"


# --- questions ---------------------------------------------------------------------------------------------------


def change(found, key: str, **changed: object):
    return replace(
        found, answers=tuple(replace(each, **changed) if each.key == key else each for each in found.answers)
    )


def test_every_question_that_is_asked_stands_there_once() -> None:
    found = facts()
    said = [line for section in questions(found) for line in lines(section)]
    assert len(said) == len(PROTOCOL.asked)
    assert all(
        line.startswith(question.text)
        for line, question in zip(sorted(said), sorted(PROTOCOL.asked, key=lambda each: each.text), strict=True)
    )
    assert asked(found, "scleroderma").endswith("| No | Asked, Sun 22 Nov 2026, 13:30. Rule S-ABS-01")


def test_a_group_of_which_nothing_is_asked_has_no_heading() -> None:
    group = PROTOCOL.question("aspirin").group
    titles = {each.key: each.title for each in PROTOCOL.groups}
    kept = tuple(question for question in PROTOCOL.questions if question.group != group)
    found = replace(facts(), protocol=replace(PROTOCOL, questions=kept), answers=())
    assert f"Screening: {titles[group]}" not in [section.title for section in questions(found)]
    assert f"Screening: {titles[group]}" in [section.title for section in questions(facts())]


def test_the_sentence_is_the_one_of_that_day() -> None:
    found = change(facts(), "aspirin", asked="The old sentence?")
    assert any("The old sentence?" in line for section in questions(found) for line in lines(section))


def test_a_blank_is_no_answer() -> None:
    found = facts()
    blank = replace(found, answers=tuple(each for each in found.answers if each.key != "aspirin"))
    assert asked(blank, "aspirin").endswith("| Not asked")
    assert asked(facts({"aspirin": Answer(Reply.UNSURE)}), "aspirin").split(" | ")[1] == "Don’t know"


def test_how_each_answer_came() -> None:
    earlier = AT - timedelta(days=28)
    grouped = change(facts(), "scleroderma", answer=Answer(Reply.NO, grouped=True))
    assert "| No to the rest of the group, Sun" in asked(grouped, "scleroderma")
    carried = change(facts(), "scleroderma", answer=Answer(Reply.NO, carried=True), earlier_at=earlier)
    assert "| Confirmed as on Sun 25 Oct 2026, Sun" in asked(carried, "scleroderma")
    undated = change(facts(), "scleroderma", answer=Answer(Reply.NO, carried=True))
    assert "| Confirmed as at the last visit, Sun" in asked(undated, "scleroderma")
    changed = {"changed": True, "earlier_at": earlier}
    was_no = change(facts({"aspirin": ASPIRIN}), "aspirin", earlier_reply=Reply.NO, **changed)
    assert "| Asked; changed, was no on Sun 25 Oct 2026, Sun" in asked(was_no, "aspirin")
    was_unsure = change(facts(), "aspirin", earlier_reply=Reply.UNSURE, **changed)
    assert "changed, was unsure on Sun 25 Oct 2026" in asked(was_unsure, "aspirin")
    same = change(facts(), "aspirin", earlier_reply=Reply.NO, earlier_at=earlier)
    assert "changed" not in asked(same, "aspirin")


def test_whether_anything_was_new() -> None:
    found = facts(news=KeptNews("Anything new?", Reply.YES, "an antibiotic", AT))
    first = next(questions(found))
    assert list(lines(first)) == ["Anything new? | Yes; an antibiotic | Asked Sun 22 Nov 2026, 13:30"]
    assert next(questions(facts())).title.startswith("Screening: ")


def test_an_answer_to_a_question_that_is_not_asked_any_more_is_kept() -> None:
    gone = KeptAnswer("x_gone", "X-99", "The gone question?", Answer(Reply.YES, When("2026"), detail="much"), AT)
    found = replace(facts(), answers=(*facts().answers, gone))
    *_, last = questions(found)
    assert last.title == "Screening: further answers"
    assert list(lines(last)) == ["The gone question? | Yes; 2026; much | Asked, Sun 22 Nov 2026, 13:30. Rule X-99"]


# --- what may be missing -----------------------------------------------------------------------------------------


def test_a_plan_that_says_nothing() -> None:
    assert next(lines(verdict(facts(plan=Plan())))) == "Planned | Not said; no zone"


def test_open_questions_have_no_value_of_their_own() -> None:
    ruled = replace(facts().verdict, blank=("aspirin",))
    (entry,) = [entry for entry in verdict(facts(verdict=ruled)).entries if entry.text == "Not answered"]
    assert entry.value == ""


def test_a_visit_put_off_without_a_note() -> None:
    put_off = Deferral(date(2026, 11, 29), "", AT)
    assert list(lines(decisions(facts(deferral=put_off)))) == [
        "Put off until | Sun 29 Nov 2026 | Accepted Sun 22 Nov 2026, 13:30"
    ]


def test_a_letter_counts_from_its_date_and_says_no_more_than_it_holds() -> None:
    told = {"diabetes": Answer(Reply.YES), "keloid": Answer(Reply.YES)}
    bare = Letter(("S-CON-07", "S-CON-01", "S-CON-03"), AT.date(), "Dr S. Brandvold")
    (entry,) = letters(with_letter(bare, told)).entries
    assert (entry.text, entry.value) == ("Letter from Dr S. Brandvold", "Counted")
    assert entry.notes == (
        "Dated Sun 22 Nov 2026, valid to Mon 22 Nov 2027",
        "Answers S-CON-07, S-CON-01, S-CON-03; counted for S-CON-07, S-CON-01",
    )
    (early,) = letters(with_letter(replace(bare, dated=date(2026, 11, 23)), told)).entries
    assert early.value == "Did not count"
    assert early.notes[1] == "Answers S-CON-07, S-CON-01, S-CON-03"


def test_a_letter_counts_to_its_last_day() -> None:
    told = {"diabetes": Answer(Reply.YES)}
    last = Letter(("S-CON-07",), date(2026, 1, 1), "Dr S. Brandvold", expires=AT.date())
    assert letters(with_letter(last, told)).entries[0].value == "Counted"
    over = replace(last, expires=date(2026, 11, 21))
    assert letters(with_letter(over, told)).entries[0].value == "Did not count"


def test_nothing_new_since_the_last_visit() -> None:
    first = next(iter(questions(facts(news=KeptNews("Anything new?", Reply.NO, "", AT)))))
    assert first.title == "Since the last visit"
    assert list(lines(first)) == ["Anything new? | No | Asked Sun 22 Nov 2026, 13:30"]


def test_a_yes_tells_what_its_question_asks_and_a_question_that_is_gone_all_it_carries() -> None:
    assert "| Yes; last dose 20 Nov 2026; not prescribed |" in asked(facts({"aspirin": ASPIRIN}), "aspirin")
    gone = KeptAnswer("tea", "S-1", "Tea?", Answer(Reply.YES, name="green", zones=("chin",)), AT)
    dated = replace(gone, key="coffee", answer=Answer(Reply.YES, When("2026-11-20"), detail="black"))
    *_, further = questions(facts(answers=(gone, dated)))
    assert [entry.value for entry in further.entries] == ["Yes; green; chin", "Yes; 20 Nov 2026; black"]
