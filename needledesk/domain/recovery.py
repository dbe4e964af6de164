"""The key of a record file as a person copies it off paper: 13 groups of five signs, each with its own check.

32 letters and digits are used, none that look alike. Four signs of a group carry 20 bits of the key, the first bits
first; the key's 256 bits fill 12.8 groups, and the last four bits are 0. The fifth sign is a check over the field of
32 elements: the group's place and its signs, each times another factor, so that one wrong sign, any two signs
exchanged and any two groups exchanged never go unnoticed.
"""

from __future__ import annotations

import re

from needledesk.errors import BadInput

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, LONG = 13, 5
#: Bytes in a key.
KEY = 32

_LOOK_ALIKE = str.maketrans("OIL", "011")
_FACTORS = (2, 4, 8, 16)  # powers of the field's root: all different, none of them 1 or 0
_KEPT = "The file was not changed."


def groups(key: bytes) -> tuple[str, ...]:
    """The key in its groups, each `7F3KQ`-like. Raises ValueError unless it has 32 bytes."""
    if len(key) != KEY:
        raise ValueError("A key has 32 bytes.")
    number = int.from_bytes(key, "big") << 4
    values = [number >> 5 * at & 31 for at in reversed(range(4 * GROUPS))]
    return tuple(_group(place, values[4 * place : 4 * place + 4]) for place in range(GROUPS))


def text(key: bytes) -> str:
    """All groups with single spaces, as the square code holds them."""
    return " ".join(groups(key))


def read(typed: str) -> bytes:
    """The key that was typed, in any case, with any spaces and dashes. Raises BadInput, naming the wrong group."""
    signs, wrong = _tidy(typed), wrong_group(typed)
    if wrong is not None:
        raise _wrong(wrong)
    if len(signs) != GROUPS * LONG:
        short = len(signs) < GROUPS * LONG
        raise BadInput(
            f"That is {len(signs)} signs; the recovery sheet has {GROUPS * LONG}.",
            _KEPT,
            f"Group {len(signs) // LONG + 1} is not whole yet: type on." if short else "Take out what is too much.",
        )
    number = 0
    for place in range(GROUPS):
        for sign in signs[LONG * place : LONG * place + LONG - 1]:
            number = number << 5 | SIGNS.index(sign)
    if number & 15:
        raise _wrong(GROUPS - 1)
    return (number >> 4).to_bytes(KEY, "big")


def wrong_group(typed: str) -> int | None:
    """The first group, counted from 0, that is typed to its end and is not right; None while there is none."""
    signs = _tidy(typed)
    whole = range(min(GROUPS, len(signs) // LONG))
    return next((at for at in whole if not fits(at, signs[LONG * at : LONG * at + LONG])), None)


def fits(place: int, typed: str) -> bool:
    """Whether a group, counted from 0, is whole and its check sign is right."""
    signs = _tidy(typed)
    if len(signs) != LONG or any(sign not in SIGNS for sign in signs):
        return False
    return _group(place, [SIGNS.index(sign) for sign in signs[:-1]]) == signs


def same(one: str, other: str) -> bool:
    """Whether two groups say the same, however they are typed."""
    return _tidy(one) == _tidy(other)


def _tidy(typed: str) -> str:
    """Capitals without spaces and dashes; O is read as 0, I and L as 1."""
    return re.sub(r"[\s‐-―−-]+", "", typed).upper().translate(_LOOK_ALIKE)


def _group(place: int, values: list[int]) -> str:
    check = place + 1
    for factor, value in zip(_FACTORS, values, strict=True):
        check ^= _times(factor, value)
    return "".join(SIGNS[value] for value in (*values, check))


def _times(one: int, other: int) -> int:
    """The product in the field of 32 elements (x^5 + x^2 + 1)."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = one << 1 ^ (37 if one & 16 else 0)
        other >>= 1
    return product


def _wrong(place: int) -> BadInput:
    return BadInput(
        f"Group {place + 1} is not as on the recovery sheet.", _KEPT, "Compare its five signs with the paper."
    )
