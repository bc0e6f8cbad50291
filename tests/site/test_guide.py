"""The guide for staff: on the desk, whole, and with every picture it speaks of."""

import re

import pytest
from django.urls import reverse

from ldn_site.guide import SOURCE
from tests import guide
from tests.factories import make_user
from tests.serving import ROOT

PICTURES = re.findall(r"!\[([^]]*)\]\(\.\./([^)]+)\)", SOURCE.read_text(encoding="utf-8"))


def test_every_picture_of_the_guide_is_there_with_alt_text_and_made_by_the_script():
    assert PICTURES
    assert all(alt for alt, _path in PICTURES)
    for _alt, path in PICTURES:
        assert (ROOT / path).is_file()
    assert {ROOT / path for _alt, path in PICTURES} == {
        guide.FOLDER / f"{picture.__name__}.webp" for picture in guide.PICTURES
    }


@pytest.mark.django_db
def test_guide_is_a_page_of_the_desk_with_contents_and_pictures(client):
    client.force_login(make_user())

    html = client.get(reverse("guide")).content.decode()

    assert html.count("<h1") == 1
    assert 'href="#publish"' in html
    assert 'id="publish"' in html
    assert html.count("/static/img/guide/") == len(PICTURES)
    assert "../static" not in html


@pytest.mark.django_db
def test_guide_is_for_staff(client):
    assert client.get(reverse("guide")).status_code == 302
