"""Reads YAML safely, keeping where everything stands.

Only plain data: no tags, anchors or aliases (an alias can blow a small file up into gigabytes), no key twice. Numbers keep
their decimals exactly; days stay text.
"""

import hashlib
import json
import re
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from reading.characters import odd_character
from reading.problems import Problem, quoted, relative
from reading.yaml_errors import GLUED, colon_advice, explained
from urrbmi.errors import reason

#: where a value stands: the keys and indexes that lead to it -> (line, column), both from 1
Path_ = tuple[str | int, ...]
Positions = dict[Path_, tuple[int, int]]

DEEPEST = 20
LARGEST = 2_000_000
_NOT_READ = "文件名要以 .yml 结尾，否则不会被读到；请改名，或移到别处"
_NO_FILE = "不是普通的文件，或者是断了的链接；请换成一个文件"
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,10}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_RESOLVER: Any = yaml.resolver.Resolver()
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loaded:
    """One YAML file: its data, where each key and list entry stands in it, and a digest of its bytes as they were read."""

    def __init__(self, file: Path, shown: str, digest: str, data: Any, positions: Positions) -> None:
        self.file = file
        self.shown = shown
        self.digest = digest
        self.data = data
        self._positions: Positions | None = positions

    def __getstate__(self) -> dict[str, Any]:
        """All but the positions: they are half of it, and hardly ever asked for."""
        return {**self.__dict__, "said": self.said, "_positions": None}

    @cached_property
    def said(self) -> str:
        """A digest of what it says: of its data, decimals as they are written."""
        return hashlib.sha256(
            json.dumps(self.data, ensure_ascii=False, default=str).encode(errors="surrogatepass")
        ).hexdigest()

    @property
    def positions(self) -> Positions:
        """The line and column of each place; looked up in the file again where they were not kept."""
        if self._positions is None:
            again, _ = load(self.file, self.shown)
            self._positions = again.positions if again else {}
        return self._positions

    def problem(self, path: Path_, message: str) -> Problem:
        """A problem at the nearest place that exists on the way to the path."""
        while path and path not in self.positions:
            path = path[:-1]
        line, column = self.positions.get(path, (1, 1))
        return Problem(self.shown, line, column, message)


def listed_files(folder: Path, root: Path) -> tuple[list[Path], list[Problem]]:
    """The YAML files of a folder, in order, and what else lies there; hidden files are the system's own."""
    files = [file for file in sorted(folder.rglob("*")) if not (file.is_dir() or file.name.startswith("."))]
    strays = {file: _NO_FILE for file in files if not file.is_file()}
    strays |= {file: _NOT_READ for file in files if file.suffix != ".yml"}
    problems = [Problem(relative(file, root), 1, 1, message) for file, message in strays.items()]
    return [file for file in files if file not in strays], problems


def load(file: Path, shown: str) -> tuple[Loaded | None, list[Problem]]:
    """The file's content, or None and what is wrong with it as YAML."""
    if file.exists() and not (file.is_file() or file.is_dir()):  # to read a pipe would wait for ever
        return None, [Problem(shown, 1, 1, _NO_FILE)]
    try:
        raw = file.read_bytes()
        if len(raw) > LARGEST:
            return None, [Problem(shown, 1, 1, f"文件有 {len(raw)} 字节，太大；最多 {LARGEST} 字节，请检查内容")]
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Problem(shown, line, 1, "不是 UTF-8 文本；请用 UTF-8 编码另存")]
    except OSError as error:
        return None, [Problem(shown, 1, 1, f"读不了这个文件：{reason(error)}")]
    odd = _odd_lines(text, shown)
    if odd:
        return None, odd
    try:
        deep = _too_deep(text)
        if deep:
            return None, [Problem(shown, *deep, f"嵌套太深；最多 {DEEPEST} 层")]
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        return None, [Problem(shown, *explained(text, error))]
    except yaml.YAMLError as error:
        return None, [Problem(shown, 1, 1, f"YAML 里有不允许的字符（{quoted(error)}）；请删去控制字符")]
    reader = _Reader(shown)
    data = reader.read(node, ()) if node else None
    if data is None:
        return None, reader.problems or [Problem(shown, 1, 1, "文件是空的；请从 rules/template.yml 抄起")]
    return Loaded(file, shown, hashlib.sha256(raw).hexdigest(), data, reader.positions), reader.problems


def _odd_lines(text: str, shown: str) -> list[Problem]:
    """The first odd character of each line, wherever it is (in a comment, too, it deceives who reads the file)."""
    lines = text.replace("\r\n", "\n").replace("\t", " ").split("\n")  # of tabs the parser tells
    found = [(number, odd_character(line)) for number, line in enumerate(lines, 1)]
    return [Problem(shown, number, odd[0] + 1, odd[1]) for number, odd in found if odd]


def _too_deep(text: str) -> tuple[int, int] | None:
    """Where the nesting goes too deep, found without building it up: libyaml's own recursion would crash there."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return _position(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _compose(text: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


class _Reader:
    """Turns YAML nodes into plain data, noting positions and problems."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.positions: Positions = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def read(self, node: yaml.Node, path: Path_) -> Any:
        self.positions.setdefault(path, _position(node))
        if id(node) in self.seen:
            self.wrong(node, "用了 YAML 别名（*名字）；这里不允许，请把内容直接写出来")
            return None
        self.seen.add(id(node))
        if node.tag != _untagged(node):
            self.wrong(node, f"不允许 YAML 标签 {quoted(node.tag)}；请直接写值")
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        text = self.words(node)
        return text if isinstance(node, yaml.ScalarNode) and node.style else _plain(text)

    def words(self, node: yaml.Node) -> str:
        """What a scalar says; an escape in quotes may have brought in what must not stand in the file either."""
        text = str(node.value)
        odd = odd_character(text)
        if odd:
            self.wrong(node, odd[1])
        elif "\n" in text:
            self.wrong(node, "值里有换行；请写成一行，不用 |、> 和 \\n")
        return text

    def mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.words(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if key is None or key == "<<":
                self.wrong(key_node, "键只能是一个词；不允许列表、映射或 <<")
                continue
            glued = GLUED.fullmatch(key) if not (key_node.style or value_node.value) else None
            if glued:
                key = glued[1]
                self.wrong(key_node, colon_advice(*glued.groups()))
            if key in data:
                first = self.positions[(*path, key)]
                self.wrong(key_node, f"{quoted(key)} 写了两次（上一次在第 {first[0]} 行）；只能留一个")
                continue
            self.positions[(*path, key)] = _position(key_node)
            # an entry like {item:premium} is taken as it was meant, so that no more is said of it
            data[key] = _plain(glued[3]) if glued else self.read(value_node, (*path, key))
        return data

    def wrong(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self.shown, *_position(node), message))


def _plain(text: str) -> Any:
    """What stands for itself without quotes: a number, a word such as true, else text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text


def _untagged(node: yaml.Node) -> str:
    """The tag that a node has if none is written."""
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return str(_RESOLVER.resolve(type(node), node.value, (plain, not plain)))


def _position(node: Any) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
