"""Books: the same telling as text, Markdown, HTML and EPUB."""

from __future__ import annotations

import io
import re
import zipfile
from xml.dom import minidom

import pytest

from vervain.pipeline import load, plan, tell
from vervain.tell.book import FORMATS, Book, Chapter, book_of, epub, html, markdown, text, written

SMALL = Book(
    'A "Lamp" & Co', (Chapter("the dark", ('"It\'s <out>," she said.', "*Then* no more.")),)
)


def test_text_and_markdown() -> None:
    assert text(SMALL) == (
        'A "Lamp" & Co\n\nTHE DARK\n\n"It\'s <out>," she said.\n\n*Then* no more.\n'
    )
    assert "\\*Then\\* no more." in markdown(SMALL)
    assert markdown(SMALL).startswith('# A "Lamp" & Co\n\n## the dark\n\n')


def test_html_is_one_file_with_nothing_left_open() -> None:
    page = html(SMALL)
    assert "<p>“It’s &lt;out&gt;,” she said.</p>" in page
    assert not re.search(r"(?:src|href)=|url\(|<script", page)
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert '@top-center { content: "A “Lamp” & Co";' in page
    assert "counter(page)" in page


def test_a_title_stays_a_title_in_the_running_head() -> None:
    page = html(Book('</style>\\"', ()))
    assert page.count("</style>") == 1
    assert 'content: "\\3c /style\\3e \\5c ”";' in page, page


def test_epub_is_whole() -> None:
    """The mimetype first and not packed; every file well formed and listed in the package."""
    with zipfile.ZipFile(io.BytesIO(epub(SMALL))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"
        for name in archive.namelist():
            if name.endswith(("xml", "opf", "xhtml")):
                minidom.parseString(archive.read(name))
        package = archive.read("book/content.opf").decode()
        listed = {f"book/{name}" for name in re.findall(r'href="([^"]+)"', package)}
        assert listed == {n for n in archive.namelist() if n.startswith("book/")} - {
            "book/content.opf"
        }
        assert archive.testzip() is None


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_and_every_word_of_it(form: str) -> None:
    world = load("gull_point")
    (story,) = plan(world).chronicles
    discourse = tell(world, story)
    stages = {e.id: e.stage for e in story.events if e.stage}
    book = book_of(discourse, stages)
    assert written(book, form) == written(book_of(discourse, stages), form)
    assert [c.heading for c in book.chapters][:2] == ["The payment", "The dark"]
    assert " ".join(p for c in book.chapters for p in c.paragraphs).split() == (
        discourse.text().split()
    )
