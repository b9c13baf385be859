"""Forms as they arrive: whole, in single bytes, and broken."""

from __future__ import annotations

import pytest

from chassis.errors import InvalidInput, TooLarge
from gateway.forms import FileData, FileStart, Form

TYPE = "multipart/form-data; boundary=XX"


def part(name: str, content: str, filename: str | None = None) -> bytes:
    named = "" if filename is None else f'; filename="{filename}"'
    return f'--XX\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n{content}\r\n'.encode()


END = b"--XX--\r\n"


def read(body: bytes, step: int = 10_000) -> tuple[dict[str, str], str | None, bytes]:
    """The fields, the file's name, and its bytes."""
    form = Form(TYPE, "file")
    filename, content = None, b""
    for start in range(0, len(body), step):
        for event in form.feed(body[start : start + step]):
            if isinstance(event, FileStart):
                filename = event.filename
            elif isinstance(event, FileData):
                content += event.content
    form.finish()
    return form.fields, filename, content


@pytest.mark.parametrize("step", [1, 7, 10_000])
def test_it_reads_the_same_however_it_is_cut(step: int) -> None:
    body = part("title", "Über\r\nalles") + part("file", "con\r\n--X\r\ntent", "Blatt.pdf") + part("n", "") + END
    assert read(body, step) == ({"title": "Über\r\nalles", "n": ""}, "Blatt.pdf", b"con\r\n--X\r\ntent")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\\\fakepath\\\\a.pdf", "a.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x7f\x01b.pdf", "ab.pdf"),
        ("..\\/", "file"),
    ],
)
def test_of_a_path_only_the_name_stays(sent: str, kept: str) -> None:
    assert read(part("file", "x", sent) + END)[1] == kept


def test_a_file_input_that_was_left_empty_is_no_file() -> None:
    assert read(part("title", "t") + part("file", "", "") + END) == ({"title": "t"}, None, b"")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        END[:-4],
        part("title", "t"),
        b"nonsense" + END,
        part("", "t") + END,
        b"--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n" + END,
        part("title", "t") + part("title", "u") + END,
        part("file", "no file") + END,
        part("other", "x", "a.pdf") + END,
        part("file", "x", "a.pdf") + part("file", "y", "b.pdf") + END,
        part("title", "t").replace(b"\r\nt\r\n", b"\r\n\xff\r\n") + END,
    ],
)
def test_a_form_that_makes_no_sense_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidInput):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        b"".join(part(f"f{number}", "x") for number in range(101)),
        part("f", "x" * 65_537),
        b"".join(part(f"f{number}", "x" * 60_000) for number in range(20)),
    ],
)
def test_a_form_with_too_much_text_is_refused(body: bytes) -> None:
    with pytest.raises(TooLarge):
        read(body + END)


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=", "x; boundary=" + "b" * 300])
def test_a_form_without_a_usable_boundary_is_refused(kind: str) -> None:
    with pytest.raises(InvalidInput):
        Form(kind, "file")


@pytest.mark.parametrize("header", [b"X-Long: " + b"a" * 10_000_000, b"X-Many: a\r\n" * 10_000, b"a" * 10_000_000])
def test_headers_of_a_part_that_do_not_end_are_refused_before_they_have_arrived(header: bytes) -> None:
    form = Form(TYPE, "file")
    with pytest.raises(InvalidInput):
        list(form.feed(b"--XX\r\n" + header[:70_000]))
