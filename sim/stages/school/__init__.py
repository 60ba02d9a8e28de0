"""Children in families: preschool and school."""
