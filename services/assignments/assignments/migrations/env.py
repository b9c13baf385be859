"""Alembic's entry."""

from assignments.models import Base
from chassis import migration_environment

migration_environment.run(Base.metadata)
