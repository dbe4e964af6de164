"""What a picture may take: size of the file, pixels, memory and time; and how the child process is held to it."""

from __future__ import annotations

import sys

FILE_BYTES = 40_000_000
PIXELS = 64_000_000
JPEG_PIXELS = 220_000_000  # JPEG alone can be decoded small without ever being whole in memory
MEMORY_BYTES = 1_500_000_000
SECONDS = 20


def hold_this_process() -> None:
    """Binds the calling process to MEMORY_BYTES, no files written and no core dump.

    Where the system will not, it goes on: the pixel limits and the parent's clock still hold.
    """
    if sys.platform == "win32":
        from needledesk.imaging import windows_job

        windows_job.hold_this_process(MEMORY_BYTES)
    else:
        import resource

        _lower(resource.RLIMIT_AS, MEMORY_BYTES)
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_FSIZE, 0)


def start_the_clock() -> None:
    """Gives the calling process SECONDS of processor time from now on (POSIX); beyond, the system ends it."""
    if sys.platform != "win32":
        import resource
        import time

        _lower(resource.RLIMIT_CPU, int(time.process_time()) + SECONDS + 1)


if sys.platform != "win32":

    def _lower(which: int, to: int) -> None:
        """Sets the soft limit, as far as the hard one lets it."""
        import contextlib
        import resource

        hard = resource.getrlimit(which)[1]
        with contextlib.suppress(ValueError, OSError):  # macOS knows RLIMIT_AS but may refuse it
            resource.setrlimit(which, (to if hard == resource.RLIM_INFINITY else min(to, hard), hard))
