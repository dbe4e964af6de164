"""Finding a client while the name is typed, by the trigrams of names, phone numbers, client numbers and lots.

Everything is compared folded: small letters, no accents. In the index two spaces stand before each word of a name, so
that even one letter makes a trigram with them and finds the words that begin with it. The index's row numbers follow
the alphabet, because rows come out in that order for nothing, where sorting two thousand hits at every key press
would be felt.
"""

from __future__ import annotations

import re
import unicodedata
from operator import itemgetter
from typing import Any

from needledesk.storage.vault import Vault

_SHORTEST = 3  # letters in a trigram
_LONGEST = 80  # letters of a query that are looked at
_GAP = "  "
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
_LETTER = re.compile(r"[^\W\d_]")
_PLACED_BITS = 60  # of 63; the rest keeps namesakes together

_EVERYBODY = "SELECT {0} FROM client_line ORDER BY sort_name, client LIMIT ? OFFSET ?"
_FOUND = """
SELECT sort_name, {0} FROM client_search CROSS JOIN client_line ON client_line.place = client_search.rowid
WHERE client_search MATCH ? ORDER BY client_search.rowid LIMIT ? OFFSET ?
"""
_LOTS = """
SELECT cartridge_lot FROM treatment JOIN visit ON visit.id = treatment.visit WHERE visit.client = ?1
UNION SELECT lot FROM treatment_product AS product JOIN visit ON visit.id = product.visit WHERE visit.client = ?1
UNION SELECT becomes FROM amendment JOIN visit ON visit.id = amendment.visit
    WHERE visit.client = ?1 AND corrects GLOB 'lot *'
"""
_FREE = """
SELECT place + 1 FROM client_line AS taken WHERE place >= ?
AND NOT EXISTS (SELECT 1 FROM client_line WHERE place = taken.place + 1) ORDER BY place LIMIT 1
"""
_WORDS = """
SELECT line.place, client.given, client.family, client.phone, client.number
FROM client JOIN client_line AS line ON line.client = client.id WHERE client.id = ?
"""


def folded(text: str) -> str:
    """Small letters without accents, single spaces: what names and queries are compared by."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter.isprintable())
    return " ".join(kept.split())


def sort_name(given: str, family: str) -> str:
    """What the list is ordered by: family name first, given name where there is no other."""
    return folded(f"{family} {given}")


def free_place(vault: Vault, name: str) -> int:
    """A free row number in the search index that stands where the sort name belongs in the alphabet."""
    place = _place(name)
    if vault.row("SELECT 1 FROM client_line WHERE place = ?", place) is None:
        return place
    return int(vault.row(_FREE, place)[0])


def lots(vault: Vault, client: int) -> tuple[str, ...]:
    """Every lot of a cartridge or product that was used on the client, and what it was corrected to."""
    return tuple(row[0] for row in vault.rows(_LOTS, client) if row[0])


def index(vault: Vault, client: int) -> None:
    """Write the client's words into the index anew. Call it in the transaction that changed one of them."""
    forget(vault, client)
    row = vault.row(_WORDS, client)
    words = {
        "rowid": row["place"],
        "names": _GAP + _GAP.join(_with_squeezed(f"{row['given']} {row['family']}")),
        "phones": _digits(row["phone"]),
        "numbers": folded(row["number"]),
        "lots": " ".join(_with_squeezed(" ".join(lots(vault, client)))),
    }
    vault.insert("client_search", words)


def forget(vault: Vault, client: int) -> None:
    """Take the client out of the index. Call it before a change of name, which changes the place."""
    vault.execute("DELETE FROM client_search WHERE rowid = (SELECT place FROM client_line WHERE client = ?)", client)


def index_all(vault: Vault) -> None:
    """Write the whole index anew: until then the words of who was forgotten are only marked as gone."""
    vault.execute("INSERT INTO client_search (client_search) VALUES ('delete-all')")
    for (client,) in vault.tuples("SELECT client FROM client_line ORDER BY place"):
        index(vault, client)


def squeeze(vault: Vault) -> None:
    """Put the index in order; the words of who was forgotten are no longer in it then."""
    vault.execute("INSERT INTO client_search (client_search) VALUES ('optimize')")


def find(vault: Vault, columns: str, text: str, limit: int, offset: int) -> list[tuple[Any, ...]]:
    """The named columns of the clients' lines that match, in the order of their names; everybody for an empty text.

    The order between pages goes by the first twelve letters of the name, within a page by the whole name.
    """
    query = folded(text)[:_LONGEST]
    if not query:
        return vault.tuples(_EVERYBODY.format(columns), limit, offset)
    found = vault.tuples(_FOUND.format(columns), _match(query), limit, offset)
    return [line[1:] for line in sorted(found, key=itemgetter(0))]


def count(vault: Vault, text: str) -> int:
    """How many clients match."""
    query = folded(text)[:_LONGEST]
    if not query:
        return int(vault.row("SELECT count(*) FROM client")[0])
    return int(vault.row("SELECT count(*) FROM client_search WHERE client_search MATCH ?", _match(query))[0])


def _match(query: str) -> str:
    """The query in the index's own language: every word must occur.

    Digits with spaces or marks between them may also be a phone number in one run. With a letter among them the whole
    may be a lot with spaces in it.
    """
    match = " AND ".join(_either(word) for word in query.split())
    digits = _digits(query)
    if not digits or digits == query or len(query) < _SHORTEST:
        return match
    if _LETTER.search(query):
        return f"({match}) OR lots : {_quoted(query)}"
    return f"({match}) OR phones : {_quoted(digits)}"


def _either(word: str) -> str:
    """A word as typed or without its marks, anywhere; one of one or two letters at the beginning of a name."""
    if len(word) < _SHORTEST:
        return f"names : {_quoted((_GAP + word)[-_SHORTEST:])}"
    squeezed = _squeezed(word)
    if squeezed == word or len(squeezed) < _SHORTEST:
        return _quoted(word)
    return f"({_quoted(word)} OR {_quoted(squeezed)})"


def _quoted(word: str) -> str:
    """A string in the index's own query language, in which nothing has a meaning but the closing quote."""
    return '"' + word.replace('"', '""') + '"'


def _squeezed(word: str) -> str:
    return re.sub(r"\W|_", "", word)


def _with_squeezed(text: str) -> list[str]:
    """The words, and each that holds a mark (O'Brien, LOT-24/7) once more without it."""
    words = folded(text).split()
    return [*words, *(_squeezed(word) for word in words if _squeezed(word) != word)]


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
