"""What can be wrong with a schema (`contents`), and with the choice of one (`choice`)."""
