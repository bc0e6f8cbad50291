"""Every check of the browser suite on one page after the other, several at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from tests.browser import looking, starting
from tests.browser.checks import focus, network, paper, reading
from tests.browser.templates import Template

# So many pages for each start of a browser.
AT_A_TIME = 6
PATIENCE = 120_000  # milliseconds: a machine that does nothing else may still be slow
FOCUS_WAYS = (looking.Way(390), looking.Way(1280, "dark"), looking.Way(1280, "forced"))


@dataclass(frozen=True)
class Report:
    kind: str
    faults: list[str]
    load: network.Load | None


def audit(url: str, targets: dict[str, Template]) -> Iterator[Report]:
    """A report for each of `targets`, in the order in which they are done."""
    kinds = list(targets)
    parts = [kinds[at : at + AT_A_TIME] for at in range(0, len(kinds), AT_A_TIME)]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        jobs = [
            pool.submit(audit_some, url, {kind: targets[kind] for kind in part}) for part in parts
        ]
        for job in as_completed(jobs):
            yield from job.result()


def audit_some(url: str, targets: dict[str, Template]) -> list[Report]:
    path = starting.find_chromium()
    assert path, starting.MISSING
    with sync_playwright() as playwright:
        browser = starting.launch(playwright, path)
        return [audit_one(browser, url, kind, template) for kind, template in targets.items()]


def audit_one(browser: Browser, url: str, kind: str, template: Template) -> Report:
    context = browser.new_context(base_url=url, bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    template.open(page)
    found = [] if template.is_sample else focus.faults_of(page, FOCUS_WAYS)
    found += looking.faults_of(page, looking.NINE_WAYS, options=looking.ALSO_AAA)
    found += [] if template.is_sample else reading.faults_of(page)
    if not (template.is_for_paper or template.is_sample):
        found += paper.faults_of(page)
    context.close()
    load = None
    if not template.is_sent_empty:
        # With nothing kept from before, and the policy in force.
        context = browser.new_context(viewport={"width": 390, "height": 844})
        load = network.load(context, url + template.path, template.status)
        if not template.is_sample:
            found += load.faults()
        context.close()
    return Report(kind, found, load)
