"""Every public address."""

from django.urls import path, re_path, register_converter

from ldn_site.articles.models import Topic
from ldn_site.pages.views import (
    articles,
    asking,
    cards,
    claims,
    evidence,
    feeds,
    gallery,
    get_ldn,
    glossary,
    home,
    machine,
    outside,
    prescribers,
    search,
    sent,
    topics,
    visit,
)


class TopicConverter:
    regex = "|".join(Topic.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TopicConverter, "topic")

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("claims/", claims.claims, name="claims"),
    path("design/", gallery.gallery, name="gallery"),
    path("evidence/", evidence.studies, name="evidence"),
    *(
        path(f"evidence/studies.{kind}", evidence.download, {"extension": kind}, name=f"as_{kind}")
        for kind in evidence.FORMATS
    ),
    path("evidence/<slug:key>/", evidence.study, name="study"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("get-ldn/", get_ldn.get_ldn, name="get_ldn"),
    path("get-ldn/sent/", sent.sent, name="get_ldn_sent"),
    path("prescribers/", prescribers.card, name="prescribers"),
    path("prescribers/ask/", asking.ask, name="prescribers_ask"),
    path("prescribers/fax-form/", prescribers.fax_form, name="fax_form"),
    path("review/<str:token>/", outside.outside, name="outside"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("visit/", visit.visit, name="visit"),
    path("visit/wallet-card/", visit.wallet_card, name="wallet_card"),
    re_path(
        r"^cards/(?P<kind>page|list)/(?P<name>[-a-z0-9]{1,80})/(?P<digest>[0-9a-f]{12})\.png$",
        cards.card,
        name="card",
    ),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("feed.atom", feeds.atom, name="feed"),
    path("favicon.ico", machine.favicon, name="favicon"),
    path("robots.txt", machine.robots, name="robots"),
    path("llms.txt", machine.llms, name="llms"),
    path(".well-known/security.txt", machine.security, name="security"),
    path("healthz", machine.healthz, name="healthz"),
    path("readyz", machine.readyz, name="readyz"),
    path("<topic:topic>/", topics.topic, name="topic"),
    path("<topic:topic>/<slug:slug>/", articles.article, name="article"),
    path("<topic:topic>/<slug:slug>.md", articles.source, name="source"),
]
