"""The toolbar of the editor, in the browser of somebody who writes."""

import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

WRITER = {"USERNAME": "toolbar", "DISPLAY_NAME": "Wren Example", "EMAIL": "wren@example.org"}
PASSWORD = "a-long-quiet-river-7"
PASTE = """(body, data) => {
    const transfer = new DataTransfer();
    for (const [type, words] of Object.entries(data)) transfer.setData(type, words);
    body.dispatchEvent(new ClipboardEvent("paste",
        {clipboardData: transfer, bubbles: true, cancelable: true}));
}"""
SHEET = "Group\tBetter | worse\nLDN\t12 of 20\nPlacebo\t8 of 20\n"


@pytest.fixture(scope="module")
def writer(visitor, site, tmp_path_factory):
    """Opens the form of a new page as somebody who is signed in."""
    site.manage(
        "make_admin",
        "--noinput",
        DJANGO_SUPERUSER_PASSWORD=PASSWORD,
        **{f"DJANGO_SUPERUSER_{name}": value for name, value in WRITER.items()},
    )
    state = tmp_path_factory.mktemp("session") / "state.json"
    with visitor.visit("/admin/login/") as visit:
        visit.page.locator("[name=username], [name=login]").fill(WRITER["USERNAME"])
        visit.page.locator("[name=password]").fill(PASSWORD)
        visit.page.locator("[name=password]").press("Enter")
        visit.page.wait_for_url(lambda url: "login" not in url)
        visit.page.context.storage_state(path=state)

    @contextmanager
    def writing(text="", *, may_complain=False, **options):
        path = "/admin/articles/article/add/"
        with visitor.visit(path, storage_state=state, **options) as visit:
            visit.page.get_by_role("toolbar", name="Text").wait_for()
            body = visit.page.locator("#id_body")
            place(body, text)
            yield visit.page, body
            assert may_complain or not visit.complaints

    return writing


def place(body, text):
    """Types `text`; what stands between bars is selected, one bar is the cursor."""
    body.fill(text.replace("|", "", 2))
    start = text.find("|")
    if start < 0:
        return
    end = text.find("|", start + 1)
    body.evaluate(
        "(body, [a, b]) => { body.focus(); body.setSelectionRange(a, b); }",
        [start, end - 1 if end > 0 else start],
    )


def selected(body):
    return body.evaluate("body => body.value.slice(body.selectionStart, body.selectionEnd)")


def insert(page, name):
    page.get_by_role("button", name="Insert").first.click()
    page.get_by_role("menuitem", name=name).click()


EDITS = [
    ("Bold", "Control+b", "Take |no| more.", "Take **no** more."),
    ("Bold", "Control+b", "Take n|o more.", "Take **no** more."),
    ("Bold", "Control+b", "Take **|no|** more.", "Take no more."),
    ("Italic", "Control+i", "Take **|no|** more.", "Take ***no*** more."),
    ("Heading", "Control+Alt+Digit2", "One.\nT|wo.\nThree.", "One.\n\n## Two.\n\nThree."),
    ("Subheading", "Control+Alt+Digit3", "## Two|", "### Two"),
    ("Subheading", "Control+Alt+Digit3", "### Two|", "Two"),
    ("List", "Control+Shift+Digit8", "Ask:\n|One\nTwo|", "Ask:\n\n- One\n- Two"),
    ("Numbered", "Control+Shift+Digit7", "|- One\n- Two|", "1. One\n2. Two"),
    ("List", "Control+Shift+Digit8", "|- One\n- Two|", "One\nTwo"),
]


def test_button_and_keys_do_the_same_and_undo_takes_it_back(writer):
    with writer() as (page, body):
        for button, keys, before, after in EDITS:
            place(body, before)
            page.get_by_role("button", name=button, exact=True).click()
            by_button = body.input_value()
            page.keyboard.press("Control+z")
            undone = body.input_value()
            place(body, before)
            page.keyboard.press(keys)

            assert by_button == body.input_value() == after
            assert undone == before.replace("|", "")


def test_enter_goes_on_with_a_list_and_twice_ends_it(writer):
    with writer("1. One|") as (page, body):
        page.keyboard.press("Enter")
        page.keyboard.type("Two")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.keyboard.type("After")

        assert body.input_value() == "1. One\n2. Two\n\nAfter"


def test_tab_leaves_the_text(writer):
    with writer("Words|") as (page, body):
        page.keyboard.press("Tab")

        assert not body.evaluate("body => body === document.activeElement")
        assert body.input_value() == "Words"


def test_box_stands_below_the_paragraph_with_its_title_selected(writer):
    with writer("One li|ne\nand another.\nNext.\n\nEnd.") as (page, body):
        insert(page, "Warning")

        assert selected(body) == "Title"
        assert re.fullmatch(
            r"One line\nand another\.\nNext\.\n\n/// warning \| Title\n\n.+\n\n///\n\nEnd\.",
            body.input_value(),
        )


def test_box_is_put_around_the_selected_lines(writer):
    with writer("Before.\n\n|One\nTwo|\n\nAfter.") as (page, body):
        insert(page, "What to do")

        assert body.input_value() == "Before.\n\n/// do\n\n- One\n- Two\n\n///\n\nAfter."


def test_box_never_lands_inside_a_box_or_a_fence(writer):
    text = "/// facts\n\n- O|ne\n\n///\n\n```steps\n- a\n\n- b\n```"
    with writer(text) as (page, body):
        insert(page, "Key facts")
        in_box = body.input_value()
        place(body, text.replace("O|ne", "One").replace("- a", "- a|"))
        insert(page, "Key facts")
        in_fence = body.input_value()

    assert in_box.startswith("/// facts\n\n- One\n\n///\n\n/// facts\n\n- First")
    assert in_fence.startswith(text.replace("|", "") + "\n\n/// facts")


def test_citation_is_found_by_words_and_joined_to_the_one_that_stands_there(writer):
    with writer("It hurt less.|") as (page, body):
        page.keyboard.press("Control+Alt+KeyC")
        page.get_by_role("searchbox", name="Search the references").fill(
            "younger 2013 fibromyalgia"
        )
        page.get_by_role("checkbox", name=re.compile("Younger 2013")).check()
        page.get_by_role("button", name="Insert", exact=True).last.click()
        one = body.input_value()
        page.get_by_role("button", name="Source").click()
        page.get_by_role("searchbox", name="Search the references").fill("bruun 2024 no clear")
        page.get_by_role("checkbox", name=re.compile("Bruun 2024")).first.check()
        page.get_by_role("searchbox", name="Search the references").press("Enter")
        page.get_by_role("dialog").wait_for(state="hidden")

        assert one == "It hurt less. [@younger-2013-fibromyalgia-rct]"
        assert re.fullmatch(
            r"It hurt less\. \[@younger-2013-fibromyalgia-rct; @bruun-2024-[a-z-]+\]",
            body.input_value(),
        )


def test_citation_is_offered_while_it_is_typed(writer):
    with writer("It hurt less. |") as (page, body):
        page.keyboard.type("[@younger-2013")
        option = page.get_by_role("option", name=re.compile("Younger 2013")).first
        option.wait_for()
        page.keyboard.press("Enter")
        page.keyboard.type(" More.")
        text = body.input_value()
        option.wait_for(state="hidden")

        assert text == "It hurt less. [@younger-2013-fibromyalgia-rct] More."


def test_dialog_that_is_left_gives_back_the_focus_and_the_selection(writer):
    with writer("Some |chosen| words.") as (page, body):
        for leave in ("Escape", "Cancel"):
            page.keyboard.press("Control+k")
            page.get_by_role("dialog", name="Link").wait_for()
            if leave == "Escape":
                page.keyboard.press("Escape")
            else:
                page.get_by_role("button", name="Cancel").click()
            page.get_by_role("dialog").wait_for(state="hidden")

            assert body.evaluate("body => body === document.activeElement")
            assert selected(body) == "chosen"
        assert body.input_value() == "Some chosen words."


def test_link_leads_to_a_heading_of_a_page_that_is_found_by_its_title(writer):
    with writer("See |what was found| there.") as (page, body):
        page.keyboard.press("Control+k")
        page.get_by_role("searchbox", name="Page of this site").fill("fibromyalgia")
        page.get_by_role("radio", name=re.compile("LDN and fibromyalgia")).check()
        page.get_by_label("Part of that page").select_option(index=1)
        page.get_by_role("button", name="Insert", exact=True).last.click()

        assert re.fullmatch(
            r"See \[what was found\]\(/conditions/fibromyalgia/#[a-z0-9-]+\) there\.",
            body.input_value(),
        )


def test_address_of_another_kind_is_refused_with_what_was_typed(writer):
    with writer("Words") as (page, body):
        page.keyboard.press("Control+k")
        page.get_by_label("Words of the link").fill("words")
        page.get_by_label("Or another address").fill("javascript:alert(1)")
        page.get_by_label("Or another address").press("Enter")

        page.get_by_text("Begin the address with /").wait_for()
        assert page.get_by_label("Or another address").input_value() == "javascript:alert(1)"
        assert page.get_by_label("Words of the link").input_value() == "words"
        assert body.input_value() == "Words"


def test_table_of_a_spreadsheet_is_pasted_with_a_caption(writer):
    with writer("Before.|") as (page, body):
        body.evaluate(PASTE, {"text/plain": SHEET})
        page.get_by_role("dialog", name="Table").wait_for()
        page.get_by_role("button", name="Insert table").click()
        page.get_by_text("Say in a few words what the table shows.").wait_for()
        page.get_by_label("Caption").fill("Who got better")
        page.get_by_role("button", name="Insert table").click()

        assert body.input_value() == (
            "Before.\n\n/// table | Who got better\n\n"
            "| Group | Better \\| worse |\n| --- | --- |\n"
            "| LDN | 12 of 20 |\n| Placebo | 8 of 20 |\n\n///\n"
        )
        page.keyboard.press("Control+z")
        assert body.input_value() == "Before."


def test_table_of_a_spreadsheet_may_be_pasted_as_it_is(writer):
    with writer("|") as (page, body):
        body.evaluate(PASTE, {"text/plain": SHEET})
        page.get_by_role("button", name="Paste as plain text").click()
        page.get_by_role("dialog").wait_for(state="hidden")

        assert body.input_value() == SHEET


def test_every_key_a_writer_needs_reaches_the_toolbar_and_its_menu(writer):
    with writer("Words|") as (page, body):
        page.keyboard.press("Alt+F10")
        first = page.locator(":focus").inner_text()
        page.keyboard.press("End")
        last = page.locator(":focus").inner_text()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("t")
        item = page.locator(":focus").inner_text()
        page.keyboard.press("Escape")
        menu_is_open = page.get_by_role("menu").is_visible()
        page.keyboard.press("Escape")

        assert (first, last, item) == ("Heading", "Keyboard", "Table…")
        assert not menu_is_open
        assert body.evaluate("body => body === document.activeElement")
        assert page.locator("[role=toolbar] :is(button, a)[tabindex='0']").count() == 1


DIALOGS = [
    "Table…", "Study’s result…", "Out of 100 people…", "Bar chart…", "Timeline…", "Steps…",
    "Glossary word…", "Shared passage…", "Pharmacy fact…", "Link", "Source", "Keyboard",
]  # fmt: skip


def test_axe_finds_nothing_in_any_dialog(writer):
    found = []
    with writer("Words|", may_complain=True) as (page, _body):  # of the styles that axe puts in
        for name in DIALOGS:
            if name.endswith("…"):
                insert(page, name)
            else:
                page.get_by_role("button", name=name, exact=True).click()
            dialog = page.get_by_role("dialog")
            dialog.wait_for()
            for more in dialog.locator("summary").all():
                more.click()
            if dialog.get_by_role("searchbox").count():
                dialog.locator("[data-results] input").first.wait_for()
            for width in (1280, 390):
                page.set_viewport_size({"width": width, "height": 800})
                results = Axe().run(page, options={"resultTypes": ["violations"]})
                if results.violations_count:
                    found.append(f"{name} {width} px: {results.generate_report()}")
            if page.evaluate("document.scrollingElement.scrollWidth") > 390:
                found.append(f"{name}: scrolls sideways")
            page.set_viewport_size({"width": 1280, "height": 800})
            page.keyboard.press("Escape")
            dialog.wait_for(state="hidden")

    assert not found, "\n".join(found)
