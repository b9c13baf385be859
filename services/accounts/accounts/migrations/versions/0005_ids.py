"""Ids of 64 bits. SQLite's have as many already, so only PostgreSQL has to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

IDS = {
    "users": ["id"],
    "sessions": ["id", "user_id"],
    "status_updates": ["author_id"],
    "invitations": ["inviter_id", "accepted_by"],
    "password_resets": ["user_id"],
}


def upgrade() -> None:
    """Widen the ids."""
    _retype(sa.BigInteger(), "bigint")


def downgrade() -> None:
    """Narrow them again."""
    _retype(sa.Integer(), "integer")


def _retype(to: sa.types.TypeEngine[int], sequence: str) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, columns in IDS.items():
        for column in columns:
            op.alter_column(table, column, type_=to)
    for table in ("users", "sessions"):
        op.execute(f"ALTER SEQUENCE {table}_id_seq AS {sequence}")
