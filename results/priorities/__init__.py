"""Which measures first: packages within what each party can pay, how sure their order is, and for whom they do what."""
