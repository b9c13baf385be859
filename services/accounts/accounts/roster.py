"""Reads a list of people to invite: CSV as spreadsheets write it (RFC 4180), with a comma, semicolon or tab. Pure.

Cells are text and nothing else: one that begins with `=` is a strange name, never a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from chassis.errors import InvalidInput
from chassis.text import text_key

COLUMNS = ("email", "full_name", "user_type", "course")
MAX_ROWS = 5000
MAX_BYTES = 2 * 1024 * 1024
TEMPLATE = ",".join(COLUMNS) + "\r\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: its number as a spreadsheet counts, and its cells by column, trimmed."""

    number: int
    cells: dict[str, str]
    too_long: bool = False


def read(content: bytes) -> list[Row]:
    """The rows that are not empty. Raises InvalidInput for what is no such list, or too long a one."""
    if len(content) > MAX_BYTES:
        raise _refused("roster_too_large", f"A list may have at most {MAX_BYTES // 1024 // 1024} MiB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused("roster_not_utf8", "This is not UTF-8. Save the list as 'CSV UTF-8'.") from error
    lines = _lines(text)
    columns = _columns(next(lines, (1, []))[1])
    rows: list[Row] = []
    for number, cells in lines:
        if not any(cells):
            continue
        if len(rows) == MAX_ROWS:
            raise _refused("roster_too_long", f"A list may have at most {MAX_ROWS} rows.")
        rows.append(Row(number, dict(zip(columns, cells, strict=False)), any(cells[len(columns) :])))
    return rows


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number, its cells trimmed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise _refused("roster_malformed", f"Row {number + 1} cannot be read as CSV.") from error


def _delimiter(text: str) -> str:
    """What stands between the cells of the header. Spreadsheets of many countries write semicolons."""
    header = text.lstrip().partition("\n")[0]
    return max(",;\t", key=header.count)


def _columns(header: list[str]) -> list[str]:
    columns = [text_key(name).replace(" ", "_").replace("-", "_") for name in header]
    if columns.count("email") != 1:
        raise _refused("roster_no_email", "The first row has to name the columns, one of them 'email'.")
    return columns


def _refused(code: str, message: str) -> InvalidInput:
    return InvalidInput.field("file", message, code=f"accounts.{code}")
