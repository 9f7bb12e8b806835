"""One extraction: what of a document a model sees, the texts it writes, and the record of it all."""
