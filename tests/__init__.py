"""The tests, as a package of their own name: libraries that bring a package `tests` along do not stand in their way."""
