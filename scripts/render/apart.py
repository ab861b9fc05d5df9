"""Work in a process of its own that has what this one has: what is forked need not be handed over."""

import gc
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")

#: what the other process does, which is there when it begins
_tasks: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []


def apart(do: Callable[..., Result], *given: Any) -> Future[Result]:
    """Begins to do something in a process that ends with it; only the result is handed over."""
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(1, fork, initializer=_tasks.append, initargs=((do, given),))
    begun = pool.submit(_do)
    pool.shutdown(wait=False)
    return begun


def _do() -> Any:
    # What came along stays: looking through it for garbage would copy every page of memory that it lies in. Nearly all that
    # is made here stays as well, so the rest is looked through seldom.
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    gc.enable()
    do, given = _tasks[-1]
    return do(*given)
