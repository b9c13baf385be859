"""Reads `multipart/form-data` (RFC 7578) while it arrives: small fields are kept, a file is passed on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from chassis.errors import InvalidInput, TooLarge

MAX_PARTS = 100
MAX_FIELD = 64 * 1024
MAX_FIELDS = 1024 * 1024
MAX_FILENAME = 255


@dataclass(frozen=True, slots=True)
class FileStart:
    """A file begins."""

    filename: str


@dataclass(frozen=True, slots=True)
class FileData:
    """The next bytes of that file."""

    content: bytes


class Form:
    """One form. `fields` fills while it is fed; a file may only be in the field `upload`."""

    def __init__(self, content_type: str, upload: str) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise _malformed("The form has no boundary.")
        self.fields: dict[str, str] = {}
        self.complete = False
        self._upload = upload
        self._events: list[FileStart | FileData] = []
        self._headers: dict[bytes, bytes] = {}
        self._header = (bytearray(), bytearray())
        self._part: _Part | None = None
        self._parts = self._size = 0
        self._had_file = False
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._on_part_begin,
                    "on_header_field": self._on_header_field,
                    "on_header_value": self._on_header_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": self._on_headers_finished,
                    "on_part_data": self._on_part_data,
                    "on_part_end": self._on_part_end,
                    "on_end": self._on_end,
                },
            )
        except FormParserError as error:
            raise _malformed("The form's boundary is not valid.") from error

    def feed(self, chunk: bytes) -> Iterator[FileStart | FileData]:
        """Take the next bytes of the body; what of the file is in them. Raises `InvalidInput`, `TooLarge`."""
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise _malformed("The form cannot be read.") from error
        events, self._events = self._events, []
        yield from events

    def finish(self) -> None:
        """The body has ended. Raises `InvalidInput` when the form has not."""
        if not self.complete:
            raise _malformed("The form ends too early.")

    def _on_part_begin(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise TooLarge("form_too_large", f"A form may have at most {MAX_PARTS} parts.")
        self._headers.clear()

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header[0].extend(data[start:end])

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header[1].extend(data[start:end])

    def _on_header_end(self) -> None:
        name, value = self._header
        self._headers[bytes(name).lower()] = bytes(value)
        self._header = (bytearray(), bytearray())

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = _text(options.get(b"name", b""))
        if not name:
            raise _malformed("A part of the form has no name.")
        filename = options.get(b"filename")
        self._part = _Part(name, None if filename is None else _filename(filename))
        if filename:
            self._begin_file(self._part)

    def _begin_file(self, part: _Part) -> None:
        if part.name != self._upload:
            raise InvalidInput.field(part.name, "No file is taken here.")
        if self._had_file:
            raise InvalidInput.field(part.name, "Send one file only.")
        self._had_file = True
        self._events.append(FileStart(part.filename or "file"))

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        if part is None:
            return
        if part.filename:
            self._events.append(FileData(bytes(data[start:end])))
            return
        part.content.extend(data[start:end])
        self._size += end - start
        if len(part.content) > MAX_FIELD or self._size > MAX_FIELDS:
            raise TooLarge("form_too_large", f"The field {part.name[:50]} is too long.")

    def _on_part_end(self) -> None:
        part, self._part = self._part, None
        if part is None or part.filename is not None:
            return
        if part.name in self.fields or part.name == self._upload:
            raise InvalidInput.field(part.name, "This is no file." if part.name == self._upload else "Sent twice.")
        self.fields[part.name] = _text(bytes(part.content))

    def _on_end(self) -> None:
        self.complete = True


class _Part:
    """The part that is being read. `filename`: None for a field; empty for a file input that was left empty."""

    __slots__ = ("content", "filename", "name")

    def __init__(self, name: str, filename: str | None) -> None:
        self.name = name
        self.filename = filename
        self.content = bytearray()


def _filename(raw: bytes) -> str:
    """The last part of the path that some clients send, without what cannot be printed."""
    text = unicodedata.normalize("NFC", raw.decode("utf-8", "replace"))
    name = text.replace("\\", "/").rpartition("/")[2]
    clean = "".join(one for one in name if one.isprintable()).strip()
    return clean[-MAX_FILENAME:] or ("file" if raw else "")


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _malformed("The form is not valid UTF-8.") from None


def _malformed(message: str) -> InvalidInput:
    return InvalidInput("form_malformed", message)
