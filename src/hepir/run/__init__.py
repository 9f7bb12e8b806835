"""From a compiled selection and event files to a result. Importing this package imports nothing heavy."""
