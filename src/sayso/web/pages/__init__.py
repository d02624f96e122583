"""One module a page: what is asked becomes an `Answer`, data first; a template shows that data and nothing else."""
