"""Reads a response as a browser would."""

from __future__ import annotations

import json
from typing import Any

import html5lib


def tree(response: Any) -> Any:
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)


def text_of(response: Any) -> str:
    """The words of the page's main part, with single spaces."""
    main = tree(response).find(".//main")
    return " ".join("".join(main.itertext()).split())


def lines_of(response: Any, heading: str) -> str:
    """The words of the section that the heading with this id names, with single spaces."""
    section = tree(response).find(f".//section[@aria-labelledby='{heading}']")
    return " ".join("".join(section.itertext()).split())


def linked_data(response: Any) -> dict[str, Any]:
    """The page's blocks of linked data by their type."""
    blocks = [
        json.loads(script.text)
        for script in tree(response).iter("script")
        if script.get("type") == "application/ld+json"
    ]
    return {block["@type"]: block for block in blocks}


def links_of(response: Any) -> list[str]:
    return [link.get("href") for link in tree(response).iter("a")]
