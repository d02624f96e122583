"""From files, folders and pipes to articles."""
