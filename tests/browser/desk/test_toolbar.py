"""The toolbar of the editor, in the browser of somebody who writes."""

import re
from contextlib import contextmanager

import pytest
from PIL import Image
from playwright.sync_api import expect

from ldn_site.markup import Arm, Resources, Study, render_here
from tests.browser.looking import Way, axe_on, faults_of, settle

pytestmark = pytest.mark.browser

WRITER = {"USERNAME": "toolbar", "DISPLAY_NAME": "Wren Example", "EMAIL": "wren@example.org"}
PASSWORD = "a-long-quiet-river-7"
PASTE = """(body, data) => {
    const transfer = new DataTransfer();
    for (const [type, words] of Object.entries(data)) transfer.setData(type, words);
    body.dispatchEvent(new ClipboardEvent("paste",
        {clipboardData: transfer, bubbles: true, cancelable: true}));
}"""
# A picture that nobody drew: its colors come from its number, so that each is another file.
PICTURES = """async (body, {numbers, type, how}) => {
    const transfer = new DataTransfer();
    for (const number of numbers) {
        const canvas = Object.assign(document.createElement("canvas"), {width: 60, height: 40});
        canvas.getContext("2d").fillStyle = `rgb(${number} 90 60)`;
        canvas.getContext("2d").fillRect(0, 0, 60, 40);
        const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
        transfer.items.add(new File([blob], `IMG_${number}.png`, {type}));
    }
    body.dispatchEvent(how === "drop"
        ? new DragEvent("drop", {dataTransfer: transfer, bubbles: true, cancelable: true})
        : new ClipboardEvent("paste", {clipboardData: transfer, bubbles: true, cancelable: true}));
}"""
# Other parts of the form have tests of their own.
OURS = {"include": [[".desk-writing"], ["dialog[open]"]]}
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
        expect(body).to_have_value("It hurt less. [@younger-2013-fibromyalgia-rct]")
        page.get_by_role("button", name="Source").click()
        page.get_by_role("searchbox", name="Search the references").fill("bruun 2024 no clear")
        page.get_by_role("checkbox", name=re.compile("Bruun 2024")).first.check()
        page.get_by_role("searchbox", name="Search the references").press("Enter")
        page.get_by_role("dialog").wait_for(state="hidden")

        expect(body).to_have_value(
            re.compile(r"^It hurt less\. \[@younger-2013-fibromyalgia-rct; @bruun-2024-[a-z-]+\]$")
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


def test_list_of_sources_is_well_made_and_leaves_on_escape(writer):
    with writer("It hurt less. |", may_complain=True) as (page, body):  # of the styles of axe
        page.keyboard.type("[@younger")
        sources = page.get_by_role("listbox", name="Sources")
        sources.wait_for()
        settle(page)
        found = axe_on(page, {"include": [[".desk-writing"]]})
        page.keyboard.press("Escape")
        sources.wait_for(state="hidden")

        assert not found
        assert body.input_value() == "It hurt less. [@younger"


def test_session_that_ended_is_mended_where_one_searches(writer):
    with writer("Words|", may_complain=True) as (page, _body):  # of the answer 401
        page.context.clear_cookies(name="session")
        page.get_by_role("button", name="Source").click()
        again = page.get_by_role("dialog", name="Sign in again")
        again.get_by_label("Password").fill(PASSWORD)
        again.get_by_role("button", name="Sign in").click()

        page.get_by_role("checkbox", name=re.compile("2026")).first.wait_for()


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

        expect(body).to_have_value(
            re.compile(r"^See \[what was found\]\(/conditions/fibromyalgia/#[a-z0-9-]+\) there\.$")
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

        expect(body).to_have_value(
            "Before.\n\n/// table | Who got better\n\n"
            "| Group | Better \\| worse |\n| --- | --- |\n"
            "| LDN | 12 of 20 |\n| Placebo | 8 of 20 |\n\n///\n"
        )
        assert not render_here(body.input_value(), Resources()).findings
        page.keyboard.press("Control+z")
        assert body.input_value() == "Before."


def test_table_of_a_spreadsheet_may_be_pasted_as_it_is(writer):
    with writer("|") as (page, body):
        body.evaluate(PASTE, {"text/plain": SHEET})
        page.get_by_role("button", name="Paste as plain text").click()
        page.get_by_role("dialog").wait_for(state="hidden")

        expect(body).to_have_value(SHEET)


def test_text_with_a_table_in_it_is_no_table(writer):
    with writer() as (page, _body):
        grids = page.evaluate(
            """async () => {
                const { gridFrom } = await import("/static/js/desk/tables.js");
                const row = "<tr><td>LDN</td><td>12<br>of 20</td></tr>";
                return [
                    gridFrom({html: `<style>td{}</style><table style="x">${row}${row}</table>`}),
                    gridFrom({html: `<p>Words</p><table>${row}${row}</table>`, text: ""}),
                    gridFrom({html: "", text: "one\\ttwo"}),
                    gridFrom({html: "", text: "a\\t\\"b\\nc\\"\\r\\nd\\te\\r\\n"}),
                    gridFrom({html: "", text: "A sentence.\\n\\tAn indented one."}),
                ];
            }"""
        )

    assert grids == [[["LDN", "12 of 20"]] * 2, None, None, [["a", "b c"], ["d", "e"]], None]


def test_figures_are_written_as_the_renderer_reads_them(writer):
    references = {
        key: Study(
            key,
            "Younger 2013",
            (Arm("LDN", "less pain", n=28, events=9), Arm("Placebo", "less pain", n=28, events=3)),
            comparator="placebo",
        )
        for key in ("younger-2013-fibromyalgia-rct", "moloney-2026-depression-rct")
    }
    with writer() as (page, body):
        insert(page, "Out of 100 people…")
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Title").fill('Less pain: "yes" # or no')
        dialog.get_by_label("After how long").fill("after 12 weeks")
        for row, count in enumerate(["32", "11"]):
            dialog.get_by_label("How many").nth(row).fill(count)
        dialog.get_by_text("Sources of the numbers").click()
        dialog.get_by_role("searchbox").fill("younger 2013 fibromyalgia")
        dialog.get_by_role("checkbox", name=re.compile("Younger 2013")).check()
        dialog.get_by_role("button", name="Insert").click()
        insert(page, "Bar chart…")
        dialog.get_by_label("Title").fill("Pain")
        dialog.get_by_label("Unit").fill("points")
        dialog.get_by_label("Value").nth(0).fill("-1.3")
        dialog.get_by_role("button", name="Insert").click()
        dialog.get_by_text("Fill in “Value”.").wait_for()
        dialog.get_by_label("Value").nth(1).fill("0.9")
        dialog.get_by_role("button", name="Insert").click()
        insert(page, "Timeline…")
        for row, (when, what) in enumerate([("1984", "Approved"), ("No", "True: not yet")]):
            dialog.get_by_label("When").nth(row).fill(when)
            dialog.get_by_label("What happened").nth(row).fill(what)
        dialog.get_by_role("button", name="Insert").click()
        insert(page, "Steps…")
        dialog.get_by_label("Step").first.fill("Ask")
        dialog.get_by_label("What to do").first.fill("Ask your doctor.")
        dialog.get_by_role("button", name="Insert").click()
        insert(page, "Study’s result…")
        dialog.get_by_role("searchbox").fill("younger 2013 fibromyalgia")
        dialog.get_by_role("radio", name=re.compile("Younger 2013")).check()
        dialog.get_by_role("button", name="Insert").click()
        dialog.wait_for(state="hidden")
        expect(body).to_have_value(re.compile("```study"))
        text = body.input_value()
    rendered = render_here(text, Resources(references=references))

    assert not rendered.findings
    assert rendered.html.count("<figure") == 5
    assert rendered.studies == ("younger-2013-fibromyalgia-rct",)
    assert "Less pain: &quot;yes&quot; # or no" in rendered.html.replace('"yes"', "&quot;yes&quot;")


def test_pasted_picture_is_sent_only_after_somebody_said_what_it_shows(writer):
    with writer("Before.|", may_complain=True) as (page, body):  # of an upload that is refused
        body.evaluate(PICTURES, {"numbers": [11], "type": "image/png", "how": "paste"})
        dialog = page.get_by_role("dialog", name="New picture")
        dialog.get_by_role("button", name="Upload and insert").click()
        dialog.get_by_text("Say what the picture shows, or mark it as decorative.").wait_for()
        dialog.get_by_label("Caption").fill("A capsule")
        dialog.get_by_label("What it shows").fill("picture of a capsule")
        with page.expect_response("**/upload/") as refused:
            dialog.get_by_role("button", name="Upload and insert").click()
        dialog.get_by_text("Begin with what it shows.").wait_for()
        kept = dialog.get_by_label("Caption").input_value()
        before = body.input_value()
        dialog.get_by_label("What it shows").fill("A red capsule in a hand")
        dialog.get_by_role("button", name="Upload and insert").click()
        dialog.wait_for(state="hidden")

        assert refused.value.status == 400
        assert (kept, before) == ("A capsule", "Before.")
        expect(body).to_have_value(
            re.compile(r"^Before\.\n\n```picture\npicture: [a-z0-9-]+\n```\n$")
        )


def test_dropped_pictures_are_asked_about_one_after_another(writer):
    with writer("Before.|") as (page, body):
        body.evaluate(PICTURES, {"numbers": [21, 22], "type": "image/png", "how": "drop"})
        dialog = page.get_by_role("dialog", name="New picture")
        dialog.get_by_text("Picture 1 of 2.").wait_for()
        dialog.get_by_role("button", name="Leave it out").click()
        dialog.get_by_text("Picture 2 of 2.").wait_for()
        dialog.get_by_label("Decorative").check()
        dialog.get_by_role("button", name="Upload and insert").click()
        dialog.wait_for(state="hidden")

        expect(body).to_have_value(re.compile("```picture"))
        assert body.input_value().count("```picture") == 1


def test_upload_that_does_not_arrive_keeps_what_was_typed(writer):
    with writer("Before.|", may_complain=True) as (page, body):  # of the request that fails
        body.evaluate(PICTURES, {"numbers": [31], "type": "image/png", "how": "paste"})
        page.context.set_offline(True)
        dialog = page.get_by_role("dialog", name="New picture")
        dialog.get_by_label("What it shows").fill("A red capsule in a hand")
        dialog.get_by_role("button", name="Upload and insert").click()
        dialog.get_by_text("The picture did not arrive.").wait_for()
        page.context.set_offline(False)

        assert dialog.get_by_label("What it shows").input_value() == "A red capsule in a hand"
        dialog.get_by_role("button", name="Upload and insert").click()
        dialog.wait_for(state="hidden")
        expect(body).to_have_value(re.compile("```picture"))


def test_picture_that_is_here_is_found_and_put_in(writer, tmp_path):
    Image.new("RGB", (60, 40), "navy").save(tmp_path / "bottle.png")
    with writer("Before.|") as (page, body):
        insert(page, "Picture…")
        page.get_by_role("button", name="Add a new picture…").click()
        dialog = page.get_by_role("dialog", name="New picture")
        dialog.get_by_label("File").set_input_files(tmp_path / "bottle.png")
        dialog.get_by_label("What it shows").fill("A blue bottle on a shelf")
        dialog.get_by_role("button", name="Upload and insert").click()
        dialog.wait_for(state="hidden")
        expect(body).to_have_value(re.compile("```picture"))
        first = body.input_value()
        place(body, "|")
        insert(page, "Picture…")
        page.get_by_role("dialog").get_by_role("searchbox").fill("blue bottle")
        page.get_by_role("radio", name=re.compile("A blue bottle")).check()
        page.get_by_role("button", name="Insert", exact=True).last.click()

        expect(body).to_have_value(first.removeprefix("Before.\n\n"))


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
    "Table…", "Picture…", "Study’s result…", "Out of 100 people…", "Bar chart…", "Timeline…",
    "Steps…", "Glossary word…", "Shared passage…", "Pharmacy fact…", "Link", "Source", "Keyboard",
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
            if dialog.get_by_role("searchbox").count() and name != "Picture…":
                dialog.locator("[data-results] input").first.wait_for()
            faults = faults_of(page, [Way(390), Way(1280)], context=OURS)
            found += [f"{name}: {fault}" for fault in faults]
            page.keyboard.press("Escape")
            dialog.wait_for(state="hidden")

    assert not found, "\n".join(found)
