"""The single values of a worked case, and what is said of one that cannot be read, word for word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain import case_values as values
from needledesk.domain.answers import Reply
from needledesk.domain.calendar import When
from needledesk.domain.case_values import NotReadable
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import FACE

NEW_YORK, LONDON = ZoneInfo("America/New_York"), ZoneInfo("Europe/London")
MOMENT, DAY = "a date and time, such as 2026-11-22T10:00", "a date, such as 2026-11-22"
WHEN = "a date, with or without time, a month, a year, or unknown"
TZ = "the name of a time zone, such as Europe/London"
YEARS = "a year between 1900 and 2199"
REPLY, GRADE = "yes, no or unknown", "mild or deep"
Call = Callable[[], object]

REFUSED: list[tuple[Call, str, str, str]] = [
    (lambda: values.words("f", "words", ["a"]), "f", "words", "a list"),
    (lambda: values.words("f", "words", {"a": 1}), "f", "words", "named fields"),
    (lambda: values.words("f", "words", ("a",)), "f", "words", "a list"),
    (lambda: values.words("f", "words", {"a"}), "f", "words", "a list"),
    (lambda: values.mapping("f", "tea"), "f", "named fields", "tea"),
    (lambda: values.mapping("f", None), "f", "named fields", "nothing"),
    (lambda: values.mapping("f", True), "f", "named fields", "yes"),
    (lambda: values.mapping("f", False), "f", "named fields", "no"),
    (lambda: values.mapping("f", datetime(2026, 11, 22, 10)), "f", "named fields", "2026-11-22T10:00:00"),
    (lambda: values.mapping("f", {7: 1}), "f", "named fields", "a field whose name is not a word"),
    (lambda: values.only("f", {"c": 1}, ("a", "b")), "f: c", "one of a, b", "a field that is not known"),
    (lambda: values.rows("f", "tea"), "f", "a list", "tea"),
    (lambda: values.rows("f", ["tea"]), "f", "named fields", "tea"),
    (lambda: values.names("f", 7), "f", "a list", "7"),
    (lambda: values.names("f", {"a": 1}), "f", "a list", "named fields"),
    (lambda: values.names("f", ["a", ""]), "f", "a list of words", "nothing"),
    (lambda: values.names("f", [None]), "f", "a list of words", "nothing"),
    (lambda: values.names("f", [["a"]]), "f", "a list of words", "a list"),
    (lambda: values.zones("f", ["chin", "elbow"]), "f", "zones of the map", "chin, elbow"),
    (lambda: values.time_zone("f", "Mars/Base"), "f", TZ, "Mars/Base"),
    (lambda: values.time_zone("f", None), "f", TZ, "nothing"),
    (lambda: values.time_zone("f", ["UTC"]), "f", TZ, "a list"),
    (lambda: values.time_zone("f", "../UTC"), "f", TZ, "../UTC"),
    (lambda: values.moment("f", "soon", LONDON), "f", MOMENT, "soon"),
    (lambda: values.moment("f", None, LONDON), "f", MOMENT, "nothing"),
    (lambda: values.moment("f", ["x"], LONDON), "f", MOMENT, "a list"),
    (lambda: values.moment("f", "1899-12-31T10:00", LONDON), "f", YEARS, "1899-12-31T10:00"),
    (lambda: values.moment("f", "2200-01-01T10:00", LONDON), "f", YEARS, "2200-01-01T10:00"),
    (lambda: values.moment("f", "19000-01-01T10:00", LONDON), "f", YEARS, "19000-01-01T10:00"),
    (lambda: values.end("f", "2026-11-22", LONDON), "f", MOMENT, "2026-11-22"),
    (lambda: values.end("f", "2026-11-22T25:00", LONDON), "f", MOMENT, "2026-11-22T25:00"),
    (lambda: values.end("f", None, LONDON), "f", MOMENT, "nothing"),
    (lambda: values.day("f", "2026-13-01"), "f", DAY, "2026-13-01"),
    (lambda: values.day("f", "2026-11-31T10:00"), "f", DAY, "2026-11-31T10:00"),
    (lambda: values.day("f", "1990"), "f", DAY, "1990"),
    (lambda: values.day("f", ""), "f", DAY, "nothing"),
    (lambda: values.moments("f", "tea", LONDON), "f", DAY, "tea"),
    (lambda: values.moments("f", [], LONDON), "f", DAY, "a list"),
    (lambda: values.moments("f", "2026-11-22T25:00", LONDON), "f", MOMENT, "2026-11-22T25:00"),
    (lambda: values.when("f", "tea", LONDON), "f", WHEN, "tea"),
    (lambda: values.when("f", "2026-02-30", LONDON), "f", WHEN, "2026-02-30"),
    (lambda: values.when("f", "2026-02-30T10:00:01", LONDON), "f", WHEN, "2026-02-30T10:00:01"),
    (lambda: values.when("f", ["2026"], LONDON), "f", WHEN, "a list"),
    (lambda: values.when("f", "", LONDON), "f", WHEN, "nothing"),
    (lambda: values.when("f", "1899", LONDON), "f", YEARS, "1899"),
    (lambda: values.when("f", "2200", LONDON), "f", YEARS, "2200"),
    (lambda: values.reply("f", "maybe"), "f", REPLY, "maybe"),
    (lambda: values.reply("f", ["yes"]), "f", REPLY, "a list"),
    (lambda: values.intensity("f", "wild"), "f", GRADE, "wild"),
    (lambda: values.intensity("f", ["mild"]), "f", GRADE, "a list"),
]


@pytest.mark.parametrize(("call", "field", "expected", "got"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_read_names_its_place_what_was_expected_and_what_stands_there(
    call: Call, field: str, expected: str, got: str
) -> None:
    with pytest.raises(NotReadable) as trouble:
        call()
    assert (trouble.value.field, trouble.value.expected, trouble.value.got) == (field, expected, got)
    assert str(trouble.value) == field


READ: list[tuple[Call, object]] = [
    (lambda: values.words("f", "words", None), ""),
    (lambda: values.words("f", "words", " tea "), "tea"),
    (lambda: values.words("f", "words", True), "yes"),
    (lambda: values.words("f", "words", False), "no"),
    (lambda: values.words("f", "words", 7), "7"),
    (lambda: values.words("f", "words", date(2026, 11, 22)), "2026-11-22"),
    (lambda: values.words("f", "words", datetime(2026, 11, 22, 10)), "2026-11-22T10:00:00"),
    (lambda: values.mapping("f", {"a": 1}), {"a": 1}),
    (lambda: values.only("f", {"a": 1}, ("a", "b")), None),
    (lambda: values.rows("f", None), []),
    (lambda: values.rows("f", [{"a": 1}]), [{"a": 1}]),
    (lambda: values.names("f", "chin"), ("chin",)),
    (lambda: values.names("f", None), ()),
    (lambda: values.names("f", ("a", 7)), ("a", "7")),
    (lambda: values.zones("f", ["full_face"]), tuple(FACE)),
    (lambda: values.zones("f", None), ()),
    (lambda: values.time_zone("f", "Europe/London"), LONDON),
    (lambda: values.day("f", "1900-01-01"), date(1900, 1, 1)),
    (lambda: values.day("f", "2199-12-31"), date(2199, 12, 31)),
    (lambda: values.day("f", "2026-11-22T10:30"), date(2026, 11, 22)),
    (lambda: values.day("f", "2026-11-22 10:30"), date(2026, 11, 22)),
    (lambda: values.when("f", None, LONDON), None),
    (lambda: values.when("f", "Unknown", LONDON), When("unknown")),
    (lambda: values.when("f", "2026-03", LONDON), When("2026-03")),
    (lambda: values.when("f", "1900", LONDON), When("1900")),
    (lambda: values.when("f", "2199", LONDON), When("2199")),
    (lambda: values.when("f", "2026-11-21T10:00:00", LONDON), When("2026-11-21T10:00")),
    (lambda: values.when("f", "2026-11-21T10:00:30", LONDON), When("2026-11-21T10:01")),
    (lambda: values.when("f", "2026-11-21T10:00:00.5", LONDON), When("2026-11-21T10:01")),
    (lambda: values.when("f", "2026-11-21T10:59:59.000001", LONDON), When("2026-11-21T11:00")),
    (lambda: values.when("f", "2026-11-21T12:00:00Z", NEW_YORK), When("2026-11-21T07:00")),
    (lambda: values.when("f", "2026-11-21T12:00+09:00", NEW_YORK), When("2026-11-20T22:00")),
    (lambda: values.reply("f", None), None),
    (lambda: values.reply("f", True), Reply.YES),
    (lambda: values.reply("f", "No"), Reply.NO),
    (lambda: values.reply("f", "off"), Reply.NO),
    (lambda: values.reply("f", "UNKNOWN"), Reply.UNSURE),
    (lambda: values.intensity("f", "mild"), Intensity.MILD),
    (lambda: values.intensity("f", "deep"), Intensity.DEEP),
    (lambda: values.intensity("f", None), None),
    (lambda: values.intensity("f", "unknown"), None),
]


@pytest.mark.parametrize(("call", "value"), READ, ids=range(len(READ)))
def test_what_can_be_read(call: Call, value: object) -> None:
    assert call() == value


def told(moment: datetime) -> tuple[str, Any]:
    return moment.isoformat(), moment.tzinfo


def test_a_moment_stands_on_the_wall_clock_of_its_zone() -> None:
    assert told(values.moment("f", "2026-11-22T10:00", NEW_YORK)) == ("2026-11-22T10:00:00-05:00", NEW_YORK)
    assert told(values.moment("f", "2026-11-22T10:00Z", NEW_YORK)) == ("2026-11-22T05:00:00-05:00", NEW_YORK)
    assert told(values.moment("f", "2026-11-01T01:30", NEW_YORK)) == ("2026-11-01T01:30:00-04:00", NEW_YORK)


def test_a_finish_in_a_doubled_hour_is_the_later_one_unless_it_says_which() -> None:
    assert told(values.end("f", "2026-11-01T01:30", NEW_YORK))[0] == "2026-11-01T01:30:00-05:00"
    assert told(values.end("f", "2026-11-01T01:30-04:00", NEW_YORK))[0] == "2026-11-01T01:30:00-04:00"
    assert told(values.end("f", "2026-11-22 10:00", NEW_YORK))[0] == "2026-11-22T10:00:00-05:00"


def test_what_an_expected_date_can_mean() -> None:
    def in_utc(text: str) -> list[str]:
        return [each.astimezone(UTC).isoformat()[:16] for each in values.moments("f", text, NEW_YORK)]

    assert in_utc("2026-11-22") == ["2026-11-22T05:00"]
    assert in_utc("2026-11-01T01:30") == ["2026-11-01T05:30", "2026-11-01T06:30"]
    assert in_utc("2026-11-01T01:30-04:00") == ["2026-11-01T05:30"]
    assert len(values.moments("f", "2026-11-22T10:00-05:00", NEW_YORK)) == 1
