"""Every template as axe sees it: three widths, each in light, dark and forced colors."""

import pytest

from tests.browser.looking import ALSO_AAA, NINE_WAYS, faults_of
from tests.browser.templates import TEMPLATES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", TEMPLATES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visitor, kind):
    template = TEMPLATES[kind]
    with visitor.open() as visit:
        template.open(visit.page)
        # The longest take seconds each time: tests look at each width and each set of colors once,
        # `make audit` nine times.
        ways = NINE_WAYS[::4] if template.is_long else NINE_WAYS

        found = faults_of(visit.page, ways, options=ALSO_AAA)

    assert not found, "\n".join(found)
