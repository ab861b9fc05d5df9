"""Runs the other programs of the build, and says in one line what a person can do about one that failed."""

import errno
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from urrbmi.errors import REASONS

#: what ends a program whatever it does; programs of other languages tell of it each in its own way
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ROOT = Path(__file__).resolve().parent.parent


class ProgramError(Exception):
    """A program failed; its text is for the person who runs the build."""


def run(command: Sequence[str], stage: str, given: str | None = None) -> str:
    """Runs a program in the project's folder with `given` as its input; returns its output.

    Raises ProgramError, which names the stage of the build.
    """
    done = subprocess.run(
        command,
        cwd=_ROOT,
        input=given,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise ProgramError(f"“{stage}”失败：{_why(done.returncode, (done.stderr or done.stdout).strip())}")
    return done.stdout


def _why(status: int, said: str) -> str:
    """What a program that failed said, without the way through its own files that led there."""
    for number in _FULL:
        signs = (errno.errorcode[number], f"[Errno {number}]", os.strerror(number))
        if any(sign.casefold() in said.casefold() for sign in signs):
            return REASONS[number]
    if status < 0:
        return f"程序被系统中止（信号 {-status}）；请看看内存和磁盘够不够，再试一次"
    return said.splitlines()[-1] if "Traceback (most recent call last)" in said else said
