"""What was measured, to look at. In: the record of a run. Out: tables in Markdown, a picture, pages with both."""
