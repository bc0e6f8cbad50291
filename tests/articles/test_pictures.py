"""A reviewer signs the pictures of a page, and readers see the ones that were signed."""

import pytest

from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication
from ldn_site.articles.publishing import NotSigned, publish
from ldn_site.articles.rerendering import rerender_outdated
from ldn_site.articles.resolving import article_digest, publication_digest, resolve
from ldn_site.articles.states import State, standing_of
from ldn_site.media.models import Picture
from ldn_site.media.writing import save_picture
from tests.factories import (
    make_article,
    make_block,
    make_master,
    make_picture,
    make_publication,
    sign_as_it_stands,
)

pytestmark = pytest.mark.django_db
SHOWN = "Some words.\n\n```picture\npicture: pill-bottle\n```\n"


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"


def digest(article):
    return article_digest(Article.objects.get(pk=article.pk), Library.load())


def replace_file(color="red"):
    save_picture(Picture.objects.get(), by=None, master=make_master(color=color))


CHANGES = {
    "alt": {"alt": "An empty bottle"},
    "caption": {"caption": "Ours"},
    "credit": {"credit": "Us"},
    "decorative": {"alt": "", "is_decorative": True},
    "focal point": {"focal_x": 10},
    "file": {"digest": "ab" * 32},
    "size": {"width": 65},
}


@pytest.mark.parametrize("what", CHANGES)
def test_sign_off_no_longer_matches_once_its_picture_is_changed(what):
    make_picture()
    article = make_article(body=SHOWN)
    sign_as_it_stands(article)
    before = digest(article)

    Picture.objects.update(**CHANGES[what])

    assert digest(article) != before
    assert not standing_of(article).is_signed
    with pytest.raises(NotSigned):
        publish(article, by=None, change_note="A change.")


def test_picture_in_a_shared_block_is_signed_too():
    make_picture()
    make_block("bottle", SHOWN)
    article = make_article(body="{{ block: bottle }}\n")
    before = digest(article)

    replace_file()

    assert digest(article) != before


@pytest.mark.parametrize("body", ["A pill-bottle.\n", "```\npicture: pill-bottle\n```\n"])
def test_picture_that_is_only_mentioned_changes_nothing(body):
    make_picture()
    article = make_article(body=body)
    before = digest(article)

    replace_file()

    assert digest(article) == before
    assert resolve(article).inputs["images"] == {}


def test_live_page_keeps_the_file_and_the_words_it_was_made_with():
    old = make_picture(alt="A full bottle")
    publication = make_publication(body=SHOWN)
    signed = publication_digest(publication)

    replace_file()
    Picture.objects.update(alt="An empty bottle")
    Publication.objects.update(renderer=0, html="")
    renewed = rerender_outdated()

    live = Publication.objects.live().get()
    assert (renewed.renewed, renewed.refused) == (1, [])
    assert f"{old.digest}-64.webp" in live.html
    assert "A full bottle" in live.html
    assert "A full bottle" in live.plain_text
    assert publication_digest(live) == signed
    assert standing_of(live.article).state is State.LIVE_WITH_CHANGES


def test_page_made_before_there_were_pictures_can_still_be_made_again():
    publication = make_publication(body="Some words.\n")
    assert publication.inputs["images"] == {}
    Publication.objects.update(renderer=0, html="")

    rerender_outdated()

    assert Publication.objects.get().html == "<p>Some words.</p>"


def test_page_with_a_picture_that_is_not_there_cannot_be_published():
    make_picture("pill-bottles")

    findings = resolve(make_article(body=SHOWN)).rendered.blockers

    assert [(f.code, f.line) for f in findings] == [("unknown-image", 3)]
    assert "pill-bottles" in findings[0].remedy
