import json

import pytest

from ldn_site.design.templatetags.design import json_ld, tel


def test_linked_data_cannot_end_its_element():
    block = json_ld({"name": "</script><script>alert(1)</script> & <!--"})

    assert block.count("<") == block.count(">") == 2
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inside) == {"name": "</script><script>alert(1)</script> & <!--"}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("(713) 936-1234", "tel:+1-713-936-1234"),
        ("+52 55 5080 2000", "tel:+52-55-5080-2000"),
        ("713-936-1234 ext. 5", "tel:+1-713-936-1234;ext=5"),
        ("ask at the counter", ""),
        ("", ""),
    ],
)
def test_phone_as_typed_becomes_an_address_to_dial(typed, address):
    assert tel(typed) == address
