from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ldn_site.articles.models import Topic
from ldn_site.pages.caching import private_page
from ldn_site.pages.rendering import render_page
from ldn_site.search.finding import find


@private_page
def search(request: HttpRequest) -> HttpResponse:
    """Pages that hold the words of `q`. Nothing of what was asked is kept."""
    words = request.GET.get("q", "")
    topic = request.GET.get("topic", "")
    topic = topic if topic in Topic.values else ""
    results = find(words, topic=topic) if words.strip() else None
    return render_page(
        request,
        "pages/search.html",
        {"results": results, "topic": topic, "topics": Topic.choices},
        title=_("Search"),
        description=_("Search the pages about low-dose naltrexone."),
        is_indexed=False,
    )
