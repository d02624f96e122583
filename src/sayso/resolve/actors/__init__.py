"""Who is who across articles: names, links between entities, actors."""
