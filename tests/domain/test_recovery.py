"""The recovery groups: every slip of one sign or one exchange is caught, and reading is patient."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needledesk.domain import recovery
from needledesk.errors import BadInput

keys = st.binary(min_size=32, max_size=32)
KEY = bytes(range(7, 39))


@given(keys)
def test_what_is_written_can_be_read(key: bytes) -> None:
    groups = recovery.groups(key)
    assert len(groups) == 13
    assert all(len(group) == 5 and recovery.fits(place, group) for place, group in enumerate(groups))
    assert not set("".join(groups)) & set("ILOU")
    assert recovery.read(recovery.text(key)) == key


@given(keys, st.integers(0, 12))
def test_any_wrong_sign_is_caught_and_its_group_is_named(key: bytes, place: int) -> None:
    groups = list(recovery.groups(key))
    right = groups[place]
    for at, sign in itertools.product(range(5), recovery.SIGNS):
        if sign == right[at]:
            continue
        groups[place] = right[:at] + sign + right[at + 1 :]
        with pytest.raises(BadInput, match=rf"^Group {place + 1} "):
            recovery.read(" ".join(groups))


@given(keys, st.integers(0, 12))
def test_any_two_signs_exchanged_in_a_group_are_caught(key: bytes, place: int) -> None:
    right = recovery.groups(key)[place]
    for one, other in itertools.combinations(range(5), 2):
        signs = list(right)
        signs[one], signs[other] = signs[other], signs[one]
        assert recovery.fits(place, "".join(signs)) == (right[one] == right[other])


@given(keys)
def test_any_two_groups_exchanged_are_caught(key: bytes) -> None:
    for one, other in itertools.combinations(range(13), 2):
        groups = list(recovery.groups(key))
        groups[one], groups[other] = groups[other], groups[one]
        with pytest.raises(BadInput, match=rf"^Group {one + 1} "):
            recovery.read(" ".join(groups))


@given(keys)
def test_signs_exchanged_over_the_border_of_two_groups_are_caught(key: bytes) -> None:
    whole = "".join(recovery.groups(key))
    for at in range(4, 60, 5):
        swapped = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
        if swapped != whole:
            with pytest.raises(BadInput):
                recovery.read(swapped)


@pytest.mark.parametrize(
    "typed",
    [
        recovery.text(KEY).lower(),
        recovery.text(KEY).replace(" ", ""),
        recovery.text(KEY).replace(" ", "-"),
        recovery.text(KEY).replace(" ", "\n  "),
        recovery.text(KEY).replace(" ", " – "),
        recovery.text(KEY).replace("0", "O").replace("1", "I"),
        recovery.text(KEY).replace("0", "o").replace("1", "l"),
    ],
)
def test_reading_is_patient(typed: str) -> None:
    assert recovery.read(typed) == KEY
    assert recovery.wrong_group(typed) is None
    assert recovery.same(recovery.text(KEY), typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "0 signs"),
        (" ".join(recovery.groups(KEY)[:12]), "60 signs.*Group 13 is not whole"),
        (recovery.text(KEY)[:-2], "63 signs.*Group 13 is not whole"),
        (recovery.text(KEY) + " 00000", "70 signs.*too much"),
        ("U" + recovery.text(KEY)[1:], "^Group 1 "),
        ("?" * 65, "^Group 1 "),
    ],
)
def test_what_is_not_whole_is_told(typed: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        recovery.read(typed)


def test_the_last_group_holds_nothing_but_the_key() -> None:
    """A last group with a right check but bits beyond the key is no group that was printed."""
    groups = list(recovery.groups(KEY))
    for sign in recovery.SIGNS:
        for check in recovery.SIGNS:
            made = groups[-1][:3] + sign + check
            if recovery.fits(12, made) and made != groups[-1]:
                if not recovery.SIGNS.index(sign) & 15:
                    continue
                with pytest.raises(BadInput, match=r"^Group 13 "):
                    recovery.read(" ".join([*groups[:-1], made]))


def test_a_key_of_another_length_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        recovery.groups(b"short")


def test_while_typing_the_first_wrong_group_is_known() -> None:
    whole = recovery.text(KEY)
    for end in range(len(whole)):
        assert recovery.wrong_group(whole[:end]) is None
    other = "A" if whole[8] != "A" else "B"
    spoiled = whole[:8] + other + whole[9:]
    assert recovery.wrong_group(spoiled[:10]) is None
    assert recovery.wrong_group(spoiled[:11]) == recovery.wrong_group(spoiled) == 1
