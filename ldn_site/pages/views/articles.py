"""A page to read, and its source."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from ldn_site.articles.addresses import Gone, Live, Moved, answer
from ldn_site.articles.models import Publication
from ldn_site.pages.caching import public_page
from ldn_site.pages.cards import page_card
from ldn_site.pages.composing import compose
from ldn_site.pages.plaintext import as_markdown
from ldn_site.pages.rendering import render_page
from ldn_site.pages.trails import absolute, to_topic
from ldn_site.pages.views.errors import gone


@public_page
def article(request: HttpRequest, topic: str, slug: str) -> HttpResponse:
    found = answer(f"/{topic}/{slug}/")
    if isinstance(found, Live):
        return _page(request, found.publication)
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(found.to)
    if isinstance(found, Gone):
        return gone(request, found)
    raise Http404


def _page(request: HttpRequest, publication: Publication) -> HttpResponse:
    page = compose(publication)
    return render_page(
        request,
        "pages/article.html",
        {"page": page},
        title=page.title,
        description=page.summary,
        path=page.path,
        kind="article",
        crumbs=to_topic(publication.topic),
        json_ld=[page.json_ld],
        card=page_card(publication),
    )


@public_page
def source(request: HttpRequest, topic: str, slug: str) -> HttpResponse:
    """The live text as its writers wrote it, for other programs."""
    found = answer(f"/{topic}/{slug}/")
    if isinstance(found, Moved):
        leads_to_article = isinstance(answer(found.to), Live)
        to = f"{found.to.rstrip('/')}.md" if leads_to_article else found.to
        return HttpResponsePermanentRedirect(to)
    if not isinstance(found, Live):
        raise Http404
    publication = found.publication
    response = HttpResponse(as_markdown(publication), content_type="text/markdown; charset=utf-8")
    response["Link"] = f'<{absolute(publication.path)}>; rel="canonical"'
    return response
