"""One module a command; each imports what is heavy when it runs, so that help and mistakes answer at once."""
