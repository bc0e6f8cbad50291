"""Lighthouse on a telephone, from npm, in this folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser import starting

HERE = Path(__file__).parent
INSTALLED = HERE / "node_modules"
# Needed nowhere else, so it is said only here.
MISSING = (
    "Lighthouse needs Node 20 or newer with npm, and {} was not found: https://nodejs.org/ "
    "(Debian 13, Ubuntu: apt-get install nodejs npm). Without it: make audit ARGS=--no-lighthouse"
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
# Whatever else the machine does can only lower a score: the best of so many runs counts.
TRIES = 3


@dataclass
class Scores:
    scores: dict[str, int]
    lcp: float
    cls: float
    lost: dict[str, str] = field(default_factory=dict)

    @property
    def sum(self) -> int:
        return sum(self.scores.values())


def install() -> None:
    """Install what package-lock.json pins, unless it is here; raises SystemExit without Node."""
    for tool in ("node", "npm"):
        if not shutil.which(tool):
            raise SystemExit(MISSING.format(tool))
    lock, mark = HERE / "package-lock.json", INSTALLED / "package-lock.json"
    if mark.exists() and mark.read_bytes() == lock.read_bytes():
        return
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=HERE, check=True)
    shutil.copy(lock, mark)


def measure(url: str, on_purpose: Collection[str] = ()) -> Scores:
    """The best of a few runs; one is enough where no more is lost than was meant to be."""
    best = None
    for _ in range(TRIES):
        scores = run(url)
        best = scores if best is None or scores.sum > best.sum else best
        if not best.lost.keys() - on_purpose:
            break
    assert best
    return best


def run(url: str) -> Scores:
    done = subprocess.run(
        [
            "node",
            str(INSTALLED / "lighthouse" / "cli" / "index.js"),
            url,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={CHROMIUM}",
        ],
        cwd=HERE,
        env=os.environ | {"CHROME_PATH": starting.find_chromium() or ""},
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse on {url}: {done.stderr[-2000:]}")
    return read(json.loads(done.stdout))


def read(report: dict) -> Scores:
    audits = report["audits"]
    scores = {name: report["categories"][name]["score"] for name in CATEGORIES}
    lost = {
        ref[
            "id"
        ]: f"{name}: {audits[ref['id']]['title']} {audits[ref['id']].get('displayValue', '')}"
        for name in CATEGORIES
        if scores[name] is None or scores[name] < 1
        for ref in report["categories"][name]["auditRefs"]
        if ref["weight"] and (audits[ref["id"]]["score"] or 0) < 1
        if audits[ref["id"]]["scoreDisplayMode"] not in {"notApplicable", "manual", "informative"}
    }
    return Scores(
        {name: round(100 * (score or 0)) for name, score in scores.items()},
        audits["largest-contentful-paint"].get("numericValue", 0.0),
        audits["cumulative-layout-shift"].get("numericValue", 0.0),
        lost,
    )
