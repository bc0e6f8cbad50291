"""Plain files for programs: crawlers, monitors, people who found a weakness."""

from datetime import datetime, time, timedelta

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from ldn_site.articles.models import Grade, Publication, Topic
from ldn_site.pages.caching import private_page, public_page
from ldn_site.pages.trails import absolute
from ldn_site.pharmacy.facts import the_pharmacy

# Pages that are no articles: what they are called, their address and what they are for.
TOOLS = (
    ("How to get LDN", "pages:get_ldn", "See your doctor first; then where a prescription can go."),
    ("Prepare for your doctor's visit", "pages:visit", "One page, made in the browser, to print."),
    ("For prescribers", "pages:prescribers", "What a compounded prescription must hold."),
)
LOOK_UP = (
    ("Every study of LDN in people", "pages:evidence", "Those that found no benefit are here too."),
    ("The studies as JSON", "pages:as_json", "The same, as CSL data."),
    ("The studies as CSV", "pages:as_csv", "The same, as a table."),
    ("Claims about LDN", "pages:claims", "Each beside what the evidence says."),
    ("Medical words", "pages:glossary", "What they mean, in short sentences."),
)
SECURITY_DAYS = 180  # RFC 9116 asks for less than a year


@public_page
def favicon(request: HttpRequest) -> HttpResponse:
    """What browsers ask for on pages that name no icon, such as the desk's."""
    return redirect(static("img/favicon.svg"))


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    # The desk is not named here: its pages say themselves that they are not to be indexed.
    return _text(
        "User-agent: *",
        f"Disallow: {reverse('pages:search')}",
        # The same studies and claims over and over, in every choice of filters.
        f"Disallow: {reverse('pages:evidence')}?",
        f"Disallow: {reverse('pages:claims')}?",
        f"Sitemap: {absolute(reverse('pages:sitemap'))}",
    )


@public_page
def llms(request: HttpRequest) -> HttpResponse:
    """The live pages by topic, each with the address of its Markdown."""
    lines = [
        "# Low-dose naltrexone, in plain words",
        "",
        "> What low-dose naltrexone (LDN) is, what studies found, and who should not take it, "
        "for patients. Written by a compounding pharmacy that makes and sells LDN. LDN is used "
        "off-label; compounded medicines are not FDA-approved. Do not take LDN with opioids.",
        "",
        "Each page says whether a pharmacist has checked it and when it changed; those on "
        "conditions say how sure the evidence makes us. This site does not replace a doctor.",
    ]
    live = Publication.objects.live().order_by("article__order", "title")
    pages = list(live.filter(language="en").only("topic", "title", "summary", "path", "evidence"))
    for topic in Topic:
        entries = [page for page in pages if page.topic == topic]
        if entries:
            lines += ["", f"## {topic.label}", ""]
        for page in entries:
            address = absolute(page.path.rstrip("/") + ".md")
            grade = f"{Grade(page.evidence).label}. " if page.evidence is not None else ""
            lines.append(f"- [{page.title}]({address}): {grade}{' '.join(page.summary.split())}")
    for heading, places in (("Looking things up", LOOK_UP), ("Acting on it", TOOLS)):
        lines += ["", f"## {heading}", ""]
        lines += [f"- [{title}]({absolute(reverse(at))}): {what}" for title, at, what in places]
    return _text(*lines)


@public_page
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness of the site (RFC 9116)."""
    email = the_pharmacy().email
    day = timezone.now().date() + timedelta(days=SECURITY_DAYS)
    expires = datetime.combine(day, time(), tzinfo=timezone.get_fixed_timezone(0))
    return _text(
        f"Contact: mailto:{email}" if email else f"Contact: {absolute(reverse('pages:get_ldn'))}",
        f"Expires: {expires.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: en",
        f"Canonical: {absolute(reverse('pages:security'))}",
    )


@private_page
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that this process answers. It leaves the database out, so that a monitor that
    restarts what is ill does not restart what only waits for its database."""
    return _text("ok")


@private_page
def readyz(request: HttpRequest) -> HttpResponse:
    """Says whether readers would find pages: the database answers, and something is live."""
    try:
        is_ready = Publication.objects.live().exists()
    except DatabaseError:
        return _text("The database does not answer.", status=503)
    if not is_ready:
        return _text("No page is live. Import and publish the content.", status=503)
    return _text("ready")


def _text(*lines: str, status: int = 200) -> HttpResponse:
    text = "\n".join(lines) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
