from __future__ import annotations

import ctypes
import sys

import pytest

from needledesk.imaging import windows_job


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes of a 64-bit system")
def test_the_structure_is_as_long_as_windows_expects() -> None:
    assert ctypes.sizeof(windows_job._Basic) == 64
    assert ctypes.sizeof(windows_job._Extended) == 144


def test_the_limits_say_memory_and_no_further_process() -> None:
    wanted = windows_job.limits(1_500_000_000)
    assert wanted.ProcessMemoryLimit == 1_500_000_000
    assert wanted.Basic.ActiveProcessLimit == 1
    assert wanted.Basic.LimitFlags == 0x508


@pytest.mark.skipif(sys.platform != "win32", reason="needs Windows")
def test_windows_takes_the_limits() -> None:
    import subprocess

    program = "from needledesk.imaging import limits\nlimits.hold_this_process()\nbytearray(2_000_000_000)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr
