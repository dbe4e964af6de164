"""Finding a client while the name is typed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from needledesk.domain.clients import Details
from needledesk.domain.treatment import Cartridge, Product, Treatment
from needledesk.storage import clients, search, treatment, visits
from needledesk.storage.vault import Vault

PEOPLE = (
    Details("Zoë", "O’Brien", phone="07700 900 123"),
    Details("Łucja", "Święta", phone="(07700) 900-456"),
    Details("Anna Maria", "von der Leyen"),
    Details("Ann-Kathrin", "Müller"),
    Details("Жанна", "Иванова"),
    Details("小明", "王"),
    Details("Cher"),
)


@pytest.fixture
def people(vault: Vault, at: datetime) -> Vault:
    for person in PEOPLE:
        clients.add(vault, person, at)
    return vault


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", ["Zoë O’Brien"]),
        ("ZOË", ["Zoë O’Brien"]),
        ("obr", ["Zoë O’Brien"]),
        ("o'br", ["Zoë O’Brien"]),
        ("lucja", ["Łucja Święta"]),
        ("swie", ["Łucja Święta"]),
        ("mull", ["Ann-Kathrin Müller"]),
        ("annk", ["Ann-Kathrin Müller"]),
        ("anna maria", ["Anna Maria von der Leyen"]),
        ("leyen anna", ["Anna Maria von der Leyen"]),
        ("leyen a", ["Anna Maria von der Leyen"]),
        ("a m", ["Ann-Kathrin Müller", "Anna Maria von der Leyen"]),
        ("ann", ["Ann-Kathrin Müller", "Anna Maria von der Leyen"]),
        ("an", ["Ann-Kathrin Müller", "Anna Maria von der Leyen"]),
        ("z", ["Zoë O’Brien"]),
        ("c", ["Cher"]),
        ("жан", ["Жанна Иванова"]),
        ("и", ["Жанна Иванова"]),
        ("王", ["小明 王"]),
        ("小明", ["小明 王"]),
        ("07700900123", ["Zoë O’Brien"]),
        ("07700 900", ["Zoë O’Brien", "Łucja Święta"]),
        ("0 7 7 0 0-900.4", ["Łucja Święta"]),
        ("900 456", ["Łucja Święta"]),
        ("c-0003", ["Anna Maria von der Leyen"]),
        ("0007", ["Cher"]),
        ("nobody", []),
        ("anna zoe", []),
    ],
)
def test_what_is_typed_finds_whom_it_should(people: Vault, typed: str, found: list[str]) -> None:
    assert [line.name for line in clients.page(people, typed)] == found
    assert clients.count(people, typed) == len(found)


def test_nothing_typed_is_everybody_by_name(people: Vault) -> None:
    everybody = [line.name for line in clients.page(people)]
    assert everybody == [
        "Cher",
        "Ann-Kathrin Müller",
        "Zoë O’Brien",
        "Łucja Święta",
        "Anna Maria von der Leyen",
        "Жанна Иванова",
        "小明 王",
    ]
    assert [line.name for line in clients.page(people, "  \t\n\0 ")] == everybody
    assert clients.count(people) == clients.count(people, " ") == 7


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        '"" OR ""',
        "names : anna",
        "NEAR(a b)",
        "anna AND",
        "anna*",
        "^anna",
        "-anna",
        "{names}:x",
        "(",
        "a\0b",
        "%",
        "__",
    ],
)
def test_nothing_typed_is_taken_for_a_command(people: Vault, typed: str) -> None:
    assert clients.count(people, typed) == len(clients.page(people, typed)) <= 7


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=some.text(some.characters(codec="utf-8"), max_size=30))
def test_anything_can_be_typed(people: Vault, typed: str) -> None:
    assert clients.count(people, typed) == len(clients.page(people, typed))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(person=some.sampled_from(PEOPLE), data=some.data())
def test_any_piece_of_a_word_of_a_name_finds_the_person(people: Vault, person: Details, data: some.DataObject) -> None:
    word = data.draw(some.sampled_from(search.folded(person.name).split()))
    start = data.draw(some.integers(0, max(0, len(word) - 3)))
    typed = word[start : start + 3] if start else word[: data.draw(some.integers(1, len(word)))]
    if start == 0 or len(typed) == 3:
        assert person.name in [line.name for line in clients.page(people, typed)]


def test_a_lot_finds_everybody_it_was_used_on(people: Vault, at: datetime) -> None:
    first, second = (visits.begin(people, client, at, "UTC", 1) for client in (1, 2))
    work = Treatment(cartridge=Cartridge(lot="LOT-24/7 b"), products=(Product("HA", lot="HA9917"),))
    treatment.keep(people, first, work)
    treatment.keep(people, second, Treatment(cartridge=Cartridge(lot="LOT-24/7 b")))
    for typed in ("lot-24/7", "LOT247", "lot-24/7 b"):
        assert clients.count(people, typed) == 2, typed
    assert [line.id for line in clients.page(people, "ha99")] == [1]
    treatment.keep(people, first, replace(work, products=()))
    assert clients.count(people, "ha99") == 0


def test_pages_follow_the_alphabet_without_gap_or_repeat(vault: Vault, at: datetime) -> None:
    chance = random.Random(7)
    syllables = ["an", "ber", "ca", "dö", "el", "o’", "ma", "ri", "śo", "иван", "zz"]
    with vault.transaction():
        for _ in range(300):
            given, family = ("".join(chance.choices(syllables, k=chance.randint(1, 3))).title() for _ in range(2))
            clients.add(vault, Details(given, family), at)
    for typed in ("", "a", "ma", "ber", "an e"):
        names = [line.name for start in range(0, 320, 20) for line in clients.page(vault, typed, 20, start)]
        ids = [line.id for start in range(0, 320, 20) for line in clients.page(vault, typed, 20, start)]
        assert len(ids) == len(set(ids)) == clients.count(vault, typed)
        keys = [sort_key(vault, client) for client in ids]
        assert [key[:2] for key in keys] == sorted(key[:2] for key in keys), (typed, names)
        whole = [sort_key(vault, line.id) for line in clients.page(vault, typed, 20)]
        assert whole == sorted(whole)


def sort_key(vault: Vault, client: int) -> str:
    details = clients.get(vault, client).details
    return search.sort_name(details.given, details.family)


def test_namesakes_each_have_a_line(vault: Vault, path: Path, at: datetime) -> None:
    for _ in range(40):
        clients.add(vault, Details("Anna", "Andersson"), at)
    assert clients.count(vault, "andersson") == 40
    assert len({line.id for line in clients.page(vault, "andersson")}) == 40


def test_the_right_index_is_used(people: Vault) -> None:
    match = search._match("anna")
    plan = people.rows("EXPLAIN QUERY PLAN " + search._FOUND.format("client"), match, 50, 0)
    steps = " / ".join(row["detail"] for row in plan)
    assert "SEARCH client_line USING INTEGER PRIMARY KEY" in steps
    assert "TEMP B-TREE" not in steps
    everybody = people.rows("EXPLAIN QUERY PLAN " + search._EVERYBODY.format("client"), 50, 0)
    assert "client_line_by_name" in everybody[0]["detail"]
