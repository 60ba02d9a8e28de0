"""How a quota is given out over time."""


def monthly_part(year_total: float, given_this_year: float, months_left: int) -> float:
    """What a yearly number gives this month: the rest of the year's number spread over its remaining months, never negative."""
    rest = year_total - given_this_year
    return rest / months_left if rest > 0.0 else 0.0


def refilled(left: float, units: float, most: float) -> float:
    """What a stock holds after `units` are added: never more than may be kept, never less than it held."""
    kept = most if most > left else left
    return left + units if left + units < kept else kept
