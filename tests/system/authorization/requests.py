"""What is sent to each operation so that only who sends it decides how that ends."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from tests.system.authorization.scene import LATER, PDF, QUESTION, Scene

PASSWORD = "another correct horse"
# What the parameters of a path stand for, by the beginning of the path.
PLACES: dict[str, dict[str, Callable[[Scene], object]]] = {
    "/api/admin/parked/": {"id": lambda _: "nothing"},
    "/api/admin/parked/mail/": {"id": lambda _: 0},
    "/api/assignments/{id}/cancel/": {"id": lambda scene: scene.generated},
    "/api/assignments/{id}/regenerate/": {"id": lambda scene: scene.generated},
    "/api/assignments/{id}/retry/": {"id": lambda scene: scene.generated},
    "/api/assignments/{id}/progress/": {"id": lambda scene: scene.generated},
    "/api/assignments/{id}/publish/": {"id": lambda scene: scene.generated},
    "/api/assignments/": {
        "id": lambda scene: scene.assignment,
        "student": lambda scene: scene.cast.member.id,
        "report": lambda scene: scene.report,
    },
    "/api/attempts/": {"id": lambda scene: scene.attempt},
    "/api/auth/sessions/": {"id": lambda scene: scene.session},
    "/api/calendar/": {"secret": lambda scene: scene.calendar},
    "/api/classrooms/": {
        "id": lambda scene: scene.room,
        "message": lambda scene: scene.message,
        "user": lambda scene: scene.cast.member.id,
        "lesson": lambda _: 0,
    },
    "/api/classrooms/{id}/planned/": {"id": lambda scene: scene.room, "lesson": lambda scene: scene.planned},
    "/api/courses/": {"id": lambda scene: scene.course},
    "/api/dev/mail/": {"id": lambda _: 1},
    "/api/feedback/": {"id": lambda scene: scene.feedback},
    "/api/invitations/": {"id": lambda scene: scene.invitation},
    "/api/invite/": {"token": lambda scene: scene.invite},
    "/api/materials/": {"id": lambda scene: scene.material},
    "/api/notifications/": {"id": lambda scene: scene.notification},
    "/api/status-updates/": {"id": lambda scene: scene.post},
    "/api/submissions/": {"id": lambda scene: scene.submission},
    "/api/unsubscribe/": {"token": lambda _: "forged"},
    "/api/users/": {"id": lambda scene: scene.stranger},
}  # fmt: skip
COURSE = {"title": "Biology", "description": "", "is_active": True}
WORK = {"title": "Sums", "content": {"questions": [QUESTION]}}
FILE = {"file": ("cells.pdf", PDF)}
# The body of each operation that takes one.
BODIES: dict[str, Callable[[Scene], dict[str, Any]]] = {
    "POST /api/auth/change_password/": lambda _: _json(current_password="wrong", new_password=PASSWORD),
    "POST /api/auth/forgot_password/": lambda _: _json(email="nobody@lectern.example"),
    "POST /api/auth/login/": lambda scene: _json(username=scene.cast.owner.username, password="correct horse battery"),
    "POST /api/auth/register/": lambda _: _json(**_somebody(), email=_address(), user_type="student"),
    "POST /api/auth/reset_password/": lambda _: _json(token="forged", password=PASSWORD),
    "POST /api/invitations/": lambda _: _json(email=_address()),
    "POST /api/invitations/bulk/": lambda _: {"files": {"file": ("list.csv", f"email\n{_address()}\n".encode())}},
    "POST /api/invite/{token}/accept/": lambda _: _json(**_somebody()),
    "POST /api/status-updates/": lambda _: _json(content="Hello."),
    "PATCH /api/status-updates/{id}/": lambda _: _json(content="Hello again."),
    "PUT /api/status-updates/{id}/": lambda _: _json(content="Hello again."),
    "PATCH /api/users/update_profile/": lambda _: _json(bio="I like moss."),
    "POST /api/assignments/": lambda scene: _json(**WORK, course=scene.course, assignment_type="quiz"),
    "POST /api/assignments/generate/": lambda scene: _form(scene, FILE, assignment_type="quiz"),
    "POST /api/assignments/generate/material/": lambda scene: _json(material=scene.material, assignment_type="quiz"),
    "POST /api/assignments/import/": lambda scene: _form(scene, _gift(), title="Sums", assignment_type="quiz"),
    "PATCH /api/assignments/{id}/": lambda _: _json(title="More sums"),
    "PUT /api/assignments/{id}/": lambda _: _json(**WORK),
    "POST /api/assignments/{id}/export/": lambda _: _json(format="gift"),
    "PUT /api/assignments/{id}/overrides/{student}/": lambda _: _json(extra_attempts=1),
    "POST /api/assignments/{id}/regenerate/": lambda scene: _json(item=scene.item),
    "POST /api/assignments/{id}/reports/": lambda scene: _json(question=0, comment=f"After {scene.submission}."),
    "POST /api/attempts/": lambda scene: _json(assignment=scene.assignment),
    "POST /api/attempts/{id}/answer/": lambda _: _json(question=0, answer=1),
    "POST /api/reviews/": lambda scene: _json(assignment=scene.deck, card=scene.card, rating=3),
    "POST /api/submissions/": lambda scene: _json(assignment=scene.assignment, answers=[1]),
    "POST /api/classrooms/": lambda _: _json(name=f"Room {secrets.token_hex(6)}"),
    "PATCH /api/classrooms/{id}/": lambda _: _json(name=f"Room {secrets.token_hex(6)}"),
    "PUT /api/classrooms/{id}/": lambda _: _json(name=f"Room {secrets.token_hex(6)}", participants=[]),
    "PATCH /api/classrooms/{id}/messages/{message}/": lambda _: _json(content="Hello again."),
    "POST /api/classrooms/{id}/participants/": lambda scene: _json(user_id=scene.stranger),
    "POST /api/classrooms/{id}/send/": lambda _: _json(content="Hello."),
    "POST /api/classrooms/{id}/planned/": lambda _: _json(starts_at=LATER),
    "PATCH /api/classrooms/{id}/planned/{lesson}/": lambda _: _json(minutes=30),
    "POST /api/courses/": lambda _: _json(**COURSE, code=secrets.token_hex(6)),
    "PATCH /api/courses/{id}/": lambda _: _json(title="Botany"),
    "PUT /api/courses/{id}/": lambda _: _json(**COURSE, code=secrets.token_hex(6)),
    "POST /api/courses/{id}/add_student/": lambda scene: _json(student_id=scene.stranger),
    "POST /api/courses/{id}/block_student/": lambda scene: _json(student_id=scene.cast.member.id),
    "POST /api/feedback/": lambda scene: _json(course=scene.course, rating=4, comment="Clear."),
    "PATCH /api/feedback/{id}/": lambda _: _json(rating=5),
    "PUT /api/feedback/{id}/": lambda _: _json(rating=5, comment=""),
    "POST /api/materials/": lambda scene: _form(scene, FILE, title="Notes", material_type="document"),
    "PATCH /api/materials/{id}/": lambda _: _json(title="More notes"),
    "PUT /api/materials/{id}/": lambda _: {"files": FILE, "data": {"title": "Notes", "material_type": "document"}},
    "PATCH /api/notifications/preferences/": lambda _: _json(general={"email": False}),
}
# What has to be there before, beside what the path and the body name.
BEFORE: dict[str, Callable[[Scene], object]] = {
    "POST /api/reviews/undo/": lambda scene: scene.reviewed,
    "GET /api/search/": lambda scene: scene.course,
}


def request(scene: Scene, operation: str) -> dict[str, Any]:
    """The arguments of `httpx.Client.request` for an operation as the table names it."""
    verb, _, path = operation.partition(" ")
    if operation in BEFORE:
        BEFORE[operation](scene)
    for name, value in parameters(scene, path).items():
        path = path.replace(f"{{{name}}}", str(value))
    if path == "/api/search/":
        path += "?q=course"
    body = BODIES[operation](scene) if operation in BODIES else {}
    return {"method": verb, "url": path, **body}


def parameters(scene: Scene, path: str) -> dict[str, object]:
    """The values of the parameters in a path."""
    return {name: value(scene) for name, value in _places(path).items() if f"{{{name}}}" in path}


def _places(path: str) -> dict[str, Callable[[Scene], object]]:
    fitting = [beginning for beginning in PLACES if path.startswith(beginning)]
    return PLACES[max(fitting, key=len)] if fitting else {}


def _json(**fields: object) -> dict[str, Any]:
    return {"json": fields}


def _form(scene: Scene, files: dict[str, Any], **fields: str) -> dict[str, Any]:
    return {"data": {"course": str(scene.course), **fields}, "files": files}


def _gift() -> dict[str, Any]:
    return {"file": ("sums.gift", b"::Sum:: 1 + 1? {~1 =2 ~3 ~4}\n")}


def _somebody() -> dict[str, str]:
    return {"username": f"new-{secrets.token_hex(6)}", "password": PASSWORD}


def _address() -> str:
    return f"{secrets.token_hex(6)}@lectern.example"
