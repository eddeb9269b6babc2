"""The quality page as a page: nothing from elsewhere, text stays text, sound markup, the same bytes again."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

from lxml import etree

from tests.warehouse.quality_pages import covered, figure, page, parsed, rule, source, text_of
from tests.warehouse.simulated import agreement


def test_script_in_a_cell_stays_text() -> None:
    evil = "<script>alert('SIMULADO')</script>"
    content = page(
        sources=[source(name=evil, publisher=evil, failure=evil, url="javascript:alert(1)")],
        reconciliation=[figure("total", verdict="unexplained", ours=1, difference=-209, reason=evil)],
        report={"results": [rule(passed=False, meaning=evil, examples=[{"title": evil}])]},
    )
    root = parsed(content)
    assert not root.xpath("//script")
    assert not [link for link in root.xpath("//@href") if link.startswith("javascript")]
    assert evil in text_of(content)


def test_characters_that_no_page_can_show_are_left_out() -> None:
    assert "A\x00\x1bB" not in page(sources=[source(publisher="A\x00\x1bB")])


def test_nothing_is_loaded_from_elsewhere() -> None:
    root = parsed(covered())
    assert not root.xpath("//@src | //link | //script | //iframe | //img | //object | //@style | //@onclick")
    assert not re.search(r"url\(|@import", root.xpath("string(//style)"))
    outside = [link for link in root.xpath("//@href") if "://" in link]
    assert outside == ["https://simulado.example/rai"]
    assert root.xpath("//a[contains(@href, '://')]/@rel") == ["noopener noreferrer external"]


def test_policy_allows_the_style_of_the_page_and_nothing_else() -> None:
    root = parsed(page())
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = base64.b64encode(hashlib.sha256(root.xpath("string(//style)").encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_same_tables_give_the_same_bytes() -> None:
    assert covered(agreements=[agreement(1)]) == covered(agreements=[agreement(1)])


def test_html_has_no_errors() -> None:
    parser = etree.HTMLParser(recover=False)
    content = covered(agreements=[agreement(1, evidence="press")])
    # libxml2 knows HTML 4: what is newer is no error of ours.
    etree.fromstring(re.sub(r"</?(main|header|section|nav|svg|rect|cite)\b[^>]*>", "", content), parser)
    assert not [error for error in parser.error_log if "Tag" not in error.message]


def test_every_element_is_closed_in_order() -> None:
    assert _Nesting.of(covered(agreements=[agreement(1)])) == []


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(heading.tag[1]) for heading in parsed(covered()).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes() -> None:
    root = parsed(covered(agreements=[agreement(1)]))
    assert all(table.xpath("./caption") for table in root.xpath("//table"))
    assert not root.xpath("//th[not(@scope)]")
    assert root.get("lang") == "es-MX"


def test_every_link_inside_the_page_leads_somewhere() -> None:
    root = parsed(covered())
    anchors = {link[1:] for link in root.xpath("//@href") if link.startswith("#")}
    assert anchors <= set(root.xpath("//@id"))
    assert len(root.xpath("//@id")) == len(set(root.xpath("//@id")))


class _Nesting(HTMLParser):
    """Elements that are closed out of order or never."""

    void = frozenset({"meta", "br", "hr", "img", "link", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    @classmethod
    def of(cls, content: str) -> list[str]:
        parser = cls()
        parser.feed(content)
        parser.close()
        return parser.wrong + parser.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.void and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)
