"""Words looked for in the texts of a table: the same rows as LIKE finds, by an index wherever that is quicker.

PostgreSQL answers LIKE by its index of trigrams, and knows when that is worth it. SQLite has no such index for LIKE,
but keeps one in a table beside (`chassis.database.trigrams`), which is asked first. If it knows a few rows, only these
are looked at; if many, the list is read in its own order, for the page is soon full. Nobody needs the number of very
many, so it is counted to COUNTED alone.

Words of one or two characters have no trigrams. Beside a longer word they only have to be in what that one finds; alone
they are looked for in the order of the list, and two rare letters cost a look at every text.
"""

from __future__ import annotations

from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, column, func, literal_column, or_, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session

from chassis.text import escape_like, text_key

COUNTED = 1_000
"""A search that finds more is told to have found as many."""
FEW = 5_000
TRIGRAM = 3
Columns = TypeVarTuple("Columns")


def has_words(search: str, *texts: InstrumentedAttribute[str]) -> list[ColumnElement[bool]]:
    """That each word of `search` stands in one of the texts, all of which are kept as `text_key` makes them."""
    patterns = [f"%{escape_like(word)}%" for word in text_key(search).split()]
    return [or_(*(text.like(pattern, escape="\\") for text in texts)) for pattern in patterns]


class SearchIndex:
    """The index that `trigrams.make_index` made of these texts of a table with this key."""

    def __init__(self, key: InstrumentedAttribute[int], *texts: InstrumentedAttribute[str]) -> None:
        self._key = key
        self._texts = texts
        name = f"{key.class_.__tablename__}_search"
        self._rows = table(name, column("rowid"), column(name))
        self._every = self._rows.c[name]

    def narrow(self, session: Session, wanted: Select[*Columns], search: str) -> Select[*Columns]:
        """Of `wanted` those rows in whose texts every word of `search` stands."""
        wanted = wanted.where(*has_words(search, *self._texts))
        if session.get_bind().dialect.name != "sqlite":
            return wanted
        words = [word for word in text_key(search).split() if len(word) >= TRIGRAM]
        if not words:
            return wanted
        phrases = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in words)
        known = select(self._rows.c.rowid).where(self._every.op("MATCH")(phrases))
        return wanted.where(self._key.in_(known)) if self._are_few(session, known) else wanted

    @staticmethod
    def _are_few(session: Session, known: Select[Any]) -> bool:
        counted = select(func.count(literal_column("1"))).select_from(known.limit(FEW + 1).subquery())
        return (session.scalar(counted) or 0) <= FEW
