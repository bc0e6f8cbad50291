import pytest

from tests.articles.desk import WRITER
from tests.factories import make_user


@pytest.fixture
def writer(client):
    user = make_user(*WRITER)
    client.force_login(user)
    return user


@pytest.fixture
def reviewer(client):
    user = make_user("articles.view_article", "articles.sign_article", display_name="Ada Example")
    client.force_login(user)
    return user


@pytest.fixture
def publisher(client):
    user = make_user("articles.view_article", "articles.publish_article")
    client.force_login(user)
    return user
