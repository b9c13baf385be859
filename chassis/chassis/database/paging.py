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
    most: int | None = None,
) -> Slice:
    """One page of `wanted`, by `key` descending. Raises InvalidInput for a cursor that is none.

    `total`: how many there are in all, where that is known without looking at each. `most`: no further is counted.
    """
    after = cursor.decode(query.cursor, int)
    remaining = None if after is None else key < after[0]
    return _slice(session, wanted, key, key.desc(), remaining, query.limit, total, most)


def alphabetical(
    session: Session,
    wanted: Select[*tuple[Any, ...]],
    key: SQLColumnExpression[str],
    query: PageQuery,
    most: int | None = None,
) -> Slice:
    """One page of `wanted`, by a `key` that no two have, ascending. Raises InvalidInput for a cursor that is none.

    `most`: no further is counted how many there are in all.
    """
    after = cursor.decode(query.cursor, str)
    remaining = None if after is None else key > after[0]
    return _slice(session, wanted, key, key.asc(), remaining, query.limit, None, most)


def _slice(
    session: Session,
    wanted: Select[*tuple[Any, ...]],
    key: SQLColumnExpression[Any],
    order: ColumnElement[Any],
    remaining: ColumnElement[bool] | None,
    limit: int,
    total: int | None,
    most: int | None,
) -> Slice:
    page = wanted if remaining is None else wanted.where(remaining)
    rows = list(session.execute(page.add_columns(key.label("page_key")).order_by(order).limit(limit + 1)))
    following = cursor.encode(rows[limit - 1].page_key) if len(rows) > limit else None
    if total is None and remaining is None and following is None:
        total = len(rows)
    return Slice(rows[:limit], following, _count(session, wanted, key, most) if total is None else total)


def _count(session: Session, wanted: Select[*tuple[Any, ...]], key: SQLColumnExpression[Any], most: int | None) -> int:
    every = wanted.with_only_columns(key, maintain_column_froms=True).order_by(None).limit(most)
    return session.scalar(select(func.count()).select_from(every.subquery())) or 0
