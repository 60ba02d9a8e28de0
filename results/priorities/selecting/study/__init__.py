"""How often the selection is right and what it saves, on made-up problems whose best is known; writes docs/selecting.md."""
