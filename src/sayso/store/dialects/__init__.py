"""What each database does in its own way, one module a dialect: the functions that `store.dialect` names."""
