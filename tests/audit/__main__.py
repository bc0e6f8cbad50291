"""Every check on every page in all nine ways, and Lighthouse on every template: `make audit`.

The site is set up anew in a folder of its own and served on a free port, so nothing else is
touched. Ends with a status other than 0 where anything was found.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests import serving
from tests.audit import lighthouse
from tests.audit.pages import Report, audit
from tests.browser import starting
from tests.browser.checks.network import Load
from tests.browser.templates import TEMPLATES, Template
from tests.crawling import Page, links_of

KINDS_OF_BYTES = ("HTML", "CSS", "JS", "fonts", "images and the rest", "headers")


def main() -> int:
    options = read_options()
    if not starting.find_chromium():
        raise SystemExit(starting.MISSING)
    if options.has_lighthouse:
        lighthouse.install()
    with tempfile.TemporaryDirectory(prefix="ldn-audit-") as folder:
        data = Path(folder) / "var"
        say_when("Setting up a site of its own")
        serving.set_up(data)
        with serving.serve(data, WEB_CONCURRENCY="2") as site:
            targets = {
                name: template
                for name, template in (TEMPLATES | pages_of(site)).items()
                if template.path.startswith(options.path)
            }
            found = look_at(site, targets)
            if options.has_lighthouse:
                found += measure(
                    site, {name: targets[name] for name in TEMPLATES if name in targets}
                )
    say(f"\n{found} found." if found else "\nNothing found.")
    return 1 if found else 0


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("path", nargs="?", default="/", help="only addresses that begin so")
    parser.add_argument("--no-lighthouse", dest="has_lighthouse", action="store_false")
    return parser.parse_args()


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def say_when(words: str) -> None:
    say(f"{time.strftime('%H:%M:%S')} {words}")


def pages_of(site: serving.Site) -> dict[str, Template]:
    """Every page of the sitemap that is not among the templates."""
    sitemap = Page(f"{site.url}/sitemap.xml", site.get("/sitemap.xml"))
    known = {template.path for template in TEMPLATES.values()}
    paths = [urlsplit(url).path for url in links_of(sitemap)]
    return {path: Template(path) for path in paths if path not in known}


def look_at(site: serving.Site, targets: dict[str, Template]) -> int:
    say_when(f"Looking at {len(targets)} pages in nine ways")
    loads: dict[str, Load] = {}
    number = found = 0
    for number, report in enumerate(audit(site.url, targets), 1):
        tell(report, number, len(targets))
        found += len(report.faults)
        if report.load:
            loads[report.kind] = report.load
    weigh({kind: loads[kind] for kind in TEMPLATES if kind in loads})
    return found


def tell(report: Report, number: int, total: int) -> None:
    say_when(f"{number} of {total}: {report.kind}: {len(report.faults) or 'nothing'} found")
    for fault in report.faults:
        say(f"    {fault}")


def weigh(loads: dict[str, Load]) -> None:
    heads = [*KINDS_OF_BYTES, "total", "requests"]
    rows = [
        [kind, *(load.bytes[part] for part in KINDS_OF_BYTES), load.total, load.requests]
        for kind, load in loads.items()
    ]
    show("Bytes on the wire before scrolling, compressed, nothing kept from before", heads, rows)


def measure(site: serving.Site, targets: dict[str, Template]) -> int:
    rows: list[list[object]] = []
    notes: list[str] = []
    found = 0
    for kind, template in targets.items():
        # Lighthouse opens an address: it sends no form, and measures no page with an error.
        if template.is_sent_empty or template.status != 200:
            continue
        say_when(f"Lighthouse: {kind}")
        excused = excused_on(template)
        scores = lighthouse.measure(site.url + template.path, excused)
        rows.append([kind, *scores.scores.values(), round(scores.lcp), f"{scores.cls:.3f}"])
        for name, why in scores.lost.items():
            notes.append(f"{kind}: {why} ({excused.get(name, 'a fault')})")
            found += name not in excused
    show("Lighthouse, mobile", [*lighthouse.CATEGORIES, "LCP ms", "CLS"], rows)
    say("\n".join(notes))
    return found


def excused_on(template: Template) -> dict[str, str]:
    """Audits that fail by design, and the reason."""
    excused = {}
    if not template.is_listed:
        excused["is-crawlable"] = "by design: not for search engines"
    if template.path == "/visit/":
        excused["robots-txt"] = "by design: the page lets nobody send a request, nor Lighthouse"
    return excused


def show(title: str, heads: list[str], rows: list[list[object]]) -> None:
    say(f"\n## {title}\n")
    say(f"| page | {' | '.join(heads)} |\n|{' --- |' * (len(heads) + 1)}")
    for row in rows:
        say(f"| {' | '.join(map(str, row))} |")


if __name__ == "__main__":
    sys.exit(main())
