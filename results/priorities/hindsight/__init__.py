"""The best that any allocation could have reached in hindsight."""
