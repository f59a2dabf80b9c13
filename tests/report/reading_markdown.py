"""Markdown read as GitHub reads it, by its own reader: which elements there are, and what is said.

Raw HTML and footnotes are let through, so that a text that became either is seen.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
BLOCKS = {"h1", "h2", "h3", "p", "li", "th", "td"}
DOLLAR = re.compile(r"(?<!\\)(?:\\\\)*\$")
"""What would begin mathematics, which GitHub reads besides."""


class Read(HTMLParser):
    """Elements in their order, and the text of each heading, paragraph, item and cell."""

    def __init__(self, markdown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.texts: list[str] = []
        self.dollars = len(DOLLAR.findall(markdown))
        self._open = False
        self.feed(github_flavored_markdown_to_html(markdown, OPTIONS))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        more = [name for name, _value in attrs if name != "align"]
        self.elements.append(" ".join([tag, *more]))
        if tag in BLOCKS:
            self.texts.append("")
        self._open = tag in BLOCKS or (self._open and tag in ("strong", "em"))

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in BLOCKS

    def handle_data(self, data: str) -> None:
        if self.texts and (self._open or data.strip()):
            self.texts[-1] += data

    @property
    def said(self) -> list[str]:
        """Give the texts without the space about them."""
        return [each.strip() for each in self.texts]
