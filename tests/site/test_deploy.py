import re
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands

from ldn_site.backups.retention import BACKUPS
from ldn_site.contact.retention import ALARM_AFTER, CLOSED, SPAM
from ldn_site.privacy import SERVER_LOG

DEPLOY = settings.BASE_DIR / "deploy"
PRIVACY = settings.BASE_DIR / "content" / "en" / "about" / "privacy.md"


@pytest.mark.parametrize("failing", ["purge_messages", "tidy_cards", "backup", "neither"])
def test_daily_job_tries_everything_and_says_what_failed(tmp_path, failing):
    asked = tmp_path / "asked"
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$2" >> {asked}\n[ "$2" != {failing} ]\n')
    python.chmod(0o755)

    done = subprocess.run(
        ["sh", DEPLOY / "daily.sh"], env={"PYTHON": python, "PATH": "/usr/bin:/bin"}
    )

    assert asked.read_text().split() == ["purge_messages", "tidy_cards", "backup"]
    assert done.returncode == (failing != "neither")


def test_timers_and_scripts_run_commands_that_exist():
    files = [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.sh")]
    asked = {name for f in files for name in re.findall(r"manage\.py (\w+)", f.read_text())}

    assert {"purge_messages", "backup", "notify_desk"} <= asked <= set(get_commands())


def test_each_timer_has_its_service():
    timers = {path.stem for path in DEPLOY.glob("*.timer")}

    assert timers == {"ldn-site-daily", "ldn-site-notify"}
    assert timers <= {path.stem for path in DEPLOY.glob("*.service")}


def test_readers_are_told_the_times_that_the_table_says():
    text = PRIVACY.read_text(encoding="utf-8")

    assert f"We delete your message {CLOSED.delete_after.days} days after" in text
    assert f"Spam goes after {SPAM.delete_after.days} days" in text
    assert f"Each copy is deleted after {BACKUPS.delete_after.days} days" in text
    assert f"After {ALARM_AFTER.days} days without one" in text
    assert SERVER_LOG.delete_after.days == 14
    assert "a log of visits for two weeks" in text


def test_log_of_nginx_holds_no_query_and_no_referrer():
    conf = (DEPLOY / "nginx.conf").read_text()
    (line,) = re.findall(r"log_format without_query '(.*)';", conf)
    logs = re.findall(r"access_log .*;", conf)

    assert set(re.findall(r"\$\w+", line)) == {
        "$remote_addr",
        "$time_local",
        "$request_method",
        "$uri",
        "$status",
        "$body_bytes_sent",
    }
    assert logs
    assert all(log.endswith(" without_query;") for log in logs)
