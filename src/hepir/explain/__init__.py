"""What a program says, in plain English, and what it makes of one event. Import the modules one by one."""
