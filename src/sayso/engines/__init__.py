"""Who does the work: this process, or a pool of them."""
