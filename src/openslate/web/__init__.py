"""Pages and the JSON API: server-rendered, no logic of their own."""
