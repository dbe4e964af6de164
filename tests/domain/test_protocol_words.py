"""Words that no protocol may hold, and words that follow a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from needledesk.domain.protocol import Protocol
from needledesk.domain.protocol_words import plain, wording_faults


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
    assert [fault.split(":")[0] for fault in faults(spoilt)] == ["Group medicines", "Group medicines"]


@pytest.mark.parametrize("words", ["When did you stop?", "Paused it?", "pausing", "Discontinue it", "discontinued"])
def test_only_a_prescriber_orders_a_medicine(shipped: Protocol, words: str) -> None:
    for key in ("aspirin", "autoimmune_therapy", "isotretinoin", "x_chemo_radiotherapy"):
        (fault,) = faults(asked(shipped, key, text=words))
        assert "only the prescriber" in fault
    assert faults(asked(shipped, "x_slow_healing", text=words)) == []


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
    assert faults(asked(shipped, "aspirin", help="A week")) == []
    assert faults(asked(shipped, "x_sun_exposure", help="14 days: look")) == []
    assert len(faults(asked(shipped, "x_sun_exposure", help="7 days: look"))) == 1
    assert faults(asked(shipped, "x_alcohol", help="24 hours")) == []
