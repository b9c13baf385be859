"""What a person or a script can ask of the launcher; each command takes words and returns an exit code."""

from collections.abc import Callable

from lectern.commands.accounts import accounts
from lectern.commands.backup import backup, restore
from lectern.commands.borrow import with_servers, with_system
from lectern.commands.check import test
from lectern.commands.doctor import doctor
from lectern.commands.make import contracts, migrate
from lectern.commands.moving import migrate_to_postgres
from lectern.commands.parked import parked
from lectern.commands.run import run
from lectern.commands.stop import stop
from lectern.commands.top import top

COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "stop": stop,
    "accounts": accounts,
    "parked": parked,
    "doctor": doctor,
    "top": top,
    "migrate": migrate,
    "migrate-to-postgres": migrate_to_postgres,
    "backup": backup,
    "restore": restore,
    "contracts": contracts,
    "with-system": with_system,
    "with-servers": with_servers,
    "test": test,
}
