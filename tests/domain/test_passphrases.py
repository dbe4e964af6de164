"""Passphrases: fair words, and an estimate that is low for whatever is easy to guess."""

from __future__ import annotations

import itertools
import math
import random
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needledesk import resources
from needledesk.domain.passphrases import ENOUGH, drawn, estimate, generate

WORDS = resources.text("words", "passphrase.txt").split()

EASY = [
    "password",
    "Passw0rd!",
    "Password2026!!!",
    "P@$$w0rd P@$$w0rd P@$$w0rd",
    "Tr0ub4dor&3",
    "Tr0ub4dor&3 Passw0rd2024!",
    "microneedling2026!!!!!!",
    "Microneedling-Studio-2026",
    "correct horse battery staple",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabcabcabcabcabcabcabc",
    "hallo hallo hallo hallo hallo hallo",
    "lake Lake LAKE lake! lake1 lake2 lake3",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertz asdfgh yxcvbn 123456",
    "1qaz2wsx3edc4rfv5tgb",
    "abcdefghijklmnopqrstuvwxyz",
    "12345678901234567890123456789",
    "!!!!????$$$$%%%%!!!!????",
    "14.05.1984 21.07.1990",
    "14 May 1984 and 21 July 1990",
    "2023-01-01 2024-02-02 2025-03-03",
    "+49 170 1234567, 030 1234567",
    "(202) 555-0142 (202) 555-0143",
    "maria.mustermann@example.com",
    "Anna Berta Carla Dora",
    "Donaudampfschifffahrtsgesellschaft",
    "Schmetterlingsflügel",
    "to be or not to be that is the question",
    "i love you so much my dear",
    "the cat sat on the mat and it was fat",
    "this is the best time of my life",
    "Lorem ipsum dolor sit amet",
    "пароль секрет клиника",
    "correcthorsebatterystaple",
    "kwdjfhgq",
]
HARD = [
    "amber kettle window forty lake",
    "Amber-kettle-window-forty-lake-7",
    "tulip harbour seventeen copper violin",
    "grüne Schildkröten tanzen langsam Walzer",
    "пароль секрет клиника весна золото",
    "x7$kQ9!mZ2@pW5",
    "Gq7vN2xLr9TzBk4m",
    "b4f9c1e7a2d8503b6e9f",
]


@pytest.mark.parametrize("easy", EASY)
def test_what_is_easy_to_guess_is_refused(easy: str) -> None:
    found = estimate(easy)
    assert not found.enough
    assert found.bits < ENOUGH
    assert found.words in ("one more word", "too easy to guess")


@pytest.mark.parametrize("hard", HARD)
def test_what_is_hard_to_guess_is_taken(hard: str) -> None:
    assert estimate(hard).enough
    assert estimate(hard).words == "long enough"


def test_nothing_is_worth_nothing() -> None:
    for nothing in ("", "   ", "\t\n"):
        assert (estimate(nothing).bits, estimate(nothing).words, estimate(nothing).share) == (0, "", 0)


@pytest.mark.parametrize("easy", EASY)
def test_saying_it_twice_adds_next_to_nothing(easy: str) -> None:
    once = estimate(easy).bits
    assert estimate(f"{easy} {easy}").bits <= once + 10
    assert estimate(easy * 2).bits <= once + 10


@given(st.lists(st.sampled_from(WORDS), min_size=5, max_size=8, unique=True))
def test_the_estimate_is_never_above_what_dice_are_worth(words: list[str]) -> None:
    assert estimate(" ".join(words)).bits <= drawn(WORDS, len(words)).bits


@given(st.text(max_size=40))
def test_any_text_has_an_estimate(text: str) -> None:
    found = estimate(text)
    assert 0 <= found.bits < 40 * 10
    assert 0 <= found.share <= 1


def test_five_words_are_64_bits_and_more() -> None:
    assert drawn(WORDS).bits >= 64
    assert drawn(WORDS).enough
    made = generate(WORDS, random.Random(4).choice)
    assert len(made.split(" ")) == 5
    assert set(made.split()) <= set(WORDS)


def test_every_word_is_as_likely_as_any_other() -> None:
    few = WORDS[:16]
    dice = random.Random(7)
    counts = Counter(itertools.chain.from_iterable(generate(few, dice.choice).split() for _ in range(2_000)))
    assert sum((counts[word] - 625) ** 2 / 625 for word in few) < 45  # chi square, 15 degrees: one time in 10,000


def test_the_list_is_long_plain_and_sorted() -> None:
    assert len(WORDS) == len(set(WORDS)) == 8192
    assert sorted(WORDS) == WORDS
    assert all(re.fullmatch("[a-z]{4,9}", word) for word in WORDS)
    assert math.log2(len(WORDS)) == 13


def test_no_word_begins_another() -> None:
    assert not [one for one, other in itertools.pairwise(WORDS) if other.startswith(one)]


def test_most_words_are_told_apart_by_their_first_letters() -> None:
    assert len({word[:5] for word in WORDS}) >= 0.85 * len(WORDS)
    assert len({word[:6] for word in WORDS}) >= 0.98 * len(WORDS)


def test_no_word_offends_or_alarms() -> None:
    bad = "cancer|tumou?r|needle|blood|wound|scar$|burn|death|die[ds]?$|kill|murder|rape|sex|nazi|slut|porn|syring|acne"
    assert not [word for word in WORDS if re.match(bad, word)]
