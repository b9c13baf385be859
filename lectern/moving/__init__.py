"""Moving the data of a system from SQLite files into PostgreSQL, with proof that every row arrived."""

from lectern.moving.copying import Moved, MoveError, move
from lectern.moving.system import move_into_private, move_into_server

__all__ = ["MoveError", "Moved", "move", "move_into_private", "move_into_server"]
