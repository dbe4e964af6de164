"""What was typed and not kept yet is there after the next opening."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from needledesk.storage import drafts, history
from needledesk.storage.vault import Vault


def test_a_draft_is_there_after_opening_again(path: Path, at: datetime) -> None:
    with Vault.create(path, None) as vault:
        drafts.keep(vault, "client form", {"given": "Zoë"}, at)
        drafts.keep(vault, "client form", {"given": "Zoë", "course": 6}, at)
    with Vault.open(path, None) as vault:
        assert drafts.get(vault, "client form") == ({"given": "Zoë", "course": 6}, at)


def test_the_newest_place_comes_first(vault: Vault, at: datetime) -> None:
    drafts.keep(vault, "letter", {}, at)
    drafts.keep(vault, "client form", {}, at + timedelta(seconds=5))
    assert drafts.places(vault) == ["client form", "letter"]


def test_what_was_kept_is_discarded(vault: Vault, at: datetime) -> None:
    drafts.keep(vault, "letter", {}, at)
    drafts.discard(vault, "letter")
    drafts.discard(vault, "letter")
    assert drafts.get(vault, "letter") is None


def test_a_draft_is_no_part_of_the_record(vault: Vault, at: datetime) -> None:
    before = history.head(vault)
    drafts.keep(vault, "letter", {"note": "…"}, at)
    assert history.head(vault) == before
