"""The small county with a posterior of three draws, and a study of it."""

from __future__ import annotations

from datetime import date
from functools import cache

from results.study import Study, run_study
from scenarios.schema.posterior import Facts, Posterior
from scenarios.schema.scenario import Scenario
from tests.small_county.county import small_county

HASH = "0" * 64
FACTS = Facts(identity="1" * 64, county="99", fitted=date(2026, 11, 26), targets_sha256=HASH, law_sha256=HASH, assumptions_sha256=HASH,
              log_sha256=HASH, source="Prov")  # fmt: skip
DRAWS = tuple({"sfi.apply_days_mean": days, "capacity.sfi_seats": factor} for days, factor in ((10.0, 1.5), (90.0, 0.7), (40.0, 1.0)))
COUNT = 6


def county(posterior: Posterior | None = None) -> Scenario:
    """The small county with three draws."""
    return small_county().model_copy(update={"posterior": posterior or Posterior(DRAWS, FACTS)})


@cache
def base() -> Study:
    return run_study(county(), 7, replications=COUNT, workers=1)
