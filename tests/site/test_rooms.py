import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent / "ldn_site"

# Room -> the rooms below it. Modules beside the rooms (settings, urls, ...) join everything.
FLOOR: set[str] = {"markup", "pagecache", "design", "guards"}
TRAIL = FLOOR | {"trail"}
PEOPLE = TRAIL | {"accounts", "pharmacy"}
THINGS = PEOPLE | {"evidence", "media", "contact"}
ARTICLES = THINGS | {"articles"}
MAY_IMPORT = {
    **dict.fromkeys(FLOOR, set()),
    "trail": FLOOR,
    **dict.fromkeys({"accounts", "pharmacy", "backups"}, TRAIL),
    **dict.fromkeys({"evidence", "media", "contact"}, PEOPLE),
    "articles": THINGS,
    **dict.fromkeys({"contentfiles", "search"}, ARTICLES),
    "pages": ARTICLES | {"search"},
}
ROOMS = sorted(path.name for path in ROOT.iterdir() if (path / "__init__.py").exists())


def modules_of(room: str) -> list[Path]:
    return [path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]


def imports_in(tree: ast.AST) -> set[str]:
    """What `tree` imports of this project, as "markup.text" for ldn_site.markup.text."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: imports are absolute here"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.removeprefix("ldn_site.") for name in names if name.startswith("ldn_site.")}


def test_every_room_is_in_the_table():
    assert len(ROOMS) >= 10
    assert set(ROOMS) <= set(MAY_IMPORT)


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_what_lies_below(room):
    modules = modules_of(room)
    reached = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules
        for name in imports_in(ast.parse(path.read_bytes()))
        if name.split(".")[0] not in MAY_IMPORT[room] | {room}
    }

    assert modules
    assert not reached


@pytest.mark.parametrize("room", ROOMS)
def test_imports_stand_at_the_top_of_a_module(room):
    hidden = {
        f"{path.relative_to(ROOT)}, line {function.lineno}: {name}"
        for path in modules_of(room)
        for function in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        for name in imports_in(function)
    }

    assert not hidden


def test_markup_knows_neither_models_nor_settings():
    names = {
        alias.name if isinstance(node, ast.Import) else str(node.module)
        for path in modules_of("markup")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }

    assert names
    assert not {name for name in names if name.startswith(("django.db", "django.conf"))}
