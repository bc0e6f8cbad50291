import pytest

from tests.browser.checks import network
from tests.browser.templates import FOR_READERS

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}}
KINDS = [kind for kind, template in FOR_READERS.items() if not template.is_sent_empty]


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_light_stands_still_asks_nobody_else_and_leaves_nothing_behind(visitor, kind):
    template = FOR_READERS[kind]
    with visitor.open(**PHONE) as visit:
        load = network.load(visit.page.context, visitor.url + template.path, template.status)

    assert load.bytes["HTML"]
    assert not load.faults(is_article=template.is_article), load
