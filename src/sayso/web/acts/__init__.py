"""What forms do: each changes the collection and says where the browser goes from there."""
