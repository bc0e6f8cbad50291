"""The lists that the checker keeps beside the content: exceptions and derived numbers.

They are not brought into the database. Here only their shape is looked at, and whether the pages
that they name are there; the checker reads them itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from ldn_site.articles import derived, exceptions
from ldn_site.contentfiles.shapes import Content, Kind, Problem
from ldn_site.contentfiles.yamlreading import Fault, Items, Node, Pairs, Scalar, read_yaml

SHEETS = {exceptions.EXCEPTIONS: exceptions.KEYS, derived.DERIVED: derived.KEYS}


def sheet_problems(file: str, root: Node | None) -> Iterator[Problem]:
    """What is wrong with the shape of one sheet. Raises Fault if all of it is."""
    if root is None:
        return
    if not isinstance(root, Items):
        raise Fault(1, "this file must be a list", f"begin each entry with - {SHEETS[file][0]}:")
    for node in root.items:
        if not isinstance(node, Pairs):
            yield Problem(file, node.line, "an entry must have keys and values", "begin: - page:")
            continue
        for name in SHEETS[file]:
            _line, value = node.pairs.get(name, (0, None))
            if not (isinstance(value, Scalar) and value.text.strip()):
                yield Problem(file, node.line, f'"{name}" is missing', f"add a line {name}:")
        for name in node.pairs.keys() - set(SHEETS[file]):
            remedy = f"the keys are {', '.join(SHEETS[file])}"
            yield Problem(file, node.pairs[name][0], f'unknown key "{name}"', remedy)


def strangers(content: Content) -> Iterator[Problem]:
    """Entries for pages that no file holds."""
    pages = {piece.key for piece in content.pieces if piece.kind is Kind.ARTICLE}
    pages |= {f"blocks/{piece.key}" for piece in content.pieces if piece.kind is Kind.BLOCK}
    pages |= {str(problem.piece[1]) for problem in content.problems if problem.piece}
    unread = {problem.file for problem in content.problems}
    for file in (SHEETS.keys() & content.sources.keys()) - unread:
        root = read_yaml(content.sources[file].decode("utf-8-sig"))
        for node in root.items if isinstance(root, Items) else ():
            if isinstance(node, Pairs):
                line, value = node.pairs["page"]
                if isinstance(value, Scalar) and value.text not in pages:
                    message = f'there is no page "{value.text}"'
                    yield Problem(file, line, message, "give the id of an article, or blocks/name")
