"""Icons, style sheets and layouts: data that is installed with the program."""
