"""How a quota is given out over time."""


def monthly_part(year_total: float, given_this_year: float, months_left: int) -> float:
    """What a yearly number gives this month: the rest of the year's number spread over its remaining months, never negative."""
    rest = year_total - given_this_year
    return rest / months_left if rest > 0.0 else 0.0
