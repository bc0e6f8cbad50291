"""Tests of the desk change what they find, so each module has a site of its own."""

import pytest

from tests import serving


@pytest.fixture(scope="module")
def site(set_up_folder, tmp_path_factory):
    with serving.serve_copy(set_up_folder, tmp_path_factory.mktemp("desk")) as site:
        yield site
