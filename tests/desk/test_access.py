"""Passphrases, the recovery sheet, and changing what opens a file."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from needledesk.desk import access
from needledesk.desk.access import Lock
from needledesk.desk.desk import Desk
from needledesk.domain import recovery
from needledesk.domain.clients import Details
from needledesk.domain.practice import Practice
from needledesk.errors import BadInput, DeskError, NotNow, NotSaved, WrongPassphrase
from needledesk.storage import driver

PRACTICE = Practice("Alder & Linen Skin Studio", "202-555-0142", "US")
FIRST, SECOND = "amber kettle window forty lake", "copper violin meadow arrow plum"
AT = datetime(2026, 11, 22, 9, 12, tzinfo=ZoneInfo("America/New_York"))


def typed_off(sheet: bytes) -> str:
    """The groups, as somebody reads them off the paper."""
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(sheet)).pages)
    return " ".join(re.findall(r"\b\d{1,2}\s+([0-9A-Z]{5})\b", " ".join(text.split())))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "studio.needledesk"


@pytest.fixture
def locked(path: Path) -> Desk:
    return Desk.create(path, PRACTICE, FIRST)


def names(desk: Desk) -> list[str]:
    return [line.name for line in desk.clients.find("", 9, 0)]


def test_generated_words_are_new_each_time() -> None:
    made = {access.generate() for _ in range(20)}
    assert len(made) == 20
    assert all(len(words.split(" ")) == 5 and set(words.split()) <= set(access.words()) for words in made)
    assert access.strength(made.pop(), drawn=True).bits == 65


def test_the_sheet_of_a_lock_opens_the_file_made_with_it(path: Path) -> None:
    lock = Lock.new(FIRST)
    sheet = lock.sheet(PRACTICE, path.name, AT)
    Desk.create(path, PRACTICE, lock).close()
    Desk.open(path, FIRST).close()
    raw = access.key_of_sheet(path, typed_off(sheet.data))
    desk = Desk.open(path, raw)
    assert desk.encrypted
    assert desk.access.key_id in " ".join(PdfReader(BytesIO(sheet.data)).pages[0].extract_text().split())
    desk.close()


def test_sheet_and_backup_copy(locked: Desk, tmp_path: Path) -> None:
    """A copy made under the old passphrase opens with the old sheet, when the file has long had another."""
    locked.clients.add(Details("Zoë", "O’Brien"))
    old = typed_off(locked.access.sheet(locked.access.check(FIRST)).data)
    locked.close()
    copy = tmp_path / "copy.needledesk"
    copy.write_bytes(locked.path.read_bytes())
    desk = Desk.open(locked.path, FIRST)
    desk.access.change(desk.access.lock(SECOND))
    desk.close()
    again = Desk.open(copy, recovery.read(old))
    assert names(again) == ["Zoë O’Brien"]
    again.close()
    with pytest.raises(WrongPassphrase):
        Desk.open(locked.path, recovery.read(old))


def test_sqlcipher_by_itself_opens_the_file_with_the_sheet(locked: Desk) -> None:
    groups = typed_off(locked.access.sheet(locked.access.check(FIRST)).data)
    locked.close()
    connection = driver.connect(locked.path)
    connection.set_key(f"x'{recovery.read(groups).hex()}'")
    assert connection.execute("SELECT count(*) FROM client").fetchone() == (0,)
    connection.close()


def test_two_groups_are_asked_for_and_only_they_prove() -> None:
    lock = Lock.new(FIRST)
    groups = recovery.groups(lock.key.raw)
    one, other = lock.places
    assert one < other < 13
    assert lock.proven([groups[one].lower(), f" {groups[other][:2]} {groups[other][2:]} "])
    assert not lock.proven([groups[other], groups[one]])
    assert not lock.proven([groups[one], ""])
    assert not lock.proven([groups[one]])
    assert groups[one] not in repr(lock)


def test_other_places_are_asked_for_each_time() -> None:
    key = Lock.new(FIRST).key
    assert len({Lock(key).places for _ in range(30)}) > 5


def test_change_set_and_take_away(locked: Desk) -> None:
    desk, first = locked, locked.access.key_id
    desk.clients.add(Details("Zoë", "O’Brien"))
    desk.access.change(desk.access.lock(SECOND))
    assert desk.access.key_id != first
    desk.access.take_away()
    assert (desk.encrypted, desk.access.key_id) == (False, "")
    desk.access.change(desk.access.lock(FIRST))
    assert names(desk) == ["Zoë O’Brien"]
    desk.clients.add(Details("Ada", "Later"))
    desk.close()
    assert not [found.name for found in desk.path.parent.iterdir() if found.name.endswith("-key")]
    desk = Desk.open(desk.path, FIRST)
    assert names(desk) == ["Ada Later", "Zoë O’Brien"]
    assert desk.facts()["sound"]
    desk.close()


def test_the_history_says_so(locked: Desk) -> None:
    locked.access.change(locked.access.lock(SECOND))
    locked.access.take_away()
    locked.access.change(locked.access.lock(FIRST))
    said = [row["action"] for row in locked._file.vault.rows("SELECT action FROM history ORDER BY seq")]
    assert [action for action in said if action.startswith("passphrase")] == [
        "passphrase changed",
        "passphrase taken away",
        "passphrase set",
    ]
    locked.close()


def test_only_who_knows_the_passphrase_gets_the_sheet(locked: Desk) -> None:
    for wrong in ("", "amber", FIRST.upper(), SECOND):
        with pytest.raises(WrongPassphrase):
            locked.access.check(wrong)
    assert locked.access.sheet(locked.access.check(FIRST)).pages == 1
    assert locked.history.page(1)[0].action == "recovery sheet made"
    locked.close()


def test_a_file_without_a_passphrase_has_no_sheet(path: Path) -> None:
    desk = Desk.create(path, PRACTICE)
    for refused in (lambda: desk.access.check(FIRST), desk.access.take_away):
        with pytest.raises(NotNow):
            refused()
    with pytest.raises(BadInput):
        desk.access.lock("")
    desk.close()


def test_the_sheet_is_written_only_where_it_is_wanted(tmp_path: Path) -> None:
    sheet = Lock.new(FIRST).sheet(PRACTICE, "studio.needledesk", AT)
    assert access.keep_sheet(sheet, tmp_path / "stick" / "sheet.pdf").read_bytes() == sheet.data
    assert [found.name for found in tmp_path.rglob("*")] == ["stick", "sheet.pdf"]
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSaved, match="recovery sheet"):
        access.keep_sheet(sheet, tmp_path / "file" / "sheet.pdf")


def test_a_wrong_group_is_named_before_the_file_is_asked(locked: Desk) -> None:
    groups = typed_off(locked.access.sheet(locked.access.check(FIRST)).data)
    locked.close()
    with pytest.raises(BadInput, match=r"^Group 1 "):
        access.key_of_sheet(locked.path, ("A" if groups[0] != "A" else "B") + groups[1:])
    with pytest.raises(DeskError, match="no file"):
        access.key_of_sheet(locked.path.with_name("other"), groups)


def test_who_has_the_sheet_only_sets_a_new_passphrase(path: Path, locked: Desk) -> None:
    groups = typed_off(locked.access.sheet(locked.access.check(FIRST)).data)
    locked.close()
    desk = Desk.open(path, access.key_of_sheet(path, groups))
    assert desk.access.check(groups.lower()).key.id == desk.access.key_id
    other = typed_off(Lock.new(SECOND).sheet(PRACTICE, path.name, AT).data)
    with pytest.raises(WrongPassphrase):
        desk.access.check(other)
    desk.access.change(desk.access.lock(SECOND))
    desk.close()
    Desk.open(path, SECOND).close()


def test_a_copy_with_the_new_key_is_due_at_once(locked: Desk) -> None:
    locked.clients.add(Details("Zoë", "O’Brien"))
    locked.backups.full()
    locked.backups.notes()
    assert not locked.backups.due().full
    locked.access.change(locked.access.lock(SECOND))
    assert locked.backups.due().full
    assert locked.backups.due().notes
