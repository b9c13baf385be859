"""The part of IMS QTI 2.1 and Content Packaging 1.1 that an exported quiz uses, as rules that a package is held to.

The official schemas (imsqti_v2p1.xsd, imscp_v1p1.xsd) are not ours to hand out. These rules are as strict as they for
what is here, and stricter where a schema cannot look: what refers to something refers to something that is there.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as Xml

from assignments.formats.qti import MATCH_CORRECT, PACKAGE, QTI, SCHEMA

NAME, ANY, BOOLEAN = r"[A-Za-z_][\w.-]*", r"(?s:.*)", "true|false"
FLOAT, COUNT = r"-?\d+(\.\d+)?", r"\d+"


class Rule(NamedTuple):
    """An element's attributes (all required), its children in order, whether it has text."""

    attributes: dict[str, str]
    children: str = ""
    text: bool = False


ITEM = {
    "assessmentItem": Rule(
        {"identifier": NAME, "title": ANY, "adaptive": BOOLEAN, "timeDependent": BOOLEAN},
        "(responseDeclaration )*(outcomeDeclaration )*(itemBody )?(responseProcessing )?",
    ),
    "responseDeclaration": Rule(
        {"identifier": NAME, "cardinality": "single", "baseType": "identifier"}, "(correctResponse )?"
    ),
    "correctResponse": Rule({}, "(value )+"),
    "outcomeDeclaration": Rule({"identifier": NAME, "cardinality": "single", "baseType": "float"}, "(defaultValue )?"),
    "defaultValue": Rule({}, "(value )+"),
    "value": Rule({}, text=True),
    "itemBody": Rule({}, "(choiceInteraction )*"),
    "choiceInteraction": Rule(
        {"responseIdentifier": NAME, "shuffle": BOOLEAN, "maxChoices": COUNT}, "(prompt )?(simpleChoice )+"
    ),
    "prompt": Rule({}, text=True),
    "simpleChoice": Rule({"identifier": NAME}, text=True),
    "responseProcessing": Rule({"template": re.escape(MATCH_CORRECT)}),
}
TEST = {
    "assessmentTest": Rule({"identifier": NAME, "title": ANY}, "(outcomeDeclaration )*(testPart )+"),
    "testPart": Rule(
        {"identifier": NAME, "navigationMode": "linear|nonlinear", "submissionMode": "individual|simultaneous"},
        "(assessmentSection )+",
    ),
    "assessmentSection": Rule({"identifier": NAME, "title": ANY, "visible": BOOLEAN}, "(assessmentItemRef )*"),
    "assessmentItemRef": Rule({"identifier": NAME, "href": ANY}),
}
MANIFEST = {
    "manifest": Rule({"identifier": NAME}, "(metadata )?organizations resources "),
    "metadata": Rule({}, "(schema )?(schemaversion )?"),
    "schema": Rule({}, text=True),
    "schemaversion": Rule({}, text=True),
    "organizations": Rule({}),
    "resources": Rule({}, "(resource )*"),
    "resource": Rule({"identifier": NAME, "type": "imsqti_(test|item)_xmlv2p1", "href": ANY}, "(file )*(dependency )*"),
    "file": Rule({"href": ANY}),
    "dependency": Rule({"identifierref": NAME}),
}


def problems(package: bytes) -> list[str]:
    """What is wrong with a package; nothing if it is as the standard wants it."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        trees = {name: Xml.fromstring(archive.read(name)) for name in archive.namelist()}  # noqa: S314  # of our making
    manifest, test = trees.pop("imsmanifest.xml"), trees.pop("assessment.xml")
    found = [*_broken(manifest, PACKAGE, MANIFEST), *_broken(test, QTI, TEST)]
    for item in trees.values():
        found += [*_broken(item, QTI, ITEM), *_unanswerable(item)]
    return [*found, *_loose(manifest, test, {"assessment.xml", *trees})]


def _broken(element: Xml.Element, space: str, rules: dict[str, Rule]) -> Iterator[str]:
    """Where an element, or one in it, breaks its rule."""
    name = element.tag.removeprefix(f"{{{space}}}")
    rule = rules.get(name)
    if rule is None:
        yield f"<{element.tag}> is not known here"
        return
    given = {key: value for key, value in element.attrib.items() if not key.startswith(f"{{{SCHEMA}}}")}
    if set(given) != set(rule.attributes):
        yield f"<{name}> has {sorted(given)}"
    for key in set(given) & set(rule.attributes):
        if not re.fullmatch(rule.attributes[key], given[key]):
            yield f"<{name} {key}={given[key]!r}>"
    children = "".join(f"{child.tag.removeprefix(f'{{{space}}}')} " for child in element)
    if not re.fullmatch(rule.children, children):
        yield f"<{name}> holds {children!r}"
    if (element.text or "").strip() and not rule.text:
        yield f"<{name}> says {element.text!r}"
    for child in element:
        yield from _broken(child, space, rules)


def _unanswerable(item: Xml.Element) -> Iterator[str]:
    """Whether the answer is declared, and one of the choices; and whether the score is a number."""
    space = {"": QTI}
    declared = item.find("responseDeclaration", space)
    interaction = item.find("itemBody/choiceInteraction", space)
    assert declared is not None
    assert interaction is not None
    if interaction.get("responseIdentifier") != declared.get("identifier"):
        yield "the interaction answers something that is not declared"
    choices = [choice.get("identifier") for choice in interaction.findall("simpleChoice", space)]
    if len(set(choices)) != len(choices):
        yield f"two choices have one name: {choices}"
    if declared.findtext("correctResponse/value", namespaces=space) not in choices:
        yield "the right answer is no choice"
    if not re.fullmatch(FLOAT, item.findtext("outcomeDeclaration/defaultValue/value", "", space)):
        yield "the score does not begin with a number"


def _loose(manifest: Xml.Element, test: Xml.Element, files: set[str]) -> Iterator[str]:
    """What refers to nothing, or is not listed."""
    space = {"": PACKAGE, "q": QTI}
    resources = manifest.findall("resources/resource", space)
    names = [str(resource.get("identifier")) for resource in resources]
    if len(set(names)) != len(names):
        yield f"two resources have one name: {names}"
    listed = {str(resource.get("href")) for resource in resources}
    if listed != files or listed != {str(file.get("href")) for file in manifest.iterfind(".//file", space)}:
        yield f"listed are {sorted(listed)}, there are {sorted(files)}"
    if unknown := {str(one.get("identifierref")) for one in manifest.iterfind(".//dependency", space)} - set(names):
        yield f"nothing is called {unknown}"
    asked = [str(one.get("href")) for one in test.iterfind(".//q:assessmentItemRef", space)]
    if sorted(asked) != sorted(files - {"assessment.xml"}):
        yield f"the test asks {asked}"
