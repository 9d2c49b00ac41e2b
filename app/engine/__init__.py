"""What is due, what may run and why not, and the processes that do it."""
