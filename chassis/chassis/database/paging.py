"""Lists, newest first, page by page: keyset pagination over an id that only grows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from chassis import cursor
from chassis.cursor import PageQuery


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of one page, the cursor of the next (None at the end), and how many there are in all."""

    rows: list[Row[*tuple[Any, ...]]]
    next_cursor: str | None
    total: int


def newest_first(
    session: Session, wanted: Select[*tuple[Any, ...]], key: SQLColumnExpression[int], query: PageQuery
) -> Slice:
    """One page of `wanted`, by `key` descending. Raises InvalidInput for a cursor that is none."""
    after = cursor.decode(query.cursor, int)
    total = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    if after is not None:
        wanted = wanted.where(key < after[0])
    keyed = wanted.add_columns(key.label("page_key")).order_by(key.desc()).limit(query.limit + 1)
    rows = list(session.execute(keyed))
    following = cursor.encode(rows[query.limit - 1].page_key) if len(rows) > query.limit else None
    return Slice(rows[: query.limit], following, total)
