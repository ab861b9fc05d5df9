"""Lighthouse's points for the speed of pages on a phone, the median of several visits each; asserts nothing.

Lighthouse reckons with a slow line and a slow phone, but does so from what it saw on this machine: a busy one takes
points from every page.
"""

import statistics
from threading import Thread

import lighthouse
import serve
from bench_table import publish

VISITS = 5
PAGES = {
    "首页": "",
    "一个项目": "items/inpatient-deductible/",
    "一个市": "cities/jinzhong/",
    "比一比": "compare/",
    "算一算": "calculator/",
}


def main() -> None:
    with serve.server() as http:
        Thread(target=http.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{http.server_port}/"
        # In turns, so that a busy moment does not fall on one page alone.
        visits = [{name: _points(home + path) for name, path in PAGES.items()} for _ in range(VISITS)]
        http.shutdown()
    rows = [[name, *_figures([visit[name] for visit in visits])] for name in PAGES]
    publish("lighthouse", ("Lighthouse（手机）的性能分", "中位", "最高", "最低"), rows)


def _points(address: str) -> int:
    return lighthouse.judge(address, lighthouse.PERFORMANCE)["performance"].score


def _figures(points: list[int]) -> list[str]:
    return [f"{pick(points):.0f}" for pick in (statistics.median, max, min)]


if __name__ == "__main__":
    main()
