"""Lists, page by page: keyset pagination over an id that only grows, or over a text that is unique."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, func, select
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
    session: Session,
    wanted: Select[*tuple[Any, ...]],
    key: SQLColumnExpression[int],
    query: PageQuery,
    total: int | None = None,
) -> Slice:
    """One page of `wanted`, by `key` descending. Raises InvalidInput for a cursor that is none.

    `total`: how many there are in all, where that is known without looking at each.
    """
    after = cursor.decode(query.cursor, int)
    return _slice(session, wanted, key, key.desc(), None if after is None else key < after[0], query.limit, total)


def alphabetical(
    session: Session, wanted: Select[*tuple[Any, ...]], key: SQLColumnExpression[str], query: PageQuery
) -> Slice:
    """One page of `wanted`, by a `key` that no two have, ascending. Raises InvalidInput for a cursor that is none."""
    after = cursor.decode(query.cursor, str)
    return _slice(session, wanted, key, key.asc(), None if after is None else key > after[0], query.limit)


def _slice(
    session: Session,
    wanted: Select[*tuple[Any, ...]],
    key: SQLColumnExpression[Any],
    order: ColumnElement[Any],
    remaining: ColumnElement[bool] | None,
    limit: int,
    total: int | None = None,
) -> Slice:
    if total is None:
        total = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    if remaining is not None:
        wanted = wanted.where(remaining)
    rows = list(session.execute(wanted.add_columns(key.label("page_key")).order_by(order).limit(limit + 1)))
    following = cursor.encode(rows[limit - 1].page_key) if len(rows) > limit else None
    return Slice(rows[:limit], following, total)
