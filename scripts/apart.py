"""Work in a process of its own that has what this one has: what is forked need not be handed over."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")

#: what the other process does, which is there when it begins
_tasks: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []


def apart(do: Callable[..., Result], *given: Any) -> Future[Result]:
    """Begins to do something in a process that ends with it; only the result is handed over."""
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(1, fork, initializer=_begin, initargs=(do, given))
    begun = pool.submit(_do)
    pool.shutdown(wait=False)
    return begun


def wait_for_all() -> None:
    """Waits for all that was begun. A program that ends before, with the interpreter's own end, may get a traceback from
    the pools: it wakes them while they close what they are woken by.
    """
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()


def _begin(do: Callable[..., Any], given: tuple[Any, ...]) -> None:
    _tasks.append((do, given))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process when the one that began it was killed: it would wait for ever to hand over what it has made."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do() -> Any:
    # What came along stays: looking through it for garbage would copy every page of memory that it lies in. Nearly all that
    # is made here stays as well, so the rest is looked through seldom.
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    gc.enable()
    do, given = _tasks[-1]
    return do(*given)
