"""Parents and children: starts that wait for childcare, part-time plans, and places in preschool and school by month."""

from __future__ import annotations

import numpy as np

from results.indicators.capacity import amounts
from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Floats
from results.indicators.grid import Grid
from results.indicators.history import History
from results.indicators.indicator import ALL, BY_SEX, YOUNG, Indicator
from results.indicators.spells import Spells

CAUSES = {"parental": 0, "health": 1}
"""Why a plan is on part time, as in the log's detail: extent + 1000 for health."""

CAUSE = 1000
_CAUSES = (("parental", "för barn", "for a child"), ("health", "av hälsoskäl", "for health"))
_CHILDREN = (("preschool", "förskola", "preschool"), ("school", "skola", "school"))

FAMILIES = (
    Indicator(
        "childcare_waited",
        "Började vänta på barnomsorg",
        "Began to wait for childcare",
        "Personer vars start under året började vänta på barnomsorg: de väntar med sfi, samhällsorientering och praktik, en del också med "
        "samtal och plan.",
        "Persons whose start began to wait for childcare during the year: they wait with SFI, civic orientation and practice, some with "
        "talks and plan as well.",
        "count",
        better="less",
        groups=BY_SEX,
    ),
    Indicator(
        "childcare_share",
        "Andel vars start väntade på barnomsorg",
        "Share whose start waited for childcare",
        "Av dem som fick plan under året: andel som från mottagandet till planens slut har väntat på barnomsorg.",
        "Of those whose plan started during the year: share who at any time from reception to the plan's end waited for childcare.",
        better="less",
    ),
    Indicator(
        "childcare_days_mean",
        "Väntan på barnomsorg, medelvärde",
        "Wait for childcare, mean",
        "Dagar från början till slut, för väntan som slutade under året, oavsett hur den slutade.",
        "Days from beginning to end, of waits that ended during the year, however they ended.",
        "mean",
        better="less",
    ),
    *(
        Indicator(
            f"part_time_plans_{cause}",
            f"Fick plan på deltid {sv}",
            f"Got a part-time plan {en}",
            f"Personer vars etableringsplan under året första gången sattes under heltid {sv}.",
            f"Persons whose plan was set below full time {en} during the year for the first time.",
            "count",
            better="neither",
            groups=BY_SEX,
        )
        for cause, sv, en in _CAUSES
    ),
    *(
        Indicator(
            f"part_time_share_{cause}",
            f"Andel som har haft plan på deltid {sv}",
            f"Share who had a part-time plan {en}",
            f"Av dem vars plan slutade under året: andel vars plan någon gång var under heltid {sv}.",
            f"Of those whose plan ended during the year: share whose plan was below full time {en} at any time.",
            better="neither",
        )
        for cause, sv, en in _CAUSES
    ),
)
"""By year."""

FAMILY_SERIES = (
    *(
        Indicator(
            f"part_time_month_{cause}",
            f"Planer på deltid {sv}",
            f"Part-time plans {en}",
            f"Personer vars etableringsplan den sista dagen i månaden är under heltid {sv}.",
            f"Persons whose plan is below full time {en} on the last day of the month.",
            "series",
            better="neither",
            groups=BY_SEX,
        )
        for cause, sv, en in _CAUSES
    ),
    *(
        Indicator(
            f"wanted_{track}",
            f"Barn i {sv} eller i kö till den",
            f"Children in {en} or waiting for it",
            "Barn i familjer som går där eller väntar på plats den sista dagen i månaden: de platser som önskas.",
            "Children in families who attend or wait for a place on the last day of the month: the places wanted.",
            "series",
            better="neither",
            groups=YOUNG,
        )
        for track, sv, en in _CHILDREN
    ),
    *(
        Indicator(
            f"attending_{track}",
            f"Barn i {sv}",
            f"Children in {en}",
            "Barn i familjer som går där den sista dagen i månaden (i skola: så länge de räknas som nyanlända elever).",
            "Children in families who attend on the last day of the month (in school: as long as they count as newly arrived).",
            "series",
            better="neither",
            groups=YOUNG,
        )
        for track, sv, en in _CHILDREN
    ),
    *(
        Indicator(
            f"places_{track}",
            f"Platser i {sv}",
            f"Places in {en}",
            "Platser som finns för gruppen, medelvärde under månaden (bakgrund frånräknad).",
            "Places there are for the group, mean of the month (background taken off).",
            "series",
            better="neither",
            groups=ALL,
            unit_given="number",
        )
        for track, sv, en in _CHILDREN
    ),
)
"""By month."""

PLACES = {f"places_{track}": f"{track}_places" for track, _, _ in _CHILDREN}
"""The service whose places a series counts."""

UNDER_WAY = frozenset(indicator.key for indicator in FAMILY_SERIES) - PLACES.keys()
"""Series of persons."""


def under_way(key: str, history: History) -> tuple[Spells, Floats, Floats]:
    """The spells that a series counts, each from when until when."""
    if key.startswith("part_time_month_"):
        spells = _part_time(history, key.removeprefix("part_time_month_"))
        return spells, spells.start, spells.end
    kind, _, track = key.partition("_")
    if kind == "wanted":
        spells = history.spells(track).waited()
        return spells, spells.join, spells.end
    spells = history.spells(track).served()
    return spells, spells.start, spells.end


def places(key: str, history: History, grid: Grid) -> Floats:
    """Places there are, mean of each month, shape (areas, months)."""
    _, given = amounts(PLACES[key], history, grid)
    found: Floats = given / np.diff(grid.months)
    return found


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of waits for childcare and of part-time plans."""
    return {**_childcare(history), **_part_time_plans(history)}


def _part_time(history: History, cause: str) -> Spells:
    spells = history.spells("extent").served()
    return spells.take(spells.detail // CAUSE == CAUSES[cause])


def _childcare(history: History) -> dict[str, Cohort]:
    waits = history.spells("childcare").waited()
    first, over = waits.first_each(), waits.take(np.isfinite(waits.end))
    since = np.full(history.n, np.inf)
    since[first.person] = first.join
    begun, plan = history.plans_begun, history.plan
    return {
        "childcare_waited": Occasions(first.person, first.join, history.place_of(first, first.join)).counted(history.horizon),
        "childcare_share": begun.share(since[begun.person] <= plan.end),
        "childcare_days_mean": Occasions(over.person, over.end, history.place_of(over, over.join)).lasted(over.end - over.join),
    }


def _part_time_plans(history: History) -> dict[str, Cohort]:
    found, over = {}, history.plans_over
    over = over.take(np.isfinite(over.when))
    for cause in CAUSES:
        first = _part_time(history, cause).first_each()
        ever = np.zeros(history.n, bool)
        ever[first.person] = True
        found[f"part_time_plans_{cause}"] = Occasions(first.person, first.start, history.place_of(first, first.start)).counted(
            history.horizon
        )
        found[f"part_time_share_{cause}"] = over.share(ever[over.person])
    return found
