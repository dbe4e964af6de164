"""Passphrases: words drawn by dice, and what one of the practitioner's own is worth against guessing.

The estimate is on the low side. It knows no dictionary, so it holds in any language: whatever can be spoken counts as
one word, and a word is worth 13 bits at most, as much as one drawn from 8,192.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: Signs that are looked at; what comes after them only adds.
LONGEST = 200
#: Words in a passphrase that the program makes.
WORDS = 5
#: Bits from which a passphrase of one's own is taken, and at which the bar is full.
ENOUGH, FULL = 60.0, 78.0

_WORD = {1: 2.0, 2: 4.0, 3: 6.0, 4: 10.0, 5: 12.0}
_LONGEST_WORD, _MOST = 12, 13.0
_WALK = 6.0  # along a row of keys or through the alphabet: where it begins, and how far it goes
_NUMBER = 20.0  # a phone number, a date: found in a few tries at another place
_YEAR = re.compile(r"(?:19|20)\d\d")
_COMMON = frozenset(
    """
    the and you that for are with this have from they what your when there which their will would about love like
    want home life good best time very much dear happy hello world test pass password passwort passphrase secret
    welcome admin login master letmein iloveyou dragon monkey sunshine princess football baseball summer winter spring
    autumn january february march april june july august october november december monday tuesday friday sunday
    skin needle needling microneedling needledesk studio beauty practice clinic lorem ipsum dolor amet
    """.split()  # noqa: SIM905 - eighty words in quotes can no longer be read
)
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm azertyuiop qsdfghjklm "
    'wxcvbn 1qaz2wsx3edc4rfv5tgb6yhn7ujm 1q2w3e4r5t6y7u8i9o0p !"§$%&/()= !@#$%^&*()'
)
_LEET = str.maketrans("013457@$!", "oieastasi")


@dataclass(frozen=True, slots=True)
class Strength:
    """How many bits a passphrase is worth: each more doubles the guesses."""

    bits: float

    @property
    def enough(self) -> bool:
        """Whether a file may be locked with it."""
        return self.bits >= ENOUGH

    @property
    def share(self) -> float:
        """How far the bar is filled, 0 to 1."""
        return min(1.0, self.bits / FULL)

    @property
    def words(self) -> str:
        """The same in words."""
        if not self.bits:
            return ""
        if self.enough:
            return "long enough"
        return "one more word" if self.bits >= ENOUGH - _MOST else "too easy to guess"


def generate(words: Sequence[str], pick: Callable[[Sequence[str]], str], count: int = WORDS) -> str:
    """So many words with single spaces; `pick` takes one of them by fair dice."""
    return " ".join(pick(words) for _ in range(count))


def drawn(words: Sequence[str], count: int = WORDS) -> Strength:
    """What a passphrase from `generate` is worth: exactly, not by estimate."""
    return Strength(count * math.log2(len(words)))


def estimate(passphrase: str) -> Strength:
    """What a passphrase that a person thought of is worth, on the low side."""
    whole = unicodedata.normalize("NFKC", passphrase[:LONGEST]).strip()
    again = re.fullmatch(r"(.+?)\s*(?:\1\s*)+", whole)
    if again is not None:
        return Strength(estimate(again[1]).bits + math.log2(len(whole)))
    text, bits = _without_numbers(whole)
    seen: set[str] = set()
    for part in text.split():
        for piece in _pieces(part):
            known = _plain(piece)
            bits += 1.0 if known in seen else _piece(piece)
            seen.add(known)
    return Strength(bits)


def _without_numbers(text: str) -> tuple[str, float]:
    """Take dates and phone numbers out, with the signs between their digits: they can be found elsewhere."""
    bits = 0.0
    for found in re.findall(r"\+?\d[\d .,:/()-]{3,}\d", text):
        digits = re.sub(r"\D", "", found)
        bits += min(_NUMBER, _WALK if _walks(digits) else math.log2(10) * len(set(digits)))
        text = text.replace(found, " ", 1)
    return text, bits


def _pieces(part: str) -> list[str]:
    """`MaryHadALamb` and `mary.lamb@example` in their words; anything else as it is."""
    if re.fullmatch(r"(?:[A-Z][a-z]+|[AI]){2,}", part):
        return re.findall(r"[A-Z][a-z]*", part)
    return re.split(r"(?<=[^\W\d_]{2})[-.,;:_/+@]+(?=[^\W\d_]{2})", part)


def _plain(piece: str) -> str:
    """The word in a piece: small letters for look-alikes, what decorates it cut off."""
    core = re.sub(r"^[^\w@$!]+|[\d\W_]+$", "", piece.casefold())
    return core.translate(_LEET) if re.search(r"[^\W\d_]", core) else core


def _piece(piece: str) -> float:
    """A word with its decorations, or signs without sense: whichever is easier to guess."""
    noise, word = _noise(piece), _plain(piece)
    if not word.isalpha() or not _spoken(word):
        runs = re.findall(r"[^\W\d_]{4,}", piece)
        return noise - sum(max(0.0, _noise(run) - _word(run.casefold())) for run in runs if _spoken(run.casefold()))
    tail = re.findall(r"\d+|[^\w]+|_+", re.sub(r"^.*[^\W\d_]", "", piece))
    decorated = sum(3.0 if _YEAR.search(part) else 2.0 * len(set(part)) for part in tail)
    capitals = (piece[:1] != piece[:1].lower()) + (piece[1:] != piece[1:].lower())
    look_alikes = 2.0 * any(sign in "013457@$!" for sign in piece)
    return min(noise, _word(word) + decorated + capitals + look_alikes)


def _word(word: str) -> float:
    if word in _COMMON:
        return 5.0
    if _walks(word):
        return _WALK
    return _WORD.get(len(word), _MOST) + 1.5 * max(0, len(word) - _LONGEST_WORD)


def _spoken(word: str) -> bool:
    """Whether letters could be a word: vowels in it, and never too many consonants together."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    if not bare.isascii():
        return True  # another script: a word, as far as anyone here knows
    return bool(re.search(r"[aeiouy]", bare)) and not re.search(r"[^aeiouy]{7}", bare)


def _noise(piece: str) -> float:
    """Signs one by one: a repeated or neighbouring one adds next to nothing."""
    kinds = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"\d", 10), (r"[^\sA-Za-z\d]", 20))
    each = math.log2(sum(size for kind, size in kinds if re.search(kind, piece)) or 1)
    bits, before = 0.0, ""
    for sign in piece:
        bits += 0.5 if before and (sign == before or _walks((before + sign).lower())) else each
        before = sign
    return bits


def _walks(run: str) -> bool:
    return len(run) > 1 and (run in _ROWS or run[::-1] in _ROWS)
