"""From a request's text to a method's arguments, and from what it returns to a reply: once, for every endpoint."""

from __future__ import annotations

import hashlib
import logging
from typing import Any
from urllib.parse import parse_qsl

import orjson
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import IntegrityError

from chassis.call import Call, current_call
from chassis.contract.operation import FROM_HEADERS, Operation
from chassis.database.engine import AWAY
from chassis.database.store import Receipt, Replayed, Store
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound, Unauthenticated, Unavailable
from chassis.ids import MAX_ID
from chassis.sealing import seal, unseal

_log = logging.getLogger(__name__)


def answer(service: Any, operation: Operation, request: dict[str, Any]) -> dict[str, Any]:
    """Answer one request: `{status, headers, body}`, the body as JSON text."""
    call = current_call()
    _authorise(operation, call)
    arguments = _arguments(operation, request, call)
    store = getattr(service, "db", None)
    try:
        if not operation.changes or not isinstance(store, Store):
            return _render(operation, operation.handler(service, **arguments))
        return _answer_once(service, operation, arguments, store, _receipt(operation, request, call))
    except IntegrityError as error:
        raise Conflict("conflict", "This clashes with something that was stored at the same moment.") from error
    except AWAY as error:
        _log.exception("the database failed")
        raise Unavailable(
            "database.away",
            "The database of this part of the system is not working at the moment. Please try again soon.",
            retry_after=5,
        ) from error


def _answer_once(
    service: Any, operation: Operation, arguments: dict[str, Any], store: Store, receipt: Receipt
) -> dict[str, Any]:
    try:
        with store.unit(receipt) as unit:
            reply = _render(operation, operation.handler(service, **arguments))
            unit.finish(_keep(operation, reply))
        return reply
    except Replayed as replayed:
        return _recall(operation, replayed.answer)


def _authorise(operation: Operation, call: Call) -> None:
    if operation.public:
        return
    if call.actor is None:
        raise Unauthenticated("not_signed_in", "Please sign in.")
    if operation.roles and call.actor.role not in operation.roles:
        allowed = " or ".join(f"{role}s" for role in sorted(operation.roles))
        raise Forbidden("role_not_allowed", f"Only {allowed} may do this.")


def _receipt(operation: Operation, request: dict[str, Any], call: Call) -> Receipt:
    """What makes this call happen once: the client's key, or the message's id if it is delivered again."""
    caller = call.actor.id if call.actor else "anyone"
    if call.idempotency_key is None:
        return Receipt("call", call.id, suspicious=call.redelivered)
    content = orjson.dumps([operation.name, request.get("path"), request.get("query"), _sent(operation, request)])
    fingerprint = hashlib.sha256(content).hexdigest()
    return Receipt(f"key of {caller}", call.idempotency_key, fingerprint, always=True)


def _sent(operation: Operation, request: dict[str, Any]) -> Any:
    """The body as it is when it is sent again: the key of a file is another each time, its hash is the same."""
    if not (operation.upload and request.get("form")):
        return request.get("body")
    fields = orjson.loads(request.get("body") or "{}")
    file = fields.get(operation.upload) or {}
    return orjson.dumps({**fields, operation.upload: file.get("sha256")}, option=orjson.OPT_SORT_KEYS).decode()


def _arguments(operation: Operation, request: dict[str, Any], call: Call) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    for name in operation.path_parameters:
        arguments[name] = _path_value(operation, name, request["path"][name])
    for name in operation.signature:
        if name == "body":
            arguments[name] = _body(operation, operation.signature[name], request)
        elif name == "query":
            arguments[name] = _query(operation.signature[name], request.get("query", ""))
        elif name in FROM_HEADERS:
            arguments[name] = request.get("headers", {}).get(FROM_HEADERS[name])
        elif name not in arguments:
            arguments[name] = getattr(call, name)
    return arguments


def _path_value(operation: Operation, name: str, text: str) -> Any:
    """An id has one spelling, so that a thing has one address: `7` but not `07`, `+7` or `7.0`."""
    try:
        value = operation.path_adapters[name].validate_python(text)
    except ValidationError as error:
        raise NotFound("not_found", "There is nothing here.") from error
    if isinstance(value, int) and not (0 < value <= MAX_ID and str(value) == text):
        raise NotFound("not_found", "There is nothing here.")
    return value


def _body(operation: Operation, model: type[BaseModel], request: dict[str, Any]) -> BaseModel:
    """The body of a form, in which all is text, or of JSON, in which nobody but the gateway could name a file."""
    text = request.get("body", "")
    if operation.upload is None:
        return read_body(model, text)
    if request.get("form"):
        return read_body(model, text, strict=False)
    body = read_body(model, text)
    if getattr(body, operation.upload) is not None:
        raise InvalidInput.field(operation.upload, "Send the file itself, as multipart/form-data.")
    return body


def read_body(model: type[BaseModel], text: str, strict: bool = True) -> BaseModel:
    """The JSON text as `model`. Raises InvalidInput with a message for every field that is wrong."""
    try:
        return model.model_validate_json(text or "{}", strict=strict)
    except ValidationError as error:
        raise invalid_input(error) from error


def _query(model: type[BaseModel], text: str) -> BaseModel:
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
        return model.model_validate({name: value for name, value in pairs if value != ""})
    except ValidationError as error:
        raise invalid_input(error) from error
    except ValueError as error:
        raise InvalidInput("query.malformed", "The query cannot be read.") from error


def invalid_input(error: ValidationError) -> InvalidInput:
    """What pydantic found, as the error that says it to people: a message for every field that is wrong."""
    errors: dict[str, list[str]] = {}
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        if problem["type"] == "json_invalid":
            return InvalidInput("body.not_json", f"The body cannot be read as JSON. {_sentence(problem['msg'])}")
        if not problem["loc"]:
            return InvalidInput("body.not_valid", _sentence(problem["msg"]))
        field = ".".join(str(part) for part in problem["loc"])
        errors.setdefault(field, []).append(_sentence(problem["msg"]))
    first, messages = next(iter(errors.items()))
    return InvalidInput(message=f"{first}: {messages[0]}", errors=errors)


def _sentence(message: str) -> str:
    text = message.removeprefix("Value error, ")
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _render(operation: Operation, outcome: Any) -> dict[str, Any]:
    body, status, headers = operation.unwrap(outcome)
    if operation.media_type and isinstance(body, str):
        return {"status": status, "headers": {"Content-Type": operation.media_type, **headers}, "body": body}
    text = "" if body is None else operation.renderer.dump_json(body).decode()
    return {"status": status, "headers": headers, "body": text}


def _keep(operation: Operation, reply: dict[str, Any]) -> str:
    text = orjson.dumps(reply).decode()
    return seal(text) if operation.confidential else text


def _recall(operation: Operation, kept: str | None) -> dict[str, Any]:
    text = unseal(kept or "") if operation.confidential else kept
    reply: dict[str, Any] = orjson.loads(text or "{}")
    return reply
