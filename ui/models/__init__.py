"""Models hold rows; views show them; pages join the two."""
