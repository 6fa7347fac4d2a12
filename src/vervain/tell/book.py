"""A telling as a book: text, Markdown, one HTML page, or an EPUB.

Chapters follow the outline: one begins where a paragraph tells another stage than the one before.
"""

from __future__ import annotations

import io
import re
import textwrap
import uuid
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from vervain.tell.discourse import Discourse

FORMATS = ("text", "markdown", "html", "epub")
"""What a telling can be written as."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Paragraphs under a heading; the heading is empty where a book has no chapters."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A title and its chapters."""

    title: str
    chapters: tuple[Chapter, ...]


def book_of(discourse: Discourse, stages: Mapping[int, str] | None = None) -> Book:
    """A telling as a book. `stages`: the stage of each event; without them one chapter.

    A paragraph that tells no event (the author's words for a look back) goes with the next.
    """
    chapters: list[Chapter] = []
    waiting: list[str] = []
    heading = ""
    for paragraph in discourse.paragraphs:
        waiting.append(" ".join(told.text for told in paragraph))
        events = [event for told in paragraph for event in told.events]
        if not events:
            continue
        found = (stages or {}).get(events[0], "") if stages else ""
        if not chapters or (found and found != heading):
            heading = found
            chapters.append(Chapter(_headline(found), ()))
        chapters[-1] = Chapter(chapters[-1].heading, (*chapters[-1].paragraphs, *waiting))
        waiting = []
    if waiting:
        last = chapters.pop() if chapters else Chapter("", ())
        chapters.append(Chapter(last.heading, (*last.paragraphs, *waiting)))
    return Book(discourse.title, tuple(chapters))


def _headline(stage: str) -> str:
    return stage[:1].upper() + stage[1:]


def written(book: Book, form: str, width: int = 78) -> bytes:
    """The book in one of `FORMATS`; the same book gives the same bytes."""
    if form == "epub":
        return epub(book)
    make = {"text": lambda b: text(b, width), "markdown": markdown, "html": html}[form]
    return make(book).encode("utf-8")


def text(book: Book, width: int = 78) -> str:
    """Plain text, wrapped."""
    parts = [book.title]
    for chapter in book.chapters:
        parts += [chapter.heading.upper()] if chapter.heading else []
        parts += [textwrap.fill(p, width, break_on_hyphens=False) for p in chapter.paragraphs]
    return "\n\n".join(parts) + "\n"


def _unmarked(paragraph: str) -> str:
    """A paragraph in which nothing is read as Markdown."""
    for mark in "\\`*_[]<>#":
        paragraph = paragraph.replace(mark, "\\" + mark)
    return paragraph


def markdown(book: Book) -> str:
    """Markdown, a paragraph a line."""
    parts = [f"# {_unmarked(book.title)}"]
    for chapter in book.chapters:
        parts += [f"## {_unmarked(chapter.heading)}"] if chapter.heading else []
        parts += [_unmarked(p) for p in chapter.paragraphs]
    return "\n\n".join(parts) + "\n"


_STYLE = """
:root { color-scheme: light dark; --ink: #22201c; --paper: #fbf9f4; --soft: #6b655a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #d9d4c8; --paper: #191816; --soft: #918a7c; }
}
html { background: var(--paper); color: var(--ink); font-size: 118.75%; }
body { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia,
  "Noto Serif", serif; line-height: 1.55; max-width: 34em; margin: 0 auto; padding: 4em 1.4em 6em;
  hyphens: auto; font-kerning: normal; font-variant-numeric: oldstyle-nums;
  overflow-wrap: break-word; }
h1 { font-weight: normal; font-size: 2em; line-height: 1.2; text-align: center;
  margin: 0 0 2.2em; text-wrap: balance; }
h2 { font-weight: normal; font-size: 1.05em; color: var(--soft); text-align: center;
  letter-spacing: .04em; margin: 3em 0 1.4em; break-after: avoid; }
p { margin: 0; text-indent: 1.5em; orphans: 2; widows: 2; text-wrap: pretty; }
h1 + p, h2 + p, section > p:first-child { text-indent: 0; }
@media print {
  @page { margin: 22mm 24mm 24mm;
    @top-center { content: "TITLE"; font: italic 9pt serif; color: #444; }
    @bottom-center { content: counter(page); font: 9pt serif; color: #444; } }
  @page :first { @top-center { content: none; } }
  :root { --ink: #000; --paper: #fff; --soft: #444; }
  html { font-size: 11pt; }
  body { max-width: none; padding: 0; text-align: justify; }
  h2 { margin: 2.4em 0 1em; }
  h2 + p { break-before: avoid; }
}
"""


def _styled(title: str) -> str:
    """The style of a page, with the title as the running head in print."""
    words = re.sub(r"[\\\"<>\n]", lambda m: f"\\{ord(m[0]):x} ", _curly(title))
    return _STYLE.replace("TITLE", words)


def _curly(paragraph: str) -> str:
    """Straight quotation marks and apostrophes as printers set them."""
    out: list[str] = []
    for i, char in enumerate(paragraph):
        opens = i == 0 or paragraph[i - 1] in " (“‘—\n"
        if char == '"':
            out.append("“" if opens else "”")
        elif char == "'":
            out.append("‘" if opens and paragraph[i + 1 : i + 2].isalpha() else "’")
        else:
            out.append(char)
    return "".join(out)


def _set(words: str) -> str:
    return escape(_curly(words), quote=False)


def _section(chapter: Chapter) -> str:
    head = f"<h2>{_set(chapter.heading)}</h2>\n" if chapter.heading else ""
    return head + "\n".join(f"<p>{_set(p)}</p>" for p in chapter.paragraphs)


def html(book: Book) -> str:
    """One page that needs nothing else."""
    body = "\n".join(f"<section>\n{_section(c)}\n</section>" for c in book.chapters)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_set(book.title)}</title>\n<style>{_styled(book.title)}</style>\n</head>\n<body>\n"
        f"<main>\n<h1>{_set(book.title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


# ---------------------------------------------------------------- EPUB 3

_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_EPUB_STYLE = """body { font-family: serif; line-height: 1.5; }
h1, h2 { font-weight: normal; text-align: center; }
p { margin: 0; text-indent: 1.5em; }
h1 + p, h2 + p { text-indent: 0; }
"""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def _xhtml(title: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">\n'
        f'<head><title>{_set(title)}</title><link rel="stylesheet" href="style.css"/></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _package(book: Book, names: list[str]) -> str:
    words = "\n".join(p for c in book.chapters for p in (c.heading, *c.paragraphs))
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"vervain:{book.title}\n{words}")
    items = "\n".join(
        f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in names
    )
    spine = "\n".join(f'<itemref idref="{n}"/>' for n in names)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" '
        'version="3.0" unique-identifier="id" xml:lang="en">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{number}</dc:identifier>\n'
        f"<dc:title>{_set(book.title)}</dc:title>\n<dc:language>en</dc:language>\n"
        '<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta>\n</metadata>\n<manifest>\n'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        '<item id="style" href="style.css" media-type="text/css"/>\n'
        f"{items}\n</manifest>\n<spine>\n{spine}\n</spine>\n</package>\n"
    )


def epub(book: Book) -> bytes:
    """An EPUB 3; without a clock, so that the same book gives the same bytes."""
    chapters = book.chapters or (Chapter("", ()),)
    names = [f"chapter-{i + 1}" for i in range(len(chapters))]
    pages = {}
    for i, (name, chapter) in enumerate(zip(names, chapters, strict=True)):
        title = f"<h1>{_set(book.title)}</h1>\n" if i == 0 else ""
        pages[name] = _xhtml(chapter.heading or book.title, title + _section(chapter))
    contents = "\n".join(
        f'<li><a href="{n}.xhtml">{_set(c.heading or book.title)}</a></li>'
        for n, c in zip(names, chapters, strict=True)
    )
    nav = _xhtml(book.title, f'<nav epub:type="toc"><h1>Contents</h1><ol>{contents}</ol></nav>')
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "book/content.opf": _package(book, names),
        "book/nav.xhtml": nav,
        "book/style.css": _EPUB_STYLE,
        **{f"book/{name}.xhtml": page for name, page in pages.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, words in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            plain = name == "mimetype"
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            archive.writestr(info, words.encode("utf-8"))
    return out.getvalue()
