"""IMS QTI 2.1: a content package with a test and an item for each question (imsqti_v2p1, single choice)."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as Xml

from assignments.domain import Item

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
MATCH_CORRECT = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"


def written(title: str, questions: list[Item]) -> bytes:
    """The package, as a ZIP archive."""
    names = [f"items/item-{question['id']}.xml" for question in questions]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", _text(_manifest(names)))
        archive.writestr("assessment.xml", _text(_test(title, names)))
        for name, question in zip(names, questions, strict=True):
            archive.writestr(name, _text(_item(question)))
    return packed.getvalue()


def _manifest(names: list[str]) -> Xml.Element:
    root = Xml.Element("manifest", {"xmlns": PACKAGE, "identifier": "MANIFEST"})
    metadata = Xml.SubElement(root, "metadata")
    Xml.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    Xml.SubElement(metadata, "schemaversion").text = "1.0.0"
    Xml.SubElement(root, "organizations")
    resources = Xml.SubElement(root, "resources")
    test = _resource(resources, "assessment.xml", "imsqti_test_xmlv2p1")
    for name in names:
        Xml.SubElement(test, "dependency", {"identifierref": _identifier(name)})
    for name in names:
        _resource(resources, name, "imsqti_item_xmlv2p1")
    return root


def _resource(resources: Xml.Element, name: str, kind: str) -> Xml.Element:
    resource = Xml.SubElement(resources, "resource", {"identifier": _identifier(name), "type": kind, "href": name})
    Xml.SubElement(resource, "file", {"href": name})
    return resource


def _test(title: str, names: list[str]) -> Xml.Element:
    root = _qti("assessmentTest", {"identifier": "TEST", "title": title})
    modes = {"identifier": "PART", "navigationMode": "nonlinear", "submissionMode": "simultaneous"}
    section = Xml.SubElement(
        Xml.SubElement(root, "testPart", modes),
        "assessmentSection",
        {"identifier": "SECTION", "title": title, "visible": "true"},
    )
    for name in names:
        Xml.SubElement(section, "assessmentItemRef", {"identifier": _identifier(name), "href": name})
    return root


def _item(question: Item) -> Xml.Element:
    plain = " ".join(question["question"].split())
    root = _qti(
        "assessmentItem",
        {
            "identifier": f"ITEM-{question['id']}",
            "title": plain[:100],
            "adaptive": "false",
            "timeDependent": "false",
        },
    )
    _declare(root, "responseDeclaration", "RESPONSE", "identifier", f"CHOICE-{question['correct']}", "correctResponse")
    _declare(root, "outcomeDeclaration", "SCORE", "float", "0", "defaultValue")
    body = Xml.SubElement(root, "itemBody")
    choices = Xml.SubElement(
        body, "choiceInteraction", {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": "1"}
    )
    Xml.SubElement(choices, "prompt").text = question["question"]
    for index, option in enumerate(question["options"]):
        Xml.SubElement(choices, "simpleChoice", {"identifier": f"CHOICE-{index}"}).text = option
    Xml.SubElement(root, "responseProcessing", {"template": MATCH_CORRECT})
    return root


def _declare(root: Xml.Element, kind: str, name: str, base: str, value: str, holder: str) -> None:
    attributes = {"identifier": name, "cardinality": "single", "baseType": base}
    declared = Xml.SubElement(root, kind, attributes)
    Xml.SubElement(Xml.SubElement(declared, holder), "value").text = value


def _qti(name: str, attributes: dict[str, str]) -> Xml.Element:
    place = f"{QTI} {QTI}.xsd"
    return Xml.Element(name, {"xmlns": QTI, "xmlns:xsi": SCHEMA, "xsi:schemaLocation": place, **attributes})


def _identifier(name: str) -> str:
    return name.replace("/", "-").removesuffix(".xml").upper()


def _text(root: Xml.Element) -> bytes:
    Xml.indent(root)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))
