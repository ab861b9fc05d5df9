"""Bad input, said in one line: which field, which value, what is allowed, and the nearest valid name."""

import errno
from collections.abc import Iterable

from urrbmi.money import show

#: why the system cannot open, read or write a file, and what to do
REASONS = {
    errno.ENOENT: "没有这个文件或文件夹；请检查名字和所在的位置",
    errno.EISDIR: "这是一个文件夹；请写里面一个文件的名字",
    errno.ENOTDIR: "路径中间有一段不是文件夹；请检查路径",
    errno.EACCES: "没有权限；请改文件的权限，或换一个位置",
    errno.EPERM: "系统不允许；请改文件的权限，或换一个位置",
    errno.EROFS: "这里只能读，不能写；请换一个位置",
    errno.ENOSPC: "磁盘满了；请腾出空间再试",
    errno.EDQUOT: "磁盘的配额用完了；请腾出空间再试",
    errno.EFBIG: "文件超过了系统允许的大小；请放宽这个限制再试",
    errno.EIO: "读写时出了错；请看看磁盘够不够、有没有损坏",
    errno.EEXIST: "这里已经有一个同名的文件；请把它移到别处",
    errno.ENAMETOOLONG: "名字太长；请换一个短些的",
    errno.ELOOP: "链接绕成了圈；请写文件本身的路径",
}


class BadInput(ValueError):
    """Input that cannot be settled; its text is one line for a person to read."""


def reason(error: OSError) -> str:
    """Why a file cannot be used, and what to do."""
    return REASONS.get(error.errno or 0, "系统打不开它；请看看它是不是普通文件，有没有被别的程序占用")


def unknown_name(field: str, value: object, allowed: Iterable[str]) -> BadInput:
    """The error for a name that is not among the allowed ones."""
    names = list(allowed)
    return BadInput(f"{field}：没有 {show(value)}；可用：{'、'.join(names)}{nearest(value, names)}")


def nearest(value: object, names: Iterable[str]) -> str:
    """What the value was perhaps meant to be, as the end of a message; empty where nothing is near."""
    from difflib import get_close_matches  # only errors need it, and loading it costs the browser time

    close = get_close_matches(str(value)[:80], list(names), n=1, cutoff=0.5)
    return f"；是不是 {close[0]}？" if close else ""
