"""Stored results, and the one way in which they change: with a reason."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def held(name: str, found: str, reason: str) -> None:
    """Compare with what is stored under a name; with a reason, store what was found instead and write the reason down."""
    stored = HERE / f"{name}.csv"
    before = stored.read_text(encoding="utf-8") if stored.exists() else ""
    if reason and found != before:
        stored.write_text(found, encoding="utf-8")
        with (HERE / "reasons.md").open("a", encoding="utf-8") as file:
            file.write(f"- {name}: {reason}\n")
        return
    assert found.splitlines() == before.splitlines()
