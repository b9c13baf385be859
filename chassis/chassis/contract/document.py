"""A service's contract: its operations as an OpenAPI 3.1 fragment, and the hooks the gateway may use."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator
from typing import Any

import orjson
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from chassis.contract.operation import Operation
from chassis.refs import filled_fields, models_within, references
from chassis.storage.upload import Upload

REF_TEMPLATE = "#/components/schemas/{model}"
JSON = "application/json"
FORM = "multipart/form-data"
UPLOAD_SECONDS = 60
"""How long a service may take over a file."""


class _Plain(GenerateJsonSchema):
    """JSON Schema without a title on every field."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Field names say enough."""
        return False


def build(service: type) -> dict[str, Any]:
    """The contract of a service class, as docs/architecture.md describes it."""
    name = str(getattr(service, "name"))  # noqa: B009  # `type` has no `name`
    operations = sorted(operations_of(service), key=lambda operation: (operation.path, operation.method))
    schemas, refs = _schemas(operations)
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _describe(name, operation, refs)
    contract: dict[str, Any] = {
        "service": name,
        "version": str(getattr(service, "version", "0.0.0")),
        "openapi": {
            "paths": paths,
            "components": {"schemas": schemas},
            "tags": [{"name": name, "description": inspect.cleandoc(service.__doc__ or "")}],
        },
        "resolvers": dict(_marked(service, "resolves")),
        "authenticator": next((mark for _, mark in _marked(service, "authenticates")), None),
    }
    if sockets := dict(_sockets(service)):
        contract["sockets"] = sockets
    if guards := dict(_marked(service, "guards")):
        contract["guards"] = guards
    contract["revision"] = hashlib.sha256(orjson.dumps(contract, option=orjson.OPT_SORT_KEYS)).hexdigest()[:12]
    return contract


def operations_of(service: type) -> Iterator[Operation]:
    """Every `@endpoint` of a service class."""
    for _, method in inspect.getmembers(service, inspect.isfunction):
        operation = getattr(method, "operation", None)
        if isinstance(operation, Operation):
            yield operation


def _marked(service: type, mark: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for _, method in inspect.getmembers(service, inspect.isfunction):
        found = getattr(method, mark, None)
        if found is not None:
            key, value = found
            yield key.format(service=getattr(service, "name")), value  # noqa: B009


def _sockets(service: type) -> Iterator[tuple[str, dict[str, str]]]:
    """Path of a WebSocket → the method that admits to it."""
    for name, method in inspect.getmembers(service, inspect.isfunction):
        path = getattr(method, "admits", None)
        if path is not None:
            yield path, {"method": name}


def _schemas(operations: list[Operation]) -> tuple[dict[str, Any], dict[tuple[type, str], str]]:
    wanted: dict[tuple[type[BaseModel], str], None] = {}
    for operation in operations:
        if operation.body is not None:
            wanted[(operation.body, "validation")] = None
        for model in models_within(operation.returns):
            wanted[(model, "serialization")] = None
    mapping, definitions = models_json_schema(
        list(wanted),  # type: ignore[arg-type]  # the list is of the right pairs, but not invariantly so
        ref_template=REF_TEMPLATE,
        schema_generator=_Plain,
    )
    schemas: dict[str, Any] = definitions.get("$defs", {})
    for operation in operations:
        if operation.query is not None:
            schemas |= _query_schema(operation.query).get("$defs", {})
    for model, mode in wanted:
        if mode == "serialization":
            name = mapping[(model, mode)]["$ref"].rsplit("/", 1)[-1]  # type: ignore[index]
            _add_filled(schemas[name], model)
    found: dict[tuple[type, str], str] = {key: value["$ref"] for key, value in mapping.items()}
    for operation in operations:
        if operation.upload and operation.body:
            _split_form(schemas, found[(operation.body, "validation")].rsplit("/", 1)[-1], operation.upload)
    if not any(operation.body is Upload for operation in operations):
        schemas.pop(Upload.__name__, None)
    return schemas, found


def _split_form(schemas: dict[str, Any], name: str, upload: str) -> None:
    """A body with a file has two forms: a form with the file's bytes, and JSON without it."""
    whole = schemas[name]
    if upload not in whole["properties"]:
        return
    file = {"type": "string", "format": "binary"}
    schemas[f"{name}Form"] = {**whole, "properties": {**whole["properties"], upload: file}}
    properties = {field: shape for field, shape in whole["properties"].items() if field != upload}
    schemas[name] = {**whole, "properties": properties}
    if "required" in whole:
        schemas[name]["required"] = [field for field in whole["required"] if field != upload]


def _content(operation: Operation, reference: str) -> dict[str, Any]:
    content = {JSON: {"schema": {"$ref": reference}}}
    return {FORM: {"schema": {"$ref": f"{reference}Form"}}, **content} if operation.upload else content


def _add_filled(schema: dict[str, Any], model: type[BaseModel]) -> None:
    for name, source in filled_fields(model).items():
        schema["properties"][name] = {
            "type": ["string", "null"],
            "readOnly": True,
            "description": f"From {source}; null while its service is away.",
        }
        schema.setdefault("required", []).append(name)


def _describe(service: str, operation: Operation, refs: dict[tuple[type, str], str]) -> dict[str, Any]:
    summary, _, description = inspect.cleandoc(operation.handler.__doc__ or "").partition("\n")
    described: dict[str, Any] = {
        "operationId": f"{service}_{operation.name}",
        "tags": [service],
        "summary": summary.rstrip("."),
        "description": description.strip(),
        "security": [] if operation.public else [{"token": []}],
        "parameters": _parameters(operation),
        "responses": _responses(operation, refs),
        "x-service": service,
        "x-method": operation.name,
    }
    if operation.body is not None:
        described["requestBody"] = {
            "required": True,
            "content": _content(operation, refs[(operation.body, "validation")]),
        }
    if operation.upload:
        described |= {"x-upload": operation.upload, "x-timeout": UPLOAD_SECONDS}
    if operation.roles:
        described["x-roles"] = sorted(operation.roles)
    if operation.single:
        described["x-etag"] = True
    if operation.cacheable:
        described["x-cacheable"] = True
    if operation.stream:
        described["x-stream"] = {"channel": operation.stream}
    if found := references(operation.answer_type):
        described["x-refs"] = found
    return {key: value for key, value in described.items() if value not in ("", [])} | {
        "security": described["security"]
    }


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": adapter.json_schema()}
        for name, adapter in operation.path_adapters.items()
    ]
    if operation.query is not None:
        schema = _query_schema(operation.query)
        required = schema.get("required", [])
        for name, shape in schema.get("properties", {}).items():
            text = shape.pop("description", "")
            found.append({"name": name, "in": "query", "required": name in required, "schema": shape,
                          **({"description": text} if text else {})})  # fmt: skip
    return found


def _query_schema(query: type[BaseModel]) -> dict[str, Any]:
    return query.model_json_schema(ref_template=REF_TEMPLATE, schema_generator=_Plain)


def _responses(operation: Operation, refs: dict[tuple[type, str], str]) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, meaning in operation.statuses.items():
        response: dict[str, Any] = {"description": meaning}
        if operation.stream:
            response["content"] = {"text/event-stream": {"schema": {"type": "string"}}}
        elif operation.media_type:
            response["content"] = {operation.media_type.partition(";")[0]: {"schema": {"type": "string"}}}
        elif operation.returns is not None and status != 204:
            response["content"] = {JSON: {"schema": _answer_schema(operation, refs)}}
        responses[str(status)] = response
    for status, meaning in operation.errors.items():
        responses[str(status)] = {"description": meaning}
    return responses


def _answer_schema(operation: Operation, refs: dict[tuple[type, str], str]) -> dict[str, Any]:
    reference = refs.get((operation.returns, "serialization"))
    schema = {"$ref": reference} if reference else operation.renderer.json_schema(mode="serialization")
    return {"type": "array", "items": schema} if operation.paged and reference else schema
