import pytest

from ldn_site.pages.needs import NEEDS, need_of


@pytest.mark.parametrize(
    ("codes", "need"),
    [
        (["M79.7"], "Pain and tiredness"),
        (["M06.9"], "Immune system, joints, gut and skin"),
        (["E06.3"], "Immune system, joints, gut and skin"),
        (["E11.9", "M79.7"], "Weight and blood sugar"),
        (["F43.10"], "Mood and mind"),
        (["B20"], "Infections, lungs and cancer"),
        (["Z00.0"], "Other conditions"),
        ([], "Other conditions"),
    ],
)
def test_condition_belongs_where_its_first_code_says(codes, need):
    assert str(NEEDS[need_of(codes)][0]) == need
