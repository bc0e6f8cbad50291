import pytest
from django.core.management import CommandError, call_command

from ldn_site.accounts.management.commands import make_admin
from ldn_site.accounts.models import User
from ldn_site.trail.models import Event

pytestmark = pytest.mark.django_db

VALUES = {
    "USERNAME": "ana",
    "EMAIL": "ana@example.org",
    "DISPLAY_NAME": "Ana Ruiz",
    "PASSWORD": "correct horse battery",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    def set_to(**values):
        for name in VALUES:
            monkeypatch.delenv(f"DJANGO_SUPERUSER_{name}", raising=False)
        for name, value in values.items():
            monkeypatch.setenv(f"DJANGO_SUPERUSER_{name}", value)

    set_to()
    return set_to


@pytest.fixture
def terminal(monkeypatch):
    """A person who gives `answers` in turn, passwords included."""

    def give(*answers: str):
        waiting = list(answers)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda prompt: waiting.pop(0))
        monkeypatch.setattr(make_admin.getpass, "getpass", lambda prompt: waiting.pop(0))
        return waiting

    return give


def test_account_from_the_environment_may_do_everything(environment, capsys):
    environment(**VALUES)

    call_command("make_admin", "--noinput")

    user = User.objects.get()
    assert (user.username, user.email, user.display_name) == ("ana", "ana@example.org", "Ana Ruiz")
    assert user.is_staff
    assert user.is_superuser
    assert user.check_password(VALUES["PASSWORD"])
    assert Event.objects.get().verb == "made an account"
    assert VALUES["PASSWORD"] not in capsys.readouterr().out


def test_account_is_made_by_asking(terminal):
    waiting = terminal("ana", "", "ana@example.org", "Ana Ruiz", *[VALUES["PASSWORD"]] * 2)

    call_command("make_admin")

    assert not waiting
    assert User.objects.get().check_password(VALUES["PASSWORD"])


def test_only_what_the_environment_leaves_out_is_asked(environment, terminal):
    environment(USERNAME="ana", EMAIL="ana@example.org", PASSWORD=VALUES["PASSWORD"])
    terminal("Ana Ruiz")

    call_command("make_admin")

    assert User.objects.get().display_name == "Ana Ruiz"


def test_passwords_that_differ_make_no_account(terminal):
    terminal("ana", "ana@example.org", "Ana Ruiz", VALUES["PASSWORD"], "another")

    with pytest.raises(CommandError, match="two passwords differ"):
        call_command("make_admin")

    assert not User.objects.exists()


def test_missing_value_is_named_where_nobody_can_be_asked(environment):
    environment(USERNAME="ana", EMAIL="ana@example.org")

    with pytest.raises(CommandError, match="DISPLAY_NAME, DJANGO_SUPERUSER_PASSWORD"):
        call_command("make_admin", "--noinput")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PASSWORD", "short", "Password .*too short"),
        ("PASSWORD", "naltrexoneldn1", "Password .*words from this site"),
        ("EMAIL", "not an address", "E-mail: "),
        ("USERNAME", "with space", "User name: "),
        ("DISPLAY_NAME", "x" * 121, "Display name"),
    ],
)
def test_bad_value_makes_no_account_and_says_why(environment, name, value, words):
    environment(**(VALUES | {name: value}))

    with pytest.raises(CommandError, match=words):
        call_command("make_admin", "--noinput")

    assert not User.objects.exists()


def test_second_account_of_the_same_name_is_refused(environment):
    environment(**VALUES)
    call_command("make_admin", "--noinput")

    with pytest.raises(CommandError, match="User name: .*already exists"):
        call_command("make_admin", "--noinput")


def test_interruption_makes_no_account(terminal, monkeypatch):
    terminal()

    def stop(prompt):
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", stop)

    with pytest.raises(CommandError, match="no account was made"):
        call_command("make_admin")
