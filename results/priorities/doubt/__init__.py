"""How sure the order is: futures, parameters and chance, and what it would be worth to know more."""
