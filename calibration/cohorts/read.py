"""A planner's files from paths to observations: read, understood, checked; every fault of every file at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from calibration.cohorts.aggregated import read_aggregated
from calibration.cohorts.areas import areas_of
from calibration.cohorts.history import observed
from calibration.cohorts.log import HistoryRun, read_log
from calibration.cohorts.observation import Observation
from calibration.cohorts.sheets import Sheet, read_sheets
from calibration.cohorts.tables import Table, understood
from calibration.cohorts.words import Kind
from results.indicators.grid import grid_of
from results.indicators.layout import layout_of
from scenarios.errors import Faults, Problem, ScenarioError
from scenarios.language import translate as _
from scenarios.schema.scenario import Scenario

MOST_FAULTS = 200
"""Faults that are told; how many more there are is said."""


@dataclass(frozen=True)
class Cohorts:
    """What a planner's files say.

    Attributes
    ----------
    observations
        Every number that can be used.
    silent
        Rows that say nothing: too few persons, or bounds as wide as the unit's.
    hashes
        SHA-256 of each file by its name; nothing else of the files is kept.
    run
        The event log as a run; None where the files hold aggregated cohorts only.
    """

    observations: tuple[Observation, ...]
    silent: tuple[str, ...]
    hashes: tuple[tuple[str, str], ...]
    run: HistoryRun | None


def read_cohorts(files: Sequence[Path], persons: Sequence[Path], scenario: Scenario) -> Cohorts:
    """Read a planner's files: aggregated cohorts, event logs, or both.

    Parameters
    ----------
    files
        The cohorts; an event log may hold its persons in a second sheet or in its own columns.
    persons
        Tables of persons in files of their own.
    scenario
        The county as it is, with the period of its run.

    Raises
    ------
    ScenarioError
        With every fault found in the files.
    """
    faults = Faults()
    tables = [table for path in files for table in _tables(read_sheets(path, faults), faults, persons=False)]
    tables += [table for path in persons for table in _tables(read_sheets(path, faults), faults, persons=True)]
    areas, layout = areas_of(scenario.county), layout_of(grid_of(scenario))
    by_kind = {kind: [table for table in tables if table.kind == kind] for kind in ("aggregated", "events", "persons")}
    found = read_aggregated(by_kind["aggregated"], areas, layout)
    run = read_log(by_kind["events"], by_kind["persons"], areas, scenario)
    if by_kind["persons"] and not by_kind["events"]:
        sheet = by_kind["persons"][0].sheet
        faults.add(Problem(sheet.shown, 0, 0, "", _("There are persons but no events.")))
    _stop(faults)
    of_log = observed(run, scenario, by_kind["events"][0].sheet.source) if run is not None else ()
    if not found.observations and not of_log:
        name = str(files[0]) if files else ""
        faults.add(Problem(name, 0, 0, "", _("Nothing here can be used: no row says anything, or too few persons stand behind each.")))
    _stop(faults)
    hashes = tuple((path.name, sha256(path.read_bytes()).hexdigest()) for path in (*files, *persons))
    return Cohorts((*found.observations, *of_log), tuple(found.silent), hashes, run)


def _tables(sheets: Sequence[Sheet], faults: Faults, *, persons: bool) -> list[Table]:
    """The tables in the sheets of one file; a fault where there is none."""
    before = len(faults)
    only: tuple[Kind, ...] = ("persons",) if persons else ("events", "aggregated", "persons")
    found = [understood(sheet, faults, only=only, alone=len(sheets) == 1) for sheet in sheets]
    tables = [table for table in found if table is not None]
    if sheets and not tables and len(faults) == before:
        faults.add(Problem(sheets[0].file, 0, 0, "", _("No sheet of the file has a header that is known.")))
    for table in tables:
        if not table.lines:
            faults.add(Problem(table.sheet.shown, 1, 1, "", _("The table has no rows.")))
    return tables


def _stop(faults: Faults) -> None:
    """Raise the faults, the first of very many."""
    if len(faults) <= MOST_FAULTS:
        faults.stop_if_any()
        return
    told = sorted(set(faults.problems))
    more = len(told) - MOST_FAULTS
    rest = (
        [] if more <= 0 else [Problem(told[MOST_FAULTS].file, 0, 0, "", _("There are {count} more faults like these.").format(count=more))]
    )
    raise ScenarioError([*told[:MOST_FAULTS], *rest])
