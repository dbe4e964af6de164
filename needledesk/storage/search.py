"""Finding a client while the name is typed: three letters or more by trigrams, fewer by an index over the names.

Everything is compared folded: small letters, no accents. The search index's row numbers follow the alphabet, because
rows come out of it in that order for nothing, where sorting two thousand hits at every key press would be felt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from needledesk.storage.vault import Vault

_SHORTEST = 3  # letters in a trigram
_LONGEST = 80  # letters of a query that are looked at
_LAST = "\U0010ffff"
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
_LETTER = re.compile(r"[^\W\d_]")
_PLACED_BITS = 60  # of 63; the rest keeps namesakes together

_LOTS = """
SELECT cartridge_lot FROM treatment JOIN visit ON visit.id = treatment.visit WHERE visit.client = ?1
UNION SELECT lot FROM treatment_product AS product JOIN visit ON visit.id = product.visit WHERE visit.client = ?1
"""
_HITS = """
FROM client_search JOIN client ON client.place = client_search.rowid WHERE client_search MATCH ?
"""
_FREE = """
SELECT place + 1 FROM client AS taken WHERE place >= ?
AND NOT EXISTS (SELECT 1 FROM client WHERE place = taken.place + 1) ORDER BY place LIMIT 1
"""


def folded(text: str) -> str:
    """Small letters without accents, single spaces: what names and queries are compared by."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter.isprintable())
    return " ".join(kept.split())


def sort_name(given: str, family: str) -> str:
    """What the list is ordered by: family name first, given name where there is no other."""
    return folded(f"{family} {given}")


def place_for(vault: Vault, name: str, client: int | None = None) -> int:
    """A free row number in the search index that stands where the sort name belongs in the alphabet."""
    place = _place(name)
    holder = vault.row("SELECT id FROM client WHERE place = ?", place)
    if holder is None or holder["id"] == client:
        return place
    return int(vault.row(_FREE, place)[0])


def lots(vault: Vault, client: int) -> tuple[str, ...]:
    """Every lot of a cartridge or product that was used on the client."""
    return tuple(row[0] for row in vault.rows(_LOTS, client) if row[0])


def index(vault: Vault, client: int) -> None:
    """Write the client's words into the index anew. Call it in the transaction that changed one of them."""
    row = vault.row("SELECT place, given, family, phone, number FROM client WHERE id = ?", client)
    forget(vault, row["place"])
    words = {
        "rowid": row["place"],
        "name": _with_squeezed(f"{row['given']} {row['family']}"),
        "phone": _digits(row["phone"]),
        "number": folded(row["number"]),
        "lots": _with_squeezed(" ".join(lots(vault, client))),
    }
    vault.insert("client_search", words)


def forget(vault: Vault, place: int) -> None:
    """Take a row out of the index."""
    vault.execute("DELETE FROM client_search WHERE rowid = ?", place)


def find(vault: Vault, text: str, limit: int, offset: int) -> list[int]:
    """The ids of the clients that match, in the order of their names; everybody for an empty text."""
    query = folded(text)[:_LONGEST]
    if not query:
        rows = vault.rows("SELECT id FROM client ORDER BY sort_name, id LIMIT ? OFFSET ?", limit, offset)
        return [row[0] for row in rows]
    match = _match(query)
    if not match:
        return _find_short(vault, query, limit, offset)
    filters, words = _also(query)
    sql = f"SELECT client.sort_name, client.id {_HITS} {filters} ORDER BY client_search.rowid LIMIT ? OFFSET ?"
    rows = vault.rows(sql, match, *words, limit, offset)
    return [client for _, client in sorted((row[0], row[1]) for row in rows)]


def count(vault: Vault, text: str) -> int:
    """How many clients match."""
    query = folded(text)[:_LONGEST]
    if not query:
        return int(vault.row("SELECT count(*) FROM client")[0])
    match = _match(query)
    if not match:
        return _count_by_family(vault, query) + _count_by_given(vault, query)
    filters, words = _also(query)
    return int(vault.row(f"SELECT count(*) {_HITS} {filters}", match, *words)[0])


def _match(query: str) -> str:
    """The words of three letters or more as an index query: all must occur, each as typed or squeezed together.

    A query without a letter may be a phone number with spaces of its own, so its digits are looked for in one run.
    """
    words = query.split()
    match = " AND ".join(_either(word) for word in words if len(word) >= _SHORTEST)
    digits = _digits(query)
    if _LETTER.search(query) or len(digits) < _SHORTEST:
        return match
    whole = all(len(word) >= _SHORTEST for word in words)
    return f"({match}) OR {_quoted(digits)}" if match and whole else _quoted(digits)


def _also(query: str) -> tuple[str, Sequence[str]]:
    """The words that are too short for the index, as beginnings of names. Not for a spaced phone number."""
    short = [word for word in query.split() if len(word) < _SHORTEST] if _LETTER.search(query) else []
    return " ".join("AND instr(' ' || client.sort_name, ' ' || ?)" for _ in short), short


def _find_short(vault: Vault, query: str, limit: int, offset: int) -> list[int]:
    """One or two letters: family names that begin with them, then given names."""
    rows = vault.rows(f"SELECT id {_BY_FAMILY} ORDER BY sort_name, id LIMIT ? OFFSET ?", *_range(query), limit, offset)
    missing = limit - len(rows)
    if missing:
        skipped = max(0, offset - _count_by_family(vault, query))
        sql = f"SELECT id {_BY_GIVEN} ORDER BY given_folded, id LIMIT ? OFFSET ?"
        rows += vault.rows(sql, *_range(query), *_range(query), missing, skipped)
    return [row[0] for row in rows]


_BY_FAMILY = "FROM client WHERE sort_name >= ? AND sort_name < ?"
_BY_GIVEN = "FROM client WHERE given_folded >= ? AND given_folded < ? AND NOT (sort_name >= ? AND sort_name < ?)"


def _range(query: str) -> tuple[str, str]:
    return query, query + _LAST


def _count_by_family(vault: Vault, query: str) -> int:
    return int(vault.row(f"SELECT count(*) {_BY_FAMILY}", *_range(query))[0])


def _count_by_given(vault: Vault, query: str) -> int:
    return int(vault.row(f"SELECT count(*) {_BY_GIVEN}", *_range(query), *_range(query))[0])


def _either(word: str) -> str:
    squeezed = _squeezed(word)
    if squeezed == word or len(squeezed) < _SHORTEST:
        return _quoted(word)
    return f"({_quoted(word)} OR {_quoted(squeezed)})"


def _quoted(word: str) -> str:
    """A string in the index's own query language, in which nothing has a meaning but the closing quote."""
    return '"' + word.replace('"', '""') + '"'


def _squeezed(word: str) -> str:
    return re.sub(r"\W|_", "", word)


def _with_squeezed(text: str) -> str:
    """The words, and each that holds a mark (O'Brien, LOT-24/7) once more without it."""
    words = folded(text).split()
    return " ".join([*words, *(_squeezed(word) for word in words if _squeezed(word) != word)])


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _place(name: str) -> int:
    """The first twelve letters as a number that grows with the alphabet; two letters of another script."""
    number = used = 0
    for letter in name[:12]:
        width, value = _weight(letter)
        number, used = number << width | value, used + width
    shift = _PLACED_BITS - used
    return (number << shift if shift >= 0 else number >> -shift) << 3


def _weight(letter: str) -> tuple[int, int]:
    """How many bits a letter takes and which: space, marks and digits, a to z, then everything by its code."""
    if letter == " ":
        return 5, 0
    if "a" <= letter <= "z":
        return 5, ord(letter) - ord("a") + 2
    return (5, 1) if letter < "a" else (21, 28 << 16 | min(ord(letter), 0xFFFF))
