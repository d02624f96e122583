"""What the store holds as frozen values, for whoever shows it: the only readers of the store."""
