"""Clock and dispatch only."""
