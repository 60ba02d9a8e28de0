"""SFI: application, queue, courses A-D on three paths."""
