"""A collection in a browser: pages, and the same data as JSON at the same addresses. `app.make_app` puts it together."""
