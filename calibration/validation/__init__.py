"""The proof: years held back, parameters recovered from made-up histories, sensitivity, and the pages that show it."""
