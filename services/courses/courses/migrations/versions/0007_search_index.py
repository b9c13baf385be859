"""An index of the words in courses, so that a search need not read the text of each."""

from alembic import op

from chassis.database.trigrams import drop_index, make_index

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Index what is there."""
    make_index(op.get_bind(), "courses", "search_text")


def downgrade() -> None:
    """Remove the index."""
    drop_index(op.get_bind(), "courses")
