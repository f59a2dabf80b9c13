"""TOML files as people write them: read, checked against a model, every fault with its place.

`read_document` gives a `Document`; `validate` makes a model of it or of a part of it, appending
a `Fault` for each thing wrong; `fields` has the types that a model's fields are made of.
"""

from funding.toml.document import Document, Source, parse_document, read_document
from funding.toml.folding import validate
from funding.toml.nearest import did_you_mean, nearest, slug_of
from funding.toml.wording import KeyPath, find_text

__all__ = [
    "Document",
    "KeyPath",
    "Source",
    "did_you_mean",
    "find_text",
    "nearest",
    "parse_document",
    "read_document",
    "slug_of",
    "validate",
]
