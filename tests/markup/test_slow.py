import os
import signal
import subprocess
import sys
import threading

import pytest

from ldn_site.markup import process, render, render_here
from ldn_site.markup.process import BUDGET_SECONDS, Worker
from ldn_site.markup.shapes import EMPTY
from tests.markup.samples import RESOURCES
from tests.markup.slow import SLOW


@pytest.fixture
def worker():
    worker = Worker()
    yield worker
    worker.close()


def test_slow_texts_are_many_and_within_the_length_limit():
    assert len(SLOW) >= 32
    assert all(len(text) <= 200_000 for text in SLOW.values())


def test_budget_is_within_two_seconds():
    assert BUDGET_SECONDS <= 2


@pytest.mark.parametrize("name", SLOW)
def test_slow_text_is_answered(name):
    rendered = render(SLOW[name])

    assert rendered.html or rendered.blockers
    assert all(f.line >= 0 and f.message and f.remedy for f in rendered.findings)


def test_text_over_the_limit_is_refused_with_a_message():
    rendered = render("a " * 100_001)

    [finding] = rendered.blockers
    assert finding.code == "text-too-long"
    assert "200,000" in finding.message
    assert rendered.html.startswith("<pre>a a")


def test_text_that_takes_too_long_is_refused_and_the_next_is_served(worker, monkeypatch):
    monkeypatch.setattr(process, "BUDGET_SECONDS", 0.0)
    slow = worker.render("## A heading", EMPTY, 0)
    monkeypatch.setattr(process, "BUDGET_SECONDS", BUDGET_SECONDS)
    good = worker.render("**good**", EMPTY, 0)

    assert [finding.code for finding in slow.findings] == ["too-slow"]
    assert good.html == "<p><strong>good</strong></p>"


def test_endless_text_is_stopped_from_outside(worker, monkeypatch):
    monkeypatch.setattr(process, "BUDGET_SECONDS", 0.2)
    text = "/// info | a\nb\n///\n" * 3_000

    rendered = worker.render(text, EMPTY, 0)

    assert [finding.code for finding in rendered.findings] == ["too-slow"]


def test_worker_that_died_is_started_again(worker):
    first = worker.render("one", EMPTY, 0)
    os.kill(worker._child.pid, signal.SIGKILL)
    worker._child.wait()

    assert worker.render("one", EMPTY, 0) == first


def test_worker_that_dies_at_work_is_a_finding(worker):
    worker.render("one", EMPTY, 0)
    os.kill(worker._child.pid, signal.SIGSTOP)
    killer = threading.Timer(0.05, os.kill, (worker._child.pid, signal.SIGKILL))
    killer.start()

    rendered = worker.render("two", EMPTY, 0)
    killer.join()

    assert [finding.code for finding in rendered.findings] == ["not-rendered"]
    assert worker.render("two", EMPTY, 0).html == "<p>two</p>"


def test_stopped_worker_leaves_no_process_behind(worker):
    worker.render("one", EMPTY, 0)
    child = worker._child

    worker.close()

    assert child.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_threads_get_their_own_answers():
    answers = {}

    def ask(number):
        answers[number] = render(f"answer {number}").html

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == {number: f"<p>answer {number}</p>" for number in range(12)}


FORK = """
import os
from ldn_site.markup import render
assert render("parent").html == "<p>parent</p>"
child = os.fork()
if child == 0:
    good = render("child").html == "<p>child</p>"
    os._exit(0 if good else 1)
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 0
assert render("parent again").html == "<p>parent again</p>"
"""


def test_forked_process_uses_a_worker_of_its_own():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FORK], capture_output=True, text=True, timeout=60
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_renderer_imports_nothing_of_django():
    code = "import sys, ldn_site.markup.worker; print('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert done.stdout == "False\n"


def test_worker_and_this_process_give_the_same():
    text = "## A heading\n\n[@known-trial] 4.5 mg\n\n```study\nkey: known-trial\n```"

    assert render(text, RESOURCES) == render_here(text, RESOURCES) == render(text, RESOURCES)


@pytest.mark.parametrize("name", ["open brackets", "cdata", "ordered markers"])
def test_text_that_stalls_or_breaks_the_parser_is_refused_before_it_runs(name):
    rendered = render_here(SLOW[name])

    assert len(rendered.blockers) == 1
    assert rendered.html.startswith("<pre>")


def test_ordinary_long_article_is_not_refused():
    part = "## Part\n\nText with [a link](/a/) and **weight** at 4.5 mg.\n\n- one\n- two\n\n"

    rendered = render(part * 200)

    assert rendered.findings == ()
    assert len(rendered.outline) == 200
