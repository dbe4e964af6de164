"""The practice's own name and choices."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from needledesk.domain.practice import Practice
from needledesk.errors import NotFound
from needledesk.storage import practice
from needledesk.storage.vault import Vault

EVERYTHING = Practice(
    name="Alder & Linen",
    phone="030 123",
    country="DE",
    practitioner="M. Averil",
    email="a@example.org",
    hours="every day, 09:00 to 19:00",
    export_folder="/home/m/Blätter",
    training=True,
    sunscreen_after_24h=True,
    source_advil=True,
    source_hydrocortisone=True,
)


def test_no_field_is_left_out_of_this_test() -> None:
    """A field that is added to Practice must be kept too."""
    empty = Practice("", "", "")
    assert all(getattr(EVERYTHING, field.name) != getattr(empty, field.name) for field in fields(Practice))


def test_a_new_file_has_none(vault: Vault) -> None:
    with pytest.raises(NotFound):
        practice.get(vault)


def test_everything_comes_back_and_is_replaced(vault: Vault, path: Path) -> None:
    practice.keep(vault, Practice("First", "1", "US"))
    practice.keep(vault, EVERYTHING)
    vault.close()
    with Vault.open(path, None) as again:
        assert practice.get(again) == EVERYTHING
        practice.keep(again, Practice("Last", "2", "FR"))
        assert practice.get(again) == Practice("Last", "2", "FR")
