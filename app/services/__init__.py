"""Jobs that talk to services other than the ERP, and upkeep."""
