"""Files on their way in and out of the live system: how much memory they take, who gets them, and what stays behind."""

import io
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from PIL import Image

from lectern.system import System
from lectern.testing import Person
from lectern.testing.people import client
from lectern.waiting import wait_until
from services.courses.tests import samples

SECONDS = 120
MEGABYTE = 1024 * 1024
BOUNDARY = secrets.token_hex(8)


@pytest.fixture
def course(alice: Person, bob: Person) -> dict[str, Any]:
    """Alice's course, which Bob attends."""
    made = alice.course()
    bob.api.post(f"/api/courses/{made['id']}/enroll/").raise_for_status()
    return made


def send(
    teacher: Person, course: dict[str, Any], content: bytes, kind: str, filename: str, **headers: str
) -> httpx.Response:
    fields = {"course": str(course["id"]), "title": "Notes", "material_type": kind}
    return teacher.api.post("/api/materials/", data=fields, files={"file": (filename, content)}, headers=headers)


def stored(system: System) -> set[Path]:
    return {one for one in (system.var / "storage").rglob("*") if one.is_file()}


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096


def form(course: dict[str, Any], megabytes: int) -> Iterator[bytes]:
    """A form with a film, made while it is sent."""
    for name, value in {"course": course["id"], "title": "Film", "material_type": "video"}.items():
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n'.encode()
    yield samples.MP4 + bytes(MEGABYTE - len(samples.MP4))
    for _ in range(megabytes - 1):
        yield bytes(MEGABYTE)
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


def watched(pieces: Iterator[bytes], pid: int, peak: list[int]) -> Iterator[bytes]:
    for piece in pieces:
        peak.append(resident(pid))
        yield piece


@pytest.mark.timeout(600)
def test_a_film_of_512_megabytes_passes_without_being_held(
    system: System, alice: Person, course: dict[str, Any]
) -> None:
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    alice.api.post("/api/materials/", content=form(course, 16), headers=headers).raise_for_status()
    gateway, service = system.pid_of("gateway"), system.pid_of("courses")
    before, service_before, peak = resident(gateway), resident(service), [0]
    pieces = watched(form(course, 512), gateway, peak)
    film = alice.api.post("/api/materials/", content=pieces, headers=headers, timeout=500).raise_for_status().json()
    assert (film["size"], film["content_type"]) == (512 * MEGABYTE, "video/mp4")
    assert max(peak) - before < 30_000_000
    assert resident(service) - service_before < 30_000_000
    part = httpx.get(film["file"], headers={"Range": f"bytes={500 * MEGABYTE}-{500 * MEGABYTE + 9}"}, trust_env=False)
    assert (part.status_code, part.content) == (206, bytes(10))
    assert max(peak) < resident(gateway) + 30_000_000


def test_an_upload_that_is_broken_off_leaves_nothing(system: System, alice: Person, course: dict[str, Any]) -> None:
    before = stored(system)
    address = urlsplit(system.url)
    head = (
        "POST /api/materials/ HTTP/1.1\r\nHost: x\r\nContent-Length: 50000000\r\n"
        f"Authorization: {alice.api.headers['Authorization']}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    )
    with socket.create_connection((address.hostname, address.port), timeout=SECONDS) as connection:
        connection.sendall(head.encode())
        for piece, _ in zip(form(course, 16), range(12), strict=False):
            connection.sendall(piece)
        wait_until(lambda: stored(system) != before, SECONDS, "the file arrives")
    wait_until(lambda: stored(system) == before, SECONDS, "it is gone again")
    assert alice.api.get(f"/api/courses/{course['id']}/materials/").json() == []


def test_what_a_teacher_has_stored_is_counted_and_freed(alice: Person, bob: Person, course: dict[str, Any]) -> None:
    def used() -> int:
        return int(alice.api.get("/api/materials/usage/").raise_for_status().json()["used"])

    assert used() == 0
    first = send(alice, course, samples.PDF, "document", "notes.pdf").raise_for_status().json()
    second = send(alice, alice.course(), samples.PDF, "document", "notes.pdf").raise_for_status().json()
    assert used() == first["size"] + second["size"]
    alice.api.delete(f"/api/materials/{first['id']}/").raise_for_status()
    assert used() == second["size"]
    assert bob.api.get("/api/materials/usage/").status_code == 403


BAD = {
    "HTML as a picture": (samples.HTML, "image", "picture.png"),
    "SVG as a picture": (samples.SVG, "image", "picture.png"),
    "HTML as a text": (samples.HTML, "document", "notes.txt"),
    "an archive as a PDF": (samples.ZIP, "document", "notes.pdf"),
    "a bomb as a PDF": (samples.bomb(), "document", "notes.pdf"),
    "a program": (b"MZ\x90\x00" + bytes(200), "document", "notes.pdf"),
    "a PDF behind a page": (samples.HTML + samples.PDF, "document", "notes.pdf"),
    "a picture as a film": (samples.picture(), "video", "film.mp4"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_is_not_what_it_says_is_refused_and_gone(
    system: System, alice: Person, course: dict[str, Any], what: str
) -> None:
    before = stored(system)
    answer = send(alice, course, *BAD[what])
    assert (answer.status_code, answer.json()["code"]) == (415, "courses.wrong_file_type")
    assert stored(system) == before


def test_a_picture_that_promises_a_billion_pixels_is_refused_and_gone(
    system: System, alice: Person, course: dict[str, Any]
) -> None:
    before = stored(system)
    assert send(alice, course, samples.picture_bomb(), "image", "bomb.png").status_code == 400
    assert stored(system) == before


def test_only_the_teacher_s_files_are_taken(
    system: System, bob: Person, charlie: Person, course: dict[str, Any]
) -> None:
    before = stored(system)
    for person in (bob, charlie):
        assert send(person, course, samples.PDF, "document", "notes.pdf").status_code == 403
    assert stored(system) == before


def test_a_photograph_is_served_without_its_place_and_without_what_was_hidden_behind_it(
    alice: Person, course: dict[str, Any]
) -> None:
    hidden = samples.photograph() + samples.HTML + samples.ZIP
    photo = send(alice, course, hidden, "image", "me.jpg").raise_for_status().json()
    served = httpx.get(photo["file"], trust_env=False).raise_for_status()
    assert served.headers["content-type"] == "image/jpeg"
    assert not [secret for secret in (b"secret", b"Exif", b"script", b"PK\x03\x04") if secret in served.content]
    with Image.open(io.BytesIO(served.content)) as picture:
        assert (dict(picture.getexif()), picture.size) == ({}, (6, 8))


def test_a_pdf_with_a_page_in_it_never_runs_in_a_browser(alice: Person, course: dict[str, Any]) -> None:
    added = send(alice, course, samples.PDF + samples.HTML, "document", "notes.html").raise_for_status().json()
    assert added["filename"] == "notes.html.pdf"
    served = httpx.get(added["file"], trust_env=False).raise_for_status()
    assert served.headers["content-type"] == "application/pdf"
    assert served.headers["x-content-type-options"] == "nosniff"
    assert served.headers["content-security-policy"] == "sandbox; default-src 'none'"


def test_a_file_is_for_its_reader_and_as_long_as_they_may_see_it(
    system: System, alice: Person, bob: Person, charlie: Person, course: dict[str, Any]
) -> None:
    added = send(alice, course, samples.PDF, "document", "notes.pdf").raise_for_status().json()
    mine = bob.api.get(f"/api/materials/{added['id']}/").raise_for_status().json()["file"]
    with client(system.url) as browser:
        first = browser.get(mine)
        assert (first.status_code, first.content) == (200, samples.PDF)
        assert browser.get(mine, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        assert browser.get(mine, headers={"Range": "bytes=0-3"}).content == samples.PDF[:4]
        assert charlie.api.get(f"/api/materials/{added['id']}/").status_code == 404
        assert charlie.api.get(mine).json()["code"] == "media.not_yours"
        assert bob.api.get(mine).status_code == 200
        alice.api.post(f"/api/courses/{course['id']}/block_student/", json={"student_id": bob.id}).raise_for_status()
        assert browser.get(mine).json()["code"] == "media.not_yours"
        assert browser.get(added["file"]).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        lambda path, query: (path, query.replace("&u=", "&u=1")),
        lambda path, query: (path, query.replace("t=application%2Fpdf", "t=text%2Fhtml")),
        lambda path, query: (path, query.replace("e=", "e=9")),
        lambda path, query: (path, ""),
        lambda path, query: ("/media/materials/..%2F..%2Fsecret_key", query),
        lambda path, query: ("/media/..%2f..%2fetc%2fpasswd", query),
    ],
)
def test_a_forged_address_is_refused(system: System, alice: Person, course: dict[str, Any], change: Any) -> None:
    added = send(alice, course, samples.PDF, "document", "notes.pdf").raise_for_status().json()
    address = urlsplit(added["file"])
    path, query = change(address.path, address.query)
    with client(system.url) as browser:
        answer = browser.get(f"{path}?{query}")
    assert (answer.status_code, answer.json()["code"]) == (403, "media.not_signed")
