"""The services' contract files and what is made from them: the merged document that the web client is made from."""

import filecmp
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from lectern.layout import ROOT, services

MERGED = ROOT / "web" / "openapi.json"
CLIENT = ROOT / "web" / "src" / "generated"
LINK = re.compile(r"\{@link https?://\S+ (`[^`]+`)\}")
"""In the generator's comments: where else on the network its packages are, which is nothing to us."""


def write() -> None:
    """Write every service's contract.json, the merged document, and the web client."""
    for service in services():
        made = subprocess.run(
            [sys.executable, "-m", "chassis.contracts", service.entry], cwd=ROOT, capture_output=True, check=True
        )
        (service.folder / "contract.json").write_bytes(made.stdout)
    MERGED.write_text(merged(), "utf-8")
    _generate(CLIENT)


def merged() -> str:
    """What the gateway publishes for the contract files, as JSON text; without the gateway's own operations."""
    from gateway import __version__
    from gateway.compositions import COMPOSITIONS
    from gateway.contracts import Contract
    from gateway.documents import merge

    files = [service.folder / "contract.json" for service in services()]
    contracts = [Contract.model_validate_json(file.read_bytes()) for file in files]
    document = merge(contracts, {}, __version__, "/", COMPOSITIONS)
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> None:
    """Fail when the merged document in `web/`, or the client made from it, is not what the contract files make."""
    if MERGED.read_text("utf-8") != merged():
        sys.exit(f"{MERGED.relative_to(ROOT)} is stale: run `make contracts`.")
    with tempfile.TemporaryDirectory() as name:
        _generate(Path(name))
        differing = _differences(filecmp.dircmp(CLIENT, name))
    if differing:
        sys.exit(f"{CLIENT.relative_to(ROOT)} is stale in {', '.join(differing)}: run `make contracts`.")


def _generate(folder: Path) -> None:
    words = ["npm", "--prefix", "web", "run", "--silent", "generate", "--", "--output", str(folder)]
    subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    for file in folder.rglob("*.ts"):
        file.write_text(LINK.sub(r"\1", file.read_text("utf-8")), "utf-8")


def _differences(compared: "filecmp.dircmp[str]") -> list[str]:
    here = [*compared.left_only, *compared.right_only, *compared.diff_files]
    return here + [name for below in compared.subdirs.values() for name in _differences(below)]


if __name__ == "__main__":
    main()
