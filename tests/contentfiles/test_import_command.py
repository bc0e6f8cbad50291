"""What the person who runs an import is told."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ldn_site.articles.models import Article
from ldn_site.contentfiles.importing import import_content
from tests.contentfiles.folders import article, edit, fill

pytestmark = pytest.mark.django_db
PAGE = "en/basics/sleep.md"


def test_command_lists_what_is_bad_and_ends_with_an_error(folder):
    fill(folder, {PAGE: article(), "en/basics/bad.md": "bad", "en/basics/worse.md": ""})
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match="2 files need attention"):
        call_command("import_content", stdout=out, stderr=err)

    assert "content/en/basics/bad.md, line 1: " in err.getvalue()
    assert "Articles: 1 new." in out.getvalue()
    assert Article.objects.count() == 1


@pytest.mark.parametrize(("verbosity", "said"), [(0, 0), (1, 2), (2, 4)])
def test_command_says_as_much_as_it_is_asked_to(folder, verbosity, said):
    fill(folder, {PAGE: article()})
    out = StringIO()

    call_command("import_content", publish=True, verbosity=verbosity, stdout=out)

    assert len(out.getvalue().splitlines()) == said


def test_conflict_is_no_error_but_is_said_at_any_verbosity(folder):
    import_content(fill(folder, {PAGE: article()}))
    edit(title="Staff's title")
    fill(folder, {PAGE: article(title="File's title")})
    out = StringIO()

    call_command("import_content", verbosity=0, stdout=out)

    assert out.getvalue().startswith("CONFLICT: ")


def test_command_refuses_a_folder_without_content(folder):
    with pytest.raises(CommandError, match="holds no content"):
        call_command("import_content")


def test_dry_run_says_so(folder):
    fill(folder, {PAGE: article()})
    out = StringIO()

    call_command("import_content", dry_run=True, stdout=out)

    assert "nothing was changed" in out.getvalue()
