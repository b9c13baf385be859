"""Ids of 64 bits that are never used again, and search that knows the letters of every language."""

import unicodedata

import sqlalchemy as sa
from alembic import op

from chassis.database import BigId

revision = "0004"
down_revision = "0003"

IDS = {
    "courses": ["id", "teacher_id"],
    "enrolments": ["id", "course_id", "student_id"],
    "feedback": ["id", "course_id", "student_id"],
    "materials": ["id", "course_id", "uploaded_by"],
}
CHECKS = {
    "courses": (sa.CheckConstraint("enrolled_count >= 0", name="enrolled_count_not_negative"),),
    "feedback": (sa.CheckConstraint("rating BETWEEN 1 AND 5", name="rating_from_1_to_5"),),
}


def upgrade() -> None:
    """Widen the ids; SQLite makes the tables anew for it, and needs their checks said again."""
    op.add_column("courses", sa.Column("search_text", sa.Text, nullable=False, server_default=""))
    op.add_column("materials", sa.Column("title_key", sa.Text, nullable=False, server_default=""))
    _fill_in("courses", "search_text", "title", "code", "description")
    _fill_in("materials", "title_key", "title")
    for table, columns in IDS.items():
        _retype(table, columns, BigId, autoincrement=True)
    op.drop_index("ix_courses_teacher_id", "courses")
    op.create_index("ix_courses_teacher", "courses", ["teacher_id", "id"])


def downgrade() -> None:
    """The way back."""
    op.drop_index("ix_courses_teacher", "courses")
    op.create_index("ix_courses_teacher_id", "courses", ["teacher_id"])
    for table, columns in IDS.items():
        _retype(table, columns, sa.Integer(), autoincrement=False)
    op.drop_column("materials", "title_key")
    op.drop_column("courses", "search_text")


def _retype(table: str, columns: list[str], to: sa.types.TypeEngine[int], autoincrement: bool) -> None:
    extra = {"sqlite_autoincrement": True} if autoincrement else {}
    with op.batch_alter_table(table, table_args=CHECKS.get(table, ()), table_kwargs=extra) as batch:
        for column in columns:
            batch.alter_column(column, type_=to, existing_nullable=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER SEQUENCE {table}_id_seq AS {'bigint' if autoincrement else 'integer'}")


def _fill_in(table: str, target: str, *sources: str) -> None:
    """What the service writes from now on: the sources in lines, without regard to case."""
    columns = ", ".join(["id", *sources])
    connection = op.get_bind()
    for row in connection.execute(sa.text(f"SELECT {columns} FROM {table}")).all():
        text = unicodedata.normalize("NFC", "\n".join(row[1:]).casefold())
        connection.execute(sa.text(f"UPDATE {table} SET {target} = :text WHERE id = :id"), {"text": text, "id": row.id})
