"""Pages and the JSON API: server-rendered, no decisions of their own."""
