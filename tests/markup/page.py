"""Reads rendered HTML as a browser does."""

import html5lib

FORBIDDEN = {
    *("script", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "input"),
    *("button", "select", "textarea", "style", "base", "meta", "link", "math", "template"),
    *("noscript", "video", "audio", "source", "portal", "dialog", "title", "xmp", "plaintext"),
}
URL_ATTRIBUTES = {
    *("href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite"),
    *("longdesc", "ping", "profile", "manifest", "xlink:href", "icon", "classid", "codebase"),
}
GOOD_STARTS = ("https://", "http://", "mailto:", "tel:", "/", "#")


def parse(html):
    """The fragment as a tree, without namespaces."""
    return html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)


def name_of(element):
    tag = element.tag if isinstance(element.tag, str) else "comment"
    return tag.rsplit("}", 1)[-1].lower()


def dangers(html):
    """What in this HTML could run, load or lead somewhere that it must not."""
    found = []
    for element in parse(html).iter():
        name = name_of(element)
        if name in FORBIDDEN or name == "comment":
            found.append(f"<{name}>")
        for key, value in element.attrib.items():
            key = str(key).lower()
            seen = "".join(c for c in value if c.isprintable() and c != " ").lower()
            if key.startswith("on") or key in ("style", "target", "name", "srcdoc"):
                found.append(f"{name} {key}={value}")
            if key.rsplit("}", 1)[-1] in URL_ATTRIBUTES:
                is_host = seen.replace("\\", "/").startswith("//")
                if is_host or not seen.startswith(GOOD_STARTS) or seen != value.lower():
                    found.append(f"{name} {key}={value}")
            if key == "id" and "-" not in value:
                found.append(f"{name} id={value}")
    return found


def all_of(html, name):
    return [element for element in parse(html).iter() if name_of(element) == name]


def text_of(html):
    return " ".join("".join(parse(html).itertext()).split())
