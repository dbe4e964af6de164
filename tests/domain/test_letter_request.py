"""The page for the doctor: what was said, what is planned, what is asked, and never a change of a medicine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from domain.letter_facts import EVERYTHING, TEXTS, THINNER, YES, fullest, request
from domain.reading import every_text
from domain.record_facts import AT, PROTOCOL, facts

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Details
from needledesk.domain.letter_request import LetterRequest, why_not
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Plan, Verdict
from needledesk.domain.treatment import Intensity


def sentences(page: LetterRequest) -> Iterator[str]:
    for part in (page.intro, page.medicines, page.told, page.plan, page.ask):
        yield from (line.text for line in part)


def asked(page: LetterRequest) -> str:
    return "\n".join(line.text for line in page.ask)


def test_what_was_answered_yes_and_asks_for_a_letter() -> None:
    said = {
        "blood_thinner": THINNER,
        "diabetes": Answer(Reply.YES, detail="type 2"),
        "acne_active": Answer(Reply.YES, zones=("chin",)),
    }
    page = request(said)
    assert {line.text for line in page.told} == {
        "Blood thinner: yes, prescribed, apixaban",
        "Diabetes, ever: yes, type 2",
    }
    assert {line.ids for line in page.told} == {("S-MED-03",), ("S-CON-07",)}
    assert page.about == "About Ottilie Farnwick, born Wed 4 Mar 1992"
    assert (page.number, page.made) == ("C-0007", "Sun 22 Nov 2026, 13:30")


def test_where_a_spot_is_and_that_something_is_past() -> None:
    said = {"suspicious_lesion": Answer(Reply.YES, zones=("chin",)), "x_skin_cancer": Answer(Reply.YES, past=True)}
    told = [line.text for line in request(said).told]
    assert "New, changing or doubtful spot: yes, chin" in told
    assert "Skin cancer in the area: yes, in the past" in told


def test_a_very_long_detail_is_shortened() -> None:
    page = request({"diabetes": Answer(Reply.YES, detail="word " * 400)})
    assert page.told[0].text.endswith(" …")
    assert len(page.told[0].text) <= 240 + len("Diabetes, ever: yes, ")
    for length, whole in ((240, True), (241, False)):
        text = "a " + "b" * (length - 2)
        page = request({"diabetes": Answer(Reply.YES, detail=text)})
        assert (text in page.told[0].text) is whole


def test_only_what_the_question_asks_is_told() -> None:
    bought = replace(THINNER, prescribed=Reply.NO, past=True)
    [told] = request({"blood_thinner": bought}).told
    assert told.spans == (("Blood thinner", True), (": yes, apixaban", False))
    [told] = request({"psoriasis": Answer(Reply.YES, prescribed=Reply.YES, past=True, zones=("chin",))}).told
    assert told.spans == (("Psoriasis", True), (": yes", False))
    now = request({"x_skin_cancer": Answer(Reply.YES, zones=("neck",))}, plan=Plan(Intensity.MILD, ("chin",)))
    assert [line.text for line in now.told] == ["Skin cancer in the area: yes, neck"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("blood_thinner", "Why is the blood thinner taken?"),
        ("autoimmune_therapy", "lower immunity?"),
        ("herpes_history", "prevent a cold sore?"),
        ("viral_prone", "prevent a cold sore?"),
        ("diabetes", "diabetes well controlled"),
        ("suspicious_lesion", "What is the spot"),
        ("keloid", "thick raised scars"),
        ("x_metal_allergy", "nickel"),
    ],
)
def test_each_rule_asks_its_own_question(key: str, said: str) -> None:
    assert said in asked(request({key: YES}, EVERYTHING))
    other = {"psoriasis": YES}
    assert said not in asked(request(other))
    assert "Does anything, in your view, speak against this treatment?" in asked(request(other))
    assert "12 months" in asked(request(other))


def test_what_is_planned() -> None:
    light = request({"psoriasis": YES})
    assert "How deep: light, less than 1 mm" in [line.text for line in light.plan]
    assert "Where: full face" in [line.text for line in light.plan]
    deep = request({"psoriasis": YES}, plan=Plan(Intensity.DEEP, ("chin", "nose")))
    assert "How deep: 1 mm or more, which can bleed in small points" in [line.text for line in deep.plan]
    assert "Where: nose, Chin" in [line.text for line in deep.plan]
    open_plan = request({"psoriasis": YES}, plan=Plan())
    assert "Where: not decided yet" in [line.text for line in open_plan.plan]
    assert not [line for line in open_plan.plan if line.text.startswith("How deep")]


def test_without_a_birth_date() -> None:
    client = replace(facts().client, details=Details("Ottilie"))
    assert request({"psoriasis": YES}, client=client).about == "About Ottilie"


def test_when_a_letter_can_be_asked_for() -> None:
    def verdict(**said: Answer):
        return facts(dict(said)).verdict

    assert why_not(verdict(psoriasis=YES)) == ""
    assert why_not(verdict()) == "No rule asks for a letter in this visit."
    assert "a letter does not change that" in why_not(verdict(psoriasis=YES, scleroderma=YES))


# --- the law of the words (decisions 3 and 13) -------------------------------------------------------------------


def test_no_date_stands_beside_a_medicine() -> None:
    for text in sentences(fullest()):
        assert not re.search(r"\b20\d\d\b|\d [A-Z][a-z]{2}\b", text), text


def test_no_text_asks_to_end_a_medicine_or_claims_too_much() -> None:
    for text in (*every_text(TEXTS), *sentences(fullest())):
        assert not re.search(r"\b(stop|paus|discontinu|come off|leave off|quit|withhold)", text, re.IGNORECASE), text
        assert not re.search(r"\b(safe|cleared|approved|permanent|immediate|rare)", text, re.IGNORECASE), text


def test_every_line_names_what_it_rests_on_and_nothing_is_left_to_fill_in() -> None:
    page = fullest()
    for line in (*page.intro, *page.medicines, *page.told, *page.plan, *page.ask):
        assert line.ids
        assert not re.search(r"[{}*]", line.text)


def test_no_name_where_it_is_not_meant_to_be_read() -> None:
    assert "Ottilie" not in repr(fullest())


def test_the_page_names_the_practice_the_day_and_the_rules_it_was_made_with() -> None:
    page, practice = request({"diabetes": YES}), facts({}).practice
    assert (page.practice, page.phone, page.email) == (practice.name, practice.phone, practice.email)
    assert (page.practitioner, page.made_at, page.language) == (practice.practitioner, AT, "en-US")
    assert page.protocol_version == PROTOCOL.version
    assert page.words == TEXTS["words"]


def test_an_answer_that_feeds_two_rules_asks_for_both_in_one_line() -> None:
    asked_twice = tuple(
        replace(question, also=("S-PRE-06",)) if question.key == "herpes_history" else question
        for question in PROTOCOL.questions
    )
    (line,) = request({"herpes_history": YES}, replace(PROTOCOL, questions=asked_twice)).told
    assert line.ids == ("S-CON-06", "S-PRE-06")


def test_do_not_treat_asks_for_no_letter() -> None:
    said = "The checklist says do not treat: a letter does not change that."
    assert why_not(Verdict(Status.DO_NOT_TREAT)) == said
