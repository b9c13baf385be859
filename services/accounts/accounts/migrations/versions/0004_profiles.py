"""Photos, language, time zone and keys of people, and links for forgotten passwords."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("users", sa.Column("photo", sa.String(100)))
    op.add_column("users", sa.Column("language", sa.String(5), nullable=False, server_default="en"))
    op.add_column("users", sa.Column("time_zone", sa.String(64), nullable=False, server_default="UTC"))
    op.add_column("users", sa.Column("sealed_openai_api_key", sa.Text))
    op.create_table(
        "password_resets",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_password_resets_user_id", "password_resets", ["user_id"])


def downgrade() -> None:
    """Remove them."""
    op.drop_table("password_resets")
    for column in ("sealed_openai_api_key", "time_zone", "language", "photo"):
        op.drop_column("users", column)
