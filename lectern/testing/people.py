"""People who use a running system over HTTP, each with an account of their own."""

import secrets
import subprocess
import sys
from dataclasses import dataclass

import httpx

from lectern.system import System

PASSWORD = "correct horse battery"  # noqa: S105 (of invented people)
TIMEOUT = 30


@dataclass(frozen=True)
class Person:
    """Somebody signed in; `api` sends their requests."""

    id: int
    username: str
    full_name: str
    api: httpx.Client

    def course(self, **fields: object) -> dict[str, object]:
        """A new course of theirs; fields given are set, the others invented."""
        code = f"T-{secrets.token_hex(4)}"
        body = {"title": f"Course {code}", "code": code, "description": "For a test.", **fields}
        course: dict[str, object] = self.api.post("/api/courses/", json=body).raise_for_status().json()
        return course


def enter(system: System, name: str, user_type: str = "student") -> Person:
    """Register somebody whose username begins with the name; an `admin` is made by the command for that."""
    username = f"{name.lower()}-{secrets.token_hex(4)}"
    if user_type == "admin":
        _make_admin(system, username)
        return sign_in(system.url, username)
    body = {
        "username": username,
        "email": f"{username}@lectern.example",
        "password": PASSWORD,
        "full_name": f"{name} {username[-8:]}",
        "user_type": user_type,
    }
    with client(system.url) as anonymous:
        answer = anonymous.post("/api/auth/register/", json=body).raise_for_status().json()
    return _person(system.url, answer)


def sign_in(url: str, username: str, password: str = PASSWORD) -> Person:
    """Somebody who has an account, in a new session."""
    with client(url) as anonymous:
        answer = anonymous.post("/api/auth/login/", json={"username": username, "password": password})
    return _person(url, answer.raise_for_status().json())


def client(url: str, token: str = "") -> httpx.Client:
    """A client of the system, signed in if a token is given."""
    headers = {"Authorization": f"Token {token}"} if token else {}
    return httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT, trust_env=False)


def _person(url: str, answer: dict[str, object]) -> Person:
    user = answer["user"]
    assert isinstance(user, dict)  # noqa: S101 (narrows the type)
    return Person(user["id"], user["username"], user["full_name"], client(url, str(answer["token"])))


def _make_admin(system: System, username: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "accounts.admin", "create", "--username", username, "--email", f"{username}@x.example"],
        cwd=system.directory,
        env={**system.environment, "LECTERN_ADMIN_PASSWORD": PASSWORD},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
