import pytest

from ldn_site.design.sheets import joined
from tests.sheets import STATIC, from_disk, sheet

FILES = {
    "css/site.css": '/* All. */\n@layer base, top;\n@import "parts/a.css" layer(base);\n'
    '@import "some.css";\n@import "parts/c.css" layer(top);\n'
    '@layer top { u { content: " /* ; */ "; } }\n',
    "css/some.css": '@import "parts/b.css" layer(base);\n',
    "css/parts/a.css": "a { color: red; }\n",
    "css/parts/b.css": 'b { background: url("../../img/b.svg"); }\n',
    "css/parts/c.css": "c :is(d) {\n  width: calc(1px + 2px); /* Why. */\n}\n",
}
SHEETS = sorted(path.stem for path in STATIC.glob("css/*.css"))


def test_parts_stand_where_they_were_imported_and_neighbors_of_one_layer_together():
    assert joined("css/site.css", FILES.__getitem__) == (
        "@layer base,top;"
        '@layer base{a{color:red;}b{background:url("../img/b.svg");}}'
        "@layer top{c :is(d){width:calc(1px + 2px);}}"
        '@layer top{u{content:" /* ; */ ";}}'
    )


def test_part_that_is_missing_stops_the_joining():
    with pytest.raises(KeyError, match="gone.css"):
        joined("css/x.css", {"css/x.css": '@import "gone.css";'}.__getitem__)


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_has_nothing_left_to_import(name):
    text = sheet(name)

    assert text
    assert "@import" not in text
    assert text.count("{") == text.count("}")


def test_every_part_is_in_some_sheet():
    sheets = "".join(map(sheet, SHEETS))
    parts = sorted(STATIC.glob("css/parts/**/*.css"))

    assert parts
    assert not [
        part.name
        for part in parts
        if joined(part.relative_to(STATIC).as_posix(), from_disk)[:40] not in sheets
    ]
