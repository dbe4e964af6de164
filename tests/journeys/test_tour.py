"""A whole tour of the program, watched from outside; the long form is `soak/test_tour.py`."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import pytest
from soak import compiled, touring
from soak.secrets import Secrets
from soak.touring import Seen

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return touring.tour(tmp_path_factory.mktemp("tour"))


def test_no_file_holds_a_clients_words_or_pictures(seen: Seen) -> None:
    assert seen.holding == set()


@pytest.mark.skipif(bool(compiled.cannot_compile()), reason=compiled.cannot_compile())
def test_none_did_for_a_moment_and_none_was_opened_elsewhere(seen: Seen) -> None:
    assert seen.written_into == set()
    assert "practice/tour.needledesk" in seen.opened
    assert {path for path in seen.opened if path.startswith("/")} == set()


def test_no_network_socket_is_asked_for(seen: Seen, tmp_path: Path) -> None:
    assert seen.network == []
    found = touring.call_out(tmp_path).network
    assert "socket.connect" in found
    assert compiled.cannot_compile() or "2" in found


def test_a_secret_is_found_in_every_dress(tmp_path: Path) -> None:
    secrets = Secrets.make(tmp_path)
    word = secrets.family
    for dressed in (
        f"a {word} b".encode(),
        f"a {word.upper()} b".encode(),
        f"ab{word}".encode("utf-16-le"),
        zlib.compress(word.encode() * 3),
        b"x stream\n" + zlib.compress(b"Q " + word.encode()) + b"endstream",
        base64.b64encode(b"12" + word.encode() + b"3"),
        base64.b64encode(b"1" + secrets.photo + b"3456"),
    ):
        assert secrets.within(dressed), dressed
    assert not secrets.within(b"Zyx warble and other words")
