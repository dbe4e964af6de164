"""What a folder holds, what goes back to what, and what a part may follow."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from storage.copying import PRACTICE, WATCH, full, names

from needledesk.domain.backups import Kind
from needledesk.errors import BackupFailed
from needledesk.storage import chains, history, manifest, parts, targets
from needledesk.storage.chains import Link
from needledesk.storage.vault import Vault


@pytest.fixture
def three(vault: Vault, tmp_path: Path, at: datetime) -> list[Link]:
    """A full copy and two parts."""
    made = [full(vault, tmp_path / "copies", at)]
    for _ in range(2):
        history.note(vault, "viewed")
        made.append(targets.link(parts.write(vault, tmp_path / "copies", made[-1].made, Kind.PART, at, WATCH)))
    return made


def test_a_chain_goes_back_to_the_whole_copy(three: list[Link]) -> None:
    found = chains.must_have(three[2].path)
    assert found.links == tuple(three)
    assert (found.whole, found.last, len(found.sizes)) == (three[0], three[2], 2)
    listed = chains.listed(three[0].path.parent)
    assert [(copy.seq, copy.missing, copy.chain) for copy in listed] == [
        (link.made.seq, False, three[0].path.name) for link in reversed(three)
    ]


def test_a_gap_is_noticed(vault: Vault, three: list[Link]) -> None:
    chains.remove(three[1].path)
    listed = chains.listed(three[0].path.parent)
    assert [copy.missing for copy in listed] == [True, False]
    with pytest.raises(BackupFailed, match="not there"):
        chains.must_have(three[2].path)
    found = chains.to_go_on(vault, three[0].path.parent, PRACTICE, pictures=True)
    assert found is not None
    assert found.last == three[0]


def test_a_file_of_another_size_is_no_copy(three: list[Link]) -> None:
    with three[2].path.open("ab") as file:
        file.write(b"x")
    assert chains.links(three[0].path.parent) == three[:2]


def test_what_never_became_whole_is_swept(three: list[Link]) -> None:
    folder = three[0].path.parent
    before = names(folder)
    for name in ("full.partial", "full.partial-journal", "part-2026-11-22-000009-000010-open.ndpart", "part.partial"):
        (folder / name).write_bytes(b"half")
    (folder / "holiday.ndpart").write_bytes(b"not ours")
    chains.sweep(folder)
    assert names(folder) == sorted([*before, "holiday.ndpart"])


def test_only_a_moment_of_its_own_past_is_followed(vault: Vault, three: list[Link], path: Path) -> None:
    assert chains.is_past(vault, three[2].made)
    vault.close()
    with Vault.open(three[0].path, None) as older:
        for _ in range(3):
            history.note(older, "viewed", "another way")
        assert not chains.is_past(older, three[2].made)
        assert three[0] not in chains.links(three[0].path.parent), "it is open as a record file"


@pytest.mark.parametrize(("name", "value"), [("practice", "00000000"), ("key_id", "0000-0000"), ("erasures", 1)])
def test_another_practice_key_or_an_erasure_needs_a_new_whole_copy(
    vault: Vault, three: list[Link], name: str, value: object
) -> None:
    from dataclasses import replace

    for link in three:
        manifest.beside(link.path).write_text(replace(link.made, **{name: value}).text, "utf-8")
    assert chains.to_go_on(vault, three[0].path.parent, PRACTICE, pictures=True) is None


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert chains.listed(tmp_path / "absent") == []
