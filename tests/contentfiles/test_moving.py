"""An article keeps its identity wherever its file goes, and no two share an address."""

import pytest

from ldn_site.articles.models import Article
from ldn_site.contentfiles.deciding import Outcome
from ldn_site.contentfiles.importing import import_content
from tests.contentfiles.folders import article, edit, fill, outcomes
from tests.factories import make_article, make_publication

pytestmark = pytest.mark.django_db
PAGE = "en/basics/sleep.md"


def test_renamed_file_with_the_same_id_is_the_same_article(folder):
    import_content(fill(folder, {PAGE: article()}), with_publishing=True)
    (folder / PAGE).unlink()
    fill(folder, {"en/safety/rest.md": article()})

    report = import_content(folder, with_publishing=True)

    assert outcomes(report) == {"sleep": Outcome.UPDATE}
    assert Article.objects.get().path == "/safety/rest/"
    assert report.published == ["/safety/rest/"]


def test_two_articles_trade_addresses(folder):
    import_content(fill(folder, {"en/basics/a.md": article("a"), "en/basics/b.md": article("b")}))
    fill(folder, {"en/basics/a.md": article("b"), "en/basics/b.md": article("a")})

    report = import_content(folder)

    assert report.problems == []
    assert dict(Article.objects.values_list("pk", "slug")) == {"a": "b", "b": "a"}


def test_three_articles_move_up_a_place(folder):
    names = "abc"
    import_content(fill(folder, {f"en/basics/{n}.md": article(n) for n in names}))
    (folder / "en/basics/a.md").unlink()
    moved = zip("bcd", names, strict=True)
    fill(folder, {f"en/basics/{place}.md": article(name) for place, name in moved})

    assert import_content(folder).problems == []
    assert dict(Article.objects.values_list("pk", "slug")) == {"a": "b", "b": "c", "c": "d"}


def test_address_of_an_article_on_the_site_is_refused(folder):
    make_article(id="own", topic="basics", slug="sleep")

    report = import_content(fill(folder, {PAGE: article()}))

    assert report.bad_files == [PAGE]
    assert "/basics/sleep/" in report.problems[0].message
    assert "own" in report.problems[0].message


def test_address_that_was_public_as_another_page_is_refused(folder):
    moved = make_publication(make_article(id="own", topic="basics", slug="sleep")).article
    edit(moved.pk, slug="elsewhere")

    report = import_content(fill(folder, {PAGE: article()}))

    assert report.bad_files == [PAGE]
    assert set(Article.objects.values_list("pk", flat=True)) == {"own"}


def test_article_that_cannot_leave_its_address_blocks_the_one_that_wants_it(folder):
    make_article(id="own", topic="basics", slug="taken")
    import_content(fill(folder, {PAGE: article()}))
    (folder / PAGE).unlink()
    fill(folder, {"en/basics/taken.md": article(), PAGE: article("other")})

    report = import_content(folder)

    assert report.bad_files == [PAGE, "en/basics/taken.md"]
    assert Article.objects.get(pk="sleep").slug == "sleep"
