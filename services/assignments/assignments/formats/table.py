"""CSV: questions and cards to read, grades to write (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence

from assignments.domain import OPTIONS, Item
from assignments.formats.problems import Unreadable

MAX_ROWS = 300
FORMULA = ("=", "+", "-", "@", "\t", "\r")
QUESTION_COLUMNS = ["question", *(f"option{number}" for number in range(1, OPTIONS + 1)), "correct"]
CARD_COLUMNS = ["front", "back"]


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table that a spreadsheet opens without running anything in it (OWASP, "CSV injection")."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def neutral(cell: object) -> object:
    """Text that a spreadsheet would take for a formula, made text; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def questions(text: str) -> list[Item]:
    """The questions of a file with the columns question, option1 … option4, correct and perhaps explanation.

    `correct` is 1 to 4, A to D, or the right option's own text. Raises Unreadable.
    """
    return _rows(text, QUESTION_COLUMNS, _question)


def cards(text: str) -> list[Item]:
    """The cards of a file with the columns front and back. Raises Unreadable."""
    return _rows(text, CARD_COLUMNS, lambda row: {name: row[name] for name in CARD_COLUMNS})


def _rows(text: str, columns: Sequence[str], read: Callable[[Mapping[str, str]], Item]) -> list[Item]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    header = [name.strip().lower() for name in reader.fieldnames or []]
    missing = [name for name in columns if name not in header]
    if missing:
        raise Unreadable({"file": [f"The first row has to name the columns {', '.join(missing)}."]})
    reader.fieldnames = header
    found, errors = [], {}
    for number, row in enumerate(reader, 2):
        try:
            found.append(read({name: (row.get(name) or "").strip() for name in header}))
        except ValueError as error:
            errors[f"row {number}"] = [str(error)]
        if number > MAX_ROWS + 1:
            raise Unreadable({"file": [f"There are more than {MAX_ROWS} rows."]})
    if errors or not found:
        raise Unreadable(errors or {"file": ["There is no row in this file."]})
    return found


def _question(row: Mapping[str, str]) -> Item:
    options = [row[f"option{number}"] for number in range(1, OPTIONS + 1)]
    item: Item = {"question": row["question"], "options": options, "correct": _correct(row["correct"], options)}
    return {**item, "explanation": row["explanation"]} if row.get("explanation") else item


def _correct(text: str, options: Sequence[str]) -> int:
    names = {**{str(at + 1): at for at in range(OPTIONS)}, **{"abcd"[at]: at for at in range(OPTIONS)}}
    by_text = {option.lower(): at for at, option in enumerate(options)}
    found = by_text.get(text.lower(), names.get(text.lower()))
    if found is None:
        raise ValueError("The column correct has to be 1 to 4, A to D, or one of the options.")
    return found
