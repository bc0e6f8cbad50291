import pytest

from ldn_site.design.squeezing import squeezed


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<ul>\n    <li>a</li>\n\n  </ul>\n", "<ul>\n<li>a</li>\n</ul>\n"),
        ("<p>a\n  b <i>c</i>  <b>d</b></p>", "<p>a\nb <i>c</i>  <b>d</b></p>"),
        ("<p>4.5\u00a0mg\n\u00a0a</p>", "<p>4.5\u00a0mg\n\u00a0a</p>"),
    ],
)
def test_indents_and_empty_lines_are_left_out(html, left):
    assert squeezed(html) == left


@pytest.mark.parametrize(
    "html",
    [
        "<pre>a\n\n  <b>b</b>\n c</pre>",
        "<textarea>\n\n  a\n\n  b</textarea>",
        '<script type="application/json">"a\n  b"</script>',
        '<input value="a\n\n  b">',
    ],
)
def test_what_was_typed_and_code_stay_as_they_are(html):
    assert squeezed(html) == html
