"""The review of a program beside its publication: a page, decisions, and what is exported. Import the modules one by one."""
