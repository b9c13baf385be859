"""A made-up service's contract, small enough to read: a library of books, whose authors a registry knows."""

from __future__ import annotations

from typing import Any

BOOK: dict[str, Any] = {
    "type": "object",
    "required": ["id", "title", "author"],
    "properties": {
        "id": {"type": "integer"},
        "title": {"type": "string"},
        "author": {"type": "integer"},
        "author_name": {"type": ["string", "null"], "readOnly": True},
    },
}
BODY = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}}


def operation(service: str, method: str, **more: Any) -> dict[str, Any]:
    """One operation, for those with a token unless `security` says otherwise."""
    declared = {
        "operationId": f"{service}_{method}",
        "tags": [service],
        "summary": method.replace("_", " ").capitalize(),
        "security": [{"token": []}],
        "responses": {"200": {"description": "the answer"}},
        "x-service": service,
        "x-method": method,
    }
    declared.update({name.replace("_", "-") if name.startswith("x_") else name: value for name, value in more.items()})
    return declared


def author_of(*path: str) -> list[dict[str, Any]]:
    """The reference from a book to its author."""
    return [{"path": [*path, "author"], "owner": "registry.people", "fill": {"author_name": "name"}}]


def library(version: str = "1.0.0", **paths: Any) -> dict[str, Any]:
    """The library's contract; `paths` adds to it, a name standing for `/api/<name>/`."""
    identity = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    books: dict[str, Any] = {
        "/api/books/": {
            "get": operation("library", "list_books", x_refs=author_of("*")),
            "post": operation("library", "add_book", requestBody=BODY),
        },
        "/api/books/best/": {"get": operation("library", "get_best", security=[])},
        "/api/books/{id}/": {
            "get": operation("library", "get_book", parameters=[identity], x_etag=True, x_refs=author_of()),
            "patch": operation("library", "change_book", parameters=[identity], requestBody=BODY),
            "delete": operation("library", "drop_book", parameters=[identity]),
        },
        "/api/books/{id}/borrow/": {"post": operation("library", "borrow", parameters=[identity])},
        "/api/news/": {"get": operation("library", "news", x_stream={"channel": "library.news.{actor_id}"})},
    }
    books.update({f"/api/{name}/": item for name, item in paths.items()})
    return {
        "service": "library",
        "version": version,
        "openapi": {"paths": books, "components": {"schemas": {"Book": BOOK}}, "tags": [{"name": "library"}]},
        "resolvers": {},
        "authenticator": None,
    }


def registry() -> dict[str, Any]:
    """The registry's contract: it knows tokens and people."""
    people = {
        "/api/people/": {"get": operation("registry", "list_people")},
        "/api/people/leave/": {"post": operation("registry", "leave")},
    }
    return {
        "service": "registry",
        "version": "1.0.0",
        "openapi": {"paths": people},
        "resolvers": {"registry.people": {"method": "resolve", "invalidated_by": "registry.person_changed"}},
        "authenticator": {"method": "authenticate", "invalidated_by": ["registry.sessions_ended"]},
    }
