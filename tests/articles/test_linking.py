"""What links to a page, what a change breaks, and what leads nowhere."""

import pytest
from django.urls import reverse

from ldn_site.articles.brokenlinks import LINES, report
from ldn_site.articles.inbound import broken_by_publishing, broken_by_withdrawing, inbound
from ldn_site.articles.linking import Target, links_in
from ldn_site.articles.models import Article, Notice, Redirect
from ldn_site.articles.writing import save_article
from ldn_site.evidence.identifiers import wrong_forms
from ldn_site.evidence.models import Reference
from tests.factories import (
    make_article,
    make_block,
    make_claim,
    make_publication,
    make_reference,
    make_user,
)

TWO_HEADINGS = "## Before surgery\n\nStop.\n\n## After surgery\n\nStart.\n"
BODY = """[one](/safety/a/) and [two](/safety/b/#in-time "title")
`[not](/code/)` ![](/picture/) [out](https://example.org/) [here](#a-part)

```
[not](/fence/)
```
[named]: /safety/c/
"""


def change(article, **fields):
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    return save_article(article, by=None)


def test_links_of_the_site_are_found_with_their_lines_and_code_is_left_out():
    found = [(link.target, link.line) for link in links_in(BODY)]

    assert found == [
        ("/safety/a/", 1),
        ("/safety/b/#in-time", 1),
        ("/picture/", 2),
        ("#a-part", 2),
        ("/safety/c/", 7),
    ]


@pytest.mark.parametrize(
    ("written", "path", "anchor"),
    [("/a/", "/a/", ""), ("/a/#b", "/a/", "b"), ("#b", "", "b"), ("/a/?q=1#b", "/a/", "b")],
)
def test_target_is_an_address_and_a_place(written, path, anchor):
    assert Target.of(written) == Target(path, anchor)


@pytest.mark.django_db
def test_everything_that_leads_to_a_page_is_found():
    article = make_publication(id="surgery", body=TWO_HEADINGS).article
    path = article.path
    linking = make_article(title="A page", body=f"See\n\n[it]({path}#before-surgery).\n")
    make_block("a-block", f"[It]({path}).\n")
    make_claim("a-claim", answer=f"Look at {path} for more.")
    Notice.objects.create(article=linking, text=f"Read {path} at once.")
    Redirect.objects.create(old_path="/surgery/", new_path=path)
    make_article(body=f"[Not it]({path}more/).\n")

    found = {(link.where, link.title, link.target, link.line) for link in inbound(article)}

    assert found == {
        ("Page", "A page", f"{path}#before-surgery", 3),
        ("Shared block", "a-block", path, 1),
        ("Claim", "LDN helps everybody.", path, 0),
        ("Urgent notice", "A page", path, 0),
        ("Redirect", "/surgery/", path, 0),
    }


@pytest.mark.django_db
def test_link_that_only_readers_still_have_is_found():
    article = make_publication().article
    linking = make_publication(title="A page", body=f"[it]({article.path})\n").article
    change(linking, body="No link.\n")

    [link] = inbound(article)

    assert (link.where, link.title) == ("Page as readers have it now", "A page")


@pytest.mark.django_db
def test_link_to_an_old_address_of_a_moved_page_is_found():
    article = make_publication(slug="old").article
    make_publication(change(article, slug="new"))
    make_article(title="A page", body="[it](/basics/old/)\n")

    assert [link.title for link in inbound(article)] == ["A page"]


@pytest.mark.django_db
def test_publishing_breaks_links_to_a_heading_that_is_gone_and_no_others():
    article = make_publication(body=TWO_HEADINGS).article
    path = article.path
    make_article(title="To the first", body=f"[it]({path}#before-surgery)\n")
    make_article(title="To the second", body=f"[it]({path}#after-surgery)\n")
    make_article(title="To the page", body=f"[it]({path})\n")
    assert broken_by_publishing(article) == []

    article = change(article, body=TWO_HEADINGS.replace("Before surgery", "Long before"))

    assert [link.title for link in broken_by_publishing(article)] == ["To the first"]


@pytest.mark.django_db
def test_page_that_is_not_public_breaks_nothing():
    article = make_article(body=TWO_HEADINGS)
    make_article(body=f"[it]({article.path}#nowhere-at-all)\n")

    assert broken_by_publishing(article) == []


@pytest.mark.django_db
def test_taking_down_breaks_every_link_to_the_page():
    article = make_publication().article
    make_article(title="A page", body=f"[it]({article.path})\n")

    assert [link.title for link in broken_by_withdrawing(article)] == ["A page"]


@pytest.fixture
def publisher(client, db):
    client.force_login(make_user("articles.view_article", "articles.publish_article"))


def test_publish_page_names_the_links_it_would_break(client, publisher):
    article = make_publication(body=TWO_HEADINGS).article
    make_article(title="To the first", body=f"[it]({article.path}#before-surgery)\n")
    change(article, body="No heading.\n", slug="elsewhere")

    page = client.get(reverse("admin:articles_article_publish", args=[article.pk]))

    html = page.content.decode()
    assert "This breaks 1 link" in html
    assert "To the first" in html
    assert "The old address leads there by itself" in html


def test_take_down_page_names_the_links_that_lead_to_it(client, publisher):
    article = make_publication().article
    make_article(title="A page", body=f"[it]({article.path})\n")

    page = client.get(reverse("admin:articles_article_withdraw", args=[article.pk]))

    assert "1 link leads to this page" in page.content.decode()
    assert "A page" in page.content.decode()


def test_what_links_here_is_a_page_and_a_part(client, publisher):
    article = make_publication().article
    make_article(title="A page", body=f"[it]({article.path})\n")
    url = reverse("admin:articles_article_links", args=[article.pk])

    whole, part = client.get(url).content.decode(), client.get(f"{url}?part=1").content.decode()

    assert "A page" in whole
    assert "A page" in part
    assert "<html" in whole
    assert "<html" not in part


@pytest.mark.django_db
def test_report_says_of_each_link_why_it_leads_nowhere():
    target = make_publication(id="target", slug="old", body=TWO_HEADINGS).article
    make_publication(change(target, slug="new"))
    make_reference("smith-2020-trial")
    make_article(
        id="faulty",
        title="Faulty",
        body="[a](/basics/nowhere/)\n[b](/basics/old/)\n[c](/basics/new/#no-such-part)\n"
        "[d](#not-here)\n[e](/evidence/nobody-2020/)\n[f](/no/such/place)\n",
    )
    make_article(
        body="## A part\n\n[a](/basics/new/)\n[b](/basics/new/#before-surgery)\n[c](#a-part)\n"
        "[d](/evidence/smith-2020-trial/)\n[e](/glossary/)\n[f](https://example.org/)\n"
    )

    found = report()

    assert found.after == ""
    assert [(line.title, line.line, line.why) for line in found.lines] == [
        ("Faulty", 1, "There is no such page."),
        ("Faulty", 2, "That is an old address. The page is at /basics/new/ now."),
        ("Faulty", 3, "That page has no such heading."),
        ("Faulty", 4, "This page has no such heading."),
        ("Faulty", 5, "There is no such page."),
        ("Faulty", 6, "There is no such page."),
    ]


@pytest.mark.django_db
def test_heading_that_only_the_saved_text_has_is_no_fault():
    target = make_publication(body="Words.\n").article
    change(target, body=TWO_HEADINGS)
    make_article(body=f"[it]({target.path}#before-surgery)\n")

    assert report().lines == []


@pytest.mark.django_db
def test_report_holds_blocks_and_the_numbers_of_studies():
    make_block("a-block", "[it](/basics/nowhere/)\n")
    make_reference("smith-2020-trial")
    Reference.objects.update(doi="doi:10.1/x", pmid="PM123", pmcid="123", url="www.example.org")

    found = [(line.where, line.target) for line in report().lines]

    assert found == [
        ("Shared block", "/basics/nowhere/"),
        ("Study", "doi:10.1/x"),
        ("Study", "PM123"),
        ("Study", "123"),
        ("Study", "www.example.org"),
    ]


@pytest.mark.django_db
def test_report_comes_in_pages_that_leave_nothing_out():
    broken = "".join(f"[a](/basics/gone-{n}/)\n" for n in range(30))
    ids = [f"p-{number:02}" for number in range(10)]
    for key in ids:
        make_article(id=key, title=key, body=broken)
        make_article(id=f"{key}-fine", body="Words.\n")

    after, pages = "", []
    while not pages or after:
        page = report(after)
        pages.append([line.title for line in page.lines])
        after = page.after

    assert [len(page) for page in pages] == [120, 120, 60]
    assert len(pages[0]) >= LINES
    assert sorted({title for page in pages for title in page}) == ids


@pytest.mark.django_db
def test_report_takes_the_same_queries_for_few_texts_and_for_many(django_assert_max_num_queries):
    make_article(body="[a](/basics/gone/)\n[b](/basics/page/#part-a)\n")
    with django_assert_max_num_queries(60) as few:
        report()
    target = make_publication(body=TWO_HEADINGS).article
    for number in range(40):
        make_article(body=f"[a](/basics/gone-{number}/)\n[b]({target.path}#gone-{number})\n")

    with django_assert_max_num_queries(len(few)):
        assert len(report().lines) > 80


def test_report_page_leads_to_the_editor(client, publisher):
    article = make_article(title="Faulty", body="[a](/basics/nowhere/)\n")

    html = client.get(reverse("admin:articles_article_broken_links")).content.decode()

    assert reverse("admin:articles_article_change", args=[article.pk]) in html
    assert "There is no such page." in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["links", "broken_links"])
def test_links_are_closed_to_staff_without_rights(client, name):
    client.force_login(make_user())
    args = [make_article().pk] if name == "links" else []

    assert client.get(reverse(f"admin:articles_article_{name}", args=args)).status_code == 403


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("doi", "10.1000/xyz(1)", "10.1/x"),
        ("doi", "10.12345/a", "https://doi.org/10.1000/xyz"),
        ("pmid", "1", "0"),
        ("pmid", "12345678", "123456789"),
        ("pmid", "12345678", "PMID12345"),
        ("pmcid", "PMC123", "123"),
        ("pmcid", "PMC123", "pmc123"),
        ("url", "https://example.org/a?b", "example.org"),
        ("url", "http://example.org", "ftp://example.org/"),
    ],
)
def test_identifiers_are_known_by_their_form(name, good, bad):
    assert wrong_forms({name: good}) == {}
    assert list(wrong_forms({name: bad})) == [name]
    assert wrong_forms({name: ""}) == {}


def test_reference_with_a_wrong_number_is_not_saved(client, admin_user):
    client.force_login(admin_user)

    response = client.post(
        reverse("admin:evidence_reference_add"),
        {"id": "a", "title": "T", "journal": "J", "design": "review", "pmid": "PM12", "doi": "x"},
    )

    errors = response.context["adminform"].form.errors
    assert set(errors) == {"pmid", "doi"}
    assert "PM12" in response.content.decode()
    assert not Reference.objects.exists()
