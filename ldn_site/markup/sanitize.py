"""The last gate before HTML is stored: an allow-list, applied by nh3.

Markdown is parsed with raw HTML turned off, so what arrives here is ours; this
gate holds even if that parser is one day found to let something through. The
site's own figures and pictures are put in afterward, from escaped data, because
SVG must never be allowed from an author (it is how mutation attacks get past a
gate), and a picture only from our own media.
"""

from __future__ import annotations

import nh3

from ldn_site.markup.text import CONTROLS

TAGS = {
    *("a", "abbr", "blockquote", "br", "caption", "code", "details", "div", "em", "h2", "h3"),
    *("h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "span"),
    *("strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
# Gone with all they hold, where another tag would only lose its brackets.
CONTENT_TOO = {"script", "style"}
ATTRIBUTES = {
    "a": {"href", "id", "aria-label"},
    "caption": {"id"},
    "div": {"aria-labelledby"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
    "ol": {"start"},
    "p": {"id"},
    "td": {"data-name"},
}
ATTRIBUTE_VALUES = {
    "a": {"rel": {"noopener noreferrer external"}},
    "div": {"role": {"note", "region", "group"}, "tabindex": {"0"}},
    "th": {"scope": {"col", "row"}},
}
CLASSES = {
    "div": {
        *("callout", "callout--warning", "callout--info", "callout--urgent"),
        *("care", "care--emergency", "care--urgent", "care--routine"),
        *("dodont", "dodont--do", "dodont--dont", "facts", "table-scroll"),
    },
    "details": {"details"},
    "p": {"callout__title", "care__title", "dodont__title", "facts__title", "box__heading"},
    "span": {"care__level", "visually-hidden", "broken"},
    "summary": {"details__title"},
    "sup": {"cite", "cite--unknown"},
    "td": {"align-left", "align-center", "align-right"},
    "th": {"align-left", "align-center", "align-right"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=CONTENT_TOO,
    attributes=ATTRIBUTES,
    tag_attribute_values=ATTRIBUTE_VALUES,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)


def sanitize(html: str) -> str:
    """The HTML with everything removed that is not on the lists above."""
    return CONTROLS.sub("", _cleaner.clean(html))
