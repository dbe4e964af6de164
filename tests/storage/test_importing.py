"""An export read back: the same digests in every table; what was changed, and what would harm, is refused."""

from __future__ import annotations

import json
import random
import shutil
import stat
import zipfile
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage.whole_record import Maker, digests

from needledesk.domain.practice import Practice
from needledesk.errors import BadInput, NotNow, TooNew
from needledesk.storage import exporting, importing, practice, protocol, seals, search
from needledesk.storage.import_source import Source
from needledesk.storage.vault import Vault


def filled(path: Path, at: datetime, seeds: tuple[int, ...]) -> Vault:
    vault = Vault.create(path, None)
    protocol.add(vault, "first text", "Ada", at)
    practice.keep(vault, Practice("Alder", "1", "DE"))
    for seed in seeds:
        Maker(vault, seed, at).client(visits=seed % 3)
    vault.insert("erasure", {"number": "C-0099", "erased_at": "2026-01-02T03:04:05Z", "erased_by": "A", "counts": "{}"})
    return vault


@pytest.fixture
def exported(tmp_path: Path, at: datetime) -> Path:
    """A folder with an export of two clients."""
    with filled(tmp_path / "from.needledesk", at, (1, 2)) as vault:
        exporting.export(vault, tmp_path / "out", {"README.txt": "words\n"}, at)
    return tmp_path / "out"


def read_in(export: Path, to: Path) -> None:
    with Vault.create(to, None) as vault, Source(export) as source:
        importing.read_in(vault, source)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seeds=st.lists(st.integers(0, 10**6), max_size=4, unique=True), zipped=st.booleans())
def test_what_comes_back_has_the_same_digests(
    tmp_path_factory: pytest.TempPathFactory, at: datetime, seeds: list[int], zipped: bool
) -> None:
    folder = tmp_path_factory.mktemp("round")
    with filled(folder / "from.needledesk", at, tuple(seeds)) as vault:
        before = digests(vault)
        exporting.export(vault, folder / "out", {}, at, zipped=zipped)
    with Vault.create(folder / "to.needledesk", bytes(range(32))) as back, Source(folder / "out") as source:
        counts = importing.read_in(back, source)
        assert digests(back) == before
        assert counts == {name: len(rows) for name, rows in before.items()}
    shutil.rmtree(folder)


def test_what_was_read_in_is_guarded_found_and_told(exported: Path, tmp_path: Path) -> None:
    from needledesk.errors import Sealed
    from needledesk.storage import history

    with Vault.create(tmp_path / "to.needledesk", None) as vault, Source(exported) as source:
        importing.read_in(vault, source)
        assert search.count(vault, "Q1zxgiven") == 1
        assert seals.get(vault, 1) is not None
        with pytest.raises(Sealed):
            vault.change("note", {"visit": 1}, {"text": "changed"})
        told = [row["client"] for row in history.entries(vault)]
        assert sorted(set(told)) == [0, 1, 2]


def test_one_client_alone_can_be_read_in(exported: Path, tmp_path: Path, at: datetime) -> None:
    with filled(tmp_path / "again.needledesk", at, (1, 2)) as vault:
        exporting.export(vault, tmp_path / "one", {}, at, client=2)
        whole = digests(vault)
    with Vault.create(tmp_path / "to.needledesk", None) as vault, Source(tmp_path / "one") as source:
        importing.read_in(vault, source)
        found = digests(vault)
        assert list(found["client"]) == [(2,)]
        assert all(digest == whole[name][key] for name, rows in found.items() for key, digest in rows.items())


def test_one_changed_byte_is_refused_and_the_file_named(exported: Path, tmp_path: Path) -> None:
    dice = random.Random(7)
    names = sorted(path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file())
    for number, name in enumerate({name.split("/")[0]: name for name in names}.values()):  # one of each kind
        path = exported / name
        whole = path.read_bytes()
        if not whole:
            continue
        place = dice.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << dice.randrange(8)]) + whole[place + 1 :])
        with pytest.raises(BadInput) as refused:
            read_in(exported, tmp_path / f"to{number}.needledesk")
        assert name in str(refused.value) or name == exporting.SUMS
        path.write_bytes(whole)
    read_in(exported, tmp_path / "whole.needledesk")


def test_any_changed_byte_of_the_list_of_sums_is_refused(exported: Path) -> None:
    path, dice = exported / exporting.SUMS, random.Random(3)
    whole = path.read_bytes()
    for place in dice.sample(range(len(whole)), 40):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << dice.randrange(8)]) + whole[place + 1 :])
        with pytest.raises(BadInput), Source(exported) as source:
            list(source.check_rest())


@pytest.mark.parametrize("name", ["clients/C-0001.json", "README.txt", exporting.SUMS])
def test_a_missing_file_is_named(exported: Path, tmp_path: Path, name: str) -> None:
    (exported / name).unlink()
    with pytest.raises(BadInput) as refused:
        read_in(exported, tmp_path / "to.needledesk")
    assert name in str(refused.value) or name == exporting.SUMS


def test_a_file_that_holds_clients_is_refused(exported: Path, vault: Vault, at: datetime) -> None:
    Maker(vault, 5, at).client()
    before = digests(vault)
    with pytest.raises(NotNow, match="not empty"), Source(exported) as source:
        importing.read_in(vault, source)
    assert digests(vault) == before


def forged(exported: Path, name: str, change: Callable[[dict[str, object]], object]) -> None:
    """Change a JSON file and make its sum fit again, as somebody who knows how would."""
    whole = json.loads((exported / name).read_bytes())
    change(whole)
    data = json.dumps(whole).encode()
    (exported / name).write_bytes(data)
    lines = (exported / exporting.SUMS).read_text().splitlines()
    ours = [f"{sha256(data).hexdigest()}  {name}" if line.endswith(f"  {name}") else line for line in lines]
    (exported / exporting.SUMS).write_text("\n".join(ours) + "\n")


FORGERIES: dict[str, Callable[[dict[str, object]], object]] = {
    "an unknown column": lambda whole: whole["client"].update({"x) VALUES (1); --": 1}),  # type: ignore[attr-defined]
    "a value that cannot be": lambda whole: whole["client"].update(skin_type=9),  # type: ignore[attr-defined]
    "a moment that cannot be": lambda whole: whole["client"]["visit"][0].update(opened="2026-19-39T29:00:00Z"),  # type: ignore[index]
    "a value that is too large": lambda whole: whole["client"].update(course=2**70),  # type: ignore[attr-defined]
    "a value of another kind": lambda whole: whole["client"].update(given=7),  # type: ignore[attr-defined]
    "no client": lambda whole: whole.pop("client"),
    "no visits": lambda whole: whole["client"].pop("visit"),  # type: ignore[attr-defined]
    "a list in place of a row": lambda whole: whole["client"]["visit"].append([]),  # type: ignore[index]
    "a row under another's": lambda whole: whole["client"]["visit"][0]["note"][0].update(visit=77),  # type: ignore[index]
    "a row twice": lambda whole: whole["client"]["visit"][0]["note"].append(whole["client"]["visit"][0]["note"][0]),  # type: ignore[index]
    "a file that is not on the list": lambda whole: whole["client"]["letter"][0]["letter_page"][0].update(  # type: ignore[index]
        letter_page_bytes={"file": "../../from.needledesk", "pieces": [10]}
    ),
    "pieces that do not fit": lambda whole: whole["client"]["letter"][0]["letter_page"][0].update(  # type: ignore[index]
        letter_page_bytes={"file": "README.txt", "pieces": [10]}
    ),
    "an unknown table": lambda whole: whole["client"].update(history=[{"seq": 1}]),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("change", FORGERIES.values(), ids=FORGERIES)
def test_what_a_forger_writes_is_refused(
    exported: Path, tmp_path: Path, change: Callable[[dict[str, object]], object]
) -> None:
    forged(exported, "clients/C-0002.json", change)
    with pytest.raises(BadInput, match=r"C-0002\.json|list of files"):
        read_in(exported, tmp_path / "to.needledesk")


@pytest.mark.parametrize("text", [b"[1]", b"{", b"\xff\xfe", b"[" * 100_000, b'{"format": "another"}'])
def test_a_manifest_that_is_none_is_refused(exported: Path, tmp_path: Path, text: bytes) -> None:
    (exported / "manifest.json").write_bytes(text)
    lines = (exported / exporting.SUMS).read_text().splitlines()
    kept = [line for line in lines if not line.endswith("manifest.json")]
    (exported / exporting.SUMS).write_text("\n".join([*kept, f"{sha256(text).hexdigest()}  manifest.json"]) + "\n")
    with pytest.raises(BadInput):
        read_in(exported, tmp_path / "to.needledesk")


@pytest.mark.parametrize(("field", "value"), [("version", 2), ("record_version", 99)])
def test_a_later_export_asks_for_a_later_program(exported: Path, tmp_path: Path, field: str, value: int) -> None:
    forged(exported, "manifest.json", lambda whole: whole.update({field: value}))
    with pytest.raises(TooNew):
        read_in(exported, tmp_path / "to.needledesk")


def test_a_link_in_the_folder_is_refused(exported: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    (exported / "README.txt").rename(secret)
    try:
        (exported / "README.txt").symlink_to(secret)
    except OSError:
        pytest.skip("this system lets nobody make links")
    with pytest.raises(BadInput, match=r"README\.txt"):
        read_in(exported, tmp_path / "to.needledesk")


def packed(path: Path, entries: list[tuple[zipfile.ZipInfo | str, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in entries:
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return path


def _link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("a")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


TRAPS: dict[str, tuple[list[tuple[zipfile.ZipInfo | str, bytes]], str]] = {
    "up": ([("../a", b"x")], "leads out"),
    "up later": ([("a/../../b", b"x")], "leads out"),
    "absolute": ([("/etc/passwd", b"x")], "leads out"),
    "drive": ([("C:/a", b"x")], "leads out"),
    "backslash": ([(r"..\a", b"x")], "leads out"),
    "link": ([(_link(), b"/etc/passwd")], "not a file"),
    "other letters": ([("A", b"x"), ("a", b"y")], "twice"),
    "swollen": ([("a", bytes(200 * 1024 * 1024))], "too large"),
    "no list": ([("a", b"x")], "list of files"),
}


@pytest.mark.parametrize("trap", TRAPS, ids=TRAPS)
def test_a_zip_that_is_a_trap_is_refused(tmp_path: Path, trap: str) -> None:
    entries, why = TRAPS[trap]
    with pytest.raises(BadInput, match=why):
        Source(packed(tmp_path / "trap.zip", entries)).__enter__()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="twice"):
        Source(packed(tmp_path / "trap.zip", [("a", b"x"), ("a", b"y")]))


def test_a_damaged_zip_is_refused_in_words(tmp_path: Path, at: datetime) -> None:
    with filled(tmp_path / "from.needledesk", at, (1,)) as vault:
        exporting.export(vault, tmp_path / "out.zip", {}, at, zipped=True)
    whole, dice = (tmp_path / "out.zip").read_bytes(), random.Random(11)
    unharmed = 0
    for _ in range(60):
        place = dice.randrange(len(whole))
        (tmp_path / "bad.zip").write_bytes(
            whole[:place] + bytes([whole[place] ^ 1 << dice.randrange(8)]) + whole[place + 1 :]
        )
        try:
            with Source(tmp_path / "bad.zip") as source:
                list(source.check_rest())
            unharmed += 1  # a time of day or a note in the ZIP's own list: every file of ours is as it was
        except BadInput:
            pass
    assert unharmed < 20


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all"])
def test_what_is_no_export_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(BadInput):
        Source(tmp_path / "file")
    with pytest.raises(BadInput):
        Source(tmp_path / "nothing")
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadInput, match="list of files"):
        Source(tmp_path / "folder").__enter__()
