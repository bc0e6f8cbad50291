import pytest

from tests.browser.checks import paper
from tests.browser.templates import FOR_READERS

pytestmark = pytest.mark.browser

KINDS = [kind for kind, template in FOR_READERS.items() if not template.is_for_paper]


@pytest.mark.parametrize("kind", KINDS)
def test_paper_holds_title_and_addresses_of_sources_in_black_and_no_navigation(visitor, kind):
    with visitor.open() as visit:
        FOR_READERS[kind].open(visit.page)

        found = paper.faults_of(visit.page)

    assert not found, "\n".join(found)
