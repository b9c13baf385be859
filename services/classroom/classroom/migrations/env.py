"""Alembic's entry."""

from chassis import migration_environment
from classroom.models import Base

migration_environment.run(Base.metadata)
