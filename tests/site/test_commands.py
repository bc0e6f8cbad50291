import pytest
from django.core.management import call_command, get_commands, load_command_class

OURS = sorted(name for name, app in get_commands().items() if str(app).startswith("ldn_site."))


def test_designed_commands_are_there():
    assert {
        "check_content",
        "export_content",
        "import_content",
        "index_search",
        "make_admin",
        "render_markdown",
        "render_publications",
        "set_up_roles",
    } <= set(OURS)


@pytest.mark.parametrize("name", OURS)
def test_every_command_says_what_it_does(name):
    command = load_command_class(get_commands()[name], name)

    assert len(str(command.help).split()) >= 4


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
