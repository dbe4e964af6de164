"""Threads that run calls one after another: `concurrent.futures` without what the window does not use of it.

Its import alone takes a twentieth of the time to the first picture, as it brings the logging package along.
"""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any

_Call = tuple[Callable[..., object], tuple[Any, ...]]


class Workers:
    """`count` threads, started with the first call. With one of them, calls keep their order."""

    def __init__(self, count: int, name: str) -> None:
        self._count, self._name = count, name
        self._calls: SimpleQueue[_Call | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._ended = False

    def submit(self, call: Callable[..., object], *args: Any) -> None:
        """Run a call on one of the threads. It must not raise: nobody would hear of it."""
        if self._ended:
            raise RuntimeError("The threads have ended.")
        self._calls.put((call, args))
        if not self._threads:
            names = [f"{self._name}-{number}" for number in range(self._count)]
            self._threads = [Thread(target=self._run, name=name, daemon=True) for name in names]
            for thread in self._threads:
                thread.start()

    def shutdown(self) -> None:
        """Run what was submitted, then end the threads. After that, `submit` raises RuntimeError."""
        self._ended = True
        for _ in self._threads:
            self._calls.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (job := self._calls.get()) is not None:
            call, args = job
            call(*args)
