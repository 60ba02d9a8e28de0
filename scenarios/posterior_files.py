"""Reading a posterior: its table of draws and the file that says where they come from, every fault with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.checks import Checker, check_parameters
from scenarios.county import County
from scenarios.drawn import CAPACITY, Address, address, with_parameters
from scenarios.errors import Faults, Problem, did_you_mean, listed, shown
from scenarios.files import Found, beside_file
from scenarios.language import translate
from scenarios.overlay import Layers
from scenarios.parameters import TOLERANCE, Given
from scenarios.schema.field import meta_of
from scenarios.schema.posterior import LEAST_DRAWS, Facts, Posterior, draws_hash
from scenarios.schema.scenario import PARAMETERS
from scenarios.shapes import read_as
from scenarios.tables import Cell, Row, read_table
from scenarios.toml import read_toml
from scenarios.values import Parameter

MOST_FACTOR = 100.0
"""Greatest factor on a capacity."""

Parameters = Mapping[str, Mapping[str, Parameter]]


def read_posterior(layers: Layers, parameters: Parameters, county: County | None, faults: Faults) -> Posterior | None:
    """The posterior that a scenario names in its table [county]; None where it names none (or an empty text), or has faults.

    What a file laid over the one that names the posterior sets itself is not drawn: somebody meant it.
    """
    given = layers.sections["county"].get("posterior")
    if given is None or county is None or not isinstance(given.raw, str) or not given.raw:
        return None
    before = len(faults)
    facts = _facts(given, county, faults)
    draws = _draws(given, _Known(parameters, county), faults)
    if len(faults) > before or facts is None or draws is None:
        return None
    _check_draws(given, draws, facts, faults)
    _check_together(given, draws, (parameters, county), layers, faults)
    return Posterior(tuple(draws), facts).without(_set_later(given, draws[0], layers)) if len(faults) == before else None


def known_only(posterior: Posterior, parameters: Parameters) -> Posterior:
    """The posterior without the dated values that were not yet known and that the scenario therefore lacks."""
    where = [(text, address(text)) for text in posterior.draws[0]]
    return posterior.without([t for t, a in where if a.section != CAPACITY and not any(map(a.means, parameters[a.section][a.field].steps))])


def _facts(given: Given, county: County, faults: Faults) -> Facts | None:
    """What the TOML file of the same name says."""
    name = Path(given.raw).with_suffix(".toml").as_posix()
    found = beside_file(name, given.document.found, faults, given.document.problem(given.path, ""))
    document = read_toml(found, faults) if found is not None else None
    facts = read_as(Facts, Given(document.data, document, ()), faults) if document is not None else None
    if facts is not None and document is not None and facts.county != county.code:
        message = translate("The posterior is of another county.")
        faults.add(document.problem(("county",), message, given=shown(facts.county), allowed=county.code))
    return facts


def _draws(given: Given, known: _Known, faults: Faults) -> list[dict[str, float]] | None:
    """The draws in their order; None where the table cannot be read."""
    found = beside_file(given.raw, given.document.found, faults, given.document.problem(given.path, ""))
    table = read_table(found, faults, ("draw",), prefixes=("",)) if found is not None else None
    if table is None or found is None:
        return None
    columns = [c for cell in table.header if cell.text != "draw" and (c := known.column(cell, found, faults)) is not None]
    draws = list[dict[str, float]]()
    for number, row in enumerate(table.rows, start=1):
        if row.number("draw", 1, 1e6) not in (None, float(number)):
            row.fault("draw", translate("The draws are numbered in their order, from 1."), str(number))
        read = {str(c.where): row.number(str(c.where), c.low, c.high) for c in columns}
        draw = {name: value for name, value in read.items() if value is not None}
        if len(draw) == len(columns):
            known.check_shares(row, columns, draw)
        draws.append(draw)
    if len(draws) < LEAST_DRAWS:
        message = translate("A posterior needs at least {least} draws.").format(least=LEAST_DRAWS)
        faults.add(Problem(found.shown, 1, 1, "", message, str(len(draws))))
    return draws


def _check_draws(given: Given, draws: Sequence[Mapping[str, float]], facts: Facts, faults: Faults) -> None:
    """The draws are those that the calibration wrote."""
    if facts.draws == len(draws) and facts.draws_sha256 == draws_hash(draws):
        return
    message = translate("The draws are not those that the calibration wrote.")
    hint = translate("Take both files of the calibration anew, or calibrate again.")
    faults.add(given.document.problem(given.path, message, given=shown(given.raw), suggestion=hint))


def _check_together(
    given: Given, draws: Sequence[Mapping[str, float]], known: tuple[Parameters, County], layers: Layers, faults: Faults
) -> None:
    """Values that must agree with each other do so in every draw, as they must in a scenario file."""
    parameters, county = known
    shown_as = (Path(given.document.found.shown).parent / given.raw).as_posix()
    for line, draw in enumerate(draws, start=2):
        own = Faults()
        check_parameters(with_parameters(parameters, draw), county, Checker(layers, own))
        for each in own.problems:
            faults.add(Problem(shown_as, line, 1, each.key, each.message, each.given, each.allowed))


def _set_later(given: Given, addresses: Mapping[str, float], layers: Layers) -> list[str]:
    """Addresses whose value a later file than the one that names the posterior sets."""
    place = {id(document): k for k, document in enumerate(layers.documents)}
    named = place[id(given.document)]

    def set_by(where: Address) -> Given | None:
        return layers.sections["county"].get("capacity") if where.section == CAPACITY else layers.sections[where.section].get(where.field)

    later = [(text, set_by(address(text))) for text in addresses]
    return [text for text, value in later if value is not None and place.get(id(value.document), -1) > named]


@dataclass(frozen=True)
class _Column:
    """A column of the table: where its value belongs, and its bounds."""

    where: Address
    low: float
    high: float


@dataclass(frozen=True)
class _Known:
    """What a posterior may hold values of."""

    parameters: Parameters
    county: County

    def column(self, cell: Cell, found: Found, faults: Faults) -> _Column | None:
        """A column by its heading; None, and a fault, where that means nothing in the scenario."""
        try:
            where = address(cell.text)
        except ValueError:
            self._refuse(cell, found, faults, translate("This is no address of a value."), "section.field, section.field@YYYY-MM-DD[0]")
            return None
        if where.section == CAPACITY:
            return self._capacity(cell, where, found, faults)
        fields = self.parameters.get(where.section, {})
        if where.field not in fields:
            names = [f"{section}.{name}" for section, known in self.parameters.items() for name in known]
            message = translate("There is no parameter with this name.")
            self._refuse(cell, found, faults, message, hint=did_you_mean(where.name, names))
            return None
        wrong = _wrong(where, fields[where.field])
        if wrong is not None:
            self._refuse(cell, found, faults, *wrong)
            return None
        meta = meta_of(PARAMETERS[where.section], where.field)
        return _Column(where, meta.low, meta.high)

    def _capacity(self, cell: Cell, where: Address, found: Found, faults: Faults) -> _Column | None:
        services = list(dict.fromkeys(capacity.service for capacity in self.county.capacities))
        if where.field in services and where.since is None and where.entry is None:
            return _Column(where, 0.0, MOST_FACTOR)
        message = translate("The county has no capacity of this service.")
        self._refuse(cell, found, faults, message, listed(f"{CAPACITY}.{s}" for s in services), did_you_mean(where.field, services))
        return None

    def _refuse(self, cell: Cell, found: Found, faults: Faults, message: str, allowed: str = "", hint: str = "") -> None:
        faults.add(Problem(found.shown, cell.line, cell.column, cell.text, message, allowed=allowed, suggestion=hint))

    def check_shares(self, row: Row, columns: Sequence[_Column], draw: Mapping[str, float]) -> None:
        """Numbers that must sum to one still do in this draw."""
        for name in dict.fromkeys(column.where.name for column in columns if column.where.entry is not None):
            section, _, field = name.partition(".")
            if not meta_of(PARAMETERS[section], field).sums_to_one:
                continue
            own = [column.where for column in columns if column.where.name == name]
            for total in _sums(self.parameters[section][field], own, draw):
                if abs(total - 1.0) > TOLERANCE:
                    message = translate("The numbers must sum to 1 together with those that are not drawn.")
                    row.fault(str(own[0]), message, given=f"{total:.9g}")
                    break


def _wrong(where: Address, parameter: Parameter) -> tuple[str, str] | None:
    """Why an address cannot be set in a parameter and what can; None where it can."""
    if isinstance(parameter.steps[0].value, str):
        return translate("The parameter is a word, not a number."), ""
    steps = [step for step in parameter.steps if where.means(step)]
    if not steps:
        return translate("The parameter has no value from this date."), listed(s.since for s in parameter.steps if s.since is not None)
    is_vector = any(isinstance(step.value, tuple) for step in steps)
    if is_vector != (where.entry is not None):
        message = translate("A number of a vector is named by its place, [0] being the first; other numbers have none.")
        return message, f"{where.name}[0]" if is_vector else where.name
    sizes = [len(step.value) for step in steps if isinstance(step.value, tuple)]
    if where.entry is not None and where.entry >= min(sizes):
        return translate("The vector has fewer numbers."), f"[0]–[{min(sizes) - 1}]"
    return None


def _sums(parameter: Parameter, own: Sequence[Address], draw: Mapping[str, float]) -> Iterator[float]:
    """The sum of each dated vector with the drawn numbers in place."""
    for step in parameter.steps:
        if isinstance(step.value, tuple):
            numbers = list(step.value)
            for where in own:
                if where.means(step) and where.entry is not None:
                    numbers[where.entry] = draw[str(where)]
            yield sum(numbers)
