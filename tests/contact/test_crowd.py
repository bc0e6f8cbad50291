"""A crowd that writes at once to the site as it is served, with two processes."""

import random
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest

from tests import serving
from tests.contact.posting import FORM, typed

AT_ONCE = 50
ALL_NAMES = (
    "from ldn_site.contact.models import Message\n"
    "for message in Message.objects.all(): print('stored:', message.name)"
)


@dataclass(frozen=True)
class Post:
    name: str
    network: str


@pytest.fixture(scope="module")
def site(set_up_folder, tmp_path_factory):
    with serving.serve_copy(
        set_up_folder,
        tmp_path_factory.mktemp("crowd"),
        WEB_CONCURRENCY="2",
        THREADS="32",
        TRUSTED_PROXIES="127.0.0.1",
    ) as site:
        yield site


def of_one_network(network: str, number: int) -> list[Post]:
    return [Post(f"Visitor {network} {n}", network) for n in range(number)]


def the_crowd() -> list[Post]:
    """1,000 posts: most within the limit, some twice at a time, some by too many in one place."""
    calm = [post for n in range(70) for post in of_one_network(f"198.51.100.{n}", 10)]
    twice = [post for n in range(50) for post in of_one_network(f"2001:db8:{n:x}::1", 1)] * 2
    many = [post for n in range(10) for post in of_one_network(f"203.0.113.{n}", 20)]
    posts = calm + twice + many
    random.Random(4711).shuffle(posts)
    return posts


def test_everything_accepted_is_kept_once_and_whoever_was_refused_was_told(site):
    def send(post: Post, **fields: str) -> serving.Response:
        body = urlencode(typed(name=post.name, **fields)).encode()
        return site.ask(
            "POST",
            FORM,
            body,
            Content_Type="application/x-www-form-urlencoded",
            Origin=site.url,
            X_Forwarded_For=post.network,
        )

    # The stamps of this process are signed with another key than the site's.
    came_back = send(Post("Visitor", "192.0.2.1"), stamp="")
    (stamp,) = re.findall(r'name="stamp" value="([^"]+)"', came_back.text)
    posts = the_crowd()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda post: send(post, stamp=stamp), posts))

    accepted = {
        post.name for post, answer in zip(posts, answers, strict=True) if answer.status == 303
    }
    stored = re.findall(r"^stored: (.+)$", site.manage("shell", "-c", ALL_NAMES), re.MULTILINE)
    assert len(posts) == 1000
    assert Counter(answer.status for answer in answers) == {303: 900, 429: 100}
    assert all(int(a.headers["Retry-After"]) > 0 for a in answers if a.status == 429)
    assert all("was not sent" in a.text for a in answers if a.status == 429)
    assert sorted(stored) == sorted(accepted)
    assert len(stored) == 850
