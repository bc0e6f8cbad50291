import re

import pytest

from tests.serving import ROOT

LOCKS = {"deploy": ROOT / "deploy/requirements.lock", "tests": ROOT / "tests/requirements.lock"}


def asked_for(path) -> dict[str, str]:
    """Package -> version of the lines that pin one, extras left out."""
    found = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s\\;]+)", path.read_text(), re.MULTILINE)
    return {name.lower().replace("_", "-").replace(".", "-"): version for name, version in found}


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("deploy", "requirements.txt"),
        ("tests", "requirements.txt"),
        ("tests", "tests/requirements.txt"),
    ],
)
def test_lock_holds_what_is_asked_for(lock, requirements):
    wanted = asked_for(ROOT / requirements)

    assert len(wanted) > 10
    assert wanted.items() <= asked_for(LOCKS[lock]).items(), "run `make lock`"


def test_tests_run_on_the_packages_of_production():
    assert asked_for(LOCKS["deploy"]).items() <= asked_for(LOCKS["tests"]).items()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_file_is_pinned_by_its_hash(lock):
    text = LOCKS[lock].read_text()
    entries = re.split(r"^(?=[\w.-]+(?:\[[\w,]+\])?==)", text, flags=re.MULTILINE)[1:]

    assert len(entries) > 20
    assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_index_and_no_folder(lock):
    text = LOCKS[lock].read_text()

    assert "://" not in text
    assert not re.search(r"^-|\s/|--(find-links|index-url|extra-index-url)", text, re.MULTILINE)


@pytest.mark.parametrize("requirements", ["requirements.txt", "tests/requirements.txt"])
def test_every_package_says_why_it_is_here(requirements):
    lines = (ROOT / requirements).read_text().splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]

    assert packages
    assert not [line for line in packages if not re.search(r"==\S+ +# \w", line)]
