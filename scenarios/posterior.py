"""A scenario with the values that one replication draws from the county's posterior, and how a posterior is written.

The same replication takes the same draw in every scenario, two replications one after the other share a draw, and a scenario without a
posterior stays as it is. What is drawn is set before the measures, which are applied anew.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from scenarios.drawn import with_values
from scenarios.schema.posterior import LEAST_DRAWS, REPLICATIONS_PER_DRAW, Facts, Posterior, draws_hash
from scenarios.schema.scenario import Scenario

__all__ = ["REPLICATIONS_PER_DRAW", "Facts", "Posterior", "at_point", "draw_numbers", "drawn", "write_posterior"]

CSV, TOML = "posterior.csv", "posterior.toml"
"""The draws and what is said of them; the second is found by the name of the first."""


def drawn(scenario: Scenario, replication: int) -> Scenario:
    """The scenario as one replication (from 0) simulates it: with its draw's values and no posterior; itself where it has none."""
    posterior = scenario.posterior
    if posterior is None:
        return scenario
    return with_values(at_point(scenario), posterior.draws[posterior.draw_of(replication)])


def at_point(scenario: Scenario) -> Scenario:
    """The scenario with its own values, whatever its posterior says."""
    return scenario if scenario.posterior is None else scenario.model_copy(update={"posterior": None})


def draw_numbers(scenario: Scenario, replications: Sequence[int]) -> tuple[int, ...]:
    """The number of each replication's draw; none at all where the scenario has no posterior."""
    posterior = scenario.posterior
    return () if posterior is None else tuple(posterior.draw_of(number) for number in replications)


def write_posterior(folder: Path, draws: Sequence[Mapping[str, float]], facts: Facts) -> None:
    """Write posterior.csv and posterior.toml; each is whole or not there, and the second says which the first must be.

    Parameters
    ----------
    folder
        The county's.
    draws
        Values by address, the same addresses in each.
    facts
        What the calibration says of itself; number and hash of the draws are filled in here.

    Raises
    ------
    ValueError
        Fewer than two draws, or draws of different addresses.
    """
    if len(draws) < LEAST_DRAWS or any(set(draw) != set(draws[0]) for draw in draws):
        raise ValueError("a posterior has at least two draws, all of the same addresses")
    addresses = list(draws[0])
    rows = [",".join([str(number), *(repr(float(draw[a])) for a in addresses)]) for number, draw in enumerate(draws, start=1)]
    told = facts.model_copy(update={"draws": len(draws), "draws_sha256": draws_hash(draws)})
    _replace(folder / CSV, "\n".join([",".join(["draw", *addresses]), *rows, ""]))
    _replace(folder / TOML, "".join(f"{key} = {_toml(value)}\n" for key, value in told if value is not None))


def _toml(value: object) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{" ".join(escaped.split())}"'
    return str(value)


def _replace(path: Path, text: str) -> None:
    """Put a file in its place at once, when it is whole."""
    with NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}-", delete=False) as draft:
        draft.write(text)
    try:
        Path(draft.name).chmod(0o644)
        os.replace(draft.name, path)  # noqa: PTH105
    except BaseException:
        Path(draft.name).unlink(missing_ok=True)
        raise
