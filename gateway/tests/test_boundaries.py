"""What the gateway must not know: services by name, their fields, and the machinery they run on."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import gateway

SOURCE = Path(gateway.__file__).parent
SERVICES = SOURCE.parents[1] / "services"
FORBIDDEN_MODULES = {"nameko", "eventlet", "kombu", "amqp", "sqlalchemy", "accounts", "courses", "notifications"}
CHASSIS = {f"chassis.{one}" for one in ("errors", "logs", "revision", "settings", "signing", "slim", "tracing")}
SOCKETS = {"chassis.sockets", "chassis.sockets.outflow", "chassis.sockets.uplink"}
STORAGE = {f"chassis.storage.{one}" for one in ("keys", "links", "location", "objects", "streaming")} | {
    "chassis.storage"
}
BUSINESS = {"teacher", "student", "enroll", "course", "username", "display_name", "password", "submission"}
# Composed answers are made of public addresses, which name what is at them.
COMPOSITIONS = "compositions.py"
PROTOCOL = {"actor_id", "user_id", "session_id", "session_ids", "request_id", "content_type"}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def imports_of(module: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "chassis":
            yield from (f"chassis.{one.name}" for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def literals_of(module: Path) -> Iterator[str]:
    """Every string of a module that is no docstring."""
    for node in ast.walk(tree_of(module)):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and isinstance(child.value, str) and not isinstance(node, ast.Expr):
                yield child.value


def names_of_services() -> set[str]:
    """The services there are, and the fields in what they answer whose names are theirs: those of several words."""
    found: set[str] = set()
    for path in SERVICES.glob("*/contract.json"):
        contract = json.loads(path.read_text("utf-8"))
        found.add(contract["service"])
        for schema in contract["openapi"]["components"].get("schemas", {}).values():
            found |= {name for name in schema.get("properties", {}) if "_" in name}
    return found - PROTOCOL


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_knows_no_service_and_none_of_their_machinery(module: Path) -> None:
    imported = set(imports_of(module))
    assert not {one for one in imported if one.partition(".")[0] in FORBIDDEN_MODULES}
    assert {one for one in imported if one.partition(".")[0] == "chassis"} <= CHASSIS | SOCKETS | STORAGE
    literals = set(literals_of(module))
    if module.name == COMPOSITIONS:
        assert not literals & {name for name in names_of_services() if "_" in name}
        return
    if "testing" not in module.parts:  # a made-up service may have a field that is called like a real one's
        assert not literals & names_of_services()
    assert not [text for text in literals for word in BUSINESS if word in text.lower()]


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_is_short_and_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(tree_of(module))
    assert len(module.read_text("utf-8").splitlines()) < 300


def test_nobody_but_tests_imports_the_stand_ins() -> None:
    for module in modules():
        if "testing" not in module.parts:
            assert not [one for one in imports_of(module) if one.startswith("gateway.testing")], module
