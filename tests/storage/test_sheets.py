"""What all sheets on paper share."""

from __future__ import annotations

from datetime import datetime

import pytest

from needledesk.errors import NotFound
from needledesk.storage import sheets
from needledesk.storage.vault import Vault

FACTS = {"pages": 2, "protocol_version": 1}


def test_bytes_are_kept_once_with_whom_they_are_for(vault: Vault, visit: int, at: datetime) -> None:
    first = sheets.keep(vault, "handout", ("visit", visit), b"%PDF", at, FACTS)
    assert sheets.keep(vault, "handout", ("visit", visit), b"%PDF", at, FACTS) == first
    assert sheets.keep(vault, "handout", ("visit", visit), b"%PDF 2", at, FACTS) != first
    assert sheets.data(vault, "handout", first) == b"%PDF"
    row = vault.row("SELECT visit, pages, size FROM handout WHERE id = ?", first)
    assert tuple(row) == (visit, 2, 4)


def test_a_sheet_that_was_never_kept_is_refused(vault: Vault) -> None:
    with pytest.raises(NotFound):
        sheets.data(vault, "handout", 7)
