"""The open file: all or nothing, one at a time, and what was said to be saved is there after any end."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from subprocess import Popen

import pytest

from needledesk.domain.clients import Client, Details
from needledesk.errors import BadInput, Damaged, FileTrouble, NotNow, NotSaved
from needledesk.storage import clients, history, migrations, photos, protocol, visits
from needledesk.storage.vault import Vault


def names(vault: Vault) -> list[str]:
    return [line.name for line in clients.page(vault)]


def test_creating_leaves_one_private_file(path: Path) -> None:
    Vault.create(path, "x").close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o077 == 0


def test_creating_never_replaces_a_file(path: Path) -> None:
    path.write_text("a letter")
    with pytest.raises(FileTrouble, match="already a file"):
        Vault.create(path, None)
    assert path.read_text() == "a letter"


def test_creating_needs_a_folder_and_a_real_passphrase(path: Path, tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="no folder"):
        Vault.create(tmp_path / "absent" / "x.needledesk", None)
    with pytest.raises(BadInput):
        Vault.create(path, "")
    assert list(tmp_path.iterdir()) == []


def test_what_a_broken_off_creation_left_is_cleared_away(path: Path) -> None:
    path.with_name(path.name + ".partial").write_bytes(b"half a file")
    Vault.create(path, None).close()
    assert list(path.parent.iterdir()) == [path]


def test_closing_twice_and_with(path: Path) -> None:
    with Vault.create(path, None) as vault:
        vault.close()
    vault.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_checkpoint_makes_a_copy_by_hand_complete(vault: Vault, client: Client) -> None:
    log = vault.path.with_name(vault.path.name + "-wal")
    assert log.stat().st_size > 0
    vault.checkpoint()
    assert log.stat().st_size == 0


def test_a_transaction_is_all_or_nothing(vault: Vault, at: datetime) -> None:
    def write_and_fail() -> None:
        with vault.transaction():
            clients.add(vault, Details("Ada"), at)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    assert names(vault) == []
    clients.add(vault, Details("Bea"), at)
    assert names(vault) == ["Bea"]


def test_an_inner_block_joins_the_outer_one(vault: Vault, at: datetime) -> None:
    def fail_inside() -> None:
        with vault.transaction():
            clients.add(vault, Details("Cleo"), at)
            raise ValueError

    with vault.transaction():
        clients.add(vault, Details("Ada"), at)
        with pytest.raises(ValueError):  # noqa: PT011
            fail_inside()
        clients.add(vault, Details("Bea"), at)
    assert names(vault) == ["Ada", "Bea"]


def test_what_the_disk_took_back_in_the_middle_is_not_kept_in_pieces(vault: Vault, at: datetime) -> None:
    """A full disk may take a whole transaction back; an entry of the history that fails within it is told later."""

    def half() -> None:
        with vault.transaction():
            clients.add(vault, Details("Zoë", "O’Brien"), at)
            vault._connection.execute("ROLLBACK")
            history.note(vault, "looked at")
            clients.add(vault, Details("Ada", "Later"), at)

    with pytest.raises(NotSaved):
        half()
    assert clients.count(vault) == 0
    assert not vault._connection.in_transaction
    clients.add(vault, Details("Ada", "Later"), at)
    assert clients.count(vault) == 1


def test_the_outer_block_takes_the_inner_one_back(vault: Vault, at: datetime) -> None:
    def fail_after() -> None:
        with vault.transaction():
            with vault.transaction():
                clients.add(vault, Details("Ada"), at)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail_after()
    assert names(vault) == []


def test_sqlite_utils_writes_in_the_same_transaction(vault: Vault) -> None:
    def write_and_fail() -> None:
        with vault.transaction():
            vault.db["schema_version"].insert({"version": 99, "program": "of the test"})
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        write_and_fail()
    assert vault.db["schema_version"].count == migrations.SCHEMA_VERSION


def test_a_full_disk_met_by_sqlite_utils_is_told_in_words(vault: Vault) -> None:
    vault.execute("PRAGMA max_page_count = 1")
    with pytest.raises(NotSaved), vault.transaction():
        vault.db["schema_version"].insert_all({"version": n, "program": "x" * 4000} for n in range(20, 200))


def test_a_record_with_a_stranger_s_owner_is_a_fault_of_the_program(vault: Vault, at: datetime) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        visits.begin(vault, 99, at, "Europe/Berlin", 1)
    assert vault.rows("SELECT * FROM visit") == []


@pytest.mark.parametrize("table", ["client", "protocol_version"])
def test_nothing_that_owns_records_can_be_deleted(vault: Vault, visit: int, table: str) -> None:
    with pytest.raises(Exception, match=r"FOREIGN KEY|sealed"):
        vault.execute(f"DELETE FROM {table}")


def test_a_full_disk_is_told_and_passes(vault: Vault, client: Client, visit: int, at: datetime) -> None:
    visits.write_note(vault, visit, "kept", at)
    vault.execute("PRAGMA max_page_count = 1")  # SQLite's own way to be full: no page more than there are
    with pytest.raises(NotSaved) as told:
        visits.write_note(vault, visit, "x" * 500_000, at)
    assert "full" in told.value.happened
    assert visits.get(vault, visit).note == "kept"
    vault.execute("PRAGMA max_page_count = 1000000")
    visits.write_note(vault, visit, "kept again", at)
    assert visits.get(vault, visit).note == "kept again"


FILL = """
import hashlib, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from needledesk.domain.photos import Moment, Prepared
from needledesk.errors import NotSaved
from needledesk.storage import photos, visits
from needledesk.storage.vault import Vault
path, at = Path(sys.argv[1]), datetime(2026, 11, 22, tzinfo=UTC)
vault = Vault.open(path, sys.argv[2])
def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
def picture(fill):
    data = bytes([fill]) * 3_000_000
    return Prepared(data, b"small", "jpeg", 40, 30, hashlib.sha256(data).hexdigest(), "0" * 64, None)
photos.keep(vault, 1, Moment.BEFORE, "front", picture(1), at)
visits.write_note(vault, 1, "kept", at)
refused = 0
for size in range(100_000, 6_000_000, 377_777):
    limit(size)
    try:
        photos.keep(vault, 1, Moment.AFTER, "front", picture(2), at)
    except NotSaved:
        refused += 1
    assert visits.get(vault, 1).note == "kept"
    limit(resource.RLIM_INFINITY)
visits.write_note(vault, 1, "kept again", at)
assert len(photos.of_visit(vault, 1)) == 17 - refused, "a photo is whole or not there"
vault.close()
print(refused)
"""


@pytest.mark.skipif("sys.platform == 'win32'", reason="limits of POSIX")
def test_a_disk_that_fills_up_loses_nothing(
    vault: Vault, visit: int, path: Path, tmp_path: Path, run_child: Callable[..., str]
) -> None:
    vault.close()
    assert int(run_child(FILL.replace("sys.argv[2]", "None"), path)) > 3
    with Vault.open(path, None) as again:
        assert visits.get(again, visit).note == "kept again"
        assert all(len(photos.data(again, photo.id)) == photo.size for photo in photos.of_visit(again, visit))
        assert again.facts()["integrity_check"] == "ok"
        assert again.row("SELECT count(*) FROM photo WHERE kept = 0")[0] == 0


OPEN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from needledesk.storage import visits
from needledesk.storage.vault import Vault
vault = Vault.open(Path(sys.argv[1]), None)
"""


def test_several_threads_share_it(vault: Vault, client: Client, visit: int, at: datetime) -> None:
    visits.write_note(vault, visit, "0", at)

    def count_up() -> None:
        for _ in range(25):
            with vault.transaction():
                visits.write_note(vault, visit, str(int(visits.get(vault, visit).note) + 1), at)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert visits.get(vault, visit).note == "100"


def test_facts_for_the_doctor(path: Path) -> None:
    with Vault.create(path, "x") as vault:
        facts = vault.facts()
    assert facts["encrypted"] is True
    assert facts["schema"] == migrations.SCHEMA_VERSION
    assert facts["quick_check"] == facts["integrity_check"] == facts["cipher_integrity_check"] == "ok"
    rows = facts["rows"]
    assert isinstance(rows, dict)
    assert rows["client"] == 0
    assert {"photo_bytes", "signature_bytes", "handout_bytes"} <= set(rows)


def test_it_shows_nothing_of_itself(path: Path) -> None:
    with Vault.create(path, "geheim") as vault:
        assert "geheim" not in repr(vault)
        assert "geheim" not in str(vars(vault))


START = """
import sys
from pathlib import Path
from needledesk.storage.vault import Vault
from needledesk.storage import clients, visits
vault = Vault.open(Path(sys.argv[1]), None)
clients.page(vault)
clients.page(vault, "ann")
clients.count(vault)
visits.unfinished(vault)
print([name for name in ("sqlite_utils", "numpy", "PIL", "pi_heif", "reportlab") if name in sys.modules])
"""


def test_the_way_to_the_first_window_imports_nothing_heavy(
    vault: Vault, client: Client, path: Path, run_child: Callable[..., str]
) -> None:
    vault.close()
    assert run_child(START, path).strip() == "[]"


ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from needledesk.errors import FileTrouble, NotSaved
from needledesk.storage import clients, visits
from needledesk.storage.vault import Vault
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
assert not Vault.needs_passphrase(path)
vault = Vault.open(path, None)
print(visits.get(vault, 1).note, clients.count(vault))
try:
    vault.execute("DELETE FROM note")
except NotSaved:
    print("told")
vault.close()
try:
    Vault.create(path.with_name("new.needledesk"), None)
except FileTrouble as error:
    print(error.happened)
"""


@pytest.mark.skipif("sys.platform == 'win32'", reason="limits of POSIX")
@pytest.mark.parametrize("ending", ["close", "kill"])
def test_a_full_disk_can_still_be_read(
    vault: Vault,
    visit: int,
    at: datetime,
    path: Path,
    ending: str,
    start_child: Callable[..., Popen[str]],
    run_child: Callable[..., str],
) -> None:
    vault.close()
    program = OPEN + "visits.write_note(vault, 1, 'last', datetime.now(UTC))\n"
    program += "import os; os.kill(os.getpid(), 9)" if ending == "kill" else "vault.close()"
    start_child(program, path).wait()
    printed = run_child(ON_A_FULL_DISK, path).splitlines()
    assert printed == ["last 1", "told", "The disk has no room for the file."]
    assert not list(path.parent.glob("*.partial*"))
    with Vault.open(path, None) as again:
        assert visits.get(again, visit).note == "last"


def test_a_damaged_page_is_never_read_as_zeros(path: Path, at: datetime) -> None:
    """SQLCipher gives zeros without an error where the last page of a long value fails its seal."""
    long, key = "even redness after the second pass. " * 300, b"k" * 32
    with Vault.create(path, key) as vault:
        protocol.add(vault, long, "Ada", at)
    whole = path.read_bytes()
    refused = 0
    for page in range(1, len(whole) // 4096):
        damaged = bytearray(whole)
        damaged[page * 4096 + 50] ^= 1
        path.write_bytes(damaged)
        with contextlib.suppress(Damaged), Vault.open(path, key) as vault:
            try:
                assert protocol.text(vault, 1) == long
            except Damaged:
                refused += 1
                with pytest.raises(Damaged):  # and no disk that is read-only is blamed
                    clients.add(vault, Details("After", "Damage"), at)
    assert refused >= len(long) // 4096


def test_a_closed_file_says_so(vault: Vault) -> None:
    vault.close()
    with pytest.raises(NotNow, match="closed"):
        vault.rows("SELECT 1")
    with pytest.raises(NotNow, match="closed"):
        vault.execute("DELETE FROM draft")
