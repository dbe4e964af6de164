"""How far a long job is, and whether it is still wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from needledesk.errors import Stopped


@dataclass(frozen=True, slots=True)
class Watch:
    """Whoever waits for a long job: `progress(words, done, whole)` is told of each step, `cancelled()` is asked.

    Both are called in the thread of the job.
    """

    progress: Callable[[str, int, int], None] = lambda _words, _done, _whole: None
    cancelled: Callable[[], bool] = lambda: False

    def step(self, words: str, done: int = 0, whole: int = 0) -> None:
        """Between two steps. Raises Stopped once it is cancelled."""
        if self.cancelled():
            raise Stopped("This was stopped.", "Nothing was changed, and earlier copies are as they were.")
        self.progress(words, done, whole)


#: Nobody waits, and nobody stops it.
NOBODY = Watch()


class Steps:
    """The steps of a job whose number is known, counted for a watch."""

    def __init__(self, watch: Watch, whole: int, words: str = "") -> None:
        self._watch, self._whole, self._words = watch, whole, words
        self._done = 0

    def step(self, count: int = 1) -> None:
        """So many more are done. Raises Stopped once the job is no longer wanted."""
        self._done += count
        self._watch.step(self._words, self._done, self._whole)
