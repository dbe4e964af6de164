"""The shipped rules as they must be, and a protocol text that is refused in words that name the rule."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from needledesk.desk.shipped_protocol import shipped_text
from needledesk.domain.protocol import Ask, Protocol, Status, Unit, Window, read
from needledesk.domain.tables import Place, Refused
from needledesk.errors import BadInput

SOURCE = {"ABS": 10, "CON": 8, "PRE": 6, "ZON": 3, "MED": 9, "RES": 2, "INT": 3, "CRS": 1, "SFX": 8, "AFT": 9}
SOURCE |= {"DEF": 7, "EXP": 7}
ON_AT_FIRST = {"X-01", "X-02", "X-05", "X-15", "X-20", "X-21", "X-26", "X-30", "X-32", "X-33", "X-34"}
MEDICINES = (
    *("isotretinoin", "aspirin", "nsaid", "blood_thinner", "herbal"),
    *("vitamin_e", "fish_oil", "autoimmune_therapy", "retinoid"),
)
KEYS = {
    *("scleroderma", "collagen_disease", "vascular_disease", "cardiac", "clotting_condition"),
    *("infection_bacterial", "infection_fungal", "immunosuppression", "pregnant", "nursing"),
    *("keloid", "eczema_active", "psoriasis", "other_chronic", "actinic_history", "herpes_history", "diabetes"),
    *("raised_mole", "suspicious_lesion", "acne_active", "rosacea", "inflammatory_other", "open_wound"),
    *("viral_prone", "x_viral_lesion_active", "x_skin_cancer", "x_sunburn_today", "x_sun_exposure"),
    *MEDICINES,
}


def test_all_73_rules_of_the_source_are_there(shipped: Protocol) -> None:
    source = [name for name, rule in shipped.rules.items() if not rule.extension]
    assert len(source) == 73
    assert Counter(name.split("-")[1] for name in source) == SOURCE
    for name in source:
        rule = shipped.rules[name]
        assert rule.on
        assert all(0 < int(line) <= 47 for line in rule.line.split(", "))


def test_all_34_extensions_are_there_and_eleven_are_on(shipped: Protocol) -> None:
    extensions = {name: rule for name, rule in shipped.rules.items() if rule.extension}
    assert sorted(extensions) == [f"X-{number:02}" for number in range(1, 35)]
    assert {name for name, rule in extensions.items() if rule.on} == ON_AT_FIRST
    assert not any(rule.line for rule in extensions.values())


def test_the_questions_asked_and_their_groups(shipped: Protocol) -> None:
    groups = Counter(question.group for question in shipped.asked)
    assert groups == {"medicines": 9, "absolute": 10, "contraindications": 7, "skin_today": 11}
    assert tuple(question.key for question in shipped.asked[:9]) == MEDICINES
    assert {question.key for question in shipped.asked} == KEYS
    assert [group.title for group in shipped.groups] == [
        "Medicines and products",
        "Absolute contraindications",
        "Contraindications",
        "Skin today",
    ]


def test_what_is_asked_again_at_every_visit(shipped: Protocol) -> None:
    again = {question.key for question in shipped.questions if question.asked_again}
    assert again == {
        *("pregnant", "infection_bacterial", "infection_fungal", "x_viral_lesion_active"),
        *("aspirin", "nsaid", "blood_thinner"),
    }


def test_levels_follow_the_headings_of_the_source(shipped: Protocol) -> None:
    absolute = {rule.level for rule in shipped.rules.values() if rule.topic == "absolute"}
    assert absolute == {Status.DO_NOT_TREAT}
    talk = {rule.level for rule in shipped.rules.values() if rule.topic in ("effect", "aftercare", "definition")}
    assert talk == {None}


def test_every_rule_is_told_in_full(shipped: Protocol) -> None:
    for rule in shipped.rules.values():
        assert rule.says.endswith(".")
        assert rule.does.endswith(".")
        assert not rule.why or rule.why.endswith(".")
    for question in shipped.questions:
        assert question.text.endswith(("?", "."))
        assert not question.help.endswith(".")
        assert len(question.help) <= 52


def test_no_window_where_no_date_may_stand(shipped: Protocol) -> None:
    for rule in shipped.rules.values():
        if rule.topic == "absolute" or rule.id in ("S-MED-03", "S-MED-07"):
            assert rule.window is None


def test_a_window_is_said_as_it_is_counted() -> None:
    assert [str(Window(1, Unit.DAYS)), str(Window(24, Unit.HOURS))] == ["1 day", "24 hours"]


def test_statuses_rank_from_low_to_high() -> None:
    assert [status.rank for status in Status] == list(range(7))
    assert max(Status, key=lambda status: status.rank) is Status.DO_NOT_TREAT


def test_a_question_is_found_by_its_key(shipped: Protocol) -> None:
    assert shipped.question("aspirin").asks == (Ask.LAST, Ask.PRESCRIBED, Ask.NAME)
    with pytest.raises(KeyError, match="tea"):
        shipped.question("tea")
    assert (shipped.on("X-01"), shipped.on("X-06"), shipped.on("X-99")) == (True, False, False)


def test_the_text_stands_for_the_protocol_under_any_version(shipped: Protocol) -> None:
    again = read(shipped_text(), 4)
    assert again.version == 4
    assert (again.rules, again.questions, again.groups) == (shipped.rules, shipped.questions, shipped.groups)


def changed(old: str, new: str, after: str = "") -> str:
    """The shipped text with one entry changed: the first `old` after `after`."""
    text = shipped_text()
    start = text.index(after) if after else 0
    place = text.index(old, start)
    return text[:place] + new + text[place + len(old) :]


ASPIRIN = 'id = "S-MED-01"'


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[rule", "TOML"),
        ("", "S-INT-02"),
        ("rule = 3", "rule"),
        ("rule = [3]", "rule"),
        (changed('title = "Aspirin"', "", ASPIRIN), "Rule S-MED-01 has no title"),
        (changed('title = "Aspirin"', 'title = " "', ASPIRIN), "Rule S-MED-01 has an empty title"),
        (changed('title = "Aspirin"', "title = 7", ASPIRIN), "Rule S-MED-01: title"),
        (changed('line = "21"', "", ASPIRIN), "Rule S-MED-01 has no line"),
        (changed('"NOT_TODAY"', '"TOMORROW"', ASPIRIN), "Rule S-MED-01: “TOMORROW” is none of"),
        (changed('"7 days"', '"seven days"', ASPIRIN), "Rule S-MED-01: “seven days” is not a window"),
        (changed('"7 days"', '"7 fortnights"', ASPIRIN), "Rule S-MED-01: “7 fortnights” is not a window"),
        (changed('"7 days"', '"0 days"', ASPIRIN), "Rule S-MED-01"),
        (changed('"7 days"', '"-7 days"', ASPIRIN), "Rule S-MED-01"),
        (changed('"7 days"', '"7"', ASPIRIN), "Rule S-MED-01"),
        (changed("window =", "windows =", ASPIRIN), "Rule S-MED-01 has an entry that is not known: windows"),
        (changed("asks =", "ask =", ASPIRIN), "Question aspirin has an entry that is not known: ask"),
        (changed('["last", "prescribed"', '["dose", "prescribed"', ASPIRIN), "Question aspirin: “dose”"),
        (changed('["last", "prescribed", "name"]', '["name"]', ASPIRIN), "Question aspirin must ask for the last time"),
        (changed('group = "medicines"', 'group = "tea"', ASPIRIN), "Question aspirin is in no group"),
        (changed('asks = ["zones"]', "asks = []", 'id = "S-PRE-02"'), "Question acne_active must ask for zones"),
        (changed('also = ["X-28"]', 'also = ["X-99"]'), "Question retinoid feeds rule X-99"),
        (changed('id = "S-MED-02"', ASPIRIN), "Rule S-MED-01 stands in the protocol twice"),
        (changed('key = "nsaid"', 'key = "aspirin"'), "Question aspirin stands in the protocol twice"),
        (changed('line = "28"', 'on = false\nline = "28"', 'id = "S-ZON-01"'), "Rule S-ZON-01 cannot be switched off"),
        (changed("line =", 'window = "7 days"\nline =', 'id = "S-MED-03"'), "Rule S-MED-03 never gives a date"),
        (changed("line =", 'window = "7 days"\nline =', 'id = "S-ABS-09"'), "Rule S-ABS-09 never gives a date"),
        (changed("help =", 'window = "7 days"\nhelp =', 'id = "S-MED-07"'), "Question autoimmune_therapy takes no"),
        (changed('until = "28 days"', "", 'id = "S-INT-02"'), "Rule S-INT-02 must be there with its window and until"),
        (changed('window = "24 hours"', "", 'id = "S-AFT-01"'), "Rule S-AFT-01 must be there with its window"),
        (changed('"24 hours"', '"3 sessions"', 'id = "S-AFT-01"'), "Rule S-AFT-01 must be there with its window"),
        (changed('asks = ["zones", "past"]', 'asks = ["past"]'), "Question x_skin_cancer must ask for zones"),
        (changed('asks = ["zones"]', "asks = []", 'id = "S-PRE-01"'), "Question suspicious_lesion must ask for zones"),
        (changed('elsewhere = "MED', 'elsewhere = "MID'), "Rule X-02: “MIDICAL_CLEARANCE” is none of"),
        (shipped_text() + '\n[author]\nname = "x"\n', "entry that is not known: author"),
    ],
)
def test_a_malformed_text_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(text)
    assert named in refused.value.happened
    assert refused.value.safe
    assert refused.value.do


@pytest.mark.parametrize(
    ("rule", "entry"),
    [
        ("S-SFX-03", "until"),
        *(("S-SFX-04", entry) for entry in ("window", "until")),
        ("S-SFX-07", "until"),
        ("S-SFX-08", "until"),
        ("S-MED-01", "window"),
        ("S-MED-08", "window"),
        ("X-32", "window"),
        *(("X-33", entry) for entry in ("window", "until")),
        ("X-34", "window"),
    ],
)
def test_what_the_sheet_counts_with_must_be_there(rule: str, entry: str) -> None:
    with pytest.raises(BadInput, match=rf"Rule {rule} must be there with its .*\b{entry}\b"):
        read(changed(f"\n{entry} =", f"\n# {entry} =", f'id = "{rule}"'))


def test_the_longer_pause_needs_its_window_only_while_it_is_on() -> None:
    without = changed('window = "3 days"', "", 'id = "X-28"')
    assert read(without).rules["X-28"].window is None
    start = without.index('id = "X-28"')
    with pytest.raises(BadInput, match="Rule X-28 must be there with its window"):
        read(without[:start] + without[start:].replace("on = false", "on = true", 1))


def test_an_edited_window_is_taken(shipped: Protocol) -> None:
    edited = read(changed('"7 days"', '"1 month"', ASPIRIN))
    assert edited.rules["S-MED-01"].window == Window(1, Unit.MONTHS)
    assert edited.rules["S-MED-02"] == shipped.rules["S-MED-02"]


def test_the_parts_are_one_toml_text() -> None:
    tables = tomllib.loads(shipped_text())
    assert set(tables) == {"group", "rule"}
    assert (len(tables["group"]), len(tables["rule"])) == (4, 107)


@pytest.mark.parametrize(
    ("text", "happened", "place"),
    [
        (
            shipped_text() + '\n[author]\nname = "x"\n',
            "The protocol has an entry that is not known: author.",
            None,
        ),
        (
            changed('id = "S-MED-02"', ASPIRIN),
            "Rule S-MED-01 stands in the protocol twice.",
            Place("rule", "S-MED-01"),
        ),
        (
            changed('"7 days"', '"seven days"', ASPIRIN),
            "Rule S-MED-01: “seven days” is not a window, such as “7 days” "
            "(counted in hours, days, months, years, sessions).",
            Place("rule", "S-MED-01", "window"),
        ),
        (
            changed('["last", "prescribed"', '["dose", "prescribed"', ASPIRIN),
            "Question aspirin: “dose” is none of "
            "last, prescribed, current, past, name, detail, detail_required, zones.",
            Place("question", "aspirin", "asks"),
        ),
        (
            changed('group = "medicines"', 'group = "tea"', ASPIRIN),
            "Question aspirin is in no group of the protocol: “tea”.",
            Place("question", "aspirin", "group"),
        ),
        (
            shipped_text() + '\n[[group]]\nkey = "medicines"\ntitle = "Once more"\n',
            "Group medicines stands in the protocol twice.",
            Place("group", "medicines"),
        ),
        (
            changed('key = "nsaid"', 'key = "aspirin"'),
            "Question aspirin stands in the protocol twice.",
            Place("question", "aspirin"),
        ),
        (
            changed('until = "28 days"', "", 'id = "S-INT-02"'),
            "Rule S-INT-02 must be there with its window and until.",
            Place("rule", "S-INT-02"),
        ),
        (
            changed('line = "28"', 'on = false\nline = "28"', 'id = "S-ZON-01"'),
            "Rule S-ZON-01 cannot be switched off or taken out.",
            Place("rule", "S-ZON-01", "on"),
        ),
        (
            changed("line =", 'window = "7 days"\nline =', 'id = "S-MED-03"'),
            "Rule S-MED-03 never gives a date, so it takes no window.",
            Place("rule", "S-MED-03", "window"),
        ),
        (
            changed('also = ["X-28"]', 'also = ["X-99"]'),
            "Question retinoid feeds rule X-99, which is not in the protocol.",
            Place("question", "retinoid", "also"),
        ),
        (
            changed("help =", 'window = "7 days"\nhelp =', 'id = "S-MED-07"'),
            "Question autoimmune_therapy takes no window: rule S-MED-07 never gives a date.",
            Place("question", "autoimmune_therapy", "window"),
        ),
        (
            changed('["last", "prescribed", "name"]', '["name"]', ASPIRIN),
            "Question aspirin must ask for the last time: its rule counts a window.",
            Place("question", "aspirin", "asks"),
        ),
        (
            changed('asks = ["zones"]', "asks = []", 'id = "S-PRE-02"'),
            "Question acne_active must ask for zones: its rule counts by zone.",
            Place("question", "acne_active", "asks"),
        ),
    ],
)
def test_a_fault_is_told_word_for_word_with_its_place(text: str, happened: str, place: Place | None) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert refused.value.happened == happened
    assert place is None or refused.value.place == place


def test_a_text_without_a_number_is_the_first_version() -> None:
    assert read(shipped_text()).version == 1
    assert read(shipped_text(), 7).version == 7
