"""What every test may rely on: no network but this machine, and nothing skipped in CI."""

import os
from fcntl import LOCK_EX, flock

import pytest
from django.core.management import call_command
from django.db import transaction

from tests import serving

# Reasons for which a test may be skipped even where CI=true.
MAY_BE_SKIPPED: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def real_content(django_db_setup, django_db_blocker):
    """Everything under content/, imported and published for the tests of one module.

    It lies in a transaction around theirs and is gone with it, so other modules do not see it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_content", publish=True, verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def set_up_folder(tmp_path_factory, worker_id):
    """A data folder with the real content published, as production has it on its first day.

    Made once for all processes of one run. Tests copy it and leave it as it is.
    """
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent  # shared by the processes
    with (folder / "set-up.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (folder / "set-up").exists():
            serving.set_up(folder / "being-set-up")
            (folder / "being-set-up").rename(folder / "set-up")
    return folder / "set-up"


@pytest.fixture(scope="session")
def site(set_up_folder, tmp_path_factory):
    """The whole site with its real content, served as in production. Tests change nothing in it."""
    with serving.serve_copy(set_up_folder, tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    # A browser's tests take longest: begun first, no process is left alone with them at the end.
    items.sort(key=lambda item: "browser" not in item.keywords)
    refuse_to_empty_the_tables(items)


def refuse_to_empty_the_tables(items) -> None:
    """The rows that migrations made would be gone for every test that comes after."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if (mark and mark.kwargs.get("transaction")) or "transactional_db" in item.fixturenames:
            raise pytest.UsageError(
                f"{item.nodeid} would empty the tables. For what happens on commit, "
                "take django_capture_on_commit_callbacks; for several connections, take the "
                "served `site`."
            )


def reasons_to_fail(terminal) -> list[str]:
    if os.environ.get("CI") != "true":
        return []
    reasons = [report.longrepr[2] for report in terminal.stats.get("skipped", [])]
    return [reason for reason in reasons if not any(known in reason for known in MAY_BE_SKIPPED)]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session):
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if reasons_to_fail(terminal):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    for reason in reasons_to_fail(terminalreporter):
        terminalreporter.write_line(f"CI=true, so this may not be skipped: {reason}", red=True)
