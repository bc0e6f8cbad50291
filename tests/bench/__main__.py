"""How fast an article is sent, and how the desk's time grows with its pages: `make bench`.

Two sites, one small and one large, each in a process and a database of its own, are asked the
same in turns, so that whatever else the machine does falls on both alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench import serving

SMALL, LARGE = 50, 10_000
ROUNDS = 15
MOST = 1.5  # times as long, and the same number of queries

ADDRESSES = {
    "list": "/admin/articles/article/",
    "editor": "/admin/articles/article/page-25/change/",
    "front": "/admin/",
    "filtered": "/admin/articles/article/?state=live-with-changes",
    "history": "/admin/articles/article/page-25/history/",
}


@dataclass(frozen=True)
class Site:
    process: subprocess.Popen[str]

    def ask(self, address: str) -> tuple[float, int]:
        """Milliseconds and queries of one answer."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        time, queries = self.process.stdout.readline().split()
        return float(time), int(queries)


def start(count: int, folder: Path) -> Site:
    folder.mkdir()
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TEST_DATA_DIR": str(folder),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.answering", str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    return Site(process)


def main() -> int:
    is_good = True
    beside_bare = serving.ratio()
    is_good &= beside_bare >= serving.LEAST
    print(f"article  {beside_bare:.2f} of the requests a second of a bare app", flush=True)  # noqa: T201
    with tempfile.TemporaryDirectory(prefix="ldn-bench-") as folder:
        small = start(SMALL, Path(folder) / "small")
        large = start(LARGE, Path(folder) / "large")
        for name, address in ADDRESSES.items():
            few, many = [], []
            for _ in range(2):  # what is kept between requests is kept on both
                small.ask(address), large.ask(address)
            for _ in range(ROUNDS):
                few.append(small.ask(address))
                many.append(large.ask(address))
            times = [statistics.median(time for time, _ in answers) for answers in (few, many)]
            queries = [max(count for _, count in answers) for answers in (few, many)]
            ratio = times[1] / times[0]
            is_good &= ratio <= MOST and queries[0] == queries[1]
            print(  # noqa: T201
                f"{name:8} {SMALL}: {times[0]:.0f} ms, {queries[0]} queries | "
                f"{LARGE}: {times[1]:.0f} ms, {queries[1]} queries | {ratio:.2f}x",
                flush=True,
            )
        for site in (small, large):
            site.process.stdin.close()
            site.process.wait()
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
