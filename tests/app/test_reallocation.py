"""Östergötland's kommuntal moved between its municipalities: taken where the total is kept, refused with the difference where not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scenarios.calendar import day
from scenarios.load import load
from tests.app.conftest import Etablering

MINE = """extends = "ostergotland"

[about]
title_sv = "Min omfördelning"
title_en = "My reallocation"
question_sv = "Vad händer?"
question_en = "What happens?"

[[measure]]
id = "min-omfordelning"
title_sv = "Platser till Linköping"
title_en = "Places to Linköping"
goal = "bo"
responsible = ["lansstyrelsen"]
decided = 2017-01-01
lead_time_days = 90
evidence = "B"
evidence_note_sv = "Bara de anvisade berörs."

[[measure.shift]]
service = "kommuntal"
changes = {{ "0581" = {norrkoping}, "0580" = {linkoping} }}
"""


def written(folder: Path, norrkoping: int, linkoping: int) -> Path:
    file = folder / "min-omfordelning.toml"
    file.write_text(MINE.format(norrkoping=norrkoping, linkoping=linkoping), encoding="utf-8")
    return file


def test_a_reallocation_that_keeps_the_total_is_taken(tmp_path: Path, etablering: Etablering) -> None:
    file = written(tmp_path, -40, 40)
    assert etablering("check", str(file)).code == 0
    base, moved = load("ostergotland").county, load(str(file)).county
    in_force = day(load(str(file)).measures[0].in_force)
    both = [[county.capacity("kommuntal", m.area).at(in_force) for m in county.municipalities] for county in (base, moved)]
    assert sum(both[0]) == sum(both[1]) > 0
    changed = {m.area: after - before for m, before, after in zip(base.municipalities, *both, strict=True) if after != before}
    assert changed == {"0580": 40, "0581": -40}


@pytest.mark.parametrize(("norrkoping", "linkoping", "difference"), [(-40, 45, "+5"), (-40, 30, "-10")])
def test_one_that_does_not_is_refused_with_the_difference_named(
    tmp_path: Path, etablering: Etablering, norrkoping: int, linkoping: int, difference: str
) -> None:
    file = written(tmp_path, norrkoping, linkoping)
    out = tmp_path / "ut"
    for arguments in (["check", str(file)], ["compare", "ostergotland", str(file), "--out", str(out)]):
        ended = etablering(*arguments)
        assert ended.code == 2
        line = next(k for k, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1) if text.startswith("changes"))
        assert f"{file}:{line}:" in ended.err
        assert re.search(rf"{re.escape(difference.replace('-', '−'))}|{re.escape(difference)}", ended.err)
        assert "länets summa" in ended.err
    assert not out.exists()
