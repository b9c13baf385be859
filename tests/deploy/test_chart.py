"""The Helm chart: Helm takes it, every process is in it as it is in the code, and no pod may do more than it has to."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from chassis.amqp.names import event_queue
from lectern.layout import ROOT, services
from lectern.settings import collect
from tests.deploy.support import chart
from tests.deploy.support.chart import EVERYTHING, container, of_kind, pod, secrets, settings
from tests.deploy.support.dockerfile import Dockerfile
from tests.deploy.test_compose import LIBRARIES

WORKLOADS = of_kind("Deployment", "StatefulSet")
JOBS = of_kind("Job")
KNOWN = {one.name for one in collect()} | LIBRARIES | {"POD_NAME"}
EACH = pytest.mark.parametrize("workload", [*WORKLOADS.values(), *JOBS.values()], ids=[*WORKLOADS, *JOBS])


def dockerfile(workload: dict[str, Any]) -> Dockerfile:
    name = container(workload)["image"].partition(":")[0].removeprefix("lectern-")
    return Dockerfile(ROOT / ("gateway" if name == "gateway" else f"services/{name}") / "Dockerfile")


@pytest.mark.parametrize("values", [{}, EVERYTHING], ids=["defaults", "everything"])
def test_helm_has_nothing_against_it(values: dict[str, Any]) -> None:
    assert chart.complaints(values) == []


def test_every_process_has_a_workload_that_runs_it() -> None:
    wanted = {name: target for service in services() for name, target in service.processes.items()}
    nodes = {f"{service.name}-node": service.node for service in services() if service.node}
    assert set(WORKLOADS) == {"gateway", *wanted, *nodes}
    for name, target in {**wanted, **nodes}.items():
        command = container(WORKLOADS[name]).get("command") or dockerfile(WORKLOADS[name]).command
        assert command[-1] == target


def test_every_database_is_migrated_before_anything_is_installed_or_changed() -> None:
    assert set(JOBS) == {f"{service.name}-migration" for service in services()}
    for service in services():
        job = JOBS[f"{service.name}-migration"]
        assert container(job)["command"] == ["python", "-m", "chassis.migrate", service.name]
        assert job["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
        assert "envFrom" not in container(job), "nothing else is there yet"


@EACH
def test_a_pod_may_do_no_more_than_it_has_to(workload: dict[str, Any]) -> None:
    everybody, one = pod(workload)["securityContext"], container(workload)["securityContext"]
    assert everybody["runAsNonRoot"] is True
    assert dockerfile(workload).all("USER") == [f"{everybody['runAsUser']}:{everybody['runAsGroup']}"]
    assert one == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert pod(workload)["automountServiceAccountToken"] is False
    assert "memory" in container(workload)["resources"]["limits"]


@EACH
def test_a_process_is_given_real_settings_and_its_own_database_alone(workload: dict[str, Any]) -> None:
    assert set(settings(workload)) | secrets(workload) <= KNOWN
    name = container(workload)["image"].partition(":")[0].removeprefix("lectern-")
    own = set() if name == "gateway" else {f"{name.upper()}_DATABASE_URL"}
    assert {key for key in secrets(workload) if key.endswith("_DATABASE_URL")} == own


def test_common_settings_are_real_ones() -> None:
    assert set(of_kind("ConfigMap")["settings"]["data"]) <= KNOWN


@pytest.mark.parametrize("name", WORKLOADS)
def test_a_process_is_asked_where_it_answers_and_has_the_time_to_leave(name: str) -> None:
    one, image = container(WORKLOADS[name]), dockerfile(WORKLOADS[name])
    ports = {port["name"]: port["containerPort"] for port in one["ports"]}
    assert set(ports.values()) <= image.ports
    assert ports["health"] == int(image.environment["PORT" if name == "gateway" else "HEALTH_PORT"])
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert one[probe]["httpGet"]["port"] == "health"
        assert one[probe]["httpGet"]["path"] in ("/healthz", "/readyz")
    waiting = one.get("lifecycle", {}).get("preStop", {"exec": {"command": ["sleep", "0"]}})["exec"]["command"]
    drain = int(of_kind("ConfigMap")["settings"]["data"]["DRAIN_SECONDS"])
    assert pod(WORKLOADS[name])["terminationGracePeriodSeconds"] >= int(waiting[1]) + drain + 5


def test_a_node_is_reached_under_its_own_name() -> None:
    node = WORKLOADS["classroom-node"]
    service = of_kind("Service")[node["spec"]["serviceName"].removeprefix("school-")]
    assert service["spec"]["clusterIP"] == "None"
    (port,) = service["spec"]["ports"]
    address = f"ws://$(POD_NAME).{service['metadata']['name']}:{port['port']}"
    assert settings(node)["NODE_URL"] == address
    assert int(settings(node)["NODE_PORT"]) == port["port"]
    first = of_kind("ConfigMap")["settings"]["data"]["CLASSROOM_NODES"]
    assert first == address.replace("$(POD_NAME)", f"{node['metadata']['name']}-0")


@pytest.mark.parametrize("kind", ["HorizontalPodAutoscaler", "ScaledObject"])
def test_what_is_scaled_exists_and_has_no_fixed_number(kind: str) -> None:
    workloads = of_kind("Deployment", "StatefulSet", everything=True)
    scaled = of_kind(kind, everything=True)
    assert len(scaled) > 4
    for name, one in scaled.items():
        assert one["spec"]["scaleTargetRef"]["name"] == workloads[name]["metadata"]["name"]
        assert "replicas" not in workloads[name]["spec"]


def test_nodes_are_scaled_by_a_metric_that_they_have() -> None:
    metrics = of_kind("HorizontalPodAutoscaler", everything=True)["classroom-node"]["spec"]["metrics"]
    named = [one["pods"]["metric"]["name"] for one in metrics if one["type"] == "Pods"]
    assert named == ["classroom_sockets"]
    assert named[0] in (ROOT / "services" / "classroom" / "classroom" / "node" / "health.py").read_text()


def test_workers_are_scaled_by_queues_of_the_form_that_handlers_have() -> None:
    for name, one in of_kind("ScaledObject", everything=True).items():
        pattern = one["spec"]["triggers"][0]["metadata"]["queueName"]
        service = name.removesuffix("-worker")
        queue = event_queue("courses.student_enrolled", service, "on_courses_student_enrolled")
        assert re.match(pattern, queue)


def test_whatever_selects_pods_selects_some() -> None:
    labels = {name: one["spec"]["template"]["metadata"]["labels"] for name, one in WORKLOADS.items()}
    for name, budget in of_kind("PodDisruptionBudget").items():
        assert budget["spec"]["selector"]["matchLabels"].items() <= labels[name].items()
    for name, policy in of_kind("NetworkPolicy").items():
        wanted = policy["spec"]["podSelector"]["matchLabels"].items()
        assert [one for one in labels if wanted <= labels[one].items()] == ([name] if name in labels else list(labels))


def test_the_ingress_keeps_metrics_inside() -> None:
    (rule,) = of_kind("Ingress", everything=True)["school"]["spec"]["rules"]
    leads = {path["path"]: path["backend"]["service"]["name"] for path in rule["http"]["paths"]}
    assert leads == {"/": "school-gateway", "/metrics": "school-nowhere"}
    assert "selector" not in of_kind("Service", everything=True)["nowhere"]["spec"]


def test_the_values_name_only_what_templates_use() -> None:
    values = yaml.safe_load((chart.FOLDER / "values.yaml").read_text())
    text = "".join(file.read_text() for file in (chart.FOLDER / "templates").iterdir())
    assert [name for name in values if f".Values.{name}" not in text] == []
