"""Reading LaTeX source: files to drafts of blocks."""
