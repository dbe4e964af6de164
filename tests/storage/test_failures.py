"""What the driver's errors mean in words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from needledesk.errors import Damaged, DeskError, FileTrouble, InUse, NotOurs, NotSaved, WrongPassphrase
from needledesk.storage import failures
from needledesk.storage.vault import Vault


class DriverError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__("words that nobody should read")
        self.sqlite_errorcode = code


WRITE, FSYNC, TRUNCATE, READONLY_DIRECTORY = 778, 1034, 1546, 1544  # extended codes of IOERR and READONLY


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (failures.FULL, NotSaved),
        (failures.IOERR, NotSaved),
        (WRITE, NotSaved),
        (READONLY_DIRECTORY, NotSaved),
        (failures.MOVED, NotSaved),
        (failures.CANTOPEN, NotSaved),
        (failures.PERM, NotSaved),
        (FSYNC, NotSaved),
        (TRUNCATE, NotSaved),
        (failures.READ, FileTrouble),
        (failures.SHORT_READ, FileTrouble),
        (failures.DATA, Damaged),
        (failures.CORRUPT_DISK, Damaged),
        (failures.CORRUPT_SEARCH, Damaged),
        (failures.CORRUPT_INDEX, Damaged),
        (failures.CORRUPT, Damaged),
        (failures.NOTADB, Damaged),
    ],
)
def test_while_working(code: int, kind: type[DeskError]) -> None:
    told = failures.while_working(DriverError(code))
    assert type(told) is kind
    assert "nobody" not in str(told)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (failures.BUSY, InUse),
        (failures.CORRUPT, Damaged),
        (failures.CANTOPEN, FileTrouble),
        (failures.READONLY, FileTrouble),
        (WRITE, FileTrouble),
        (failures.FULL, FileTrouble),
        (failures.DATA, Damaged),
        (failures.CORRUPT_INDEX, Damaged),
    ],
)
def test_while_opening(code: int, kind: type[DeskError], tmp_path: Path) -> None:
    assert type(failures.while_opening(DriverError(code), tmp_path, None)) is kind


def test_a_fault_of_the_program_stays_one(tmp_path: Path) -> None:
    broken_rule = DriverError(19)
    assert failures.while_working(broken_rule) is broken_rule
    assert failures.while_opening(broken_rule, tmp_path, None) is broken_rule
    assert failures.code(ValueError()) == 0


@pytest.mark.parametrize(
    ("size", "passphrase", "kind"),
    [(8192, "x", WrongPassphrase), (8192, None, WrongPassphrase), (8191, "x", NotOurs), (5, None, NotOurs)],
)
def test_noise_is_locked_or_not_ours_by_its_size(
    size: int, passphrase: str | None, kind: type[DeskError], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * size)
    assert type(failures.while_opening(DriverError(failures.NOTADB), file, passphrase)) is kind


def test_the_codes_are_those_of_sqlite() -> None:
    names = {
        "READ": "SQLITE_IOERR_READ",
        "SHORT_READ": "SQLITE_IOERR_SHORT_READ",
        "WRITE": "SQLITE_IOERR_WRITE",
        "MOVED": "SQLITE_READONLY_DBMOVED",
        "CORRUPT_SEARCH": "SQLITE_CORRUPT_VTAB",
        "CORRUPT_INDEX": "SQLITE_CORRUPT_INDEX",
        "CORRUPT_DISK": "SQLITE_IOERR_CORRUPTFS",
        "DATA": "SQLITE_IOERR_DATA",
    }
    known = {name: getattr(sqlite3, word) for name, word in names.items() if hasattr(sqlite3, word)}
    assert len(known) >= 6, "the standard library names most of them"
    assert {name: getattr(failures, name) for name in known} == known


def test_what_was_typed_is_said_to_be_kept() -> None:
    for code in (failures.FULL, failures.WRITE, failures.IOERR, failures.READONLY, failures.MOVED):
        assert "what you entered since is kept" in str(failures.while_working(DriverError(code)))


def test_each_refusal_has_words_of_its_own() -> None:
    codes = (failures.FULL, failures.WRITE, failures.IOERR, failures.READONLY, failures.MOVED, failures.READ)
    codes += (failures.CORRUPT, failures.CORRUPT_SEARCH)
    assert len({str(failures.while_working(DriverError(code))) for code in codes}) == len(codes)


@pytest.mark.parametrize(
    ("code", "free", "lacking"),
    [
        (failures.FULL, 10**9, True),
        (failures.FULL, None, True),
        (failures.WRITE, 10**9, True),
        (FSYNC, 10**9, False),
        (FSYNC, 100, True),
        (FSYNC, None, False),
        (failures.CANTOPEN, 100, True),
        (failures.READONLY, 0, False),
        (failures.CORRUPT, 0, False),
    ],
)
def test_whether_room_is_lacking(code: int, free: int | None, lacking: bool) -> None:
    assert failures.lacks_room(DriverError(code), free) is lacking


def test_every_sentence_says_what_to_do(tmp_path: Path) -> None:
    for code in (failures.FULL, failures.IOERR, failures.READONLY, failures.CORRUPT, failures.READ, failures.DATA):
        for told in (
            failures.while_working(DriverError(code)),
            failures.while_opening(DriverError(code), tmp_path, None),
        ):
            assert isinstance(told, DeskError)
            assert told.happened
            assert told.safe
            assert told.do


def test_text_that_is_none_is_damage(vault: Vault) -> None:
    with pytest.raises(Damaged):
        vault.row("SELECT CAST(x'96' AS TEXT)")


def test_so_is_it_where_sqlite_speaks_of_it() -> None:
    garbled = UnicodeDecodeError("utf-8", b"\x96", 0, 1, "invalid start byte")
    assert isinstance(failures.while_opening(garbled, Path("x.needledesk"), None), Damaged)
