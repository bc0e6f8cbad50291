"""The bytes of one file into pieces."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from django.utils.text import slugify

from ldn_site.contentfiles import places
from ldn_site.contentfiles.fields import FIELDS, KEY, LONGEST_KEY, read_fields
from ldn_site.contentfiles.shapes import Kind, Piece, Problem
from ldn_site.contentfiles.sheets import SHEETS, sheet_problems
from ldn_site.contentfiles.values import CONTROLS, tidy
from ldn_site.contentfiles.yamlreading import Fault, Items, Node, Pairs, Scalar, read_yaml
from ldn_site.evidence import searched

FENCE = "---"
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def read_file(file: str, kind: Kind | None, source: bytes) -> tuple[list[Piece], list[Problem]]:
    """The pieces in one file and what is wrong with the others. Raises Fault if all of it is."""
    text = _text(source)
    if kind is Kind.ARTICLE:
        return _one(*_article(file, text))
    if kind is Kind.BLOCK:
        key = PurePosixPath(file).stem
        return [Piece(kind, key, {"body": text.strip("\n")}, file, 1, {"body": _first(text)})], []
    root = read_yaml(text)
    if file in SHEETS:
        return [], list(sheet_problems(file, root))
    if kind is None:
        return [], _searched_problems(root) if file == searched.FILE else _synonym_problems(
            file, root
        )
    if not isinstance(root, Items):
        raise Fault(1, "this file must be a list", "begin each entry with - id:")
    pieces: list[Piece] = []
    problems: list[Problem] = []
    for node in root.items:
        found, bad = _one(*_entry(file, kind, node))
        pieces += found
        problems += bad
    return pieces, problems


def _one(piece: Piece, faults: list[Fault]) -> tuple[list[Piece], list[Problem]]:
    name = piece.name if piece.key else None
    problems = [Problem(piece.file, f.line, f.message, f.remedy, name) for f in faults]
    return ([], problems) if problems else ([piece], [])


def _text(source: bytes) -> str:
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise Fault(
            line, "this is not UTF-8 text", "save the file with the encoding UTF-8"
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Fault(0, "the file is empty", "write the text, or remove the file")
    if found := CONTROLS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Fault(line, f"there is a control character U+{ord(found[0]):04X}", "take it out")
    return tidy(text)


def _article(file: str, text: str) -> tuple[Piece, list[Fault]]:
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise Fault(1, "the file does not begin with front matter", f"make the first line {FENCE}")
    try:
        end = next(n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == FENCE)
    except StopIteration:
        raise Fault(1, "the front matter has no end", f"put a line {FENCE} under it") from None
    node = read_yaml("\n".join(lines[1:end]), first_line=2)
    if not isinstance(node, Pairs):
        raise Fault(2, "the front matter is not a list of keys", "write one key: value a line")
    faults: list[Fault] = []
    values, places_of = read_fields(FIELDS[Kind.ARTICLE], node, faults)
    key = _key(values, places_of, faults)
    after = "\n".join(lines[end + 1 :])
    values["body"] = after.strip("\n")
    places_of["body"] = end + 1 + _first(after)
    if not values["body"].strip():
        faults.append(Fault(end + 1, "there is no text below the front matter", "write the text"))
    if values["evidence"] is not None and not values["evidence_reason"]:
        remedy = "add evidence_reason: and one sentence"
        faults.append(Fault(places_of["evidence"], "the grade has no reason", remedy))
    values |= places.article_place(file)
    return Piece(Kind.ARTICLE, key, values, file, 1, places_of), faults


def _entry(file: str, kind: Kind, node: Node) -> tuple[Piece, list[Fault]]:
    if not isinstance(node, Pairs):
        fault = Fault(node.line, "an entry must have keys and values", "begin it with - id:")
        return Piece(kind, "", {}, file, node.line), [fault]
    if kind is Kind.TERM and "id" not in node.pairs and "term" in node.pairs:
        line, term = node.pairs["term"]
        if isinstance(term, Scalar):
            node.pairs["id"] = (line, Scalar(line, slugify(term.text)[:LONGEST_KEY].strip("-")))
    faults: list[Fault] = []
    values, lines = read_fields(FIELDS[kind], node, faults)
    key = _key(values, lines, faults)
    if kind is Kind.REFERENCE and not any(values[k] for k in ("doi", "pmid", "url", "journal")):
        remedy = "give a doi, a pmid, a url or a journal"
        faults.append(Fault(node.line, f'a reader cannot find "{key}"', remedy))
    return Piece(kind, key, values, file, node.line, lines), faults


def _key(values: dict[str, Any], lines: dict[str, int], faults: list[Fault]) -> str:
    """Take the id out of `values`; empty if it is none."""
    key = str(values.pop("id"))
    if not key or (KEY.fullmatch(key) and len(key) <= LONGEST_KEY):
        return key
    remedy = f"use small letters, digits and single hyphens, {LONGEST_KEY} at most"
    faults.append(Fault(lines["id"], f'the id "{key}" is not a key', remedy))
    return ""


def _first(text: str) -> int:
    """The line on which the text begins."""
    return len(text) - len(text.lstrip("\n")) + 1


def _synonym_problems(file: str, root: Node | None) -> list[Problem]:
    """Search reads this file itself; here only its shape is looked at."""
    if not isinstance(root, Pairs):
        raise Fault(1, "this file must lead from words to words", "write word: [other, words]")
    faults = [Fault(line, f'"{key}" is given twice', "join them") for line, key in root.repeats]
    for key, (line, node) in root.pairs.items():
        if not isinstance(node, Items) or not all(
            isinstance(item, Scalar) and re.search(r"\w", item.text) for item in node.items
        ):
            faults.append(Fault(line, f'"{key}" must lead to a list of words', "write [one, two]"))
    return [Problem(file, fault.line, fault.message, fault.remedy) for fault in faults]


def _searched_problems(root: Node | None) -> list[Problem]:
    """The condition pages read this file themselves; here only its shape is looked at."""
    if not isinstance(root, Pairs) or list(root.pairs) != ["searched_on"] or root.repeats:
        raise Fault(1, "this file must hold one line", "write searched_on: and year-month")
    line, node = root.pairs["searched_on"]
    if not isinstance(node, Scalar) or not MONTH.fullmatch(node.text):
        raise Fault(line, '"searched_on" is not a month', "write it as 2026-11")
    return []
