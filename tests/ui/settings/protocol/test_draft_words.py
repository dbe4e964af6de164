from __future__ import annotations

from dataclasses import replace

import pytest

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.desk.worked_cases import CaseDifference, DraftCheck
from needledesk.domain.protocol import Protocol, Status
from needledesk.ui.settings.protocol.draft_words import failing, field, named, summary, value

SHIPPED = shipped_protocol()


def test_what_a_draft_changes_is_counted() -> None:
    old = replace(SHIPPED, version=3)
    assert summary(old, replace(SHIPPED, version=4)) == "v4 changes nothing yet. Past visits keep v3."
    assert summary(old, _with(rules=1)) == "v4 changes 1 rule. Past visits keep v3."
    assert summary(old, _with(questions=1)) == "v4 changes 1 question. Past visits keep v3."
    assert summary(old, _with(rules=2, questions=1)) == "v4 changes 2 rules and 1 question. Past visits keep v3."
    assert summary(old, replace(_with(), questions=SHIPPED.questions[::-1])).startswith("v4 changes the order")
    assert summary(old, replace(_with(), groups=SHIPPED.groups[::-1])).startswith("v4 changes the groups")


def test_what_is_added_and_taken_out_counts_too() -> None:
    fewer = dict(list(SHIPPED.rules.items())[1:])
    assert summary(SHIPPED, replace(SHIPPED, version=2, rules=fewer)) == "v2 changes 1 rule. Past visits keep v1."
    assert summary(replace(SHIPPED, rules=fewer), replace(SHIPPED, version=2)).startswith("v2 changes 1 rule.")


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        ([], ""),
        (["V03"], "V03"),
        (["V03", "V14"], "V03 and V14"),
        (["V03", "V14", "V15", "V16"], "V03, V14, V15 and V16"),
        ([f"V0{number}" for number in range(1, 8)], "V01, V02, V03 and 4 more"),
    ],
)
def test_cases_are_named(cases, words) -> None:
    assert named(cases) == words


def test_a_failing_case_is_named_once() -> None:
    one = CaseDifference("V03", "Title", "status", "a", "b")
    check = DraftCheck(1, 2, (one, replace(one, field="earliest"), replace(one, case="V14")))
    assert failing(check) == ("V03", "V14")


def test_fields_and_values_are_in_the_words_of_the_screen() -> None:
    assert field("excluded_zones") == "Zones left out"
    assert field("may_start") == "May start"
    assert value("NOT_TODAY") == "Not today"
    assert value("2026-11-27") == "Fri 27 Nov 2026"
    assert value("S-MED-02") == "S-MED-02"
    assert value("") == "none"
    assert all("_" not in value(status) for status in Status)


def _with(rules: int = 0, questions: int = 0) -> Protocol:
    changed = {key: replace(SHIPPED.rules[key], does="Otherwise") for key in list(SHIPPED.rules)[:rules]}
    asked = [replace(one, text="?") if n < questions else one for n, one in enumerate(SHIPPED.questions)]
    return replace(SHIPPED, version=4, rules={**SHIPPED.rules, **changed}, questions=tuple(asked))
