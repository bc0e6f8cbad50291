"""HTML without the indents and empty lines that its templates were laid out with."""

import re

SPACES = re.compile(
    # As they stand: what is written inside a tag, code, and what somebody typed.
    r"(?P<kept><(?P<name>pre|textarea|script)\b.*?</(?P=name)>|<[^>]*>)|[ \t]*\n[ \t\n]*",
    re.S,
)


def squeezed(html: str) -> str:
    """The same page to a browser: a line still ends where one ended, and nothing more."""
    return SPACES.sub(lambda found: found["kept"] or "\n", html)
