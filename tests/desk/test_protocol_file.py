"""A protocol as a file: what is written is read again, and what is no protocol is refused by name and line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from needledesk.desk import protocol_file
from needledesk.desk.protocol_file import HEAD, LARGEST
from needledesk.desk.shipped_protocol import shipped_protocol, shipped_text
from needledesk.domain.protocol import Protocol
from needledesk.errors import BadInput, NotSaved

Read = Callable[[str | bytes], tuple[str, Protocol]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read what is written into a file."""

    def written(content: str | bytes) -> tuple[str, Protocol]:
        path = tmp_path / "protocol.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return protocol_file.read(path)

    return written


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "protocol.toml"
    protocol_file.write(path, shipped_text(), 3, date(2026, 11, 2))
    head = path.read_text("utf-8").split("\n")[0]
    assert head == f"{HEAD} A microneedling protocol for NeedleDesk: version 3, in force since Mon 2 Nov 2026."
    text, protocol = protocol_file.read(path)
    assert text == shipped_text()
    assert protocol == shipped_protocol()


def test_a_head_does_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "protocol.toml"
    protocol_file.write(path, shipped_text(), 3, date(2026, 11, 2))
    protocol_file.write(path, path.read_text("utf-8"), 4, date(2026, 11, 9))
    assert path.read_text("utf-8").count(HEAD) == 2
    assert "version 4" in path.read_text("utf-8")


def test_comments_of_the_text_itself_stay(read: Read) -> None:
    assert read(f"# ours\n{shipped_text()}")[0].startswith("# ours\n")


@pytest.mark.parametrize("spoil", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_files_as_windows_writes_them(read: Read, spoil: Callable[[str], str]) -> None:
    assert read(spoil(shipped_text())) == (shipped_text(), shipped_protocol())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (f"{HEAD} only a head\n", "is empty"),
        (b"\xff\xfe\x00", "is not a text file"),
        (b"#" * (LARGEST + 1), "is too large for a protocol"),
        (b"[[rule]]\nid = 3", "line 2, rule 3: id is not what it must be"),
        (b"a = 1\n[[rule", "Line 2, the protocol is not readable as TOML"),
        (b"[project]\nname = 'x'", "Line 1, the protocol has an entry that is not known: project"),
        (b"vignettes: []", "Line 1, the protocol is not readable as TOML"),
        (b"a = " + b"[" * 100_000, "is not readable as TOML"),
        (b"a = " + b"9" * 10_000, "is not readable as TOML"),
        (b"[[rule]]\nid = \"a\\u001b[31m\"", "Rule a\\x1b[31m has no topic"),
        (
            shipped_text().replace('window = "7 days"', 'window = "0 days"', 1),
            "Line 49, rule S-MED-01: “0 days” is not a window",
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_words(read: Read, content: str | bytes, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(content)
    assert said.lower() in refused.value.happened.lower()
    assert "protocol.toml”" in refused.value.happened
    assert refused.value.happened.isprintable()
    assert refused.value.do


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        protocol_file.read(tmp_path / "protocol.toml")
    with pytest.raises(BadInput, match="cannot be read"):
        protocol_file.read(tmp_path)


def test_a_folder_that_cannot_be_written_to_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    with pytest.raises(NotSaved, match="The protocol could not be written") as refused:
        protocol_file.write(tmp_path / "a file" / "protocol.toml", "x", 1, date(2026, 11, 2))
    assert "kept in the record file" in refused.value.safe
