"""How much is enough: the least capacity, by municipality and month, with which an indicator reaches a value."""
