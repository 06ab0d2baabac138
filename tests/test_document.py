"""Reports as blocks: what a page and a Markdown file make of them."""

from __future__ import annotations

from simulator.show.report.document import Figure, Grid, Heading, Items, Paragraph, html, markdown

SVG = (
    '<?xml version="1.0"?>\n<svg role="img" aria-labelledby="title desc">'
    '<title id="title">T</title><desc id="desc">D</desc>'
    '<g id="a"/><use xlink:href="#a" clip-path="url(#a)"/></svg>'
)
BLOCKS = (
    Heading(2, "A < B"),
    Paragraph("x_y | *z*"),
    Items(["one", "<two>"]),
    Grid("g", ["id", "verdict"], [["a|b", "supported"], ["c", ""]], marks=1),
    Figure("p", SVG, "what is seen"),
)


def test_a_page_escapes_what_it_is_told() -> None:
    page = html("A & B", BLOCKS)
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>A &amp; B</title>" in page
    assert "<h2>A &lt; B</h2>" in page
    assert "<li>&lt;two&gt;</li>" in page
    assert '<td class="supported">supported</td>' in page
    assert "<td></td>" in page


def test_pictures_on_a_page_do_not_share_names() -> None:
    page = html("t", [Figure("p", SVG, "x"), Figure("q", SVG, "y")])
    assert 'id="p-a"' in page
    assert 'id="q-a"' in page
    assert 'xlink:href="#q-a"' in page
    assert "url(#p-a)" in page
    assert 'aria-labelledby="p-title p-desc"' in page
    assert "<?xml" not in page


def test_markdown_keeps_tables_whole() -> None:
    text = markdown(BLOCKS, {"p": "p.svg"})
    assert "## A \\< B" in text
    assert "| a\\|b | supported |" in text
    assert "![what is seen](p.svg)" in text
    assert "x\\_y | \\*z\\*" in text
    assert "what is seen" in markdown(BLOCKS)
