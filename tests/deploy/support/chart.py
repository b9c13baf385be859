"""The Helm chart as Helm itself renders it, for a release called `school`."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from helm_python import Chart, lint

from lectern.layout import ROOT

FOLDER = ROOT / "deploy" / "helm" / "lectern"
RELEASE = "school"
EVERYTHING: dict[str, Any] = {
    "ingress": {"enabled": True, "className": "nginx", "tlsSecret": "tls"},
    "keda": {"enabled": True},
    "backup": {"enabled": True, "storageClass": "disks"},
    "rabbitmqTopology": {"enabled": True, "namespace": "broker"},
    "podMonitor": {"enabled": True},
    "networkPolicy": {"clients": [{"namespaceSelector": {}}], "monitoring": [{"namespaceSelector": {}}]},
    "node": {"autoscaling": {"sockets": 2000}},
    "serviceAccount": {"annotations": {"role": "files"}},
    "podAnnotations": {"team": "school"},
    "image": {"prefix": "registry.example/lectern-", "tag": "1.2.3", "pullSecrets": [{"name": "pull"}]},
}

Document = dict[str, Any]


def complaints(values: Document) -> list[str]:
    """What `helm lint --strict` has against it, but for remarks."""
    report = lint(FOLDER, values, strict=True)
    told = [f"{one['path']}: {one['error']}" for one in report["messages"] if one["severity"] > 1]
    return [*told, *report["errors"]]


@cache
def objects(everything: bool = False) -> tuple[Document, ...]:
    """All objects, with the chart's defaults or with everything switched on."""
    with Chart.load(FOLDER) as chart:
        rendered = chart.render(EVERYTHING if everything else {}, name=RELEASE, namespace="lectern")
    documents = [one for text in rendered.values() for one in yaml.safe_load_all(text)]
    return tuple(document for document in documents if document)


def of_kind(*kinds: str, everything: bool = False) -> dict[str, Document]:
    """Objects of these kinds, by their names without the release's."""
    found = [one for one in objects(everything) if one["kind"] in kinds]
    return {one["metadata"]["name"].removeprefix(f"{RELEASE}-"): one for one in found}


def pod(workload: Document) -> Document:
    """A workload's pod."""
    found: Document = workload["spec"]["template"]["spec"]
    return found


def container(workload: Document) -> Document:
    """The one container of its pod."""
    (found,) = pod(workload)["containers"]
    one: Document = found
    return one


def secrets(workload: Document) -> set[str]:
    """The keys of the secret that it is given."""
    return {one["valueFrom"]["secretKeyRef"]["key"] for one in container(workload)["env"] if _is_secret(one)}


def settings(workload: Document) -> dict[str, str]:
    """The settings that it is given by value."""
    return {one["name"]: one["value"] for one in container(workload)["env"] if "value" in one}


def _is_secret(variable: Document) -> bool:
    return "secretKeyRef" in variable.get("valueFrom", {})
