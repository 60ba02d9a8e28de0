"""Checks given tables against pydantic models and tells what is wrong in the words of a planner, with file, line and column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from scenarios.errors import Faults, did_you_mean, listed, shown
from scenarios.language import N_, translate
from scenarios.parameters import Given
from scenarios.toml import Document
from scenarios.toml_scan import Path

Model = TypeVar("Model", bound=BaseModel)

STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
"""How the tables of a scenario file are read: nothing unknown, nothing converted, no NaN."""

_MESSAGES = {
    "missing": N_("A required key is missing."),
    "extra_forbidden": N_("Nothing reads this key."),
    "string_type": N_("A text in quotes was expected."),
    "string_too_short": N_("The text is empty."),
    "string_pattern_mismatch": N_("The text does not have the form that was expected."),
    "int_type": N_("A whole number was expected."),
    "int_from_float": N_("A whole number was expected."),
    "float_type": N_("A number was expected."),
    "finite_number": N_("The number must be finite."),
    "bool_type": N_("true or false was expected."),
    "date_type": N_("A date was expected."),
    "literal_error": N_("This word is not known here."),
    "tuple_type": N_("A list was expected."),
    "model_type": N_("A table was expected."),
    "model_attributes_type": N_("A table was expected."),
    "greater_than": N_("The number is outside what is allowed."),
    "greater_than_equal": N_("The number is outside what is allowed."),
    "less_than": N_("The number is outside what is allowed."),
    "less_than_equal": N_("The number is outside what is allowed."),
    "too_short": N_("The list is empty."),
}

_SIGNS = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤"}


def read_table_as(
    model: type[Model], given: Mapping[str, Given], section: tuple[Document, Path], faults: Faults, *, complete: bool = True
) -> Model | None:
    """A table whose keys may come from several files, as a model; None, and faults, where it does not fit.

    `section` is the file and path where a missing key would belong; with `complete` false missing keys are no faults, because a
    file that may hold them could not be read.
    """
    try:
        return model.model_validate({key: value.raw for key, value in given.items()})
    except ValidationError as error:
        for detail in error.errors():
            first, *rest = detail["loc"] or ("",)
            if detail["type"] == "missing" and not rest and not complete:
                continue
            document, path = section[0], (*section[1], *detail["loc"])
            if first in given:
                document, path = given[str(first)].document, (*given[str(first)].path, *rest)
            _tell(model, detail, document, path, faults)
        return None


def read_as(model: type[Model], given: Given, faults: Faults) -> Model | None:
    """One table of one file as a model; None, and faults, where it does not fit."""
    if not isinstance(given.raw, dict):
        faults.add(given.document.problem(given.path, translate("A table was expected."), given=shown(given.raw)))
        return None
    inner = {key: Given(value, given.document, (*given.path, key)) for key, value in given.raw.items()}
    return read_table_as(model, inner, (given.document, given.path), faults)


def _tell(model: type[BaseModel], detail: ErrorDetails, document: Document, path: Path, faults: Faults) -> None:
    """Add one fault that pydantic found."""
    kind, context = detail["type"], detail.get("ctx", {})
    if path in document.damaged:
        return
    if kind == "value_error":
        message = str(context.get("error", detail["msg"]))
    else:
        message = translate(_MESSAGES[kind]) if kind in _MESSAGES else detail["msg"]
    allowed, suggestion, told = "", "", "" if kind == "missing" else shown(detail["input"])
    if kind == "extra_forbidden":
        known = _keys(model, detail["loc"][:-1])
        allowed, suggestion, told = listed(known, 20), did_you_mean(str(path[-1]), known), ""
    elif kind == "literal_error":
        words = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ",").split(",")]
        allowed, suggestion = listed(words), did_you_mean(str(detail["input"]), words)
    elif kind == "date_type":
        allowed = translate("YYYY-MM-DD")
    elif kind == "string_pattern_mismatch":
        allowed = str(context["pattern"])
    else:
        allowed = ", ".join(f"{_SIGNS[key]} {value}" for key, value in context.items() if key in _SIGNS)
    value = kind != "extra_forbidden"
    faults.add(document.problem(path, message, value=value, given=told, allowed=allowed, suggestion=suggestion))


def _keys(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys that a model, or a model within it, knows."""
    inner: Any = model
    for part in path:
        if isinstance(part, str) and part in inner.model_fields:
            annotation = inner.model_fields[part].annotation
            inner = next((kind for kind in (annotation, *getattr(annotation, "__args__", ())) if hasattr(kind, "model_fields")), inner)
    return [field.alias or name for name, field in inner.model_fields.items()]
