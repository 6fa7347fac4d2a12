"""The navigation of the site: each folder of docs/ is a chapter, each page in it shows up."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

CHAPTERS = {
    "tutorial": "Tutorial",
    "how-to": "How to",
    "reference": "Reference",
    "explanation": "Explanation",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Build the navigation from the pages found: front page, then chapter by chapter."""
    pages = sorted(page.src_uri for page in files.documentation_pages())
    nav: list[object] = [page for page in pages if "/" not in page]
    for folder, title in CHAPTERS.items():
        found = [page for page in pages if page.startswith(f"{folder}/")]
        if found:
            nav.append({title: found})
    config.nav = nav
    return files
