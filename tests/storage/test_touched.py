"""What was written since a moment is known from the history."""

from __future__ import annotations

from datetime import datetime

import pytest
from storage.copying import photographed, someone

from needledesk.storage import history, photos, touched, visits
from needledesk.storage.vault import Vault


def test_every_row_of_a_visit_is_named_once(vault: Vault, at: datetime) -> None:
    before = history.head(vault).seq
    visit = someone(vault, at)
    visits.write_note(vault, visit, "again", at)
    photo = photographed(vault, visit, at, size=600_000)
    found = touched.between(vault, before, history.head(vault).seq)
    assert [name for name in found if name[0] == "note"] == [("note", (str(visit),))]
    assert ("photo_bytes", (str(photo.id), "1")) in found
    assert touched.row(vault, ("note", (str(visit),)))["text"] == "again"
    assert touched.between(vault, history.head(vault).seq, history.head(vault).seq) == {}


def test_a_row_that_is_gone_or_does_not_count_is_none(vault: Vault, visit: int, at: datetime) -> None:
    photo = photographed(vault, visit, at)
    name = ("photo", (str(photo.id),))
    assert touched.row(vault, name)["id"] == photo.id
    photos.remove(vault, photo.id)
    assert touched.row(vault, name) is None


def test_what_an_erasure_took_out_cannot_be_told(vault: Vault, visit: int) -> None:
    vault.execute("DROP TRIGGER history_UPDATE_never")
    vault.execute("UPDATE history SET detail = NULL, digest = zeroblob(32) WHERE seq = 2")
    with pytest.raises(touched.NotToldError):
        touched.between(vault, 1, history.head(vault).seq)
