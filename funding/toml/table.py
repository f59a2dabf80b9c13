"""The base of every model that is read from a table of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationInfo, model_validator

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


def _take_lists(node: object) -> None:
    """Let immutable collections take a TOML list, which strict mode would refuse."""
    if isinstance(node, dict):
        if node.get("type") in ("tuple", "frozenset"):
            node["strict"] = False
        for child in node.values():
            _take_lists(child)
    elif isinstance(node, list):
        for child in node:
            _take_lists(child)


class Table(BaseModel):
    """A table of a file: no key but its fields, nothing converted (text is not a number).

    A field for a list may be a tuple or a frozenset. If validated with a context, notes under its
    `tried` which models were tried on which table, for the words of a fault.
    """

    is_section: ClassVar[bool] = True
    """Whether it stands under a heading of its own; not if a plain value can take its place."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True
    )

    @model_validator(mode="before")
    @classmethod
    def _note_attempt(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(info.context, dict) and isinstance(value, dict):
            info.context.setdefault("tried", []).append((value, cls))
        return value

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        _take_lists(schema)
        return schema
