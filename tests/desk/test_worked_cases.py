from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from needledesk import resources
from needledesk.desk.case_file import LARGEST
from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.desk.worked_cases import CaseChange, CaseDifference, CheckReport, check_file, check_shipped
from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.errors import BadInput

VIGNETTES = resources.path("worked_cases", "vignettes.yaml")
FURTHER, EDGES = VIGNETTES.with_name("further_cases.yaml"), VIGNETTES.with_name("edge_cases.yaml")
PLAIN = """
- id: {id}
  tz: Europe/London
  appointment: 2026-11-22 10:00
  planned: {{intensity: mild, zones: [full_face]}}
  answers: {answers}
  expect: {{status: PROCEED, earliest: ~, excluded_zones: [], fired: , open: []}}
"""


@pytest.fixture
def check(tmp_path: Path) -> Callable[[str | bytes], CheckReport]:
    """Check what is written into a file."""

    def checked(content: str | bytes) -> CheckReport:
        path = tmp_path / "cases.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return check_file(path, shipped_protocol())

    return checked


Check = Callable[[str | bytes], CheckReport]


def test_the_worked_cases_pass() -> None:
    report = check_file(VIGNETTES, shipped_protocol())
    assert (report.passed, report.failed, report.lines) == (24, 0, ())
    assert report.summary == "24 passed, 0 failed"


def test_the_further_cases_pass() -> None:
    report = check_file(FURTHER, shipped_protocol())
    assert (report.passed, report.failed, report.lines) == (98, 0, ())


def test_the_edge_cases_pass() -> None:
    report = check_file(EDGES, shipped_protocol())
    assert (report.passed, report.failed, report.lines) == (79, 0, ())


ENTRIES = [
    (rule.id, entry)
    for rule in shipped_protocol().rules.values()
    for entry in ("window", "until")
    if getattr(rule, entry) and (rule.topic in ("medicine", "skin", "health", "age", "interval"))
]


@pytest.mark.parametrize(("rule", "entry"), ENTRIES, ids=[f"{rule} {entry}" for rule, entry in ENTRIES])
@pytest.mark.parametrize("more", [1, -1])
def test_a_window_one_unit_off_shows_in_a_case(rule: str, entry: str, more: int) -> None:
    window = getattr(shipped_protocol().rules[rule], entry)
    edited = with_rule(rule, **{entry: Window(window.count + more, window.unit)})
    assert any(check_file(path, edited).failed for path in (EDGES, FURTHER, VIGNETTES))


def test_a_line_for_each_difference(tmp_path: Path) -> None:
    text = VIGNETTES.read_text("utf-8")
    old = 'aspirin: {answer: "yes", last: "2026-11-15"'
    assert old in text
    edited = tmp_path / "cases.yaml"
    edited.write_text(text.replace(old, old.replace("11-15", "11-16")), "utf-8")
    report = check_file(edited, shipped_protocol())
    assert report.lines[0] == "V14  status  expected PROCEED  got NOT_TODAY"
    assert report.lines[1] == "V14  earliest  expected none  got 2026-11-23"
    assert report.lines[2] == "V14  fired  expected none  got S-MED-01"
    assert report.summary == "23 passed, 1 failed"


def with_rule(name: str, **entries: Any) -> Protocol:
    shipped = shipped_protocol()
    return replace(shipped, rules={**shipped.rules, name: replace(shipped.rules[name], **entries)})


def test_a_draft_that_changes_nothing_passes_all_shipped_cases() -> None:
    outcome = check_shipped(with_rule("S-AFT-06", window=None), shipped_protocol())
    assert (outcome.passed, outcome.failed, outcome.differences, outcome.changes) == (201, 0, (), ())


def test_what_a_draft_changes_is_told_case_by_case() -> None:
    outcome = check_shipped(with_rule("S-AFT-01", window=Window(48, Unit.HOURS)), shipped_protocol())
    assert outcome.failed == len({difference.case for difference in outcome.differences})
    assert outcome.passed + outcome.failed == 201
    assert {difference.field for difference in outcome.differences} == {"makeup_from"}
    title = "The sheet across a clock change of half an hour"
    expected, got = "2027-04-04T14:30", "2027-04-05T14:30"
    assert CaseDifference("F98", title, "makeup_from", expected, got) in outcome.differences
    assert CaseChange("F98", title, "makeup_from", expected, got) in outcome.changes


def test_a_case_that_failed_before_and_fails_alike_is_no_change() -> None:
    strict = with_rule("S-AFT-01", window=Window(48, Unit.HOURS))
    outcome = check_shipped(strict, strict)
    assert outcome.failed
    assert outcome.changes == ()


def test_a_change_that_no_case_expects_otherwise_is_told_too() -> None:
    """Cases say nothing on what they do not name; the difference to the version in force is shown all the same."""
    lenient = with_rule("S-ABS-09", on=False)
    outcome = check_shipped(shipped_protocol(), lenient)
    assert outcome.failed == 0
    assert {(change.field, change.after) for change in outcome.changes} >= {("status", "DO_NOT_TREAT")}


def test_a_question_that_was_taken_out_is_a_difference_in_words() -> None:
    shipped = shipped_protocol()
    without = replace(shipped, questions=tuple(each for each in shipped.questions if each.key != "pregnant"))
    outcome = check_shipped(without, shipped)
    assert ("answers", "pregnant") in {(row.field, row.got) for row in outcome.differences}
    assert "not readable" in {change.after for change in outcome.changes}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"vignettes: [", "not readable as YAML"),
        (b"\xff\xfe\x00", "not a text file"),
        (b"a: &a [*a, *b]", "not readable as YAML"),
        (b"vignettes: &a [*a]", "refers to itself too often"),
        (b"vignettes: &a [{id: *a}]", "refers to itself too often"),
        (b"vignettes: [{}]\nvignettes: [{}]", "line 2: “vignettes” stands there twice"),
        (b"vignettes:\n- id: A\n  answers: {pregnant: yes, pregnant: no}", "line 3: “pregnant” stands there twice"),
        (b"vignettes: " + b"[" * 5_000, "not readable as YAML"),
        (b"vignettes: [{answers: !!timestamp x}]", "not readable as YAML"),
        (b"vignettes: [{answers: !!bool x}]", "not readable as YAML"),
        (b"vignettes: [{answers: !!int ''}]", "not readable as YAML"),
        (b"vignettes: [{answers: {[1]: 2}}]", "not readable as YAML, line 1"),
        (b"vignettes: [{answers: {<<: 5}}]", "not readable as YAML, line 1"),
        (b"vignettes: [a\x00b]", "not readable as YAML"),
        (b"#" * (LARGEST + 1), "too large"),
        (b"", "holds no worked cases"),
        (b"- V01", "holds no worked cases"),
        (b"vignettes: {}", "holds no worked cases"),
        (b"!!python/object/apply:os.getcwd []", "not readable as YAML"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(check: Check, content: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        check(content)
    assert "cases.yaml” " in refused.value.happened or "cases.yaml”, " in refused.value.happened
    assert refused.value.do


def test_parts_that_double_at_every_step_are_refused_before_they_grow(check: Check) -> None:
    steps = "\n".join(f"a{step + 1}: &a{step + 1} [*a{step}, *a{step}]" for step in range(60))
    with pytest.raises(BadInput, match="refers to itself too often"):
        check(f"a0: &a0 [x, x]\n{steps}\nvignettes: [{{id: A, answers: *a60}}]")


def test_a_part_may_be_referred_to(check: Check) -> None:
    none = PLAIN.format(id="A1", answers="&none {pregnant: no}")
    same = PLAIN.format(id="A2", answers="*none")
    more = PLAIN.format(id="A3", answers="{<<: *none, pregnant: yes}").replace("PROCEED", "DO_NOT_TREAT")
    more = more.replace("fired: ", "fired: S-ABS-09")
    assert check(f"vignettes:{none}{same}{more}").lines == ()


@pytest.mark.parametrize(
    "answers",
    [
        *("{pregnant: no}", '{pregnant: "no"}', "{pregnant: No}", "{pregnant: false}", "{pregnant: 'False'}", "{}", ""),
        "{isotretinoin: {answer: yes, last: 2026-05-22}, aspirin: {answer: true, last: '2026-11-15', prescribed: no}}",
        "{isotretinoin: {answer: yes, last: 2020, current: ~}, retinoid: {answer: yes, last: 2026-11-21T10:00}}",
        "{retinoid: {answer: 'yes', last: 2026-11-21T10:00:00Z}, nsaid: {answer: yes, last: 2026-10}}",
    ],
)
def test_quoted_or_not_is_the_same(check: Check, answers: str) -> None:
    assert check(f"vignettes:{PLAIN.format(id='A1', answers=answers)}").lines == ()


def test_a_date_that_does_not_exist_spoils_its_own_case_only(check: Check) -> None:
    wrong = PLAIN.format(id="A1", answers="{aspirin: {answer: yes, last: 2026-11-31, prescribed: no}}")
    report = check(f"vignettes:{wrong}{PLAIN.format(id='no', answers='{}')}{PLAIN.format(id='17', answers='')}")
    assert [(row.case, row.field, row.got) for row in report.differences] == [("A1", "aspirin: last", "2026-11-31")]
    assert report.passed == 2


def test_an_id_that_cannot_be_printed_is_escaped(check: Check) -> None:
    spoilt = PLAIN.format(id='"A\\ud800\\e[31m"', answers="{pregnant: yes}")
    lines = check(f"vignettes:{spoilt}").lines
    assert lines[0] == r"A\ud800\x1b[31m  status  expected PROCEED  got DO_NOT_TREAT"


def test_a_large_file_is_no_tangled_file(check: Check) -> None:
    many = "x: [" + "a," * 250_000 + "a]\n"
    assert check(f"{many}vignettes:{PLAIN.format(id='A1', answers='')}").passed == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        check_file(tmp_path / "cases.yaml", shipped_protocol())
    with pytest.raises(BadInput, match="cannot be read"):
        check_file(tmp_path, shipped_protocol())
    with pytest.raises(BadInput, match=r"a\\x00b.*no file can have that name"):
        check_file(Path("a\x00b"), shipped_protocol())
