from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.desk.worked_cases import check_file
from needledesk.errors import BadInput

VIGNETTES = Path(__file__).parents[1] / "data" / "vignettes.yaml"


def test_the_worked_cases_pass() -> None:
    report = check_file(VIGNETTES, shipped_protocol())
    assert (report.passed, report.failed, report.lines) == (24, 0, ())
    assert report.summary == "24 passed, 0 failed"


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


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"vignettes: [", "not readable as YAML"),
        (b"\xff\xfe\x00", "not a text file"),
        (b"a: &a [*a, *b]", "not readable as YAML"),
        (b"when: 2026-13-45", "not readable as YAML"),
        (b"", "holds no worked cases"),
        (b"- V01", "holds no worked cases"),
        (b"vignettes: {}", "holds no worked cases"),
        (b"!!python/object/apply:os.getcwd []", "not readable as YAML"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "cases.yaml"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=said) as refused:
        check_file(path, shipped_protocol())
    assert refused.value.do


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        check_file(tmp_path / "cases.yaml", shipped_protocol())
    with pytest.raises(BadInput, match="cannot be read"):
        check_file(tmp_path, shipped_protocol())
