"""What happens: people, luck, stages, engines -> event log."""
