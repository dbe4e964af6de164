from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ENV = {
    name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
}


def started(*arguments: str, home: Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "needledesk", *arguments]
    env = ENV | {"NEEDLEDESK_HOME": str(home)}
    return subprocess.run(command, env=env, capture_output=True, timeout=60, **more)  # type: ignore[call-overload]


def test_with_arguments_it_is_the_command_line(own_home) -> None:
    told = started("--version", home=own_home)
    assert told.returncode == 0
    assert told.stdout.startswith(b"NeedleDesk")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
def test_without_a_display_the_window_is_refused_in_one_line(own_home) -> None:
    told = started(home=own_home)
    assert told.returncode == 2
    assert told.stderr.startswith(b"needledesk: There is no display here.")
    assert told.stderr.count(b"\n") == 1


def test_as_a_decoder_it_ends_when_nothing_is_asked(own_home) -> None:
    told = started("--decode-photo", home=own_home, input=b"")
    assert told.returncode == 0
    assert len(told.stdout) > 0
