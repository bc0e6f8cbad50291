"""What a visitor gets at an article's address."""

import pytest
from django.test import Client

from ldn_site.articles.models import GlossaryTerm, Notice, Redirect, SharedBlock
from ldn_site.articles.publishing import publish, withdraw
from ldn_site.articles.writing import save_article, save_block, save_term
from ldn_site.evidence.models import Reference
from tests.factories import (
    fill_in_pharmacy,
    in_days,
    make_article,
    make_publication,
    make_reference,
)
from tests.pages.reading import links_of, text_of, tree

pytestmark = pytest.mark.django_db

WARNING = "/// warning | Not with opioids\n\nThey do not mix.\n\n///\n\n"


def test_live_page_shows_its_title_short_answer_and_text(client: Client):
    make_publication(
        topic="safety", slug="sleep", title="LDN and sleep", summary="Dreams.", body="More words.\n"
    )

    response = client.get("/safety/sleep/")

    assert response.status_code == 200
    assert [heading.text for heading in tree(response).iter("h1")] == ["LDN and sleep"]
    words = text_of(response)
    assert words.index("LDN and sleep") < words.index("Dreams.") < words.index("More words.")


def test_short_answer_and_opioid_warning_come_before_everything_else(client: Client):
    make_publication(
        slug="page", summary="An answer.", body=f"{WARNING}## First part\n\nThe text.\n"
    )

    words = text_of(client.get("/basics/page/"))

    order = ["An answer.", "They do not mix.", "not yet checked", "On this page", "The text."]
    assert sorted(order, key=words.index) == order
    assert words.count("They do not mix.") == 1


@pytest.mark.parametrize(
    "body", ["Words.\n", "Words.\n\n" + WARNING, "/// info\n\nWords.\n\n///\n"]
)
def test_text_that_begins_otherwise_stays_in_one_piece(client: Client, body):
    publication = make_publication(slug="page", body=body)

    response = client.get("/basics/page/")

    assert publication.html.strip() in response.content.decode()


def test_contents_link_to_every_heading_of_the_second_level(client: Client):
    make_publication(
        slug="page", body="## One\n\nWords.\n\n### Within\n\nMore.\n\n## Two\n\nEnd.\n"
    )

    response = client.get("/basics/page/")

    contents = tree(response).find(".//nav[@aria-label='On this page']")
    assert [link.text for link in contents.iter("a")] == ["One", "Two"]
    ids = {element.get("id") for element in tree(response).iter() if element.get("id")}
    assert {link.get("href")[1:] for link in contents.iter("a")} <= ids


def test_draft_is_hidden(client: Client):
    make_article(slug="sleep")

    assert client.get("/basics/sleep/").status_code == 404
    assert client.get("/basics/sleep.md").status_code == 404


def test_scheduled_page_is_hidden_until_its_time(client: Client, time_machine):
    make_publication(slug="sleep", publish_at=in_days(2))

    before = client.get("/basics/sleep/").status_code
    time_machine.move_to(in_days(3))

    assert (before, client.get("/basics/sleep/").status_code) == (404, 200)


def test_later_working_text_is_not_shown(client: Client):
    publication = make_publication(slug="sleep", body="Old words.\n")
    article = publication.article
    article.body = "New words.\n"
    save_article(article, by=None)

    words = text_of(client.get("/basics/sleep/"))

    assert "Old words." in words
    assert "New words." not in words


def test_withdrawn_page_answers_410_with_the_reason(client: Client):
    publication = make_publication(slug="sleep", title="LDN and sleep")
    withdraw(publication.article, by=None, reason="A number was wrong.")

    response = client.get("/basics/sleep/")

    assert response.status_code == 410
    assert "LDN and sleep" in text_of(response)
    assert "A number was wrong." in text_of(response)
    assert client.get("/basics/sleep.md").status_code == 404


def test_withdrawn_page_may_lead_elsewhere(client: Client):
    publication = make_publication(slug="sleep")
    withdraw(publication.article, by=None, reason="Told there now.", redirect_to="/safety/")

    response = client.get("/basics/sleep/")

    assert (response.status_code, response["Location"]) == (301, "/safety/")


def test_moved_page_leads_from_its_old_address(client: Client):
    article = make_publication(slug="old").article
    article.slug = "new"
    publish(save_article(article, by=None), by=None, change_note="Moved.")

    assert client.get("/basics/old/")["Location"] == "/basics/new/"
    assert client.get("/basics/old.md")["Location"] == "/basics/new.md"
    assert client.get("/basics/new/").status_code == 200


def test_missing_slash_is_added(client: Client):
    make_publication(slug="sleep")

    response = client.get("/basics/sleep")

    assert (response.status_code, response["Location"]) == (301, "/basics/sleep/")


def test_address_made_by_hand_leads_on(client: Client):
    Redirect.objects.create(old_path="/ldn-info/", new_path="/basics/")

    for path in ("/ldn-info/", "/ldn-info"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, "/basics/")


def test_head_answers_as_get_without_a_body(client: Client):
    make_publication(slug="sleep")

    response = client.head("/basics/sleep/")

    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.parametrize(
    "path", ["/basics/nope/", "/nope/sleep/", "/basics/../admin/", "/basics/%22%3E/", "/Basics/"]
)
def test_wrong_address_is_404(client: Client, path):
    make_publication(slug="sleep")

    assert client.get(path).status_code == 404


def test_title_and_summary_are_escaped_everywhere(client: Client):
    evil = '<script>alert(1)</script>"&'
    make_publication(
        slug="page", topic="conditions", title=evil, summary=evil, evidence=1, evidence_reason=evil
    )
    make_publication(slug="other", topic="conditions")

    for path in ("/conditions/page/", "/conditions/other/", "/conditions/", "/", "/feed.atom"):
        response = client.get(path)
        assert response.status_code == 200
        assert b"<script>alert" not in response.content, path
        assert b"alert(1)" in response.content, path


def test_sources_are_numbered_as_they_are_cited(client: Client):
    make_reference("b-2021-trial", title="Second", authors=["Bee B"], doi="10.1000/b")
    make_reference("a-2020-trial", title="First", authors=["Ay A"], doi="10.1000/a", pmid="123")
    make_reference("c-2022-trial", title="Never cited")
    make_publication(
        slug="page", body="One. [@b-2021-trial] Two. [@a-2020-trial] Again. [@b-2021-trial]\n"
    )

    response = client.get("/basics/page/")

    items = [item for item in tree(response).iter("li") if item.get("class") == "source"]
    assert [item.get("id") for item in items] == ["source-b-2021-trial", "source-a-2020-trial"]
    numbers = {
        link.get("href"): link.text
        for cite in tree(response).iter("sup")
        for link in cite.iter("a")
    }
    assert numbers == {"#source-b-2021-trial": "1", "#source-a-2020-trial": "2"}
    links = links_of(response)
    assert "https://doi.org/10.1000/a" in links
    assert "https://pubmed.ncbi.nlm.nih.gov/123/" in links
    assert "/evidence/b-2021-trial/" in links
    assert "Never cited" not in text_of(response)


def test_sources_are_printed_as_they_were_when_published(client: Client):
    make_reference("a-2020-trial", title="As it was")
    make_publication(slug="page", body="One. [@a-2020-trial]\n")
    Reference.objects.update(title="As it is")

    words = text_of(client.get("/basics/page/"))

    assert "As it was" in words
    assert "As it is" not in words


def test_printed_source_ends_each_part_once(client: Client):
    make_reference(
        "a-2020-trial", authors=["Ay A", "et al."], title="Does it help?", journal="A Journal"
    )
    make_reference("b-site", authors=[], title="A site.", journal="", year=None)
    make_publication(slug="page", body="One. [@a-2020-trial; @b-site]\n")

    words = text_of(client.get("/basics/page/"))

    assert "Ay A, et al. Does it help? A Journal. 2020. doi:10.1000/xyz" in words
    assert "A site. doi:10.1000/xyz" in words
    source = client.get("/basics/page.md").content.decode()
    assert "- [@b-site] A site. https://doi.org/10.1000/xyz\n" in source


def test_retraction_shows_at_once(client: Client):
    make_reference("a-2020-trial")
    make_publication(slug="page", body="One. [@a-2020-trial]\n")
    before = text_of(client.get("/basics/page/"))
    Reference.objects.update(retracted=True)

    after = text_of(client.get("/basics/page/"))

    assert "etracted" not in before
    assert "has been retracted" in after
    assert "Retracted." in after


def test_grade_shows_in_words_and_number_with_its_reason(client: Client):
    make_publication(
        slug="page", topic="conditions", evidence=2, evidence_reason="Trials disagree."
    )

    words = text_of(client.get("/conditions/page/"))

    assert "Weak or mixed evidence (2 of 4) Trials disagree." in words


def test_urgent_notice_shows_until_it_is_hidden(client: Client):
    publication = make_publication(slug="page")
    notice = Notice.objects.create(article=publication.article, text="Recall of <lot> 7.")
    shown = client.get("/basics/page/")
    notice.is_shown = False
    notice.save()

    hidden = client.get("/basics/page/")

    assert b"Recall of &lt;lot&gt; 7." in shown.content
    assert b"Recall" not in hidden.content


def test_change_note_and_date_stand_under_the_text(client: Client, time_machine):
    time_machine.move_to("2026-03-05 18:00+00:00")
    make_publication(slug="page", change_note="Added a new study.")

    words = text_of(client.get("/basics/page/"))

    assert "Last changed on March 5, 2026: Added a new study." in words


def test_fact_of_the_pharmacy_is_filled_in_or_leaves_no_trace(client: Client):
    make_publication(slug="page", body="Before.\n\n{{ pharmacy: shipping }}\n\nAfter.\n")
    blank = client.get("/basics/page/")
    fill_in_pharmacy(shipping="Free in <Texas>.")

    filled = client.get("/basics/page/")

    assert b"shipping" not in blank.content
    assert b"data-fact" not in blank.content
    assert b"Free in &lt;Texas&gt;." in filled.content


def test_first_use_of_a_glossary_word_is_a_link(client: Client):
    make_publication(slug="page", body="A placebo and a placebo.\n")
    save_term(GlossaryTerm(slug="placebo", term="placebo", definition="A dummy."), by=None)

    response = client.get("/basics/page/")

    assert links_of(response).count("/glossary/#term-placebo") == 1


def test_next_reads_follow_in_the_order_of_the_topic(client: Client):
    for order, slug in [(10, "a"), (20, "b"), (30, "c"), (40, "d"), (50, "e")]:
        make_publication(slug=slug, title=slug.upper(), order=order)
    make_publication(slug="f", topic="safety")
    make_article(slug="draft", order=45)

    response = client.get("/basics/d/")

    nav = tree(response).find(".//nav[@class='next-reads']")
    assert [link.text for link in nav.iter("a")] == ["E", "A", "B"]


def test_markdown_source_has_blocks_in_place_and_no_settings(client: Client):
    save_block(SharedBlock(name="off-label", body="Shared words.\n"), by=None)
    make_reference("a-2020-trial", title="A trial")
    make_publication(
        slug="page",
        title="LDN and sleep",
        body="{{ block: off-label }}\n\nOne. [@a-2020-trial]\n\n{{ pharmacy: shipping }}\n\nEnd.\n",
    )
    fill_in_pharmacy(shipping="Free in Texas.")

    response = client.get("/basics/page.md")

    text = response.content.decode()
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Link"] == '<http://testserver/basics/page/>; rel="canonical"'
    assert text.startswith("# LDN and sleep\n")
    assert "Shared words." in text
    assert "[@a-2020-trial]" in text
    assert "https://doi.org/10.1000/xyz" in text
    assert "pharmacy:" not in text
    assert "Texas" not in text
    assert "{{" not in text


def test_source_of_a_page_that_was_taken_down_leads_where_the_page_leads(client: Client):
    article = make_publication(slug="old").article
    withdraw(article, by=None, reason="Merged.", redirect_to="/safety/")

    assert client.get("/basics/old.md")["Location"] == "/safety/"


def test_redirect_made_by_hand_is_kept_for_a_minute_only(client: Client):
    Redirect.objects.create(old_path="/ldn-info/", new_path="/basics/")

    assert client.get("/ldn-info/")["Cache-Control"] == "public, max-age=60"


def test_reader_is_led_to_prepare_for_a_visit_except_on_pages_about_us(client):
    make_publication(slug="sleep", topic="safety")
    make_publication(slug="privacy", topic="about")

    articles = {
        path: tree(client.get(path)).find(".//article")
        for path in ("/safety/sleep/", "/about/privacy/")
    }

    leads = {path: article.find(".//a[@href='/visit/']") for path, article in articles.items()}
    assert leads["/safety/sleep/"] is not None
    assert leads["/about/privacy/"] is None


def test_article_tells_what_changed_before_newest_first(client: Client):
    article = make_publication(change_note="First published.").article
    changes = {
        "A new trial was added.": None,
        "A number was put right.": None,
        "Not yet.": in_days(1),
    }
    for note, when in changes.items():
        article.summary = note
        save_article(article, by=None)
        make_publication(article, change_note=note, publish_at=when)

    page = tree(client.get(f"/basics/{article.slug}/"))

    foot = page.find(".//footer[@class='article__foot']")
    assert "A number was put right." in "".join(foot.find("p[2]").itertext())
    told = ["".join(item.itertext()) for item in foot.findall(".//li")]
    assert [note.partition(": ")[2] for note in told] == [
        "A new trial was added.",
        "First published.",
    ]


def test_page_on_a_condition_leads_to_safety_first(client: Client):
    make_publication(id="who-should-not-take-ldn", topic="safety", slug="who-should-not-take-ldn")
    make_publication(id="side-effects", topic="safety", slug="side-effects", order=5)
    make_publication(topic="conditions", slug="a-sibling")
    make_publication(topic="conditions", slug="this-one")

    page = tree(client.get("/conditions/this-one/"))

    reads = page.findall(".//nav[@class='next-reads']//h3/a")
    assert {link.get("href") for link in reads[:2]} == {
        "/safety/side-effects/",
        "/safety/who-should-not-take-ldn/",
    }
    assert reads[2].get("href") == "/conditions/a-sibling/"


def test_styles_of_drawings_are_asked_for_only_where_there_is_one(client: Client):
    step = "- {title: Lock, text: It turns., drawing: receptor-on}"
    make_publication(topic="mechanism", slug="drawn", body=f"```steps\n{step}\n```\n")
    make_publication(topic="mechanism", slug="plain", body="Words.\n")

    is_asked_for = [
        "drawn.css" in client.get(f"/mechanism/{slug}/").content.decode()
        for slug in ("drawn", "plain")
    ]

    assert is_asked_for == [True, False]
