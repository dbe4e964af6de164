"""The memory limit on Windows: a job object that holds the calling process and those it starts."""

from __future__ import annotations

import ctypes
import sys

PROCESS_MEMORY, DIE_ON_UNHANDLED, ONE_PROCESS = 0x100, 0x400, 0x8
_EXTENDED_LIMITS = 9


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("Basic", _Basic),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits(memory: int) -> _Extended:
    """At most `memory` bytes, no further process, and no dialog when it crashes."""
    wanted = _Extended()
    wanted.Basic.LimitFlags = PROCESS_MEMORY | DIE_ON_UNHANDLED | ONE_PROCESS
    wanted.Basic.ActiveProcessLimit = 1
    wanted.ProcessMemoryLimit = memory
    return wanted


if sys.platform == "win32":

    def hold_this_process(memory: int) -> None:
        """Puts the calling process into a job with these limits; it goes on without where Windows says no."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        wanted = limits(memory)
        kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted))
        kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
