"""Letters stay with the client, pages and all; a mistaken one is withdrawn, never taken out."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

import pytest

from needledesk.domain.clients import Client
from needledesk.domain.letters import Clearance, Letter
from needledesk.domain.photos import Prepared
from needledesk.errors import NotFound
from needledesk.storage import letters
from needledesk.storage.vault import Vault

TWO = Letter(("S-CON-06", "S-PRE-06"), date(2026, 10, 1), "Dr. Weiß", date(2027, 4, 1), "both answered")
ONE = Letter(("S-CON-07",), date(2026, 11, 1), "Dr. Ö")


def page(data: bytes) -> Prepared:
    digest = hashlib.sha256(data).hexdigest()
    return Prepared(data, b"small", "jpeg", 600, 800, digest, digest, None)


def test_a_letter_says_something_about_each_of_its_rules(vault: Vault, client: Client, at: datetime) -> None:
    for letter in (TWO, ONE):
        letters.add(vault, client.id, letter, at)
    assert letters.clearances(vault, client.id) == [
        Clearance("S-CON-06", TWO.dated, "Dr. Weiß", TWO.expires, "both answered"),
        Clearance("S-PRE-06", TWO.dated, "Dr. Weiß", TWO.expires, "both answered"),
        Clearance("S-CON-07", ONE.dated, "Dr. Ö"),
    ]
    assert letters.clearances(vault, client.id + 1) == []
    assert [letter.rules for letter in letters.of_client(vault, client.id)] == [TWO.rules, ONE.rules]


def test_a_withdrawn_letter_no_longer_counts_and_stays_on_file(vault: Vault, client: Client, at: datetime) -> None:
    number = letters.add(vault, client.id, ONE, at)
    letters.withdraw(vault, number, "another client’s", at)
    letters.withdraw(vault, number, "again", at)
    owner, kept = letters.get(vault, number)
    assert (owner, kept.withdrawn, kept.withdrawn_reason) == (client.id, at, "another client’s")
    assert letters.clearances(vault, client.id) == []


def test_pages_come_back_byte_for_byte(vault: Vault, client: Client, at: datetime) -> None:
    number = letters.add(vault, client.id, ONE, at)
    first, second = (letters.add_page(vault, number, page(data), at) for data in (b"one", b"the other"))
    assert letters.page_data(vault, second) == b"the other"
    kept = letters.get(vault, number)[1].pages
    assert [(each.id, each.kind, each.size) for each in kept] == [(first, "jpeg", 3), (second, "jpeg", 9)]
    assert kept[0].sha256 == hashlib.sha256(b"one").hexdigest()


def test_what_is_not_there_is_said(vault: Vault) -> None:
    for look in (letters.get, letters.page_data):
        with pytest.raises(NotFound):
            look(vault, 7)
