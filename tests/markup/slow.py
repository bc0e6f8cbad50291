"""Texts that make a Markdown parser slow, deep or hungry. Each is under the length limit."""

_RUNS = {
    "open brackets": "[" * 8_000,
    "close brackets": "]" * 8_000,
    "image brackets": "![" * 8_000,
    "link middles": "](" * 8_000,
    "links that never close": "[a](" * 8_000,
    "links with titles": "[a](b 'c" * 8_000,
    "nested links": "[" * 300 + "a" + "](b)" * 300,
    "nested parentheses": "[a](" + "(" * 50_000,
    "reference links": "[a][b]" * 8_000,
    "cdata": "<![CDATA[" * 8_000,
    "comments": "<!--" * 8_000,
    "processing instructions": "<?" * 8_000,
    "angle brackets": "<" * 50_000,
    "open tags": "<a " * 20_000,
    "attributes": "<a " + "b=c " * 20_000,
    "autolinks": "<http://a" * 10_000,
    "mail autolinks": "<a@" * 20_000,
    "ordered markers": "1. " * 5_000,
    "bullet markers": "- " * 5_000,
    "quotations": ">" * 20_000,
    "spaced quotations": "> " * 20_000,
    "mixed markers": "> - " * 5_000,
    "stars": "*" * 50_000,
    "star words": "*a " * 20_000,
    "double star words": "**a " * 15_000,
    "triple star words": "***a **b *c " * 5_000,
    "underscores": "_a " * 20_000,
    "double underscores": "__a " * 15_000,
    "alternating emphasis": "*a_ " * 15_000,
    "backticks": "`" * 50_000,
    "growing backticks": " ".join("`" * n for n in range(1, 400)),
    "backtick words": "`a ``b " * 10_000,
    "backslashes": "\\" * 50_000,
    "escapes": "\\*" * 30_000,
    "entities": "&#" * 50_000,
    "long entities": "&" + "a" * 100_000 + ";",
    "ampersands": "&" * 50_000,
    "citations": "[@" * 20_000,
    "citation lists": "[@" + "a; @" * 20_000 + "]",
    "marker braces": "{{" * 30_000,
    "marker halves": "{{ pharmacy:" * 10_000,
    "block markers": "{{ block: " * 10_000,
    "one long line": "word " * 39_000,
    "one long word": "a" * 199_000,
    "spaces": "a" + " " * 150_000 + "b",
    "digits": "1" * 150_000 + ".",
    "pipes": "|" * 100_000,
    "accents": "a" + "\u0301\u0327" * 90_000,
    "accents on accents": "a\u0f73\u0301" * 60_000,
    "tibetan vowels": "\u0f40" + "\u0f73\u0f71" * 90_000,
}
_LINES = {
    "wide table": "|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\n",
    "borderless wide table": "a|" * 10_000 + "a\n" + "-|" * 10_000 + "-\n",
    "long table": "|a|b|\n|-|-|\n" + "|c|d|\n" * 30_000,
    "code table": "|`" * 200 + "|\n" + ("|`" * 200 + "|\n") * 200,
    "deep indentation": "\n".join(" " * n + "- a" for n in range(600)),
    "list ladder": "\n".join("    " * n + "- a" for n in range(8)) * 900,
    "list with blank lines": "- a\n\n" * 20_000,
    "loose nested list": ("- a\n\n    - b\n\n        - c\n\n") * 4_000,
    "quotation ladder": "\n".join("> " * n + "a" for n in range(400)),
    "quotation lines": "> a\n" * 40_000,
    "lazy quotations": "> a\nb\n" * 25_000,
    "headings": "# a\n" * 40_000,
    "underlined headings": "a\n=\n" * 40_000,
    "rules": "***\n" * 40_000,
    "reference definitions": "[a]: b\n" * 25_000,
    "many reference definitions": "\n".join(f"[a{n}]: /b{n}" for n in range(10_000)),
    "long reference definition": "[a]:" + " " * 100_000 + "b",
    "box openings": "/// warning | a\n" * 10_000,
    "box ladder": "\n".join("/" * n + " warning | a" for n in range(400, 3, -1)),
    "boxes": "/// info | a\nb\n///\n" * 3_000,
    "slashes": "/" * 100_000,
    "slash lines": "///\n" * 40_000,
    "fences": "```\n" * 40_000,
    "unclosed fences": "```a\n~~~b\n" * 10_000,
    "fence words": "```" + "a" * 100_000 + "\n```\n",
    "figures": "```steps\n- a\n```\n" * 8_000,
    "line breaks": "a  \n" * 40_000,
    "paragraphs": "a\n\n" * 60_000,
    "fact markers": "{{ pharmacy: phone }}\n" * 8_000,
    "unknown block markers": "{{ block: nowhere }}\n" * 8_000,
    "units": "1 mg " * 35_000,
    "same link again": "[a](javascript:b)\n\n" * 8_000,
    "same citation again": "[@nobody]\n\n" * 15_000,
}
_ITEM = "&a [" + ", ".join(["1"] * 9) + "]"
_YAML = {
    "yaml aliases": "```steps\na: "
    + _ITEM
    + "\n"
    + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    + "```\n",
    "yaml nesting": "```steps\n" + "[" * 9_000 + "\n```\n",
    "yaml mappings": "```steps\n" + "{a: " * 2_400 + "\n```\n",
    "yaml question marks": "```steps\n" + "? " * 4_900 + "\n```\n",
    "yaml numbers": "```steps\n- " + "1:" * 4_900 + "1\n```\n",
    "yaml big integer": "```steps\n- " + "9" * 9_900 + "\n```\n",
    "yaml date": "```timeline\nevents:\n- {when: 9999-99-99, what: a}\n```\n",
    "yaml tag": "```steps\n!!python/object/apply:os.system ['id']\n```\n",
    "yaml merge": "```steps\n<<: {<<: {<<: {a: b}}}\n```\n",
    "yaml merge of a word": "```steps\n<<: a\n```\n",
    "yaml infinity": "```bar-chart\ntitle: a\nunit: b\nbars:\n- {name: a, value: .inf}\n```\n",
    "yaml list as key": "```steps\n? [a, b]\n: c\n```\n",
}


def _folded(text: str, gap: str, width: int = 1_900) -> str:
    """The text in lines, or paragraphs, short enough to pass the limits on one line."""
    parts = [text[at : at + width] for at in range(0, min(len(text), 30_000), width)]
    return gap.join(parts)


SLOW = {
    **_RUNS,
    **{f"{name}, in lines": _folded(text, "\n") for name, text in _RUNS.items()},
    **{f"{name}, in paragraphs": _folded(text, "\n\n") for name, text in _RUNS.items()},
    **{f"{name}, in short lines": _folded(text, "\n", 190) for name, text in _RUNS.items()},
    **_LINES,
    **{f"{name}, fewer": text[:9_000] for name, text in _LINES.items()},
    **_YAML,
}
