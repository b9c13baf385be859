"""People's names, so that accounts need not be asked for each notification."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column."""
    op.add_column("readers", sa.Column("name", sa.Text))


def downgrade() -> None:
    """Remove it."""
    op.drop_column("readers", "name")
