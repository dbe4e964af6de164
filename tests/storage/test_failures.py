"""What the driver's errors mean in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.errors import Damaged, DeskError, FileTrouble, InUse, NotOurs, NotSaved, WrongPassphrase
from needledesk.storage import failures
from needledesk.storage.vault import Vault


class DriverError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__("words that nobody should read")
        self.sqlite_errorcode = code


WRITE, READONLY_DIRECTORY = 778, 1544  # extended codes of IOERR and READONLY


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (failures.FULL, NotSaved),
        (failures.IOERR, NotSaved),
        (WRITE, NotSaved),
        (READONLY_DIRECTORY, NotSaved),
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


def test_every_sentence_says_what_to_do(tmp_path: Path) -> None:
    for code in (failures.FULL, failures.IOERR, failures.READONLY, failures.CORRUPT):
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
