from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse

from ldn_site.articles.models import Article

# Route below the list of articles, view, and the name it is reversed by (after a prefix).
Route = tuple[str, Callable[..., HttpResponse], str]


def preview_url(article: Article) -> str:
    """Where staff read the article as readers would; the room of public pages answers there."""
    return reverse("preview", args=[article.pk])
