"""Compiles the Swedish catalogues.

`pybabel compile` refuses texts such as "95 % confidence", which it takes for a printf format; the tests of the texts check
placeholders instead.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parents[1] / "scenarios" / "locale" / "sv" / "LC_MESSAGES"

for po in sorted(CATALOGUES.glob("*.po")):
    with po.open("rb") as source, po.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(source, locale="sv", domain=po.stem))
