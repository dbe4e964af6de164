from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limits of Linux are looked at")


def run(program: str) -> subprocess.CompletedProcess[str]:
    program = "from needledesk.imaging import limits\n" + program
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


def test_memory_is_bounded() -> None:
    program = "limits.MEMORY_BYTES = 400_000_000\nlimits.hold_this_process()\nbytearray(200_000_000)"
    done = run(program + "\nprint('one')\nbytearray(500_000_000)")
    assert done.stdout == "one\n"
    assert "MemoryError" in done.stderr


def test_no_file_can_be_written(tmp_path: Path) -> None:
    done = run(f"limits.hold_this_process()\nopen({str(tmp_path / 'x')!r}, 'wb', 0).write(b'1')")
    assert "OSError" in done.stderr
    assert (tmp_path / "x").stat().st_size == 0


def test_the_processor_time_of_one_picture_is_bounded() -> None:
    done = run("limits.SECONDS = 0\nlimits.start_the_clock()\nwhile True: pass")
    assert done.returncode == -signal.SIGXCPU


def test_each_picture_starts_its_own_clock() -> None:
    program = "import resource\nlimits.start_the_clock()\nprint(resource.getrlimit(resource.RLIMIT_CPU)[0])"
    assert run(program).stdout == "21\n"
