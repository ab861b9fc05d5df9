"""The command line: urrbmi settle, lookup, the questions premium, financing, enrolment, conversion, and the analyses
compare, change, next, reverse.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

from urrbmi.analysis.change import change
from urrbmi.analysis.compare import compare
from urrbmi.analysis.next_yuan import next_yuan
from urrbmi.analysis.reverse import reverse
from urrbmi.errors import BadInput, nearest, reason
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
#: analyses of a case: the same, with what goes in and what comes out
ANALYSES = {
    "compare": (
        compare,
        "比较：同样的费用在各市、各年怎么付",
        """\
进：{"case": 案例, "places": ["太原市", …], "years": [2024, 2025]}
    案例的写法与 settle 相同。places、years 不填就是全部市、全部年。
    每项费用的日期整年移动，使第一项落在那一年；2月29日在平年算2月28日。
出：cost；place、year（案例自己的）；rows，一市一行：place、code、years。years 里一年一格：year、status，
    ok 时有 basic_fund、critical_illness、self，unknown 时有 missing（缺少的项目）。""",
    ),
    "change": (
        change,
        "变化：换一个市、换一年，差多少，各由哪条规定造成",
        """\
进：{"case": 案例, "to": {"place": "太原市", "year": 2024}}
    to 里至少填一个：place，year（整年移动），date（只有一项费用时，换到哪一天；不与 year 同填）。
出：cost；from、to，两头的 place、date、basic_fund、critical_illness、self；difference，to 减 from；
    parts，一条规定一份：item、name、dimensions、before、after（没有收录的是 null）、三个差额、
    citations_before、citations_after。按结算的先后一条一条换，各份加起来分文不差；没有影响的不列；
    换到一半算不出来的并成一份，item 用 + 连起来。有一头算不出来时 status 是 unknown，missing 写明缺什么。""",
    ),
    "next": (
        next_yuan,
        "再多花一点：下一元由谁付，到多少钱换一种分法",
        """\
进：{"case": 案例, "claim": 0, "cost": "class_a", "amount": 1000}
    claim 是第几项费用（从 0 数起，不填是最后一项）；cost 是哪一种费用在变（不填是 class_a；只有一个
    金额的费用不用填）；amount 是再多花多少（不填是 1000）。
出：at（那一种费用现在多少）、bill（那一项费用一共多少）；next，再多花 amount 由谁付
    （不知道时 status 是 unknown，missing 写明缺什么）；segments，从 0 到最高的金额分成几段，一段之内分法不变：
    from、to（这一段的第一分和最后一分）、bill_from、status、
    basic_fund、critical_illness、self（from 处全部费用的结果）、per_yuan（下一元的分法）、
    begins（这里开始了什么：what、text、citations；第一段是 null）。
    一段之内，基金付的就是按 per_yuan 算出、四舍五入到分的数；大病保险因为基金先已取整，相差不到一分。""",
    ),
    "reverse": (
        reverse,
        "倒着算：费用多少，才会得到某个结果",
        """\
进：{"case": 案例, "claim": 0, "cost": "class_a", "goal": {"self": 20000}}
    goal 填一个：self、basic_fund、critical_illness（正好付多少），或 begins（next 里的 what，例如 annual_cap）。
出：status；answer：exact（只有一个金额）、interval（从 from 到 to 都一样）、impossible（不可能）、unknown（缺规定）；
    from、to（最低的那些金额）、bill_from、bill_to、because（为什么）、citations。""",
    ),
}
COMMANDS = ("settle", "lookup", *QUESTIONS, *ANALYSES)


NO_COMMAND = f"请写明要做什么，例如 urrbmi settle case.json；可用：{'、'.join(COMMANDS)}；用法见 urrbmi --help"
#: how argparse begins to say what is wrong, and how we do; the rest of its words are names of arguments
MISTAKES = {"the following arguments are required: ": "缺少 ", "unrecognized arguments: ": "用不到 "}


class Parser(argparse.ArgumentParser):
    """Bad arguments are bad input: one line, exit status 2."""

    def error(self, message: str) -> NoReturn:
        said = [ours + message.removeprefix(theirs) for theirs, ours in MISTAKES.items() if message.startswith(theirs)]
        raise BadInput(f"命令不对：{(said or ['选项的写法不对'])[0]}；用法见 {self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 answered, 2 bad input (one line on standard error)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        run(parse(sys.argv[1:] if arguments is None else arguments))
        print(end="", flush=True)  # what cannot be written is to be known now, not as Python ends
    except BadInput as error:
        return _refuse(str(error))
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        _leave_output()
    except OSError as error:
        _leave_output()
        return _refuse(f"结果写不出去：{reason(error)}")
    except KeyboardInterrupt:
        _refuse("中断了，后面的没有算")
        return 130  # as shells have it
    return 0


def _refuse(message: str) -> int:
    """Says on standard error, in one line, why there is no answer; gives the exit status."""
    print(f"urrbmi: {' '.join(message.splitlines())}", file=sys.stderr)
    return 2


def _leave_output() -> None:
    """Lets what could not be written go nowhere, or Python would try again as it ends, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line as a namespace. Raises BadInput."""
    if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        raise BadInput(f"没有 {arguments[0]} 这个命令；可用：{'、'.join(COMMANDS)}{nearest(arguments[0], COMMANDS)}")
    parser = Parser(prog="urrbmi", description="城乡居民基本医疗保险：按文件结算费用，查某地某日的规定。")
    commands = parser.add_subparsers(dest="command", parser_class=Parser)
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
    for name, (_, words, described) in ANALYSES.items():
        layout = argparse.RawDescriptionHelpFormatter
        analysing = commands.add_parser(name, help=words, description=f"{words}\n\n{described}", formatter_class=layout)
        analysing.add_argument("path", metavar="FILE", help="请求（JSON），- 表示标准输入")
    options = parser.parse_args(arguments)
    if options.command is None:
        raise BadInput(NO_COMMAND)
    return options


def run(options: argparse.Namespace) -> None:
    """Carries out a parsed command."""
    interface = Interface(policy_text())
    if options.command == "lookup":
        print(dumps(lookup(options.place, options.date, options.item, interface.policy)))
        return
    if options.command in QUESTIONS or options.command in ANALYSES:
        question = (QUESTIONS.get(options.command) or ANALYSES[options.command])[0]
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
    """Settles each row of a spreadsheet into another one. Raises BadInput where a file cannot be read or written, or both are one."""
    if target.exists() and source.exists() and target.samefile(source):
        raise BadInput(f"写不了 {target}：它就是要读的表格；请给结果另取一个名字")
    try:
        raw = source.read_bytes()
    except OSError as error:
        raise BadInput(f"读不了 {source}：{reason(error)}") from None
    sheet = Spreadsheet(raw, str(source))
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            stream.write(sheet.head())
            stream.write(csv_text(row.cells for row in sheet.settle(0, len(sheet.rows), policy)))
    except OSError as error:
        raise BadInput(f"写不了 {target}：{reason(error)}") from None


def policy_text() -> str:
    """The compiled policy model that came with the package."""
    try:
        return (files("urrbmi") / "policy.json").read_text(encoding="utf-8")
    except OSError:
        raise BadInput("还没有编译好的规则数据（policy.json）；请先运行 make site") from None


def lines(path: str, errors: str = "strict") -> Iterator[str]:
    """The lines of a file, or of standard input for -. Raises BadInput where it cannot be read."""
    if path == "-" and sys.stdin is None:
        raise BadInput("读不了 -：没有标准输入；请写文件名，或用 | 把内容送进来")
    try:
        if path == "-":
            sys.stdin.reconfigure(encoding="utf-8-sig", errors=errors)  # type: ignore[union-attr]
            yield from sys.stdin
        else:
            with open(path, encoding="utf-8-sig", errors=errors) as stream:
                yield from stream
    except UnicodeDecodeError:
        raise BadInput(f"读不了 {path}：不是 UTF-8 文本；请另存为 UTF-8") from None
    except OSError as error:
        raise BadInput(f"读不了 {path}：{reason(error)}") from None


if __name__ == "__main__":
    sys.exit(main())
