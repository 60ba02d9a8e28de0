"""A scenario file and what it extends, laid over each other: each value remembers the file that gave it."""

from __future__ import annotations

from dataclasses import dataclass, field

from scenarios.errors import Faults, did_you_mean, listed, shown
from scenarios.files import Found, find
from scenarios.language import translate
from scenarios.parameters import Given
from scenarios.schema.scenario import PLAIN_SECTIONS, STAGES
from scenarios.toml import Document, read_toml
from scenarios.toml_scan import Path

LONGEST = 8
"""How many files may extend each other."""

SECTIONS = (*PLAIN_SECTIONS, *STAGES)
LISTS = ("measure", "unit_cost")


@dataclass
class Layers:
    """All that the files of a scenario say, the later laid over the earlier.

    `sections` holds keys by section; a parameter in a later file replaces the whole parameter of an earlier one. `lists` holds
    the measures and unit costs in the order of the files. `complete` is False where a file that is extended could not be read.
    """

    documents: list[Document]
    complete: bool = True
    sections: dict[str, dict[str, Given]] = field(default_factory=lambda: {name: {} for name in SECTIONS})
    lists: dict[str, list[Given]] = field(default_factory=lambda: {name: [] for name in LISTS})

    def home(self, section: str) -> tuple[Document, Path]:
        """The file and path where a missing key of a section would belong: the first file that has the section."""
        return next(((doc, (section,)) for doc in self.documents if (section,) in doc.keys), (self.documents[0], (section,)))


def read_layers(found: Found, faults: Faults) -> Layers | None:
    """Read a scenario file and all that it extends, the base first; None where the file itself cannot be read."""
    documents: list[Document] = []
    complete, following = True, found
    while True:
        document = read_toml(following, faults)
        if document is None:
            complete = False
            break
        documents.insert(0, document)
        base = _extended(document, documents, faults)
        if base is None:
            complete = "extends" not in document.data and ("extends",) not in document.damaged
            break
        following = base
    if not documents:
        return None
    layers = Layers(documents, complete)
    for document in documents:
        lay(document, layers, faults)
    return layers


def _extended(document: Document, documents: list[Document], faults: Faults) -> Found | None:
    """The file that a file extends, if it says so and the chain does not bite its own tail."""
    name = document.data.get("extends")
    if name is None:
        return None
    if not isinstance(name, str):
        faults.add(document.problem(("extends",), translate("A text in quotes was expected."), given=shown(name)))
        return None
    base = find(name, faults, told=document.problem(("extends",), ""), beside=document.found)
    if base is None:
        return None
    resolved = base.path.resolve()
    if any(resolved == other.found.path.resolve() for other in documents):
        chain = listed([*(other.found.name for other in reversed(documents)), base.name])
        faults.add(document.problem(("extends",), translate("The files extend each other in a circle."), given=chain))
        return None
    if len(documents) >= LONGEST:
        faults.add(document.problem(("extends",), translate("Too many files extend each other."), allowed=str(LONGEST)))
        return None
    return base


def lay(document: Document, layers: Layers, faults: Faults) -> None:
    """Lay one file over those before it; `layers.documents` is left as it is."""
    known = ("extends", *SECTIONS, *LISTS)
    for name, content in document.data.items():
        if name == "extends":
            continue
        if name not in known:
            message, hint = translate("Nothing reads this key."), did_you_mean(name, known)
            faults.add(document.problem((name,), message, value=False, allowed=listed(known, 20), suggestion=hint))
        elif name in LISTS:
            _append(document, name, content, layers, faults)
        elif not isinstance(content, dict):
            faults.add(document.problem((name,), translate("A table was expected."), given=shown(content), allowed=f"[{name}]"))
        else:
            layers.sections[name].update({key: Given(value, document, (name, key)) for key, value in content.items()})


def _append(document: Document, name: str, content: object, layers: Layers, faults: Faults) -> None:
    """Append the tables of a list; one with the same id as an earlier one takes its place."""
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        faults.add(document.problem((name,), translate("A list of tables was expected."), allowed=f"[[{name}]]"))
        return
    items = layers.lists[name]
    for index, item in enumerate(content):
        given = Given(item, document, (name, index))
        same = [k for k, other in enumerate(items) if "id" in item and other.raw.get("id") == item["id"]]
        if not same:
            items.append(given)
        elif items[same[0]].document is document:
            faults.add(document.problem((name, index, "id"), translate("Two measures have the same id."), given=shown(item["id"])))
        else:
            items[same[0]] = given
