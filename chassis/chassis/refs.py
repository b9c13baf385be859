"""A field that refers to something another service owns: declared here, filled in by the gateway.

    teacher: Annotated[int, Ref("accounts.users", teacher_name="display_name", teacher_photo="photo")]

The contract tells the gateway to collect the ids of a whole answer, to ask the owner for all of them in one call,
and to put the owner's `display_name` beside `teacher` as `teacher_name`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any, Union

from pydantic import BaseModel


class Ref:
    """Marks an integer field as the id of a record of `owner` (`service.kind`); `fill` maps new field → its field."""

    def __init__(self, owner: str, **fill: str) -> None:
        self.owner = owner
        self.fill = fill


def references(annotation: Any, path: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Find every `Ref` in a model, a list of models or models inside models.

    Returns dicts `{path, owner, fill}`; a path is made of field names and `*` for the items of a list.
    """
    found: list[dict[str, Any]] = []
    origin = typing.get_origin(annotation)
    if origin in (list, tuple, Union, types.UnionType):
        step = ("*",) if origin in (list, tuple) else ()
        for inner in typing.get_args(annotation):
            found += references(inner, path + step)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            marks = [mark for mark in info.metadata if isinstance(mark, Ref)]
            found += [{"path": [*path, name], "owner": mark.owner, "fill": mark.fill} for mark in marks]
            found += references(info.annotation, (*path, name))
    return found


def models_within(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model in a type, those inside other models too."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for info in annotation.model_fields.values():
            yield from models_within(info.annotation)
    for inner in typing.get_args(annotation):
        yield from models_within(inner)


def filled_fields(model: type[BaseModel]) -> dict[str, str]:
    """The fields the gateway adds to `model`: name → what it is, as `owner.field`."""
    marks = [mark for info in model.model_fields.values() for mark in info.metadata if isinstance(mark, Ref)]
    return {name: f"{mark.owner}.{source}" for mark in marks for name, source in mark.fill.items()}
