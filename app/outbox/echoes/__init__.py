"""ARM's documents follow the ERP: what was made or received there appears, statuses and quantities are taken over."""
