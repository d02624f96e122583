"""What an article says of where its text and its news come from."""
