"""Markdown in, clean HTML out. No models, no settings, no files, no Django."""

from ldn_site.markup.expanding import expand
from ldn_site.markup.facts import fill_facts
from ldn_site.markup.glossary import link_terms
from ldn_site.markup.pictures import pictures_at, pictures_in
from ldn_site.markup.pipeline import render_here
from ldn_site.markup.process import render
from ldn_site.markup.shapes import (
    EMPTY,
    Arm,
    Cut,
    Expanded,
    Finding,
    Heading,
    Image,
    Link,
    Rendered,
    Resources,
    Severity,
    Study,
    Term,
)
from ldn_site.markup.text import compose

__all__ = [
    "EMPTY",
    "Arm",
    "Cut",
    "Expanded",
    "Finding",
    "Heading",
    "Image",
    "Link",
    "Rendered",
    "Resources",
    "Severity",
    "Study",
    "Term",
    "compose",
    "expand",
    "fill_facts",
    "link_terms",
    "pictures_at",
    "pictures_in",
    "render",
    "render_here",
]
