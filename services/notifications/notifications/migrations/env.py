"""Alembic's entry."""

from chassis import migration_environment
from notifications.models import Base

migration_environment.run(Base.metadata)
