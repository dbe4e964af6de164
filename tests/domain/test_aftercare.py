"""When what may start again, and what the sheet says, to the minute and to the word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from domain.reading import every_text, grade

from needledesk.domain import zones
from needledesk.domain.aftercare import AftercareDates, Handout, compose, dates
from needledesk.domain.fixed_rules import COUNTED
from needledesk.domain.handout import Again, Bar, Call, Line
from needledesk.domain.practice import Country, Practice
from needledesk.domain.protocol import Protocol, Rule, Unit, Window
from needledesk.domain.treatment import Intensity, Treatment, ZoneWork
from needledesk.errors import BadInput
from needledesk.resources import toml

NEW_YORK, LONDON = "America/New_York", "Europe/London"
WINDOWS = {
    "S-AFT-01": ("24 hours", ""),
    "S-AFT-05": ("48 hours", ""),
    "S-AFT-08": ("48 hours", ""),
    "S-RES-01": ("3 days", ""),
    "S-INT-02": ("14 days", "28 days"),
    "S-INT-03": ("28 days", "42 days"),
    "S-MED-01": ("7 days", ""),
    "S-MED-08": ("24 hours", ""),
    "S-SFX-03": ("2 days", "3 days"),
    "S-SFX-04": ("12 hours", "48 hours"),
    "S-SFX-07": ("24 hours", "48 hours"),
    "S-SFX-08": ("24 hours", "48 hours"),
    "X-32": ("72 hours", ""),
    "X-33": ("48 hours", "7 days"),
    "X-34": ("14 days", ""),
}
TEXTS = toml("texts", "en", "aftercare.toml")
COUNTRIES = {row["code"]: Country(**row) for row in toml("countries.toml")["country"]}


def window(text: str) -> Window | None:
    count, _, unit = text.partition(" ")
    return Window(int(count), Unit(unit)) if text else None


def protocol(off: tuple[str, ...] = (), **changed: str) -> Protocol:
    """The windows of the clinical decisions; `X_33="2 days"` changes one, `off` switches rules off."""
    rules = {}
    for name, (near, far) in WINDOWS.items():
        near = changed.get(name.replace("-", "_"), near)
        rules[name] = Rule(
            name, "aftercare", name, None, "1", "…", "…", window=window(near), until=window(far), on=name not in off
        )
    return Protocol(3, (), (), rules)


def at(text: str, zone: str = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def sheet(finished: str = "2026-11-22T14:30", zone: str = NEW_YORK, **changed: Any) -> Handout:
    """The sheet of an ordinary deep session, with anything `compose` takes changed."""
    moment = at(finished, zone)
    given: dict[str, Any] = {
        "finished": moment,
        "treatment": Treatment(zones=(ZoneWork("cheek_left", 1.5, 3),), finished=moment),
        "session": 4,
        "course": 6,
        "client_name": "Ottilie Farnwick",
        "practice": Practice("Alder & Linen Skin Studio", "202-555-0142", "US", practitioner="M. Averil"),
        "country": COUNTRIES["US"],
        "protocol": protocol(),
        "texts": TEXTS,
        "flags": (),
        "made": moment,
    }
    return compose(**(given | changed))


def sentences(handout: Handout) -> Iterator[str]:
    """Every sentence that the sheet prints, whatever part it stands in."""
    for field in fields(handout):
        found = getattr(handout, field.name)
        for part in found if isinstance(found, tuple) else (found,):
            if isinstance(part, Line):
                yield part.text
            elif isinstance(part, Call):
                yield from (f"{part.title} {line.text}" for line in part.lines)
            elif isinstance(part, Again):
                yield f"{part.title} {part.note} {part.when}"
            elif isinstance(part, Bar):
                yield f"{part.label} {part.note}"
    yield from handout.words.values()


# --- dates -------------------------------------------------------------------------------------------------------


def test_an_ordinary_day() -> None:
    counted = dates(at("2026-11-22T14:30"), protocol())
    assert counted == AftercareDates(
        makeup_from=at("2026-11-23T14:30"),
        gentle_care_until=at("2026-11-24T14:30"),
        no_actives_until=at("2026-11-24T14:30"),
        shaving_from=at("2026-11-24T14:30"),
        exercise_from=at("2026-11-25T14:30"),
        waxing_from=at("2026-11-29T14:30"),
        restart_otc_and_supplements_from=date(2026, 11, 25),
        sun_block_until=date(2026, 12, 6),
        still_red_from=date(2026, 11, 26),
        normal_by=date(2026, 11, 29),
        next_mild_from=date(2026, 12, 6),
        next_mild_to=date(2026, 12, 20),
        next_deep_from=date(2026, 12, 20),
        next_deep_to=date(2027, 1, 3),
    )


def test_hours_elapse_and_days_are_dates_when_the_clocks_go_back() -> None:
    counted = dates(at("2026-10-31T15:00"), protocol())
    assert f"{counted.makeup_from:%Y-%m-%dT%H:%M %Z}" == "2026-11-01T14:00 EST"
    assert f"{counted.gentle_care_until:%Y-%m-%dT%H:%M}" == "2026-11-02T14:00"
    assert f"{counted.exercise_from:%Y-%m-%dT%H:%M}" == "2026-11-03T14:00"
    assert f"{counted.waxing_from:%Y-%m-%dT%H:%M}" == "2026-11-07T15:00"
    assert counted.restart_otc_and_supplements_from == date(2026, 11, 3)
    assert (counted.next_deep_from, counted.next_deep_to) == (date(2026, 11, 28), date(2026, 12, 12))


def test_hours_elapse_when_the_clocks_go_forward() -> None:
    counted = dates(at("2027-03-27T16:00", LONDON), protocol())
    assert f"{counted.makeup_from:%Y-%m-%dT%H:%M %Z}" == "2027-03-28T17:00 BST"
    assert f"{counted.waxing_from:%Y-%m-%dT%H:%M}" == "2027-04-03T16:00"


def test_an_hour_skipped_or_shown_twice_never_shortens_the_seven_days() -> None:
    skipped = dates(at("2027-03-07T02:30"), protocol()).waxing_from  # 02:30 does not exist on 14 March
    twice = dates(at("2026-10-25T01:30"), protocol()).waxing_from  # 01:30 comes twice on 1 November
    assert f"{skipped:%d %H:%M %Z}" == "14 03:30 EDT"
    assert f"{twice:%d %H:%M %Z}" == "01 01:30 EST"


def test_month_and_year_ends() -> None:
    counted = dates(at("2027-02-27T09:05"), protocol())
    assert counted.restart_otc_and_supplements_from == date(2027, 3, 2)
    assert dates(at("2026-12-30T09:05"), protocol()).makeup_from == at("2026-12-31T09:05")
    assert dates(at("2026-12-31T09:05"), protocol()).sun_block_until == date(2027, 1, 14)


def test_the_windows_are_the_protocols_own() -> None:
    longer = dates(at("2026-11-22T14:30"), protocol(S_AFT_01="2 days", X_32="1 months", S_RES_01="5 days"))
    assert longer.makeup_from == at("2026-11-24T14:30")
    assert longer.exercise_from == at("2026-12-22T14:30")
    assert longer.restart_otc_and_supplements_from == date(2026, 11, 27)


@pytest.mark.parametrize("rule", ["S-AFT-01", "S-AFT-05", "S-AFT-08", "S-RES-01", "S-INT-02", "X-32", "X-34"])
def test_a_missing_window_is_named(rule: str) -> None:
    with pytest.raises(BadInput, match=rule):
        dates(at("2026-11-22T14:30"), protocol(**{rule.replace("-", "_"): ""}))
    whole = protocol()
    without = replace(whole, rules={name: found for name, found in whole.rules.items() if name != rule})
    with pytest.raises(BadInput, match=rule):
        dates(at("2026-11-22T14:30"), without)


def test_a_far_end_that_is_missing_is_named() -> None:
    whole = protocol()
    without = replace(whole, rules=whole.rules | {"X-33": replace(whole.rules["X-33"], until=None)})
    with pytest.raises(BadInput, match=r"X-33.*end"):
        dates(at("2026-11-22T14:30"), without)


def test_a_wait_in_sessions_is_no_wait() -> None:
    with pytest.raises(BadInput, match="S-AFT-01"):
        dates(at("2026-11-22T14:30"), protocol(S_AFT_01="4 sessions"))


def test_a_finish_without_a_zone_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match=r"^the finish needs a time zone$"):
        dates(datetime(2026, 11, 22, 14, 30), protocol())


# --- the sheet ---------------------------------------------------------------------------------------------------


def test_the_boxes_say_from_when() -> None:
    assert [(box.title.split(",")[0], box.when) for box in sheet().again] == [
        ("Makeup", "Mon 23 Nov, 14:30"),
        ("Retinol", "Tue 24 Nov, 14:30"),
        ("Shaving the treated skin", "Tue 24 Nov, 14:30"),
        ("Aspirin", "not before Wed 25 Nov"),
        ("Sweaty exercise", "Wed 25 Nov, 14:30"),
        ("Waxing", "Sun 29 Nov, 14:30"),
    ]


def test_the_head_of_the_sheet() -> None:
    handout = sheet(made=at("2026-11-22T19:36", "UTC"))
    assert handout.finished_text == "Sunday 22 November 2026, 14:30"
    assert handout.session == "Session 4 of 6, deep"
    assert handout.made == "Sun 22 Nov 2026, 14:36"
    assert (handout.language, handout.protocol_version) == ("en-US", 3)
    assert sheet(course=0).session == "Session 4, deep"
    assert sheet(session=6).session == "Session 6 of 6, deep"
    assert sheet(session=7).session == "Session 7, deep"
    assert sheet(treatment=Treatment()).session == "Session 4 of 6"


def test_the_practice_and_the_visit_stand_on_the_sheet_as_they_are() -> None:
    studio = Practice("Alder & Linen", "202-555-0142", "US", "M. Averil", "care@alder.example", "every day")
    handout = sheet(practice=studio, made=at("2026-11-22T19:36", "UTC"))
    assert (handout.practice, handout.phone, handout.email) == ("Alder & Linen", "202-555-0142", "care@alder.example")
    assert (handout.hours, handout.practitioner) == ("every day", "M. Averil")
    assert (handout.client, handout.finished) == ("Ottilie Farnwick", at("2026-11-22T14:30"))
    assert (handout.intensity, handout.emergency) == (Intensity.DEEP, "911")
    assert handout.made_at.isoformat() == "2026-11-22T14:36:00-05:00"
    assert handout.medicines.text.startswith("Medicines from your doctor, blood thinners too")
    assert handout.bruises.text == "Small bruises or a few spots can take 7 to 10 days."


def test_bold_words_are_spans_and_nothing_is_left_to_fill_in() -> None:
    handout = sheet(flags=("S-CON-06",))
    first = handout.do[0]
    assert first.spans[-1] == ("Tue 24 Nov, 14:30", True)
    assert first.text.endswith("sun block until Tue 24 Nov, 14:30")
    said = [text for text in sentences(handout) if text not in handout.words.values()]
    assert not [text for text in said if re.search(r"[{}*]", text)]


def test_bars_run_from_the_finish() -> None:
    red, warm, peeling = sheet().normal
    assert [bar.label for bar in (red, warm, peeling)] == [
        "Redness, mild swelling",
        "Warm, tight, itchy",
        "Light peeling",
    ]
    assert warm.ids == ("S-SFX-04", "S-SFX-05", "S-SFX-06")
    assert red.usual == (at("2026-11-22T14:30"), at("2026-11-24T14:30"))
    assert red.still_normal[1] == at("2026-11-25T14:30")
    assert (red.note, warm.note) == ("some redness to Wed 25 Nov", "to Tue 24 Nov, 14:30")
    assert peeling.usual is None
    assert peeling.still_normal == (at("2026-11-24T14:30"), at("2026-11-27T14:30"))
    assert (red.still_normal[0], warm.still_normal[0]) == (at("2026-11-24T14:30"), at("2026-11-23T02:30"))


def test_the_shipped_protocol_has_every_window(shipped: Protocol) -> None:
    counted = dates(at("2026-11-22T14:30"), shipped)
    assert counted == dates(at("2026-11-22T14:30"), protocol())
    assert list(sentences(sheet(protocol=shipped))) == list(sentences(sheet()))


@pytest.mark.parametrize(
    ("depth", "between", "before"),
    [
        (1.5, "between Sun 20 Dec 2026 and Sun 3 Jan 2027 (deep: every 4 to 6 weeks)", ("Sun 13 Dec", "Sat 19 Dec")),
        (0.5, "between Sun 6 Dec 2026 and Sun 20 Dec 2026 (light: every 2 to 4 weeks)", ("Sun 29 Nov", "Sat 5 Dec")),
    ],
)
def test_the_next_visit(depth: float, between: str, before: tuple[str, str]) -> None:
    handout = sheet(treatment=Treatment(zones=(ZoneWork("chin", depth, 2),)))
    assert between in handout.next_visit.text
    bruises, retinol = before
    assert f"from {bruises} none of these" in handout.before_next.text
    assert f"No retinol from {retinol}." in handout.before_next.text


def test_a_session_that_nobody_graded_promises_no_next_date() -> None:
    handout = sheet(treatment=Treatment())
    assert handout.intensity is None
    assert not re.search(r"\d{4}", handout.next_visit.text)
    assert "In the 7 days before it" in handout.before_next.text


def test_the_next_visit_follows_the_protocol() -> None:
    changed = protocol(S_INT_03="30 days", S_MED_01="1 months", S_MED_08="25 hours")
    handout = sheet(protocol=changed)
    assert "(deep: every 30 days to 42 days)" in handout.next_visit.text
    assert "from Sat 21 Nov none" in handout.before_next.text
    assert "No retinol from Sun 20 Dec." in handout.before_next.text


def test_the_longer_retinoid_pause_counts_while_it_is_on() -> None:
    pause = Rule("X-28", "medicine", "…", None, "", "…", "…", window=window("7 days"), extension=True)
    rules = protocol().rules
    on = sheet(protocol=Protocol(3, (), (), rules | {"X-28": pause}))
    off = sheet(protocol=Protocol(3, (), (), rules | {"X-28": replace(pause, on=False)}))
    assert "No retinol from Sun 13 Dec." in on.before_next.text
    assert "No retinol from Sat 19 Dec." in off.before_next.text


def test_the_client_reads_what_concerns_them() -> None:
    assert sheet().for_you == ()
    assert [line.text[:24] for line in sheet(flags={"S-CON-06", "S-PRE-06"}).for_you] == ["you have had cold sores."]
    numbed = sheet(treatment=Treatment(zones=(ZoneWork("chin", 1.5, 2),), numbing="Lidocaine 4 %"))
    assert "call 911 now" in numbed.for_you[0].text


@pytest.mark.parametrize(
    ("rule", "word"),
    [("X-32", "auna"), ("X-33", "having"), ("X-33", "Waxing"), ("X-34", "Sun 6 Dec"), ("S-AFT-01", "Makeup before")],
)
def test_a_line_is_printed_only_while_its_rule_is_on(rule: str, word: str) -> None:
    def said(off: tuple[str, ...]) -> str:
        return "\n".join(sentences(sheet(protocol=protocol(off=off))))

    assert word in said(())
    assert word not in said((rule,))


def test_the_sources_own_reading_can_be_restored() -> None:
    practice = Practice("P", "1", "US", source_advil=True, source_hydrocortisone=True)
    restored = "\n".join(sentences(sheet(practice=practice)))
    assert "For pain, ibuprofen (such as Advil)" in restored
    assert "Ibuprofen-type painkillers (such as Advil) or aspirin before" not in restored
    assert "a little hydrocortisone cream" in restored
    assert "Hydrocortisone, unless" not in restored


def test_no_sun_block_on_the_first_day_where_the_maker_says_so() -> None:
    handout = sheet(practice=Practice("P", "1", "US", sunscreen_after_24h=True))
    assert "Sun block before Mon 23 Nov, 14:30: until then shade and a hat" in [line.text for line in handout.not_yet]
    assert not [line for line in handout.do if "and sun block until" in line.text]
    assert [line for line in handout.do if "from Mon 23 Nov, at least until Sun 6 Dec" in line.text]


def test_country_words() -> None:
    british = "\n".join(sentences(sheet(country=COUNTRIES["GB"])))
    assert "moisturiser" in british
    assert "paracetamol" in british
    assert "Call 999 now" in british
    american = "\n".join(sentences(sheet()))
    assert "moisturizer" in american
    assert "acetaminophen" in american
    assert "Call 911 now" in american


@pytest.mark.parametrize(
    ("treated", "said"),
    [
        (list(zones.FACE), "Full face"),
        ([zone for zone in zones.FACE if zone != "chin"], "Face, without chin"),
        ([zone for zone in zones.FACE if zone not in ("chin", "nose")] + ["neck"], "Face, without nose, chin; Neck"),
        (["cheek_left", "cheek_right"], "Cheeks"),
        (
            [zone for zone in zones.FACE if zone not in ("chin", "nose", "glabella")],
            "Face, without between the brows, nose, chin",
        ),
        (
            [zone for zone in zones.FACE if zone not in ("chin", "nose", "glabella", "jawline")],
            "Forehead, Temples, Crow’s feet, outside the bone, Cheeks, Upper lip skin",
        ),
        (["neck"], "Neck"),
        (list(zones.TREATABLE), "Full face, Neck, Chest, Abdomen, Thighs, Arms, Back"),
    ],
)
def test_zones_in_words(treated: list[str], said: str) -> None:
    work = tuple(ZoneWork(zone, 0.5, 2) for zone in treated)
    assert sheet(treatment=Treatment(zones=work, chosen=Intensity.MILD)).zones == said


def test_a_sheet_shows_no_name_and_no_health_where_it_is_not_meant_to_be_read() -> None:
    handout = sheet(flags=("S-CON-06",))
    assert "Ottilie" not in repr(handout)
    assert "cold sores" not in repr(handout.for_you)


# --- the law of the words (decisions 3, 8 and 13) ----------------------------------------------------------------

MEDICINES = r"aspirin|ibuprofen|naproxen|advil|painkiller|blood thinner|medicine|vitamin e|fish oil|herbal"


def variants() -> list[Handout]:
    """Sheets that between them print every line of the file."""
    extensions = {name: Rule(name, "area", "…", None, "", "…", "…") for name in ("X-06", "X-07", "X-08")}
    everything = Protocol(3, (), (), protocol().rules | extensions)
    flags = {"S-CON-06", "S-MED-03", "S-PRE-01", "X-16"}
    restored = Practice("P", "1", "US", source_advil=True, source_hydrocortisone=True, sunscreen_after_24h=True)
    numbed = Treatment(zones=(ZoneWork("chin", 0.5, 1),), numbing="cream")
    return [
        sheet(),
        sheet(protocol=everything, flags=flags, treatment=numbed, practice=restored, country=COUNTRIES["ZA"]),
        sheet(protocol=protocol(off=("X-34",)), treatment=Treatment()),
    ]


@pytest.mark.parametrize("texts", [lambda: every_text(TEXTS), lambda: (s for h in variants() for s in sentences(h))])
def test_words_that_are_never_printed(texts: Callable[[], Iterator[str]]) -> None:
    for text in texts():
        assert not re.search(r"\b(safe|cleared|approved|permanent|immediate|rare)", text, re.IGNORECASE), text
        assert not re.search(r"no down.?time", text, re.IGNORECASE), text


def test_no_medicine_stands_beside_a_word_that_ends_it() -> None:
    for text in every_text(TEXTS):
        ends = re.search(r"\b(stop|paus|discontinu|come off|leave off)", text, re.IGNORECASE)
        assert not (ends and re.search(MEDICINES, text, re.IGNORECASE)), text


def test_a_prescribed_medicine_never_gets_a_date() -> None:
    for handout in variants():
        for text in (part for said in sentences(handout) for part in re.split(r"(?<=[.])\s", said)):
            if re.search(r"from your doctor|blood thinner|your doctor told|prescribe", text):
                unless = re.search(r", unless your doctor prescribed them$", text)
                assert unless or not re.search(r"\d", text), text


def test_hydrocortisone_and_aloe_keep_their_condition() -> None:
    found = [text for text in every_text(TEXTS) if re.search("hydrocortisone|aloe", text, re.IGNORECASE)]
    assert len(found) == 3
    for text in found:
        condition = "unless a doctor or pharmacist" if "ydrocort" in text else "only if you have used it before"
        assert condition in text


def test_every_line_names_what_it_rests_on() -> None:
    for handout in variants():
        lines = [*handout.do, *handout.not_yet, *handout.for_you, *handout.first_hours, *handout.week_1]
        lines += [*handout.weeks_2_to_6, handout.alarm, handout.next_visit, handout.before_next]
        lines += [line for call in handout.calls for line in call.lines]
        assert all(line.ids for line in lines), [line.text for line in lines if not line.ids]


def test_the_sheet_reads_below_grade_8() -> None:
    for handout in variants():
        assert grade(list(sentences(handout))) < 8
    assert grade(["The administration of anti-inflammatory medication necessitates prior consultation."]) > 12


def test_a_sheet_can_be_made_from_the_least_that_a_protocol_text_must_hold() -> None:
    least = {
        name: replace(rule, **dict.fromkeys({"window", "until"} - set(COUNTED[name])))
        for name, rule in protocol().rules.items()
    }
    assert sheet(protocol=replace(protocol(), rules=least)).normal
    assert COUNTED.keys() == least.keys()


@pytest.mark.parametrize(
    ("wait", "begins", "retinol"),
    [
        ("25 hours", "If you come on 20 Dec: from Sun 13 Dec", "No retinol from Fri 18 Dec."),
        ("24 hours", "If you come on 20 Dec: from Sun 13 Dec", "No retinol from Sat 19 Dec."),
        ("2 months", "If you come on 20 Dec: from Sun 13 Dec", "No retinol from Mon 19 Oct."),
        ("1 years", "If you come on 20 Dec: from Sun 13 Dec", "No retinol from Fri 19 Dec."),
    ],
)
def test_what_to_leave_before_the_next_visit_is_counted_whole(wait: str, begins: str, retinol: str) -> None:
    text = sheet(protocol=protocol(S_MED_08=wait)).before_next.text
    assert text.startswith(begins)
    assert retinol in text


@pytest.mark.parametrize(
    ("wait", "shown"), [("2 months", "Fri 22 Jan, 14:30"), ("1 years", "Mon 22 Nov, 14:30"), ("30 days", "Tue 22 Dec")]
)
def test_a_wait_in_months_or_years_keeps_the_day_and_the_hour(wait: str, shown: str) -> None:
    assert sheet(protocol=protocol(S_AFT_01=wait)).again[0].when.startswith(shown)


def test_the_day_of_still_red_is_said_with_its_number() -> None:
    (line,) = [line.text for call in sheet().calls for line in call.lines if "still red" in line.text]
    assert line.startswith("you are still red on day 4, Thu 26 Nov, or swelling gets worse after Tue 24 Nov, 14:30")
