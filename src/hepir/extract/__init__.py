"""From a document to a program: drafts by a model or by the built-in reader, assembled, compared and scored."""
