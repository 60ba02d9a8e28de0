"""What is asked: schema, loading, dated law, county data and measures."""
