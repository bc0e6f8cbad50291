"""A page to read, and its source."""

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from ldn_site.articles.addresses import Gone, Live, Moved, answer
from ldn_site.articles.models import Publication
from ldn_site.markup import expand
from ldn_site.pages.caching import public_page
from ldn_site.pages.cards import page_card
from ldn_site.pages.composing import compose
from ldn_site.pages.rendering import render_page
from ldn_site.pages.sources import sources_of
from ldn_site.pages.trails import absolute, to_topic
from ldn_site.pages.views.errors import gone

FACT = re.compile(r"^\{\{\s*pharmacy:.*\}\}\s*$\n?", re.M)


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
    """The live text as its writers wrote it, shared blocks in place, settings left out."""
    found = answer(f"/{topic}/{slug}/")
    if isinstance(found, Moved):
        leads_to_article = isinstance(answer(found.to), Live)
        to = f"{found.to.rstrip('/')}.md" if leads_to_article else found.to
        return HttpResponsePermanentRedirect(to)
    if not isinstance(found, Live):
        raise Http404
    publication = found.publication
    text = expand(publication.source, publication.inputs["blocks"]).text
    parts = [f"# {publication.title}", publication.summary, FACT.sub("", text).strip()]
    works = [
        " ".join(
            part
            for part in (
                f"- [@{work.key}]",
                work.byline,
                work.title,
                work.whereabouts,
                *(address for _name, address in work.links),
            )
            if part
        )
        for work in sources_of(publication)
    ]
    if works:
        parts += ["## Sources", "\n".join(works)]
    response = HttpResponse("\n\n".join(parts) + "\n", content_type="text/markdown; charset=utf-8")
    response["Link"] = f'<{absolute(publication.path)}>; rel="canonical"'
    return response
