"""Reading a PDF: glyphs and rules of pages to drafts of blocks."""
