"""Commands that make files: databases of the current form, contracts of the current code."""

from lectern import contracts as contract_files
from lectern import environment, migrations
from lectern.layout import ROOT, services


def migrate(arguments: list[str]) -> int:
    """Bring the databases of all services up to date."""
    (ROOT / "var").mkdir(exist_ok=True)
    migrations.migrate([service.name for service in services()], ROOT, environment.personal(ROOT))
    return 0


def contracts(arguments: list[str]) -> int:
    """Write the contracts of all services and what is made from them."""
    contract_files.write()
    return 0
