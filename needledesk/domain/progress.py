"""How far a long job is, and whether it is still wanted."""

from __future__ import annotations

from needledesk.errors import Stopped


class Progress:
    """The job counts, whoever waits looks, and may stop it. Both may be in different threads."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self._wanted = True

    def expect(self, total: int) -> None:
        """How many steps there will be."""
        self.total = total

    def step(self, count: int = 1) -> None:
        """So much more is done. Raises Stopped once the job is no longer wanted."""
        self.done += count
        if not self._wanted:
            raise Stopped("Stopped.", "Nothing was left behind.")

    def stop(self) -> None:
        """End the job at its next step; it takes back what it has done so far."""
        self._wanted = False
