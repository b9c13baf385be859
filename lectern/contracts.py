"""The services' contract files and what is made from them: the merged document that the web client is made from."""

import json
import subprocess
import sys
from pathlib import Path

from lectern.layout import ROOT, services

MERGED = ROOT / "web" / "openapi.json"


def write() -> None:
    """Write every service's contract.json, the merged document, and the web client."""
    for service in services():
        made = subprocess.run(
            [sys.executable, "-m", "chassis.contracts", service.entry], cwd=ROOT, capture_output=True, check=True
        )
        (service.folder / "contract.json").write_bytes(made.stdout)
    MERGED.write_text(merged(), "utf-8")
    subprocess.run(["npm", "--prefix", "web", "run", "--silent", "generate"], cwd=ROOT, check=True)


def merged() -> str:
    """What the gateway publishes for the contract files, as JSON text; without the gateway's own operations."""
    from gateway import __version__
    from gateway.contracts import Contract
    from gateway.documents import merge

    files = [service.folder / "contract.json" for service in services()]
    contracts = [Contract.model_validate_json(file.read_bytes()) for file in files]
    document = merge(contracts, {}, __version__, "/")
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> None:
    """Fail when the merged document in `web/` is not what the contract files make."""
    if MERGED.read_text("utf-8") != merged():
        sys.exit(f"{MERGED.relative_to(Path.cwd())} is stale: run `make contracts`.")


if __name__ == "__main__":
    main()
