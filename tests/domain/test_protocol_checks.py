"""Entries that speak against each other, each refused by a sentence that names its rule."""

from __future__ import annotations

from dataclasses import fields

import pytest

from needledesk.desk.shipped_protocol import shipped_text
from needledesk.domain.fixed_rules import ASKED_AGAIN
from needledesk.domain.protocol import Group, Protocol, Question, Rule, read
from needledesk.domain.protocol_checks import checked, read_new
from needledesk.domain.tables import Place, Refused


def changed(*changes: tuple[str, str, str]) -> str:
    """The shipped text with entries changed: after a place in it, the first `old` becomes `new`."""
    text = shipped_text()
    for after, old, new in changes:
        place = text.index(old, text.index(after))
        text = text[:place] + new + text[place + len(old) :]
    return text


def rule(name: str) -> str:
    return f'id = "{name}"'


def key(name: str) -> str:
    return f'key = "{name}"'


def level(name: str, to: str) -> tuple[str, str, str]:
    return (rule(name), 'level = "', f'level = "{to}"\n#')


def window(name: str, to: str, entry: str = "window") -> tuple[str, str, str]:
    return (rule(name), f'\n{entry} = "', f'\n{entry} = "{to}"\n#')


def help_line(name: str) -> tuple[str, str, str]:
    return (key(name), 'help = "', 'help = "After a while"\n#')


def does(name: str) -> tuple[str, str, str]:
    return (rule(name), 'does = "', 'does = "Waits."\n#')


def more(place: str, entry: str, before: str = "title =") -> tuple[str, str, str]:
    return (place, before, f"{entry}\n{before}")


def test_the_shipped_protocol_passes(shipped: Protocol) -> None:
    assert checked(shipped) is shipped
    assert read_new(shipped_text(), 3).version == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # levels that no rule can have
        (changed(level("S-CON-01", "PROCEED")), "Rule S-CON-01: PROCEED cannot be its level."),
        (changed(level("S-CON-01", "INCOMPLETE")), "Rule S-CON-01: INCOMPLETE cannot be its level."),
        (changed(level("S-ABS-01", "NOT_TODAY")), "Rule S-ABS-01: NOT_TODAY cannot be its level."),
        (changed(level("S-CON-01", "")), "Rule S-CON-01: it needs its level."),
        (changed(level("S-INT-03", "DO_NOT_TREAT")), "Rule S-INT-03"),
        (changed(level("S-INT-03", "MEDICAL_CLEARANCE")), "Rule S-INT-03: MEDICAL_CLEARANCE cannot be its level."),
        (changed(level("X-15", "NOT_TODAY")), "Rule X-15: NOT_TODAY cannot be its level."),
        (changed(level("S-MED-01", "MEDICAL_CLEARANCE")), "Rule S-MED-01: asks for a doctor’s letter, so no date"),
        (changed(level("S-MED-02", "MEDICAL_CLEARANCE")), "Rule S-MED-02: asks for a doctor’s letter, so no date"),
        (changed(level("S-MED-02", "DO_NOT_TREAT")), "Rule S-MED-02 never gives a date, so it takes no window."),
        (changed(level("S-CON-01", "PROCEED_ZONE_LIMITED")), "Question keloid must ask for zones"),
        (
            changed((key("x_sun_exposure"), 'level = "', 'level = "PROCEED"\n#')),
            "Question x_sun_exposure: PROCEED cannot be its level.",
        ),
        # what the prescriber decides
        (changed(level("S-MED-03", "NOT_TODAY")), "Rule S-MED-03: the prescriber decides"),
        (changed(level("S-MED-03", "DO_NOT_TREAT")), "Rule S-MED-03: the prescriber decides"),
        (changed(level("S-MED-07", "PRACTITIONER_DECISION")), "Rule S-MED-07: the prescriber decides"),
        (changed(more(rule("S-MED-07"), 'then = "PRACTITIONER_DECISION"')), "Rule S-MED-07: the prescriber decides"),
        (changed(more(rule("S-MED-03"), 'until = "3 days"')), "Rule S-MED-03: the prescriber decides"),
        (changed(more(rule("S-MED-03"), 'window = "3 days"')), "Rule S-MED-03 never gives a date"),
        (
            changed(more(key("blood_thinner"), 'level = "NOT_TODAY"')),
            "Question blood_thinner: the prescriber decides",
        ),
        (changed((rule("S-MED-04"), '"prescribed", ', "")), "Question herbal: must ask whether it is prescribed"),
        (changed((rule("S-MED-04"), '"medicine"', '"skin"')), "Rule S-MED-04: its topic must be medicine."),
        # what is absolute stays so, and no other rule lends it or an always-letter a date
        (
            changed(more(rule("S-ABS-01"), 'then = "PRACTITIONER_DECISION"')),
            "Rule S-ABS-01: an absolute rule never comes to less, so it takes no level afterwards.",
        ),
        (
            changed(more(rule("S-ABS-06"), 'elsewhere = "MEDICAL_CLEARANCE"')),
            "Rule S-ABS-06: an absolute rule never comes to less, so it takes no level outside the planned zones.",
        ),
        (
            changed(more(rule("S-ABS-01"), 'until = "3 months"')),
            "Rule S-ABS-01: an absolute rule never comes to less, so it takes no far end.",
        ),
        (
            changed((key("scleroderma"), '["detail"]', '["past", "detail"]')),
            "Question scleroderma: rule S-ABS-01 is absolute, so it does not ask whether it is past.",
        ),
        (
            changed(more(key("autoimmune_therapy"), 'also = ["S-MED-08"]')),
            "Question autoimmune_therapy: rule S-MED-07 never gives a date, so it does not feed rule S-MED-08, "
            "which has a window (24 hours).",
        ),
        (
            changed(more(key("blood_thinner"), 'also = ["S-ABS-05", "X-06"]')),
            "Question blood_thinner: rule S-MED-03 never gives a date, so it does not feed rule X-06",
        ),
        (
            changed(more(key("nursing"), 'asks = ["last"]\nalso = ["S-MED-08"]')),
            "Question nursing: rule S-ABS-10 never gives a date",
        ),
        # age is answered by no letter, and by no other day
        (changed(level("X-15", "MEDICAL_CLEARANCE")), "Rule X-15: MEDICAL_CLEARANCE cannot be its level."),
        (
            changed((rule("X-15"), 'then = "PRACTITIONER_DECISION"', 'then = "MEDICAL_CLEARANCE"')),
            "Rule X-15: MEDICAL_CLEARANCE cannot be its level afterwards.",
        ),
        # keys and asks
        (
            changed((key("keloid"), 'key = "keloid"', 'key = "new_since_last_time"')),
            "Question new_since_last_time: the program itself asks a question of that key: choose another.",
        ),
        (
            changed((key("herbal"), '["last", "prescribed", "name"]', '["last", "prescribed", "last"]')),
            "Question herbal: asks for “last” twice.",
        ),
        # asked and looked at anew in every visit
        (
            changed((key("aspirin"), "asked_again = true", "asked_again = false")),
            "Question aspirin: it is asked again at every visit, so it needs asked_again = true.",
        ),
        (
            changed(("skin_today", "look = true", "look = false")),
            "Group skin_today: it is looked at in every visit, so it needs look = true.",
        ),
        # lower levels afterwards
        (
            changed((rule("X-07"), 'then = "PRACTITIONER_DECISION"', 'then = "NOT_TODAY"')),
            "Rule X-07: the level afterwards (not today) must be lower than not today.",
        ),
        (
            changed((rule("X-07"), 'then = "PRACTITIONER_DECISION"', 'then = "INCOMPLETE"')),
            "Rule X-07: INCOMPLETE cannot be its level afterwards.",
        ),
        (
            changed((rule("X-10"), 'then = "PRACTITIONER_DECISION"', 'then = "NOT_TODAY"')),
            "Rule X-10: the level afterwards (not today) must be lower than proceed zone limited.",
        ),
        (
            changed((rule("X-02"), 'elsewhere = "MEDICAL_CLEARANCE"', 'elsewhere = "DO_NOT_TREAT"')),
            "Rule X-02: the level outside the planned zones (do not treat) must be lower than do not treat.",
        ),
        (
            changed((rule("X-07"), 'until = "6 months"', "")),
            "Rule X-07: from 14 days on it comes to practitioner decision",
        ),
        (
            changed((rule("X-07"), 'then = "PRACTITIONER_DECISION"', "")),
            "Rule X-07: up to 6 months it needs a lower level",
        ),
        (
            changed((key("x_skin_cancer"), "card =", 'level = "MEDICAL_CLEARANCE"\ncard =')),
            "Question x_skin_cancer: its level must be higher than that of rule X-02 afterwards (medical clearance).",
        ),
        (
            changed(more(rule("X-18"), 'then = "DO_NOT_TREAT"')),
            "Rule X-18: DO_NOT_TREAT cannot be its level afterwards.",
        ),
        # far ends
        (
            changed(window("X-07", "14 days", "until"), help_line("x_filler")),
            "Rule X-07: its far end (14 days) must come after its window (14 days).",
        ),
        (
            changed(window("X-07", "2 months"), window("X-07", "60 days", "until"), help_line("x_filler")),
            "Rule X-07: its far",
        ),
        (changed(window("X-33", "36 hours", "until")), "Rule X-33: its far end (36 hours) must come after"),
        (changed(window("X-15", "17 years", "until")), "Rule X-15: its far end (17 years)"),
        (
            changed((rule("X-10"), 'window = "6 months"', ""), help_line("x_recent_scar")),
            "Rule X-10: it ends after 12 months",
        ),
        (
            changed(more(key("x_filler"), 'window = "1 year"'), help_line("x_filler")),
            "Question x_filler: its window (1 year) must end before that of rule X-07 (6 months).",
        ),
        # windows of notes, and of what never gives a date
        (changed((rule("S-CON-01"), "level =", "#")), "Rule S-CON-01: it needs its level."),
        (changed((rule("X-06"), "level =", "#")), "Rule X-06: it is a note only, so it takes no window."),
        (
            changed(
                (rule("X-11"), 'window = "12 months"\n', ""),
                more(key("x_face_surgery"), 'level = "DO_NOT_TREAT"\nwindow = "12 months"'),
            ),
            "Question x_face_surgery: do not treat never gives a date, so it takes no window.",
        ),
        (
            changed(more(key("x_face_surgery"), 'level = "DO_NOT_TREAT"')),
            "Question x_face_surgery: do not treat never gives a date, but rule X-11 has a window.",
        ),
        # what the sheet before a visit counts back with
        (
            changed((rule("S-MED-02"), 'window = "7 days"\n', ""), help_line("nsaid")),
            "Rule S-MED-02: it needs its window.",
        ),
        (
            changed((rule("X-08"), 'window = "28 days"\non = false\n', ""), help_line("x_peel_laser")),
            "Rule X-08: it needs its window.",
        ),
        (
            changed((key("x_sun_exposure"), 'window = "14 days"\n', "")),
            "Question x_sun_exposure: it needs its window.",
        ),
        (
            changed((rule("S-MED-05"), 'window = "7 days"\n', ""), (key("vitamin_e"), '"last", ', "")),
            "Question vitamin_e: its rule needs a window, as the sheet before a visit says how long it is.",
        ),
        (changed(level("S-MED-09", "MEDICAL_CLEARANCE")), "Rule S-MED-09: MEDICAL_CLEARANCE cannot be its level."),
        (
            changed(
                (rule("X-11"), 'level = "MEDICAL_CLEARANCE"\nwindow = "12 months"\n', ""),
                more(key("x_face_surgery"), 'window = "12 months"'),
            ),
            "Question x_face_surgery: it is a note only, so it takes no window.",
        ),
        # intervals
        (
            changed(window("S-INT-02", "30 days"), window("S-INT-02", "40 days", "until")),
            "Rule S-INT-03: the wait between deep",
        ),
        (
            changed(window("S-INT-03", "13 days")),
            "Rule S-INT-03: the wait between deep sessions (13 days) cannot be shorter",
        ),
        (
            changed(window("S-INT-02", "2 months", "until")),
            "Rule S-INT-03: the usual window of deep sessions (42 days)",
        ),
        (
            changed(window("S-INT-02", "336 hours")),
            "Rule S-INT-02: its window is counted in days, months or years, not hours.",
        ),
        (changed(window("X-15", "9999 hours")), "Rule X-15"),
        (changed(window("S-CRS-01", "4 days")), "Rule S-CRS-01: its window is counted in sessions, not days."),
        # the longer pause for vitamin A creams
        (changed(window("X-28", "8 days"), help_line("x_acids")), "Rule X-28: it waits 1 to 7 days, not 8 days."),
        (changed(window("X-28", "23 hours"), help_line("x_acids")), "Rule X-28: it waits 1 to 7 days, not 23 hours."),
        (changed(window("X-28", "1 month"), help_line("x_acids")), "Rule X-28: it waits 1 to 7 days, not 1 month."),
        (
            changed(window("S-MED-08", "4 days"), help_line("retinoid"), (rule("X-28"), "on = false", "on = true")),
            "Rule X-28: its wait (3 days) is shorter than that of S-MED-08 (4 days)",
        ),
        # one tap for several questions
        (
            changed((key("nsaid"), 'group = "medicines"', 'group = "skin_today"')),
            "is answered with one tap, so all its questions stand in one group.",
        ),
        # wording
        (changed((key("keloid"), 'text = "', 'text = "It is safe. ')), "Question keloid: “safe” is a word"),
        (
            changed((key("keloid"), 'title = "', 'title = "' + "x" * 60)),
            "Question keloid: its title is longer than 60 signs.",
        ),
        (changed(window("S-MED-02", "10 days")), "Question nsaid: its help line says 7 days, but 10 days are counted."),
        (
            changed(window("S-MED-09", "1 month"), help_line("isotretinoin")),
            "Rule S-MED-09: its account of what the program does says 6 calendar months, but 1 month is counted.",
        ),
        (
            changed((rule("S-MED-07"), 'does = "', 'does = "Leaves it for 24 hours. ')),
            "Rule S-MED-07: no time may stand beside it",
        ),
        (changed((key("immunosuppression"), 'help = "', 'help = "Stop it. ')), "Question immunosuppression: only the"),
    ],
)
def test_a_contradiction_is_refused(text: str, said: str) -> None:
    with pytest.raises(Refused) as error:
        checked(read(text))
    assert said in error.value.happened
    with pytest.raises(Refused, match=r"^Line \d+, (rule|question|group) ") as located:
        read_new(text)
    line = int(located.value.happened.split(",")[0].split()[1])
    entry = error.value.place.entry
    assert entry in {each.name for part in (Rule, Question, Group) for each in fields(part)}
    assert text.split("\n")[line - 1].startswith((f"{entry} =", "[[rule"))


@pytest.mark.parametrize(
    "text",
    [
        changed(level("S-ABS-04", "MEDICAL_CLEARANCE")),
        changed(level("S-CON-01", "DO_NOT_TREAT")),
        changed(level("X-17", "NOT_TODAY")) if 'level = "' in shipped_text() else "",
        changed(window("X-28", "7 days"), help_line("x_acids")),
        changed(window("X-28", "168 hours"), help_line("x_acids")),
        changed(window("X-28", "1 day"), help_line("x_acids"), (rule("X-28"), "on = false", "on = true")),
        changed(window("S-INT-03", "14 days")),
        changed((rule("X-28"), 'window = "3 days"\n', ""), help_line("x_acids")),
        changed(window("S-INT-03", "1 month"), window("S-INT-03", "2 months", "until")),
        changed(window("S-MED-01", "1 month"), help_line("aspirin"), does("S-MED-01")),
        changed((rule("X-08"), 'window = "28 days"\n', ""), help_line("x_peel_laser")),
        changed((rule("X-11"), 'window = "12 months"\n', ""), help_line("x_face_surgery")),
        changed(window("X-07", "1 year", "until"), help_line("x_filler"), does("X-07")),
        changed(more(key("nursing"), 'also = ["S-CON-03"]')),  # without a window
        changed(more(key("blood_thinner"), 'also = ["S-ABS-05"]')),
        changed(more(key("herbal"), 'also = ["S-MED-08"]')),
        changed(level("X-15", "PRACTITIONER_DECISION"), (rule("X-15"), 'then = "PRACTITIONER_DECISION"', "")),
        changed(more(key("x_filler"), 'level = "NOT_TODAY"')),
        changed((key("nsaid"), 'together = "', 'together = "x"\n#'), (key("nsaid"), '"medicines"', '"skin_today"')),
    ],
)
def test_what_a_practice_may_well_decide(text: str) -> None:
    checked(read(text))


def test_an_error_of_form_has_its_line_too() -> None:
    text = changed((rule("S-MED-01"), 'window = "7 days"', 'window = "seven days"'))
    with pytest.raises(Refused, match=r"^Line \d+, rule S-MED-01: “seven days” is not a window") as error:
        read_new(text)
    line = int(error.value.happened.split(",")[0].split()[1])
    assert text.split("\n")[line - 1] == 'window = "seven days"'


def test_a_rule_that_is_missing_has_no_line() -> None:
    with pytest.raises(Refused, match=r"^Rule S-INT-02 must be there"):
        read_new("")


@pytest.mark.parametrize("name", ASKED_AGAIN)
def test_what_is_asked_at_every_visit_may_not_be_carried_over(name: str) -> None:
    text = changed((key(name), "asked_again = true\n", ""))
    assert not read(text).question(name).asked_again  # an old version stays readable
    with pytest.raises(Refused, match=rf"Question {name}: it is asked again at every visit"):
        checked(read(text))


@pytest.mark.parametrize(
    ("text", "happened", "place"),
    [
        (
            changed(more(key("nsaid"), 'level = "MEDICAL_CLEARANCE"')),
            "Question nsaid: asks for a doctor’s letter, so no date may stand beside it: it takes no window (7 days).",
            Place("question", "nsaid", "level"),
        ),
        (
            changed(level("S-MED-02", "MEDICAL_CLEARANCE")),
            "Rule S-MED-02: asks for a doctor’s letter, so no date may stand beside it: it takes no window (7 days).",
            Place("rule", "S-MED-02", "level"),
        ),
        (
            changed((key("keloid"), 'title = "', 'title = "' + "x" * 60)),
            "Question keloid: its title is longer than 60 signs.",
            Place("question", "keloid", "title"),
        ),
    ],
)
def test_a_fault_of_a_question_stands_at_the_question(text: str, happened: str, place: Place) -> None:
    with pytest.raises(Refused) as error:
        checked(read(text))
    assert (error.value.happened, error.value.place) == (happened, place)


def test_a_text_without_a_number_is_the_first_version() -> None:
    assert read_new(shipped_text()).version == 1
