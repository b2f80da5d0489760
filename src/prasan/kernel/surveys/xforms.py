"""XForms as OpenRosa clients speak them: made of questions, read into questions, and submissions read.

Sources: ODK XForms Specification 1.0 (getodk.github.io/xforms-spec), OpenRosa 1.0 Form Discovery and Form Submission
(docs.getodk.org/openrosa). Files of strangers are parsed by `kernel.cap.safe`: no DTD, no entities, bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from prasan.kernel.cap.model import CapError
from prasan.kernel.cap.safe import parse
from prasan.kernel.surveys.questions import PLACE, YES_NO, Question

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
MOST_BYTES = 1_000_000
TYPES = {"text": "string", "integer": "int", "decimal": "decimal", "date": "date", "point": "geopoint"}
KINDS = {
    "string": "text", "int": "integer", "integer": "integer", "decimal": "decimal", "date": "date", "geopoint": "point",
}  # fmt: skip


class FormError(Exception):
    """A form or a submission that cannot be read; `code`: xml, not-a-form, no-id, no-questions, kind, no-instance."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Form:
    """What a form tells: its id and version, title, the questions that can be answered; whether it asks the place."""

    form_id: str
    version: str
    title: str
    questions: tuple[Question, ...]
    asks_place: bool


@dataclass(frozen=True, slots=True)
class Submission:
    """A filled form: which form, its instance, and the text of each field by its last name."""

    form_id: str
    version: str
    instance: str
    fields: dict[str, str]


def make(
    form_id: str, version: str, title: str, questions: Sequence[Question], places: Sequence[tuple[str, str]]
) -> bytes:
    """Return the XForm of some questions.

    Parameters: `places`, (code, name) of the sub-districts that the person may answer about; with one it is set
    beforehand and can be seen, with several it is asked.
    """
    f = ElementMaker(namespace=XFORMS, nsmap={None: XFORMS, "h": XHTML, "jr": JAVAROSA, "orx": OPENROSA})
    h = ElementMaker(namespace=XHTML, nsmap={None: XFORMS, "h": XHTML, "jr": JAVAROSA, "orx": OPENROSA})
    meta = ElementMaker(namespace=OPENROSA, nsmap={"orx": OPENROSA}).meta
    inside = ElementMaker(namespace=OPENROSA, nsmap={"orx": OPENROSA}).instanceID
    data = etree.Element(f"{{{XFORMS}}}data", nsmap={None: XFORMS, "orx": OPENROSA})
    data.set("id", form_id)
    data.set("version", version)
    place = etree.SubElement(data, f"{{{XFORMS}}}{PLACE}")
    if len(places) == 1:
        place.text = places[0][0]
    for one in questions:
        etree.SubElement(data, f"{{{XFORMS}}}{one.name}")
    data.append(meta(inside()))
    model = f.model(f.instance(data))
    model.append(f.bind(nodeset=f"/data/{PLACE}", type="string", required="true()"))
    for one in questions:
        required = {"required": "true()"} if one.required else {}
        model.append(f.bind(nodeset=f"/data/{one.name}", type=TYPES.get(one.kind, "string"), **required))
    bind = f.bind(nodeset="/data/orx:meta/orx:instanceID", type="string", readonly="true()")
    bind.set(f"{{{JAVAROSA}}}preload", "uid")
    model.append(bind)
    body = h.body(_select(f, "select1", PLACE, "ตำบล", places))
    for one in questions:
        body.append(_control(f, one))
    root = h.html(h.head(h.title(title), model), body)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _select(f: Any, tag: str, name: str, label: str, choices: Sequence[tuple[str, str]]) -> Any:
    found = getattr(f, tag)(f.label(label), ref=f"/data/{name}")
    for value, words in choices:
        found.append(f.item(f.label(words), f.value(value)))
    return found


def _control(f: Any, one: Question) -> Any:
    if one.kind in {"one", "yes_no", "many"}:
        return _select(f, "select" if one.kind == "many" else "select1", one.name, one.label, one.choices)
    return f.input(f.label(one.label), ref=f"/data/{one.name}")


def read_form(raw: bytes) -> Form:
    """Return what a form asks, of a file made by XLSForm tools. Raises FormError."""
    root = _parsed(raw)
    model = next(iter(root.iter(f"{{{XFORMS}}}model")), None)
    instance = model.find(f"{{{XFORMS}}}instance") if model is not None else None
    data = instance[0] if instance is not None and len(instance) else None
    if data is None:
        raise FormError("not-a-form")
    form_id = data.get("id", "").strip()
    if not form_id or len(form_id) > 64:
        raise FormError("no-id")
    binds = {one.get("nodeset", ""): one for one in root.iter(f"{{{XFORMS}}}bind")}
    texts = _texts(root)
    lists = _lists(root, texts)
    questions, asks_place = [], False
    for control in root.iter(*(f"{{{XFORMS}}}{tag}" for tag in ("input", "select1", "select"))):
        ref = control.get("ref", "")
        name = ref.rpartition("/")[2]
        if name == PLACE:
            asks_place = True
            continue
        questions.append(_question(control, name, binds.get(ref), texts, lists))
    for control in root.iter(f"{{{XFORMS}}}upload", f"{{{XFORMS}}}repeat"):
        raise FormError("kind", etree.QName(control).localname)
    if not questions:
        raise FormError("no-questions")
    if len({one.name for one in questions}) < len(questions):
        raise FormError("kind", "name")
    title = root.find(f".//{{{XHTML}}}title")
    words = (title.text or "") if title is not None else ""
    return Form(form_id, data.get("version", ""), words, tuple(questions), asks_place)


def _question(control: Any, name: str, bind: Any, texts: dict[str, str], lists: dict[str, Any]) -> Question:
    tag = etree.QName(control).localname
    told = (bind.get("type", "string") if bind is not None else "string").rpartition(":")[2]
    required = bind is not None and bind.get("required", "").strip() == "true()"
    label = _label(control, texts) or name
    if tag == "input":
        kind = KINDS.get(told)
        if kind is None:
            raise FormError("kind", told)
        return Question(name, label, kind, required)
    choices = tuple(_choices(control, texts, lists))
    if not choices:
        raise FormError("kind", f"{tag} {name}")
    kind = "many" if tag == "select" else "yes_no" if {v for v, _l in choices} == {v for v, _l in YES_NO} else "one"
    return Question(name, label, kind, required, choices)


def _texts(root: Any) -> dict[str, str]:
    """Return the words of the form's own languages by id: Thai where there is Thai, else the first."""
    found: dict[str, str] = {}
    rows = list(root.iter(f"{{{XFORMS}}}translation"))
    rows.sort(key=lambda one: "th" not in one.get("lang", "").lower())
    for language in rows:
        for text in language.iter(f"{{{XFORMS}}}text"):
            value = text.find(f"{{{XFORMS}}}value")
            if value is not None and value.text:
                found.setdefault(text.get("id", ""), value.text.strip())
    return found


def _label(element: Any, texts: dict[str, str]) -> str:
    label = element.find(f"{{{XFORMS}}}label")
    if label is None:
        return ""
    ref = label.get("ref", "")
    if ref.startswith("jr:itext("):
        return texts.get(ref[len("jr:itext(") : -1].strip("'\" "), "")
    return "".join(label.itertext()).strip()


def _lists(root: Any, texts: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return the choices of secondary instances by id, as pyxform writes them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for instance in root.iter(f"{{{XFORMS}}}instance"):
        if (key := instance.get("id")) is None:
            continue
        for item in instance.iter(f"{{{XFORMS}}}item"):
            told = {etree.QName(child).localname: (child.text or "").strip() for child in item}
            label = told.get("label") or texts.get(told.get("itextId", ""), "")
            found.setdefault(key, []).append((told.get("name", ""), label or told.get("name", "")))
    return found


def _choices(control: Any, texts: dict[str, str], lists: dict[str, Any]) -> list[tuple[str, str]]:
    itemset = control.find(f"{{{XFORMS}}}itemset")
    if itemset is not None:
        nodeset = itemset.get("nodeset", "")
        key = nodeset.partition("instance('")[2].partition("')")[0]
        return list(lists.get(key, []))
    found = []
    for item in control.findall(f"{{{XFORMS}}}item"):
        value = item.find(f"{{{XFORMS}}}value")
        if value is not None and value.text:
            found.append((value.text.strip(), _label(item, texts) or value.text.strip()))
    return found


def read_submission(raw: bytes) -> Submission:
    """Return a filled form. Raises FormError."""
    root = _parsed(raw)
    form_id = root.get("id", "").strip()
    if not form_id:
        raise FormError("no-id")
    instance, fields = "", {}
    for element in root.iter():
        if not isinstance(element.tag, str) or len(element):
            continue
        name = etree.QName(element).localname
        text = (element.text or "").strip()
        if name == "instanceID":
            instance = text
        elif element is not root:
            fields[name] = text
    if not instance or len(instance) > 100:
        raise FormError("no-instance")
    return Submission(form_id, root.get("version", ""), instance, fields)


def form_list(rows: Sequence[tuple[str, str, str, str, str]]) -> bytes:
    """Return the list of forms: (id, version, title, md5 of the form, address to fetch it)."""
    space = "http://openrosa.org/xforms/xformsList"
    e = ElementMaker(namespace=space, nsmap={None: space})
    root = e.xforms(*(
        e.xform(e.formID(key), e.name(title), e.version(version), e.hash(f"md5:{digest}"), e.downloadUrl(address))
        for key, version, title, digest, address in rows
    ))  # fmt: skip
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def manifest() -> bytes:
    """Return the list of a form's media files: none."""
    space = "http://openrosa.org/xforms/xformsManifest"
    return bytes(etree.tostring(ElementMaker(namespace=space, nsmap={None: space}).manifest(), encoding="UTF-8"))


def response(message: str) -> bytes:
    """Return what a client shows after a submission."""
    space = "http://openrosa.org/http/response"
    e = ElementMaker(namespace=space, nsmap={None: space})
    return bytes(etree.tostring(e.OpenRosaResponse(e.message(message)), xml_declaration=True, encoding="UTF-8"))


def _parsed(raw: bytes) -> Any:
    try:
        return parse(raw, MOST_BYTES)
    except CapError as error:
        raise FormError("xml", str(error)) from None
