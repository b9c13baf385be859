"""Alerts and dashboards: Prometheus understands them, and every metric that they name is one that a process has."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY, generate_latest

from gateway.app import create_app
from gateway.settings import GatewaySettings
from lectern.layout import ROOT
from tests.deploy.support.compose import containers, ours
from tests.deploy.test_compose import JOBS

PROMETHEUS, GRAFANA = ROOT / "deploy" / "prometheus", ROOT / "deploy" / "grafana"
DASHBOARDS = sorted((GRAFANA / "dashboards").glob("*.json"))
# The modules whose import makes the metrics of all processes but one; the gateway makes its own with itself.
SERVICES = ("chassis.metrics", "classroom.node.health", "classroom.node.metrics", "lectern.backup.daily")
# Of the broker's own (https://www.rabbitmq.com/docs/prometheus), and the one that Prometheus adds.
FOREIGN = {
    "up",
    "rabbitmq_alarms_free_disk_space_watermark",
    "rabbitmq_alarms_memory_used_watermark",
    "rabbitmq_queue_messages_ready",
    "rabbitmq_queue_messages_unacked",
}
WORDS = {"and", "by", "group_left", "ignoring", "on", "or", "unless", "without"}
NOT_NAMES = re.compile(r'\{[^}]*\}|\[[^]]*\]|"[^"]*"|\b(?:by|without|on|ignoring) ?\([^)]*\)')


def exposed(tmp_path: Path) -> set[str]:
    """The names of all samples that processes of ours can have."""
    for module in SERVICES:
        importlib.import_module(module)
    gateway = create_app(GatewaySettings(contracts_cache=tmp_path / "contracts.json", storage_url=f"file:{tmp_path}"))
    text = (generate_latest(REGISTRY) + gateway.metrics.text()).decode()
    kinds = dict(re.findall(r"^# TYPE (\w+) (\w+)$", text, re.MULTILINE))
    parts = {"histogram": ("_bucket", "_count", "_sum")}
    return {name + part for name, kind in kinds.items() for part in parts.get(kind, ("",))}


def named(expression: str) -> set[str]:
    """The metrics in a PromQL expression: its identifiers, but for labels, functions and words of the language."""
    bare = NOT_NAMES.sub("", expression)
    return set(re.findall(r"\b[a-z_]\w*\b(?!\s*\()", bare)) - WORDS


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((PROMETHEUS / "rules.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def expressions() -> list[str]:
    panels = [panel for file in DASHBOARDS for panel in json.loads(file.read_text())["panels"]]
    return [*(rule["expr"] for rule in rules()), *(target["expr"] for one in panels for target in one["targets"])]


def test_every_metric_that_is_named_exists(tmp_path: Path) -> None:
    known = exposed(tmp_path)
    assert "gateway_requests_total" in known
    wanted = set().union(*map(named, expressions()))
    assert len(wanted) > 10
    assert wanted - known - FOREIGN == set()


@pytest.mark.parametrize("words", [["check", "config", "prometheus.yml"], ["test", "rules", "rules.test.yml"]], ids=str)
def test_prometheus_understands_its_configuration_and_sounds_the_alarms_that_it_should(words: list[str]) -> None:
    done = subprocess.run(["promtool", *words], cwd=PROMETHEUS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_understands_what_dashboards_ask(tmp_path: Path) -> None:
    asked = [one.replace("$__rate_interval", "5m").replace("$service", "courses") for one in expressions()]
    recorded = [{"record": f"asked:{number}", "expr": one} for number, one in enumerate(asked)]
    file = tmp_path / "asked.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "asked", "rules": recorded}]}))
    done = subprocess.run(["promtool", "check", "rules", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_process_is_asked_at_the_port_it_answers_on() -> None:
    jobs = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())["scrape_configs"]
    found = {job["job_name"]: job["dns_sd_configs"][0] for job in jobs if "dns_sd_configs" in job}
    assert {*found["lectern"]["names"], *found["gateway"]["names"]} == set(ours()) - JOBS
    assert (found["lectern"]["port"], found["gateway"]["port"]) == (9000, 8000)


def test_what_containers_are_given_is_there() -> None:
    for name in ("prometheus", "grafana"):
        places = [volume.split(":")[0] for volume in containers()[name]["volumes"]]
        assert [one for one in places if one.startswith("/") and not Path(one).exists()] == []
        assert any(one.startswith(str(ROOT)) for one in places)
    provider = yaml.safe_load((GRAFANA / "provisioning" / "dashboards" / "lectern.yml").read_text())["providers"][0]
    assert any(f":{provider['options']['path']}:" in volume for volume in containers()["grafana"]["volumes"])
