"""The command line: urrbmi settle, lookup, and the questions premium, financing, enrolment, conversion."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

from urrbmi.errors import BadInput, nearest
from urrbmi.interface import Interface, read_json
from urrbmi.lookup import lookup
from urrbmi.policy import Policy
from urrbmi.questions.conversion import conversion
from urrbmi.questions.enrolment import enrolment
from urrbmi.questions.financing import financing
from urrbmi.questions.premium import premium
from urrbmi.settle import settle_text
from urrbmi.spreadsheet import Spreadsheet, csv_text
from urrbmi.statement import dumps

#: questions that take a JSON object and give one
QUESTIONS = {
    "premium": (premium, "个人缴费：一年交多少，由谁交"),
    "financing": (financing, "财政补助：一年补多少，各级各出多少"),
    "enrolment": (enrolment, "参保：从哪天起享受待遇"),
    "conversion": (conversion, "年限折算：几年居民医保折几年职工医保"),
}
COMMANDS = ("settle", "lookup", *QUESTIONS)


class Parser(argparse.ArgumentParser):
    """Bad arguments are bad input: one line, exit status 2."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"命令不对：{message}；用法见 {self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 answered, 2 bad input (one line on standard error)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        run(parse(sys.argv[1:] if arguments is None else arguments))
    except BadInput as error:
        print(f"urrbmi: {' '.join(str(error).splitlines())}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        sys.stderr.close()
        return 0
    return 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line as a namespace. Raises BadInput."""
    if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        raise BadInput(f"没有 {arguments[0]} 这个命令；可用：{'、'.join(COMMANDS)}{nearest(arguments[0], COMMANDS)}")
    parser = Parser(prog="urrbmi", description="城乡居民基本医疗保险：按文件结算费用，查某地某日的规定。")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    settling = commands.add_parser("settle", help="结算：一个案例（JSON）进，一份结算单（JSON）出")
    settling.add_argument("--lines", action="store_true", help="每行一个案例，逐行输出结算单；坏行输出错误，不中断")
    settling.add_argument("--csv", action="store_true", help="表格：IN 每行一项费用，OUT 在右边添上结果")
    settling.add_argument("paths", nargs="+", metavar="FILE", help="文件，- 表示标准输入；--csv 时为 IN OUT")
    looking = commands.add_parser("lookup", help="查询：某市某日有效的规定，附出处")
    looking.add_argument("place", metavar="PLACE", help="市名或行政区划代码")
    looking.add_argument("date", metavar="DATE", help="日期，如 2025-03-10")
    looking.add_argument("item", metavar="ITEM", nargs="?", help="项目，如 inpatient_deductible；不填为全部")
    for name, (_, words) in QUESTIONS.items():
        asking = commands.add_parser(name, help=words)
        asking.add_argument("path", nargs="?", default="-", metavar="FILE", help="问题（JSON），不填或 - 表示标准输入")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> None:
    """Carries out a parsed command."""
    interface = Interface(policy_text())
    if options.command == "lookup":
        print(dumps(lookup(options.place, options.date, options.item, interface.policy)))
        return
    if options.command in QUESTIONS:
        question, _ = QUESTIONS[options.command]
        print(dumps(question(read_json("".join(lines(options.path))), interface.policy)))
        return
    expected = 2 if options.csv else 1
    if len(options.paths) != expected or (options.csv and options.lines):
        raise BadInput("命令不对：settle FILE，settle --lines FILE，或 settle --csv IN OUT")
    if options.csv:
        settle_csv(Path(options.paths[0]), Path(options.paths[1]), interface.policy)
    elif options.lines:
        for line in lines(options.paths[0], errors="replace"):  # a line that is no UTF-8 becomes a bad line
            if line.strip():
                print(interface.settle(line))
    else:
        print(settle_text(read_json("".join(lines(options.paths[0]))), interface.policy))


def settle_csv(source: Path, target: Path, policy: Policy) -> None:
    """Settles each row of a spreadsheet into another one. Raises BadInput where a file cannot be read or written."""
    try:
        raw = source.read_bytes()
    except OSError as error:
        raise BadInput(f"读不了 {source}：{error.strerror}") from None
    sheet = Spreadsheet(raw, str(source))
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            stream.write(sheet.head())
            stream.write(csv_text(row.cells for row in sheet.settle(0, len(sheet.rows), policy)))
    except OSError as error:
        raise BadInput(f"写不了 {target}：{error.strerror}") from None


def policy_text() -> str:
    """The compiled policy model that came with the package."""
    try:
        return (files("urrbmi") / "policy.json").read_text(encoding="utf-8")
    except OSError:
        raise BadInput("还没有编译好的规则数据（policy.json）；请先运行 make site") from None


def lines(path: str, errors: str = "strict") -> Iterator[str]:
    """The lines of a file, or of standard input for -. Raises BadInput where it cannot be read."""
    try:
        if path == "-":
            sys.stdin.reconfigure(encoding="utf-8-sig", errors=errors)  # type: ignore[union-attr]
            yield from sys.stdin
        else:
            with open(path, encoding="utf-8-sig", errors=errors) as stream:
                yield from stream
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"读不了 {path}：{_reason(error)}") from None


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "无法打开") if isinstance(error, OSError) else "不是 UTF-8 文本"


if __name__ == "__main__":
    sys.exit(main())
