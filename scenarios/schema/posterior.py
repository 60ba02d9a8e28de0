"""A posterior: what a calibration found likely for some values of a county, as draws that runs take their values from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field

REPLICATIONS_PER_DRAW = 2
"""Replications that share a draw: the least that tells chance, which differs within a draw, from parameters, which differ between draws."""

LEAST_DRAWS = 2
"""Fewer draws say nothing of how uncertain the parameters are."""

_HASH = r"^[0-9a-f]{64}$"


class Facts(BaseModel):
    """What a calibration says of itself (`posterior.toml`): to what, when, and the hashes by which it is known.

    `targets_sha256` is of the data, `law_sha256` of the rules of the state, `assumptions_sha256` of the other parameters and capacities,
    `log_sha256` of the log of a fixed small run, all as known on `known_on` (on the scenario's decision where it is not given); `identity`
    is the hash of these four. `draws_sha256` is of the draws as read
    (`draws_hash`), `draws` their number; both are filled in when the posterior is written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    identity: str = Field(pattern=_HASH)
    county: str = Field(min_length=1)
    fitted: date
    targets_sha256: str = Field(pattern=_HASH)
    law_sha256: str = Field(pattern=_HASH)
    assumptions_sha256: str = Field(pattern=_HASH)
    log_sha256: str = Field(pattern=_HASH)
    known_on: date | None = None
    draws_sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    draws: int = Field(default=0, ge=0)
    replications_per_draw: int = Field(default=REPLICATIONS_PER_DRAW, ge=2, le=1000)
    source: str = Field(min_length=1)


@dataclass(frozen=True)
class Posterior:
    """Draws of some values by their addresses (`scenarios.drawn`), and the calibration that they come from.

    `left` are addresses that are not drawn in this scenario: what a later file sets itself, and what was not yet known.
    """

    draws: tuple[Mapping[str, float], ...]
    facts: Facts
    left: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """The calibration's identity."""
        return self.facts.identity

    def draw_of(self, replication: int) -> int:
        """Which draw a replication (from 0) takes its values from: the same in every scenario, so that comparisons stay paired."""
        return (replication // self.facts.replications_per_draw) % len(self.draws)

    def without(self, addresses: Sequence[str]) -> Posterior:
        """The same posterior with some values left as the scenario has them."""
        gone = set(addresses)
        draws = tuple({address: value for address, value in draw.items() if address not in gone} for draw in self.draws)
        return Posterior(draws, self.facts, tuple(sorted({*self.left, *gone})))

    def told(self) -> dict[str, object]:
        """What identifies it, without all its numbers."""
        found: dict[str, object] = {"draws": len(self.draws), "draws_sha256": draws_hash(self.draws), "identity": self.identity}
        return {**found, "replications_per_draw": self.facts.replications_per_draw}


def draws_hash(draws: Sequence[Mapping[str, float]]) -> str:
    """SHA-256 of draws: addresses in their order, and each number exactly."""
    addresses = sorted(draws[0]) if draws else []
    lines = [",".join(addresses), *(",".join(float(draw[address]).hex() for address in addresses) for draw in draws)]
    return sha256("\n".join(lines).encode()).hexdigest()
