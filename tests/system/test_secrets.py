"""What only its owner may know is in no log, whatever happened to it."""

import secrets
from typing import Any

import pytest

from lectern.system import System
from lectern.testing import Person, mail_to
from lectern.testing.people import PASSWORD, client


def used(system: System, alice: Person) -> dict[str, str]:
    """Secrets of every kind, each shown to the system in the right place and in a wrong one."""
    marked = {kind: f"{kind}-{secrets.token_hex(8)}" for kind in ("password", "new-password", "ai-key", "guessed")}
    account: dict[str, Any] = {"username": f"erin-{secrets.token_hex(4)}", "password": marked["password"]}
    address = f"{account['username']}@lectern.example"
    alice.api.post("/api/invitations/", json={"email": address}).raise_for_status()
    invite = mail_to(system, address).partition("/invite/")[2].split()[0].rstrip("/")
    with client(system.url) as anonymous:
        entered = anonymous.post(f"/api/invite/{invite}/accept/", json=account).raise_for_status().json()
        anonymous.post("/api/auth/login/", json={**account, "password": marked["guessed"]})
        anonymous.get("/api/auth/me/", headers={"Authorization": f"Token {marked['guessed']}"})
        anonymous.get(f"/api/invite/{marked['guessed']}/")
    with client(system.url, entered["token"]) as erin:
        erin.patch("/api/users/update_profile/", json={"openai_api_key": marked["ai-key"]}).raise_for_status()
        calendar = erin.get("/api/calendar/").raise_for_status().json()["url"]
        erin.get(calendar).raise_for_status()
        change = {"current_password": marked["password"], "new_password": marked["new-password"]}
        erin.post("/api/auth/change_password/", json=change).raise_for_status()
    secret = calendar.rpartition("/")[2].removesuffix(".ics")
    return {**marked, "token": entered["token"], "invitation": invite, "calendar": secret, "usual": PASSWORD}


@pytest.mark.timeout(180)
def test_no_secret_is_in_any_log(system: System, alice: Person) -> None:
    known = used(system, alice)
    token = alice.api.headers["Authorization"].partition(" ")[2]
    room = alice.api.post("/api/classrooms/", json={"name": f"Room {secrets.token_hex(4)}"}).raise_for_status().json()
    ticket = alice.api.post(f"/api/classrooms/{room['id']}/ticket/").raise_for_status().json()["ticket"]
    alice.api.get(f"/ws/classroom/{room['name']}/?ticket={ticket}&token={token}")
    known |= {"ticket": ticket, "another token": token}
    logs = list((system.var / "log").rglob("*"))
    written = {log.name: log.read_text(errors="replace") for log in logs if log.is_file()}
    assert any("/api/auth/change_password/" in text for text in written.values())
    assert not [(kind, name) for kind, value in known.items() for name, text in written.items() if value in text]
