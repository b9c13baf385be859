"""What the published document says of composed answers. Their parts look as the operations say they are made of."""

from __future__ import annotations

from typing import Any

from gateway.composing import MAX_WORDS
from gateway.compositions import Composition, Part

Json = dict[str, Any]

WORDS = {
    "name": "q",
    "in": "query",
    "required": True,
    "description": "Words to search for.",
    "schema": {"type": "string", "minLength": 1, "maxLength": MAX_WORDS},
}
DEGRADED = {"X-Degraded": {"description": "Services that were away.", "schema": {"type": "string"}}}
ABSENT = "A part is null when its service is away, or when it is not for the caller."


def describe(document: Json, composition: Composition) -> None:
    """Add the operation of a composed answer, and the schema of what it answers."""
    title = composition.title
    document["components"]["schemas"][title] = {
        "type": "object",
        "title": title,
        "description": f"{composition.summary}. {ABSENT}",
        "required": [part.name for part in composition.parts],
        "properties": {part.name: _nullable(_schema(document, part)) for part in composition.parts},
    }
    answer = {"application/json": {"schema": {"$ref": f"#/components/schemas/{title}"}}}
    document["paths"][composition.path] = {
        "get": {
            "operationId": composition.name,
            "tags": ["gateway"],
            "summary": composition.summary,
            "security": [{"token": []}],
            "parameters": [WORDS] if composition.searches else [],
            "responses": {"200": {"description": "the answer", "headers": DEGRADED, "content": answer}},
        }
    }


def _nullable(schema: Json | None) -> Json:
    return {"type": "null"} if schema is None else {"anyOf": [schema, {"type": "null"}]}


def _schema(document: Json, part: Part) -> Json | None:
    """What the operation behind a part answers; None when nobody offers it."""
    try:
        answer = document["paths"][part.path]["get"]["responses"]["200"]
        schema: Json = answer["content"]["application/json"]["schema"]
        if part.field is None:
            return schema
        name = schema["$ref"].rpartition("/")[2]
        taken: Json = document["components"]["schemas"][name]["properties"][part.field]
    except KeyError:
        return None
    return taken
