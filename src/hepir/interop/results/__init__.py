"""The results of a run in other forms: HEPData, YODA, Markdown, PDF. Import the modules one by one."""
