"""Writing to the pharmacy, on a site of its own: what is sent here stays here."""

import re
from itertools import count
from urllib.parse import urlsplit

import pytest

from ldn_site.contact.crisis import care_for
from tests import serving
from tests.browser.looking import ALSO_AAA, NINE_WAYS, PHONE_AND_DESK, faults_of
from tests.contact.test_crisis import CALLS, EVERYDAY

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"}
# The first is a template of the site, whose other page is as it is but for its words.
LOOKS = {"/get-ldn/": NINE_WAYS, "/prescribers/ask/": PHONE_AND_DESK}
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
NETWORKS = count(1)
FORMS = ["/get-ldn/", "/prescribers/ask/"]


@pytest.fixture(scope="module")
def site(set_up_folder, tmp_path_factory):
    into = tmp_path_factory.mktemp("contact")
    with serving.serve_copy(set_up_folder, into, TRUSTED_PROXIES="127.0.0.1") as site:
        yield site


@pytest.fixture
def elsewhere(visitor):
    """Visitors from a network where nobody has written yet, so that no limit stops them."""
    here = {"X-Forwarded-For": f"198.51.100.{next(NETWORKS)}"}

    def visit(path, **options):
        return visitor.visit(path, extra_http_headers=here, **options)

    return visit


def fill(page, **fields):
    typed = {"name": "Pat Example", "reply_to": "(713) 555-0123", "text": "When are you open?"}
    for name, text in (typed | fields).items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=location][value=sugar-land]").check()
    if page.locator("[name=subject]").count():
        page.locator("[name=subject]").select_option("price")


def press_send(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()


def send(page, **fields):
    """Send it as somebody who left something out first, and so was not too quick."""
    fill(page, name="")
    press_send(page)
    fill(page, **fields)
    press_send(page)


@pytest.mark.parametrize("path", FORMS)
def test_visitor_on_a_phone_without_javascript_gets_a_code(elsewhere, path):
    with elsewhere(path, java_script_enabled=False, **PHONE) as visit:
        page = visit.page
        fill(page, name="", text="¿Cuánto cuesta?")
        press_send(page)
        boxes = [page.locator(f"[name={name}]").input_value() for name in ("text", "reply_to")]
        is_place_kept = page.locator("[value=sugar-land]").is_checked()
        page.locator("[name=name]").fill("Pat Example")
        press_send(page)

        code = CODE.search(page.locator("main").inner_text())
        assert (boxes, is_place_kept) == (["¿Cuánto cuesta?", "(713) 555-0123"], True)
        assert code
        assert code[0] not in page.url
        assert "/get-ldn/sent/" in page.url
        assert not page.context.cookies()


def test_number_appears_beside_the_box_while_typing_and_nothing_is_sent(elsewhere):
    with elsewhere("/get-ldn/", **PHONE) as visit:
        page = visit.page
        page.wait_for_load_state("networkidle")
        asked = len(visit.requests)
        live = page.locator("[aria-live=polite]")
        before = live.inner_text()
        page.locator("[name=text]").fill("Quiero morirme")
        page.get_by_role("link", name="Call 988").wait_for()
        calls = page.get_by_role("link", name="Call 988").get_attribute("href")
        page.locator("[name=text]").fill("I can’t breathe, and took too much")
        page.get_by_role("link", name="Call 1-800-222-1222").wait_for()
        titles = live.locator(".care__title").all_inner_texts()
        page.locator("[name=text]").fill("When are you open?")
        live.locator(".care").first.wait_for(state="hidden")

        assert before == ""
        assert calls == "tel:988"
        assert [title.split("?")[0] for title in titles] == [
            "Is this an emergency",
            "Too much medicine, or did a child swallow some",
        ]
        assert visit.requests[asked:] == []
        assert not visit.complaints


def test_script_finds_what_the_site_finds(elsewhere):
    texts = [*EVERYDAY, *(text for texts in CALLS.values() for text in texts)]

    with elsewhere("/get-ldn/") as visit:
        found = visit.page.evaluate(
            """async (texts) => {
                const script = document.querySelector("script[src*='care']").src;
                return texts.map((await import(script)).careFor);
            }""",
            texts,
        )

    assert found == [[care.value for care in care_for(text)] for text in texts]


def test_number_to_call_is_in_the_first_screen_after_sending(elsewhere):
    with elsewhere("/get-ldn/", **PHONE) as visit:
        page = visit.page
        send(page, text="I think about suicide")
        call = page.get_by_role("link", name="Call 988").bounding_box()
        code = page.locator(".code").bounding_box()

        assert call["y"] + call["height"] < PHONE["viewport"]["height"]
        assert call["y"] < code["y"]
        assert min(call["height"], call["width"]) >= 44


@pytest.mark.parametrize("path", FORMS)
def test_axe_finds_nothing_on_the_way(elsewhere, path):
    all_at_once = "I took too much, I want to die, I have a rash and cannot breathe"
    found = []

    with elsewhere(path) as visit:
        page = visit.page
        page.locator("[name=text]").fill(all_at_once)
        page.locator(".care-live .care").nth(3).wait_for()
        found += faults_of(page, LOOKS[path], options=ALSO_AAA)
        fill(page, name="", reply_to="call me", text=all_at_once)
        press_send(page)
        found += faults_of(page, LOOKS[path], options=ALSO_AAA)
        fill(page, text=all_at_once)
        press_send(page)
        found += faults_of(page, LOOKS[path], options=ALSO_AAA)

    assert not found, "\n".join(found)


def test_visitor_who_has_to_wait_is_told_so_and_keeps_every_word(elsewhere):
    with elsewhere("/get-ldn/") as visit:
        page = visit.page
        fill(page, name="")
        press_send(page)
        stamp = page.locator("[name=stamp]").get_attribute("value")
        for number in range(10):
            page.request.post(
                "/get-ldn/",
                headers={"Origin": f"http://{urlsplit(page.url).netloc}"},
                form={
                    "name": "Pat",
                    "reply_to": "pat@example.org",
                    "subject": "price",
                    "location": "houston",
                    "best_time": "any",
                    "text": f"Question {number}",
                    "stamp": stamp,
                },
                max_redirects=0,
            )
        fill(page, text="Typed with care")
        press_send(page)

        assert "Many messages have come from your connection" in page.locator("main").inner_text()
        assert page.locator("[name=text]").input_value() == "Typed with care"
        assert not faults_of(page)
