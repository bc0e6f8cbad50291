"""A page as Markdown tells no less than the page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ldn_site.articles.models import Notice
from ldn_site.evidence.models import Reference
from tests.factories import make_publication, make_reference, make_reviewer, sign_as_it_stands

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_urgent_notice_stands_above_the_text(client: Client):
    publication = make_publication(slug="page", summary="The short answer.")
    notice = Notice.objects.create(article=publication.article, text="Recall of lot 7.")

    before, _mark, _after = text_of(client, "/basics/page.md").partition("The short answer.")

    assert "> **Urgent notice:** Recall of lot 7." in before
    Notice.objects.filter(pk=notice.pk).update(is_shown=False)
    assert "Recall" not in text_of(client, "/basics/page.md")


def test_grade_is_said_with_its_reason(client: Client):
    make_publication(slug="page", evidence=2, evidence_reason="The trials disagree.")

    assert "How sure we are: Weak or mixed evidence (2 of 4). The trials disagree." in text_of(
        client, "/basics/page.md"
    )


def test_page_says_whether_it_was_checked_and_when_it_changed(client: Client):
    publication = make_publication(slug="page", change_note="A new trial.")
    unsigned = text_of(client, "/basics/page.md")
    reviewer = make_reviewer(display_name="Ana Ruiz", credential="PharmD")
    sign_as_it_stands(publication.article, by=reviewer)
    signed = text_of(client, "/basics/page.md")

    assert "not yet checked by our pharmacist" in unsigned
    assert "Checked by Ana Ruiz, PharmD, on " in signed
    assert "not yet checked" not in signed
    assert unsigned.rstrip().endswith(": A new trial.")


def test_safety_page_long_past_its_review_says_so_first(client: Client):
    publication = make_publication(slug="page", topic="safety")
    sign_as_it_stands(publication.article)
    publication.article.sign_offs.update(review_due_on=timezone.localdate() - timedelta(days=31))

    assert "> This page is being checked." in text_of(client, "/safety/page.md")


def test_retraction_is_told_at_once(client: Client):
    make_reference("a-2020-trial")
    make_publication(slug="page", body="One. [@a-2020-trial]\n")
    before = text_of(client, "/basics/page.md")
    Reference.objects.update(retracted=True)
    after = text_of(client, "/basics/page.md")

    assert "etracted" not in before
    assert "- [@a-2020-trial] Retracted. " in after
    assert "has been retracted" in after.split("## Sources")[0]
