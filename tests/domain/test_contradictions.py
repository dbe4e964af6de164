"""Each contradiction of the source stands once, in our own words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields
from pathlib import Path

import pytest

from needledesk.desk.shipped_protocol import shipped_text
from needledesk.domain.contradictions import Contradiction, read
from needledesk.domain.practice import Practice
from needledesk.domain.protocol import Protocol
from needledesk.domain.protocol_words import BANNED, ORDERS
from needledesk.errors import BadInput
from needledesk.resources import text, toml

UNSAFE = ("C-01", "C-02", "C-03", "C-04", "C-05", "C-06", "C-17", "C-29", "C-30", "C-35", "C-37")
OPEN = (
    *("C-07", "C-08", "C-09", "C-10", "C-11", "C-12", "C-13", "C-14", "C-15", "C-16", "C-18", "C-19", "C-20", "C-21"),
    *("C-22", "C-23", "C-24", "C-25", "C-26", "C-27", "C-28", "C-31", "C-32", "C-33", "C-34", "C-36", "C-38", "C-39"),
    *("C-40", "C-41", "C-42"),
)
WORDS = ("title", "source", "default", "other")
RUN = 8  # words in a row that no text of ours shares with the source
RUNS = frozenset((Path(__file__).parents[1] / "data" / "source_runs.txt").read_text().split())


@pytest.fixture(scope="module")
def spots() -> tuple[Contradiction, ...]:
    return read(toml("texts", "en", "contradictions.toml"))


def test_every_spot_is_there_once(spots: tuple[Contradiction, ...]) -> None:
    assert tuple(spot.id for spot in spots) == UNSAFE + OPEN


def test_rules_and_lines_exist(spots: tuple[Contradiction, ...], shipped: Protocol) -> None:
    for spot in spots:
        assert spot.rules
        assert set(spot.rules) <= set(shipped.rules), spot.id
        for line in filter(None, spot.lines.split(", ")):
            assert 1 <= int(line) <= 47
            assert len(spot.title) <= 60


def test_every_line_of_a_spot_is_told(spots: tuple[Contradiction, ...]) -> None:
    for spot in spots:
        told = set(re.findall(r"\d+", " ".join(re.findall(r"[Ll]ines? [\d, and]+", spot.source))))
        assert told <= set(spot.lines.split(", ")), spot.id


def test_settings_are_choices_of_the_practice(spots: tuple[Contradiction, ...]) -> None:
    settings = {spot.id: spot.setting for spot in spots if spot.setting}
    assert settings == {"C-01": "source_advil", "C-30": "source_hydrocortisone", "C-33": "sunscreen_after_24h"}
    assert set(settings.values()) <= {choice.name for choice in fields(Practice)}


def test_rules_that_are_named_in_words_exist(spots: tuple[Contradiction, ...], shipped: Protocol) -> None:
    for spot in spots:
        named = re.findall(r"\b[SX]-[A-Z]*-?\d+", " ".join(getattr(spot, word) for word in WORDS))
        assert set(named) <= set(shipped.rules), spot.id


def test_no_word_that_the_program_never_prints(spots: tuple[Contradiction, ...]) -> None:
    for spot in spots:
        for word in WORDS:
            assert not BANNED.search(getattr(spot, word)), spot.id
            assert not ORDERS.search(getattr(spot, word)), spot.id
            assert getattr(spot, word).endswith(".") is not (word == "title"), (spot.id, word)


@pytest.mark.parametrize("name", ["contradictions.toml", "aftercare.toml", "protocol"])
def test_no_run_of_words_is_the_sources(name: str) -> None:
    ours = shipped_text() if name == "protocol" else text("texts", "en", name)
    words = re.findall(r"\w+", ours.lower().replace("’", "'").replace("'", ""))
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    assert [run for run in runs if hashlib.sha256(run.encode()).hexdigest()[:10] in RUNS] == []


def test_the_runs_of_the_whole_source_are_there() -> None:
    assert len(RUNS) == 774
    assert all(re.fullmatch(r"[0-9a-f]{10}", run) for run in RUNS)


def test_an_incomplete_spot_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="Contradiction C-01 has no rules"):
        read({"contradiction": [{"id": "C-01"}]})
    with pytest.raises(BadInput) as refused:
        read({"spot": []})
    assert refused.value.happened == "The list of contradictions has an entry that is not known: spot."


def test_what_may_be_left_out_is_empty() -> None:
    words = dict.fromkeys(("id", "title", "source", "default", "other"), "x")
    (spot,) = read({"contradiction": [words | {"rules": ["S-1", "S-2"]}]})
    assert spot == Contradiction("x", "", ("S-1", "S-2"), "x", "x", "x", "x", "")
