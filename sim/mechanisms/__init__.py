"""The three ways of waiting (seats, quotas, batches) and the exposure clock."""
