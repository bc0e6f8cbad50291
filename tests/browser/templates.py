"""One page of every kind that a reader can meet: the list that the checks of the site go by."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Template:
    path: str
    status: int = 200
    # Sent as it stands, so that the page with the faults of the form comes back.
    is_sent_empty: bool = False
    # Its paper is another thing than its screen: a card or a form.
    is_for_paper: bool = False
    is_long: bool = False
    # Parts for those who make pages: looked at like a page, and neither read nor printed as one.
    is_sample: bool = False
    # Another text in the same template: for axe and the audit, and not measured again by tests.
    is_twin: bool = False
    # What no search engine may list, by design.
    is_listed: bool = True

    @property
    def is_article(self) -> bool:
        return self.path.count("/") == 3 and self.path.split("/")[1] in TOPICS

    def open(self, page: Page) -> None:
        page.goto(self.path)
        if self.is_sent_empty:
            with page.expect_navigation():
                page.locator("main form button[type=submit]").last.click()


TOPICS = ("basics", "mechanism", "safety", "conditions", "about")
TEMPLATES = {
    "home": Template("/"),
    "a topic": Template("/basics/"),
    "the conditions": Template("/conditions/", is_long=True),
    "an article with figures": Template("/conditions/fibromyalgia/", is_long=True),
    "an article with drawings": Template(
        "/mechanism/how-ldn-may-work/", is_long=True, is_twin=True
    ),
    "an article with warnings": Template(
        "/safety/opioids-and-other-medicines/", is_long=True, is_twin=True
    ),
    "an article in short": Template("/about/who-we-are-and-how-we-earn/"),
    "the studies": Template("/evidence/", is_long=True),
    "some studies": Template(
        "/evidence/?condition=fibromyalgia&direction=no-clear-benefit",
        is_listed=False,
        is_twin=True,
    ),
    "a study": Template("/evidence/younger-2013-fibromyalgia-rct/"),
    "the claims": Template("/claims/", is_long=True),
    "claims that were searched": Template(
        "/claims/?q=pain", is_long=True, is_listed=False, is_twin=True
    ),
    "the glossary": Template("/glossary/", is_long=True),
    "a search": Template("/search/?q=fibromyalgia", is_listed=False),
    "a search with a suggestion": Template(
        "/search/?q=fibromialgya", is_listed=False, is_twin=True
    ),
    "a search without result": Template("/search/?q=zzzzzz", is_listed=False),
    "a search in need": Template("/search/?q=took+ldn+and+oxycodone", is_listed=False),
    "the form": Template("/get-ldn/"),
    "the form with faults": Template("/get-ldn/", is_sent_empty=True, is_listed=False),
    "after the form, a day later": Template("/get-ldn/sent/", is_listed=False),
    "the card for prescribers": Template("/prescribers/", is_for_paper=True, is_long=True),
    "the form for prescribers": Template("/prescribers/ask/"),
    "the form to fax": Template("/prescribers/fax-form/", is_for_paper=True),
    "before a visit": Template("/visit/", is_for_paper=True),
    "the wallet card": Template("/visit/wallet-card/", is_for_paper=True),
    "the gallery": Template("/design/", is_sample=True, is_listed=False),
    "a wrong address": Template("/no-such-page/", status=404, is_listed=False),
}
FOR_READERS = {
    kind: template
    for kind, template in TEMPLATES.items()
    if not (template.is_sample or template.is_twin)
}
