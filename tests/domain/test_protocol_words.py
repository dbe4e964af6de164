"""Words that no protocol may hold, and words that follow a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.domain.protocol_words import plain, wording_faults
from needledesk.domain.tables import Place


def faults(protocol: Protocol) -> list[str]:
    return [fault.happened for fault in wording_faults(protocol)]


def asked(protocol: Protocol, key: str, **words: str) -> Protocol:
    changed = tuple(replace(each, **words) if each.key == key else each for each in protocol.questions)  # type: ignore[arg-type]
    return replace(protocol, questions=changed)


def ruled(protocol: Protocol, name: str, **words: str) -> Protocol:
    return replace(protocol, rules={**protocol.rules, name: replace(protocol.rules[name], **words)})  # type: ignore[arg-type]


def test_the_shipped_words_may_stand(shipped: Protocol) -> None:
    assert faults(shipped) == []


@pytest.mark.parametrize(
    "words",
    [
        "It is safe", "Unsafe without it", "SAFELY done", "cleared by us", "Approved", "permanent", "permanently",
        "an immediate look", "immediately", "no down time", "no downtime", "without down-time",
        "no down\u2011time", "NO DOWN—TIME", "no\u00a0down \u2212 time", "sa\u200bfe", "s\u00adafe", "ＳＡＦＥ", "sáfe",
        "approving", "unapproved", "disapproves", "permanence", "permanency", "immediacy", "risk-free", "risk free",
        "riskfree", "very  rare",
    ],
)  # fmt: skip
@pytest.mark.parametrize("entry", ["title", "text", "help", "card", "reason", "last_label"])
def test_a_banned_word_is_named_with_its_place(shipped: Protocol, words: str, entry: str) -> None:
    (fault,) = wording_faults(asked(shipped, "psoriasis", **{entry: words}))
    assert fault.happened.startswith("Question psoriasis: “")
    assert (fault.place.kind, fault.place.name, fault.place.entry) == ("question", "psoriasis", entry)


@pytest.mark.parametrize("entry", ["title", "says", "does", "why"])
def test_a_rules_own_words_are_looked_at(shipped: Protocol, entry: str) -> None:
    assert "safe" in faults(ruled(shipped, "S-CON-03", **{entry: "It is safe."}))[0]
    assert "stop" in faults(ruled(shipped, "S-MED-03", **{entry: "Do not stop."}))[0]


def test_a_groups_words_are_looked_at(shipped: Protocol) -> None:
    first, *others = shipped.groups
    spoilt = replace(shipped, groups=(replace(first, title="Safe medicines", hint="approved"), *others))
    title, hint = wording_faults(spoilt)
    assert title.happened == "Group medicines: “Safe” is a word that this program never prints (title)."
    assert hint.happened == "Group medicines: “approved” is a word that this program never prints (hint)."
    assert (title.place, hint.place) == (Place("group", "medicines", "title"), Place("group", "medicines", "hint"))


def test_a_fault_of_a_rules_words_stands_at_the_rule(shipped: Protocol) -> None:
    (banned,) = wording_faults(ruled(shipped, "S-CON-03", says="It is safe."))
    assert banned.happened == "Rule S-CON-03: “safe” is a word that this program never prints (account of the source)."
    assert banned.place == Place("rule", "S-CON-03", "says")
    (order,) = wording_faults(asked(shipped, "psoriasis", help="Stop it"))
    assert order.happened == "Question psoriasis: only the prescriber may say “Stop”, so no protocol does (help line)."
    assert order.place == Place("question", "psoriasis", "help")
    (signs,) = wording_faults(asked(shipped, "psoriasis", text="a\tb"))
    assert signs.happened == "Question psoriasis: its question must stand on one line, in signs that can be printed."
    assert signs.place == Place("question", "psoriasis", "text")


def test_a_time_beside_what_never_gives_a_date_is_named_with_its_place(shipped: Protocol) -> None:
    (question,) = wording_faults(asked(shipped, "blood_thinner", help="24 hours"))
    said = "no time may stand beside it, but its help line says “24 hours”."
    assert (question.happened, question.place) == (
        f"Question blood_thinner: {said}",
        Place("question", "blood_thinner", "help"),
    )
    (rule,) = wording_faults(ruled(shipped, "S-MED-03", title="24 hours"))
    said = "no time may stand beside it, but its title says “24 hours”."
    assert (rule.happened, rule.place) == (f"Rule S-MED-03: {said}", Place("rule", "S-MED-03", "title"))
    (waits,) = wording_faults(ruled(shipped, "S-MED-01", does="Waits 10 days."))
    assert waits.place == Place("rule", "S-MED-01", "does")


ORDERS = ["When did you stop?", "Paused it?", "pausing", "Discontinue it", "discontinued", "st\u200bop", "ＰＡＵＳＥ"]


@pytest.mark.parametrize("words", ORDERS)
def test_only_a_prescriber_orders_a_medicine_in_whatever_text(shipped: Protocol, words: str) -> None:
    for key in ("aspirin", "autoimmune_therapy", "x_chemo_radiotherapy", "immunosuppression", "x_slow_healing"):
        for entry in ("title", "text", "help", "card", "reason", "last_label"):
            (fault,) = faults(asked(shipped, key, **{entry: words}))
            assert fault.startswith(f"Question {key}: only the prescriber may say “")
    for name in ("S-MED-03", "S-RES-01", "S-ABS-08", "X-23"):
        for entry in ("title", "says", "does", "why"):
            (fault,) = faults(ruled(shipped, name, **{entry: words}))
            assert fault.startswith(f"Rule {name}: only the prescriber may say “")
    first, *others = shipped.groups
    (fault,) = faults(replace(shipped, groups=(replace(first, hint=words), *others)))
    assert fault.startswith("Group medicines: only the prescriber may say “")


@pytest.mark.parametrize(
    "words", ["Leave out the pills", "Left them all out?", "Skip it", "Withhold it", "interrupted"]
)
def test_what_means_the_same_of_a_medicine(shipped: Protocol, words: str) -> None:
    for key in ("aspirin", "blood_thinner", "isotretinoin"):
        (fault,) = faults(asked(shipped, key, text=words))
        assert "only the prescriber" in fault
    assert faults(asked(shipped, "rosacea", text=words)) == []


def test_words_that_only_look_alike(shipped: Protocol) -> None:
    assert (
        faults(asked(shipped, "psoriasis", text="A permit? Mediate, clear, clearing, time to recover, improved?")) == []
    )
    assert faults(asked(shipped, "aspirin", text="A nonstop flight, menopause?")) == []


@pytest.mark.parametrize("sign", ["\n", "\t", "\x1b", "\u2028", "\x00"])
def test_wording_stands_on_one_line(shipped: Protocol, sign: str) -> None:
    assert "one line" in faults(asked(shipped, "psoriasis", title=f"a{sign}b"))[0]
    assert faults(asked(shipped, "psoriasis", title="10\xa0mm, naïve – “ж”")) == []


def test_a_help_line_may_not_name_another_wait(shipped: Protocol) -> None:
    (fault,) = wording_faults(asked(shipped, "aspirin", help="5 days between the last dose and treatment"))
    assert fault.happened == "Question aspirin: its help line says 5 days, but 7 days are counted."
    assert fault.place.entry == "help"
    (fault,) = wording_faults(asked(shipped, "x_filler", help="14 days; up to 8 months"))
    assert "8 months, but 14 days and 6 months are counted" in fault.happened
    for same in ("A week", "7 days", "Seven days", "1 wk"):
        assert faults(asked(shipped, "aspirin", help=same)) == []
    assert faults(asked(shipped, "x_sun_exposure", help="14 days: look")) == []
    assert len(faults(asked(shipped, "x_sun_exposure", help="7 days: look"))) == 1
    assert faults(asked(shipped, "x_alcohol", help="24 hours")) == []


@pytest.mark.parametrize("entry", ["title", "text", "help", "card", "reason", "last_label"])
@pytest.mark.parametrize(
    "words", ["2 weeks", "24 h", "in the last 2 days?", "in the last year?", "a few days", "5-7 days"]
)
def test_no_words_of_a_question_name_another_wait(shipped: Protocol, entry: str, words: str) -> None:
    (fault,) = wording_faults(asked(shipped, "aspirin", **{entry: words}))
    assert fault.happened.startswith("Question aspirin: its ")
    assert fault.happened.endswith("but 7 days are counted.")
    assert fault.place.entry == entry


def test_a_questions_own_window_is_the_one_that_counts(shipped: Protocol) -> None:
    (fault,) = faults(asked(shipped, "x_sun_exposure", text="Strong sun in the last 3 days?"))
    assert fault == "Question x_sun_exposure: its question says 3 days, but 14 days are counted."


def test_what_another_rule_counts_from_the_same_answer_may_be_named(shipped: Protocol) -> None:
    words = asked(shipped, "retinoid", help="24 hours, or 3 days")
    (fault,) = faults(words)
    assert "says 3 days, but 24 hours are counted" in fault
    assert faults(ruled(words, "X-28", on=True)) == []  # type: ignore[arg-type]


def test_one_of_a_unit_is_counted(shipped: Protocol) -> None:
    month = ruled(shipped, "S-MED-09", window=Window(1, Unit.MONTHS), does="Counts 1 calendar month.")  # type: ignore[arg-type]
    assert faults(month) == ["Question isotretinoin: its help line says 6 months, but 1 month is counted."]


@pytest.mark.parametrize("key", ["scleroderma", "immunosuppression", "pregnant", "blood_thinner", "autoimmune_therapy"])
@pytest.mark.parametrize(
    "words", ["None for 7 days before", "Treated after 6 months", "24h", "two weeks", "The day before"]
)
def test_no_time_stands_beside_what_never_gives_a_date(shipped: Protocol, key: str, words: str) -> None:
    for entry in ("title", "text", "help", "card", "reason", "last_label"):
        (fault,) = wording_faults(asked(shipped, key, **{entry: words}))
        assert fault.happened.startswith(f"Question {key}: no time may stand beside it, but its ")
        assert fault.place.entry == entry
    name = shipped.question(key).rule
    for entry in ("title", "does"):
        (fault,) = wording_faults(ruled(shipped, name, **{entry: words}))
        assert (fault.place.name, fault.place.entry) == (name, entry)
    assert faults(ruled(shipped, name, says=words, why=words)) == []  # what the source says


def test_what_a_rule_does_names_its_own_wait(shipped: Protocol) -> None:
    (fault,) = wording_faults(ruled(shipped, "S-MED-01", does="Last dose + 10 days."))
    assert fault.happened == (
        "Rule S-MED-01: its account of what the program does says 10 days, but 7 days are counted."
    )
    assert (fault.place.kind, fault.place.entry) == ("rule", "does")
    assert len(faults(ruled(shipped, "X-05", does="In the last 3 days: you decide."))) == 1
    assert len(faults(ruled(shipped, "X-10", title="Scar under 8 months"))) == 1
    assert faults(ruled(shipped, "X-28", does="The practice sets 2 to 5 days.")) == []
    assert len(faults(ruled(shipped, "X-28", does="The practice sets 4 to 5 days."))) == 1
    assert faults(ruled(shipped, "S-AFT-01", does="24 hours; better still 48 hours.")) == []  # it asks nothing
    assert faults(ruled(shipped, "X-23", does="Alcohol in the last 24 hours.")) == []  # it counts nothing


def test_words_are_made_plain_before_they_are_looked_up() -> None:
    assert plain("plain") == "plain"
    assert plain("a\u200bb\u2060c\ufeffd\u00ade\u202ef") == "abcdef"
    assert plain("‐‑‒–—―−﹣－") == "-" * 9
    assert plain("ｆｕｌｌ naïve ﬁne\u00a07") == "full naive fine 7"
