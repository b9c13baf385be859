"""An index of people's names, so that a search need not read all of them."""

from alembic import op

from chassis.database.trigrams import drop_index, make_index

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Index what is there."""
    make_index(op.get_bind(), "users", "username_key", "full_name_key")


def downgrade() -> None:
    """Remove the index."""
    drop_index(op.get_bind(), "users")
