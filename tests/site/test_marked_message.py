"""A marked message goes through the whole site, as it is served, and is then looked for in
every file that the site has written.
"""

from __future__ import annotations

import base64
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from ldn_site.backups.packing import unpack
from tests import serving
from tests.crawling import Page
from tests.serving import Site

MARK = "zebra-crossing-4711"
ADDRESS = f"{MARK}@example.org"
PASSWORD = "correct-horse-battery"
INBOX = "/admin/contact/message/"

STAFF = f"""
from django.contrib.auth.models import Group
from ldn_site.accounts.models import User
from ldn_site.pharmacy.models import Pharmacy
user = User.objects.create_user(
    "manager", "manager@example.org", {PASSWORD!r}, display_name="Manager", is_staff=True
)
user.groups.set(Group.objects.filter(name="Managers"))
Pharmacy.objects.update_or_create(pk=1, defaults={{"desk_email": "desk@example.org"}})
"""
UNPACKED = """
import pickle, base64
from django.contrib.sessions.models import Session
from django.db import connection
print([session.get_decoded() for session in Session.objects.all()])
with connection.cursor() as cursor:
    cursor.execute("SELECT cache_key, value FROM site_cache")
    print([(key, pickle.loads(base64.b64decode(value))) for key, value in cursor.fetchall()])
"""
# From then on nothing can be noted in the trail, which every step of the desk needs.
BREAK = "CREATE TRIGGER broken BEFORE INSERT ON trail_event BEGIN SELECT RAISE(ABORT, 'x'); END"


class Browser:
    """Somebody with a browser: keeps cookies, sends forms, remembers where it was."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}
        self.addresses: list[str] = []

    def open(self, path: str) -> Page:
        return self._go("GET", path)

    def send(self, page: Page, action: str, **fields: str) -> Page:
        """Fill in the form of `page` that goes to `action`, and send it."""
        forms = page.all("form")
        form = next(f for f in forms if (f.get("action") or page.url) == action)
        hidden = {
            field.get("name"): field.get("value", "")
            for field in form.iter("input")
            if field.get("type") == "hidden"
        }
        assert hidden
        return self._go("POST", action, urlencode(hidden | fields).encode())

    def _go(self, method: str, path: str, body: bytes | None = None) -> Page:
        self.addresses.append(path)
        headers = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        if body is not None:
            headers["Content_Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = headers["Referer"] = self.site.url
        answer = self.site.ask(method, path, body, **headers)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status in {302, 303}:
            to = urlsplit(answer.headers["Location"])
            return self._go("GET", f"{to.path}?{to.query}" if to.query else to.path)
        return Page(path, answer)


def typed(**fields: str) -> dict[str, str]:
    return {
        "name": f"Ana {MARK}",
        "reply_to": ADDRESS,
        "subject": "price",
        "location": "houston",
        "best_time": "any",
        "text": f"Does {MARK} cost more?",
    } | fields


@pytest.fixture(scope="module")
def told(set_up_folder, tmp_path_factory):
    """What happened on a site with its marked message, from its arrival to a backup."""
    into = tmp_path_factory.mktemp("marked")
    with serving.serve_copy(set_up_folder, into) as site:
        site.manage("shell", "--no-imports", "-c", STAFF)
        yield Story(site)


class Story:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.visitor, self.staff = Browser(site), Browser(site)
        self.write_to_us()
        self.answer()
        self.backup()
        self.crash()

    def write_to_us(self) -> None:
        form = self.visitor.open("/get-ldn/")
        again = self.visitor.send(form, "/get-ldn/", **typed(subject=""))
        self.thanks = self.visitor.send(again, "/get-ldn/", **typed())
        (self.code,) = set(re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", self.thanks.response.text))

    def answer(self) -> None:
        login = self.staff.open("/admin/account/login/")
        self.staff.send(login, "/admin/account/login/", login="manager", password=PASSWORD)
        self.inbox = self.staff.open(INBOX)
        self.found = self.staff.send(self.inbox, f"{INBOX}find/", wanted=ADDRESS)
        (path,) = {
            urlsplit(url).path
            for _tag, url in self.found.addresses
            if url.endswith("/change/") and INBOX in url
        }
        self.message = self.staff.open(path)
        self.note_to = path.replace("change/", "note/")
        self.staff.send(self.message, self.note_to, kind="phoned", text=f"Told {MARK}.", then="")
        self.message = self.staff.open(path)
        self.person = self.staff.open(path.replace("change/", "person/"))
        number = path.split("/")[-3]
        export_to = path.replace("change/", "person/export/")
        form = {"as": "txt", "chosen": number}
        self.export = self.staff.send(self.person, export_to, **form)
        self.front = self.staff.open("/admin/")
        self.trail = self.staff.open("/admin/trail/event/")

    def backup(self) -> None:
        self.site.manage("backup")
        (file,) = (self.site.data / "backups").iterdir()
        unpack(file, self.site.data / "unpacked")
        self.unpacked = self.site.manage("shell", "--no-imports", "-c", UNPACKED)

    def crash(self) -> None:
        with closing(sqlite3.connect(self.site.data / "db.sqlite3")) as database:
            database.execute(BREAK)
        again = self.visitor.open("/get-ldn/")
        again = self.visitor.send(again, "/get-ldn/", **typed(subject=""))
        self.refusal = self.visitor.send(again, "/get-ldn/", **typed(text=f"Again {MARK}"))
        fields = {"kind": "note", "text": f"Once more {MARK}.", "then": ""}
        self.crash_page = self.staff.send(self.message, self.note_to, **fields)


def ways_to_write(word: str) -> set[bytes]:
    """`word` as it could stand in a file: plain, in capitals, in UTF-16, in base64."""
    plain = {w.encode(kind) for w in (word, word.upper()) for kind in ("utf-8", "utf-16-le")}
    shifted = {base64.b64encode(b" " * shift + word.encode())[4:-4] for shift in range(3)}
    return plain | {part.rstrip(b"=") for part in shifted}


def files_with(word: str, folder: Path) -> set[str]:
    wanted = ways_to_write(word)
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(w in path.read_bytes() for w in wanted)
    }


def rows_of(file: Path) -> Iterator[str]:
    """Every row of a database in words, so that nothing hides where two pages of it meet."""
    with closing(sqlite3.connect(file)) as database:
        yield from database.iterdump()


def test_marked_message_went_all_the_way(told):
    assert "/sent/" in told.thanks.url
    assert told.thanks.response.status == 200
    assert told.message.response.status == 200
    assert f"Does {MARK} cost more?" in told.message.response.text
    assert f"Told {MARK}." in told.message.response.text
    assert f"Does {MARK} cost more?" in told.export.response.text


def test_search_finds_what_is_there(told, tmp_path):
    """Otherwise the test below would prove nothing."""
    with_code = files_with(told.code, told.site.data)
    (tmp_path / "file").write_bytes(base64.b64encode(f"a message of {MARK}, plain".encode()))

    assert any(name.startswith("db.sqlite3") for name in with_code)
    assert "unpacked/database" in with_code
    assert any(name.startswith("mail/") for name in with_code)
    assert files_with(MARK, tmp_path) == {"file"}
    assert told.site.log.stat().st_size


def test_marked_message_stands_in_clear_in_no_file_of_the_site(told):
    assert files_with(MARK, told.site.data) == set()


@pytest.mark.parametrize("file", ["db.sqlite3", "unpacked/database"])
def test_marked_message_stands_in_clear_in_no_row(told, file):
    rows = list(rows_of(told.site.data / file))

    assert any(told.code in row for row in rows)
    assert not [row for row in rows if MARK in row]


def test_marked_message_is_in_no_session_and_no_cache(told):
    assert "_auth_user_id" in told.unpacked
    assert MARK not in told.unpacked


def test_marked_message_stands_in_no_address(told):
    addresses = told.visitor.addresses + told.staff.addresses

    assert len(addresses) > 10
    assert not [address for address in addresses if MARK in address]


@pytest.mark.parametrize("page", ["thanks", "inbox", "found", "trail", "front"])
def test_page_that_is_not_the_message_itself_does_not_repeat_it(told, page):
    answer = getattr(told, page).response

    assert answer.status == 200
    assert MARK not in answer.text.replace(f'value="{ADDRESS}"', "")


def test_page_of_a_crash_repeats_nothing(told):
    assert told.crash_page.response.status == 500
    assert MARK not in told.crash_page.response.text
    assert "Traceback (most recent call last)" in told.site.log.read_text()


def test_message_that_could_not_be_kept_is_not_thanked_for(told):
    assert told.refusal.response.status in {500, 503}
    assert "/sent/" not in told.visitor.addresses[-1]
