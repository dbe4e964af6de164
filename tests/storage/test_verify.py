"""Whatever is touched past the program is found and named: in the history, in the record, in what is kept as bytes."""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from needledesk.domain.clients import Client
from needledesk.domain.letters import Letter
from needledesk.domain.photos import Moment, Prepared
from needledesk.domain.practice import Practice
from needledesk.domain.seals import Amendment
from needledesk.domain.verification import Report, read_head
from needledesk.domain.visits import VisitState
from needledesk.storage import handouts, history, letters, photos, practice, protocol, seals, third_schema, visits
from needledesk.storage.vault import Vault
from needledesk.storage.verify import Verification


@pytest.fixture
def full(vault: Vault, client: Client, visit: int, at: datetime) -> Vault:
    """A file with some of everything, one visit sealed and one open."""
    practice.keep(vault, Practice("Alder", "202-555-0142", "US"))
    picture = os.urandom(3000)
    small, summed = b"small", hashlib.sha256(picture).hexdigest()
    prepared = Prepared(picture, small, "jpeg", 4, 3, summed, summed, None)
    visits.write_note(vault, visit, "two passes", at)
    photos.keep(vault, visit, Moment.BEFORE, "front", prepared, at)
    taken_out = photos.keep(vault, visit, Moment.BEFORE, "left", prepared, at)
    photos.remove(vault, taken_out.id)
    letter = letters.add(vault, client.id, Letter(("S-CON-06",), at.date(), "Dr Brandvold"), at)
    letters.add_page(vault, letter, prepared, at)
    sheet = handouts.keep(vault, visit, b"%PDF", 1, protocol.current(vault)[0], at)
    handouts.given(vault, sheet, "printed", at)
    visits.set_state(vault, visit, VisitState.CLOSED, at)
    seals.seal(vault, visit, "M. Averil", at)
    seals.amend(vault, visit, Amendment("Lot", "HA-5140", "typing error", "M. Averil", at))
    later = visits.begin(vault, client.id, at, "UTC", protocol.current(vault)[0])
    visits.write_note(vault, later, "still open", at)
    for number in range(30):
        history.note(vault, "printed", f"Sheet {number}")
    for name in third_schema.guards():
        vault.execute(f"DROP TRIGGER {name}")
    return vault


def check(vault: Vault, head: str = "", whole: bool = False) -> Report:
    """The report, with the guards that the tests had to take out put back."""
    there = {row["name"] for row in vault.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name, text in third_schema.guards().items():
        if name not in there:
            vault.execute(text)
    return Verification(vault, read_head(head) if head else None, whole).run()


@pytest.mark.parametrize("whole", [True, False])
def test_a_file_that_nobody_touched_holds(full: Vault, whole: bool) -> None:
    report = check(full, history.head(full).text, whole)
    assert report.faults == ()
    assert report.whole
    assert report.entries == history.head(full).seq
    assert min(report.rows, report.sums, report.seals) > 0


RECORD = [
    ("UPDATE note SET text = 'one pass' WHERE visit = 1", "Note of visit 1 (client C-0001): changed"),
    ("DELETE FROM note WHERE visit = 1", "Note of visit 1 (client C-0001): taken out"),
    (
        "UPDATE visit SET session = 9 WHERE id = 2",
        "Dates and state of visit 2 (client C-0001): changed",
    ),
    ("UPDATE client SET family = 'King'", "Details (client C-0001): changed"),
    (
        "INSERT INTO client_alert VALUES (1, 0, 'allergy', 'latex')",
        "Alert (client C-0001): added",
    ),
    ("UPDATE photo_bytes SET data = x'00' WHERE position = 0", "Picture of photo 1 of visit 1"),
    ("DELETE FROM photo_bytes", "Picture of photo 1 of visit 1"),
    ("UPDATE photo_thumbnail SET data = x'00'", "Small picture of photo 1 of visit 1"),
    ("UPDATE photo SET sha256 = upper(hex(zeroblob(32)))", "Photo 1 of visit 1"),
    ("UPDATE letter SET signed_by = 'Dr No'", "Letter 1 (client C-0001): changed"),
    ("DELETE FROM letter_rule", "What letter 1 answers (S-CON-06) (client C-0001): taken out"),
    ("UPDATE letter_page_bytes SET data = x'00'", "Picture of page 1 of a letter (client C-0001): not the one"),
    ("UPDATE handout_bytes SET data = x'00'", "Copy of handout 1 of visit 1 (client C-0001): not the one"),
    ("DELETE FROM handout_given", "That a handout was given (1) of visit 1 (client C-0001): taken out"),
    ("UPDATE protocol_version SET text = text || ' '", "Protocol v1"),
    ("UPDATE practice SET name = 'Other'", "Details of the practice: changed"),
    ("UPDATE amendment SET text = 'HA-1'", "Amendment 1 of visit 1 (client C-0001): changed"),
    ("UPDATE seal SET sealed_at = '2026-01-01T00:00:00Z'", "Seal of visit 1 (client C-0001): changed"),
    ("DELETE FROM seal", "Seal of visit 1 (client C-0001): taken out"),
]


@pytest.mark.parametrize(("statement", "said"), RECORD, ids=[statement[:40] for statement, _ in RECORD])
def test_a_touched_record_is_found_and_named(full: Vault, statement: str, said: str) -> None:
    full.execute(statement)
    faults = check(full).faults
    assert any(fault.startswith(said) for fault in faults), faults


def test_a_changed_sealed_visit_breaks_its_seal_too(full: Vault) -> None:
    full.execute("UPDATE note SET text = 'one pass' WHERE visit = 1")
    assert "Seal of visit 1 (client C-0001): broken" in check(full).faults


def test_a_seal_put_on_again_is_found(full: Vault, at: datetime) -> None:
    full.execute("DELETE FROM seal")
    seals.seal(full, 1, "M. Averil", at)
    assert "Seal of visit 1 (client C-0001): written a second time" in check(full).faults


def edit(vault: Vault, seq: int) -> str:
    detail = json.dumps(["salt", "nothing happened", {}])
    vault.execute("UPDATE history SET detail = ? WHERE seq = ?", detail, seq)
    return f"Entry {seq} of the history"


def re_date(vault: Vault, seq: int) -> str:
    vault.execute("UPDATE history SET at = '2026-01-01T00:00:00Z' WHERE seq = ?", seq)
    return f"Entry {seq} of the history"


def delete(vault: Vault, seq: int) -> str:
    vault.execute("DELETE FROM history WHERE seq = ?", seq)
    return f"Entry {seq} of the history is missing"


def close_gap(vault: Vault, seq: int) -> str:
    vault.execute("DELETE FROM history WHERE seq = ?", seq)
    for row in vault.rows("SELECT seq FROM history WHERE seq > ? ORDER BY seq", seq):
        vault.execute("UPDATE history SET seq = seq - 1 WHERE seq = ?", row["seq"])
    return f"Entry {seq} of the history"


def reorder(vault: Vault, seq: int) -> str:
    for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
        vault.execute("UPDATE history SET seq = ? WHERE seq = ?", new, old)
    return f"Entry {seq} of the history"


def forge(vault: Vault, seq: int) -> str:
    before = vault.row("SELECT mac FROM history WHERE seq = ?", seq - 1)["mac"]
    row = dict(zip(("seq", "at", "offset", "action", "client", "visit"), vault.tuples(_PLAIN, seq)[0], strict=True))
    detail = json.dumps(["salt", "invented", {}])
    mac = history.mac(b"a key that somebody guessed", before, row, hashlib.sha256(detail.encode()).digest())
    vault.execute("UPDATE history SET detail = ?, mac = ? WHERE seq = ?", detail, mac, seq)
    return f"Entry {seq} of the history"


def empty(vault: Vault, seq: int) -> str:
    detail = vault.row("SELECT detail FROM history WHERE seq = ?", seq)["detail"]
    digest = hashlib.sha256(detail.encode()).digest()
    vault.execute("UPDATE history SET detail = NULL, digest = ? WHERE seq = ?", digest, seq)
    return "Entries of the history were emptied without an erasure"


_PLAIN = "SELECT seq, at, offset, action, client, visit FROM history WHERE seq = ?"


@pytest.mark.parametrize("touch", [edit, re_date, delete, close_gap, reorder, forge, empty])
@pytest.mark.parametrize("chance", range(4))
def test_a_touched_history_is_found_and_named(full: Vault, touch: Callable[[Vault, int], str], chance: int) -> None:
    seq = random.Random(chance).randrange(2, history.head(full).seq - 1)
    said = touch(full, seq)
    faults = check(full).faults
    assert any(fault.startswith(said) for fault in faults), faults


def test_only_what_was_touched_is_named(full: Vault) -> None:
    edit(full, 20)
    assert len(check(full).faults) == 1


def test_a_cut_tail_is_found_with_a_head_from_outside(full: Vault) -> None:
    head = history.head(full)
    full.execute("DELETE FROM history WHERE seq > ?", head.seq - 5)
    assert check(full).faults == ()  # the chain alone cannot know
    assert f"entry {head.seq}, as printed, is missing" in check(full, head.text).faults[0]


def test_a_tail_that_was_cut_and_grew_again_is_found_with_a_head_from_outside(full: Vault) -> None:
    head = history.head(full)
    full.execute("DELETE FROM history WHERE seq > ?", head.seq - 5)
    for number in range(8):
        history.note(full, "printed", f"Other sheet {number}")
    assert check(full, head.text).faults == (f"Entry {head.seq} of the history is not the one that was printed",)


def test_an_old_head_is_still_found(full: Vault) -> None:
    head = history.head(full)
    history.note(full, "printed", "Sheet")
    assert check(full, head.text.lower().replace("-", " ")).whole


def test_what_an_erasure_emptied_is_whole(full: Vault, client: Client) -> None:
    for row in full.rows("SELECT seq FROM history WHERE client = ?", client.id):
        empty(full, row["seq"])
    full.execute("PRAGMA foreign_keys = OFF")
    history.note(full, history.ERASED, "", client.id)
    assert not [fault for fault in check(full).faults if "emptied" in fault]


def test_guards_that_were_taken_out_are_missed(full: Vault) -> None:
    assert "guards" in Verification(full).run().faults[0]


def test_it_stops_when_asked_and_says_so(full: Vault) -> None:
    seen: list[float] = []
    report = Verification(full).run(seen.append, lambda: len(seen) >= 2)
    assert report.cancelled
    assert not report.whole
    assert len(seen) == 2


def test_progress_goes_up_to_the_end(full: Vault) -> None:
    seen: list[float] = []
    Verification(full).run(seen.append)
    assert seen == sorted(seen)
    assert seen[-1] <= 1.0


def test_what_cannot_be_read_is_named_and_the_check_goes_on(full: Vault) -> None:
    full.execute("ALTER TABLE photo_thumbnail RENAME TO elsewhere")
    report = Verification(full).run()
    assert any("cannot be read" in fault for fault in report.faults)
    assert report.seals == 1


def test_a_wrong_clock_is_no_fault_and_is_said(vault: Vault, client: Client) -> None:
    before = vault.now()
    vault.now = lambda: before - timedelta(hours=1, minutes=2)
    history.note(vault, "printed")
    report = check(vault)
    assert report.faults == ()
    assert report.notices[0] == "The laptop's clock was wrong once; the history says when."


@pytest.mark.parametrize("passphrase", [None, "five words are enough here"])
def test_rows_of_an_earlier_key_hold(path: Path, passphrase: str | None) -> None:
    with Vault.create(path, passphrase) as vault:
        for stretch in range(3):
            history.note(vault, "printed", f"under key {stretch}")
            history.keep_key(vault, vault.history_key, since=1) if not stretch and passphrase else None
            vault.history_key = history.keep_key(vault, os.urandom(32))
        history.note(vault, "printed", "under the last one")
        assert Verification(vault).run().faults == ()
