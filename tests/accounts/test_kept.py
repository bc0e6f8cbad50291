"""What somebody typed survives the end of a session."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ldn_site.articles.models import Article
from tests.accounts.people import PASSWORD, add_second_step, code_at, make_ana, sign_in, words_of

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"
AGAIN = "/admin/account/again/"
OURS = {"Sec-Fetch-Site": "same-origin"}
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
TYPED = {"title": 'Two hours of "work" <b>', "body": "Line one\nLine two"}


@pytest.fixture
def ana():
    return make_ana()


@pytest.fixture
def browser():
    """A browser whose tokens are checked, as outside of tests."""
    return Client(enforce_csrf_checks=True)


def token_of(browser: Client) -> str:
    return browser.get(AGAIN).json()["token"]


def enter(browser: Client, **more):
    form = {"login": "ana", "password": PASSWORD, "csrfmiddlewaretoken": token_of(browser)}
    return browser.post("/admin/account/login/", form | more)


def fields_of(response) -> list[tuple[str, str]]:
    return response.context["fields"]


def test_form_sent_after_the_session_ended_comes_back_whole(client, ana):
    response = client.post(f"{ADD}?from=list", TYPED | {"terms": ["a", "b"]})

    page = response.content.decode()
    assert response.status_code == 401
    assert dict(fields_of(response))["body"] == TYPED["body"]
    assert [value for name, value in fields_of(response) if name == "terms"] == ["a", "b"]
    assert 'value="Two hours of &quot;work&quot; &lt;b&gt;"' in page
    assert f'action="{ADD}?from=list"' in page
    assert "no-store" in response["Cache-Control"]


def test_kept_form_goes_through_once_somebody_has_signed_in(ana, browser):
    ana.user_permissions.set(ana.user_permissions.model.objects.all())
    token = token_of(browser)
    kept = browser.post(ADD, TYPED | {"csrfmiddlewaretoken": token})
    enter(browser)

    stale = browser.post(ADD, dict(fields_of(kept)) | {"csrfmiddlewaretoken": token}, headers=OURS)
    fresh = str(stale.context["csrf_token"])
    response = browser.post(ADD, dict(fields_of(stale)) | {"csrfmiddlewaretoken": fresh})

    assert (kept.status_code, stale.status_code) == (401, 403)
    assert "Press Send again" in words_of(stale)
    assert f"in the name of {ana}" in words_of(stale)
    assert response.status_code == 200
    assert response.context["adminform"].form["title"].value() == TYPED["title"]


def test_passwords_are_never_kept(client, ana):
    response = client.post("/admin/accounts/user/add/", {"username": "ben", "password1": PASSWORD})

    assert fields_of(response) == [("username", "ben")]
    assert "Passwords are never kept" in words_of(response)
    assert PASSWORD not in response.content.decode()


def test_lost_files_are_named(client, ana):
    file = SimpleUploadedFile("a picture.png", b"x")

    response = client.post(ADD, {"title": "Kept", "file": file})

    assert "a picture.png" in words_of(response)
    assert fields_of(response) == [("title", "Kept")]


def test_form_about_the_own_account_is_asked_anew(client, ana):
    response = client.post("/admin/account/password/", {"oldpassword": PASSWORD})

    assert (response.status_code, response.url) == (302, "/admin/account/password/")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {},
    ],
)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_post_of_another_site_is_refused_and_not_kept(ana, browser, headers, is_signed_in):
    if is_signed_in:
        enter(browser)

    response = browser.post(ADD, TYPED, headers=headers)

    assert response.status_code == 403
    assert "Two hours" not in response.content.decode()
    assert not Article.objects.exists()


def test_old_token_outside_the_desk_is_refused_as_ever(browser):
    response = browser.post("/search/", {"q": "pain"}, headers=OURS)

    assert response.status_code in {403, 405}
    assert "pain" not in response.content.decode()


def test_script_hears_that_nobody_is_signed_in(client, ana):
    response = client.post(ADD, TYPED, headers=SCRIPT)

    assert response.status_code == 401
    assert response.json() == {"login": True}


def test_script_hears_that_somebody_else_is_signed_in(client, ana):
    make_ana(username="bén")
    sign_in(client, "bén")

    hers = client.post(ADD, TYPED, headers=SCRIPT | {"X-Desk-User": "ana"})
    his = client.get("/admin/", headers=SCRIPT | {"X-Desk-User": "b%C3%A9n"})

    assert (hers.status_code, hers.json()) == (401, {"login": True})
    assert his.status_code == 200


def test_script_with_an_old_token_gets_a_new_one(ana, browser):
    enter(browser)

    response = browser.post(ADD, TYPED, headers=OURS | SCRIPT)
    token = response.json()["token"]
    again = browser.post(ADD, TYPED, headers=OURS | SCRIPT | {"X-CSRFToken": token})

    assert response.status_code == 403
    assert again.status_code == 403
    assert again.json() == {"words": "Your account may not do this."}


def test_script_of_another_site_gets_no_token(ana, browser):
    enter(browser)

    response = browser.post(ADD, TYPED, headers=SCRIPT | {"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert response["Content-Type"].startswith("text/html")
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_staff_without_the_permission_read_why(client, ana):
    sign_in(client)

    response = client.get("/admin/accounts/user/")

    assert response.status_code == 403
    assert "This part of the desk belongs to another role." in words_of(response)
    assert "no-store" in response["Cache-Control"]


class TestAgain:
    def again(self, browser, **form):
        form = {"username": "ana", "password": PASSWORD} | form
        return browser.post(AGAIN, form, headers={"X-CSRFToken": token_of(browser)})

    def test_signs_in_and_gives_a_token_that_counts(self, ana, browser):
        response = self.again(browser)

        token = response.json()["token"]
        left = browser.post("/admin/logout/", headers={"X-CSRFToken": token})
        assert response.status_code == 200
        assert left.status_code == 302

    def test_needs_a_token_of_ours(self, ana, browser):
        response = browser.post(AGAIN, {"username": "ana", "password": PASSWORD})

        assert response.status_code == 403

    def test_says_what_to_mend(self, ana, browser):
        wrong = self.again(browser, password="wrong")
        missing = self.again(browser, password="")

        assert (wrong.status_code, missing.status_code) == (400, 400)
        assert wrong.json() == {
            "words": "That is not your password. Type it again.",
            "field": "password",
        }
        assert missing.json()["words"] == "Type your password."

    def test_asks_for_the_code_and_takes_it_once(self, ana, browser):
        add_second_step(ana)
        code = code_at(time.time())

        asked = self.again(browser)
        wrong = self.again(browser, code="000000")
        entered = self.again(browser, code=code)
        browser.get("/admin/")
        repeated = self.again(browser, code=code)

        assert asked.json() == {
            "words": "Now type the code from your authenticator app.",
            "field": "code",
        }
        assert (wrong.status_code, wrong.json()["field"]) == (400, "code")
        assert entered.status_code == 200
        assert repeated.status_code == 400

    @pytest.mark.parametrize("name", ["", "a\0na", "é" * 1000])
    def test_strange_names_are_refused_with_words(self, browser, name):
        response = self.again(browser, username=name, password="x\0")

        assert response.status_code == 400
        assert response.json()["words"]

    def test_counts_tries_with_those_at_the_login_page(self, ana, browser):
        for _ in range(5):
            self.again(browser, password="wrong")
            enter(browser, password="wrong")

        response = self.again(browser)

        assert response.status_code == 429
        assert int(response["Retry-After"]) > 0
        assert response.json()["words"].startswith("That was tried too often.")

    @pytest.mark.parametrize("fields", [{"is_staff": False}, {"is_active": False}])
    def test_opens_no_closed_account(self, browser, fields):
        make_ana(**fields)

        response = self.again(browser)

        assert response.status_code == 400
        assert browser.get("/admin/").status_code == 302

    def test_session_from_it_ends_in_time_and_is_listed(self, ana, browser):
        self.again(browser)

        page = browser.get("/admin/account/sessions/")

        assert browser.session.get_expiry_age() <= 12 * 60 * 60
        assert [place.is_this for place in page.context["places"]] == [True]
