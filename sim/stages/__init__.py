"""The flow, one folder a stage: what the law says (rules), what people do (process)."""
