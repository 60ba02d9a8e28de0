"""From what is asked to packages on shelves: screened, told apart and priced."""
