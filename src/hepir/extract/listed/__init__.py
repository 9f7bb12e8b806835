"""Programs that a model lists as JSON, where it is kept to no grammar: read, judged statement by statement, repaired."""
