from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from ldn_site.articles.models import Topic
from ldn_site.contact.crisis import care_for
from ldn_site.pages.caching import private_page, public_page
from ldn_site.pages.rendering import render_page
from ldn_site.pages.searching import (
    claims_about,
    good_starts,
    listed,
    term_named,
    topic_choices,
)
from ldn_site.pages.suggesting import suggestions
from ldn_site.search import unanswered
from ldn_site.search.beginning import is_beginning
from ldn_site.search.finding import Results, find


@gzip_page
@private_page
def search(request: HttpRequest) -> HttpResponse:
    """Pages that hold the words of `q`. Who asked for what is kept nowhere."""
    words = request.GET.get("q", "")
    topic = request.GET.get("topic", "")
    topic = topic if topic in Topic.values else ""
    results = find(words, topic=topic) if words.strip() else None
    if results and not results.hits and not topic and request.method == "GET":
        unanswered.count(results.words)
    return render_page(
        request,
        "pages/search.html",
        {
            **(_answer(results, topic) if results else {}),
            "starts": [] if results and results.hits else good_starts(),
        },
        title=_("Search"),
        description=_("Search the pages about low-dose naltrexone."),
        is_indexed=False,
    )


@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """Places with a word that begins with the two letters `q`. The answer is the same for
    everybody who types such a word, and the browser chooses among them, so the words
    themselves are not sent."""
    letters = request.GET.get("q", "")
    found = suggestions(letters) if is_beginning(letters) else []
    places = [suggestion.as_json() for suggestion in found]
    response = JsonResponse({"places": places}, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(results: Results, topic: str) -> dict[str, object]:
    meant = results.suggestion or results.words
    return {
        "results": results,
        "meant": meant,
        "found": listed(results.hits),
        "care": [care.value for care in care_for(results.words)],
        "choices": topic_choices(results.words, topic),
        "topic": Topic(topic).label if topic else "",
        "term": term_named(meant),
        "claims": claims_about(meant),
    }
