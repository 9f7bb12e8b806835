"""Reading: a publication (PDF, LaTeX, Markdown, text, docling JSON) to an immutable `Document`."""
