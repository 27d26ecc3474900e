"""Questions to begin with, as the page and the command offer them."""

EXAMPLES: tuple[tuple[str, str], ...] = (
    (
        "Films with an actor",
        """SELECT ?name ?year WHERE {
  ?film schema:actor/schema:name "Tom Hanks" ;
        schema:name ?name .
  OPTIONAL { ?film slate:year ?year }
} ORDER BY ?year LIMIT 100""",
    ),
    (
        "Who directed and acted in the same film",
        """SELECT ?person (COUNT(?film) AS ?films) WHERE {
  ?film schema:director ?who .
  FILTER EXISTS { ?film schema:actor ?who }
  ?who schema:name ?person
} GROUP BY ?person ORDER BY DESC(?films) LIMIT 20""",
    ),
    (
        "Genres of each decade",
        """SELECT ?decade ?genre (COUNT(*) AS ?films) WHERE {
  ?film schema:genre ?genre ; slate:year ?year .
  BIND(FLOOR(?year / 10) * 10 AS ?decade)
} GROUP BY ?decade ?genre ORDER BY ?decade DESC(?films) LIMIT 100""",
    ),
    (
        "What each delivery says of one name",
        """SELECT ?graph ?record ?year WHERE {
  GRAPH ?graph { ?record schema:name "Heat" . OPTIONAL { ?record slate:year ?year } }
} LIMIT 100""",
    ),
    (
        "Norms of a topic and of broader ones (after slate guard check)",
        """SELECT ?topic ?stance ?title ?source WHERE {
  GRAPH graph:norms {
    ?of dcterms:identifier "voice-cloning" ; skos:broader* ?broader .
    ?norm slate:about ?broader ; slate:stance ?stance ; dcterms:title ?title ;
          dcterms:source ?source .
    ?broader skos:prefLabel ?topic
  }
} LIMIT 100""",
    ),
    (
        "Everything about one film, as triples",
        """DESCRIBE ?film WHERE { ?film schema:name "Toy Story" }""",
    ),
)
"""Pairs of a title and a query."""
