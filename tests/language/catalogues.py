"""The Welsh catalogues, one a folder: `python -m tests.language.catalogues` brings them up to date.

New sentences come in without Welsh, which fails the tests until it is written; sentences that are
no longer said are taken out. A comment `# to review: WHY` marks Welsh that a translator must see.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

from funding.language import CATALOGUES

PACKAGE = CATALOGUES.parent
WELSH = CATALOGUES / "cy"
TO_REVIEW = "to review:"
PLURALS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"
"""Welsh counts none, one, two, three, six and all others apart (Unicode CLDR)."""
HEADER = f"""# Welsh of funding: what is said in the modules of one folder.
msgid ""
msgstr ""
"Project-Id-Version: funding\\n"
"Language: cy\\n"
"Plural-Forms: {PLURALS}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract", ".md": "jinja2.ext:babel_extract"}


def folders() -> Iterator[Path]:
    """Give every folder of the package that has modules."""
    yield PACKAGE
    yield from sorted(
        path.parent for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE
    )


def catalogue_of(folder: Path) -> Path:
    """Give where the Welsh of a folder stands: `funding/report/page` in `report.page.po`."""
    name = ".".join(folder.relative_to(PACKAGE).parts) or "funding"
    return WELSH / f"{name}.po"


def said_in(folder: Path) -> dict[tuple[str, str | None], Message]:
    """Give every sentence that the modules and templates of a folder say, by its key."""
    found = Catalog(locale="cy")
    for path in sorted(folder.rglob("*")):
        home = next(each for each in path.parents if (each / "__init__.py").is_file())
        if home == folder and path.suffix in METHODS:
            keywords = {**DEFAULT_KEYWORDS, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
            for _line, words, _comments, context in extract_from_file(
                METHODS[path.suffix], path, keywords=keywords, options={"silent": "false"}
            ):
                found.add(words, context=context)
    return {_key(message): message for message in found if message.id}


def welsh_in(path: Path) -> Catalog:
    """Read one catalogue; an empty one if there is none."""
    if not path.is_file():
        return Catalog(locale="cy")
    with path.open("rb") as file:
        return read_po(file, locale="cy", abort_invalid=True)


def brought_up_to_date(folder: Path) -> str:
    """Write the catalogue of a folder as it should be: what is said, with the Welsh there is."""
    known = {_key(message): message for message in welsh_in(catalogue_of(folder)) if message.id}
    # Of its own, Babel counts Welsh in five ways: the header says six.
    catalogue = read_po(BytesIO(HEADER.encode()), locale="cy")
    for key, message in said_in(folder).items():
        before = known.get(key)
        if before is None or isinstance(before.id, str) != isinstance(message.id, str):
            before = Message(message.id, context=message.context)
        catalogue.add(
            message.id,
            before.string,
            user_comments=before.user_comments,
            context=message.context,
        )
    written = BytesIO()
    write_po(written, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    body = written.getvalue().decode()
    return HEADER + body if body.strip() else ""


def strings_of(message: Message) -> list[str]:
    """Give the Welsh of a sentence: one form, or the six of a counted one; empty where missing."""
    if isinstance(message.id, str):
        return [str(message.string or "")]
    forms = list(message.string) if isinstance(message.string, list | tuple) else []
    return [str(form) for form in [*forms, *[""] * 6][:6]]


def _key(message: Message) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


if __name__ == "__main__":
    WELSH.mkdir(parents=True, exist_ok=True)
    for each in folders():
        place, text = catalogue_of(each), brought_up_to_date(each)
        if text:
            place.write_text(text, encoding="utf-8")
        else:
            place.unlink(missing_ok=True)
        missing = sum(not all(strings_of(m)) for m in welsh_in(place) if m.id) if text else 0
        if missing:
            print(f"{place.name}: {missing} without Welsh")
