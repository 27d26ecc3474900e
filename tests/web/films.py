"""Sixty films for pages to show: public facts, written down by hand."""

from dataclasses import dataclass

from openslate.common.ids import short_id

LINES = """
Heat|1995|Crime, Drama|170|R|Michael Mann|US|en
The Insider|1999|Drama, Thriller|157|R|Michael Mann|US|en
Collateral|2004|Crime, Thriller|120|R|Michael Mann|US|en
Il Postino: The Postman|1994|Comedy, Romance|108|PG|Michael Radford|IT|it
Se7en|1995|Crime, Mystery|127|R|David Fincher|US|en
Zodiac|2007|Crime, Mystery|157|R|David Fincher|US|en
12 Monkeys|1995|Sci-Fi, Thriller|129|R|Terry Gilliam|US|en
Brazil|1985|Sci-Fi, Drama|132|R|Terry Gilliam|GB|en
Toy Story|1995|Animation, Family|81|G|John Lasseter|US|en
Spirited Away|2001|Animation, Fantasy|125|PG|Hayao Miyazaki|JP|ja
My Neighbour Totoro|1988|Animation, Family|86|G|Hayao Miyazaki|JP|ja
Princess Mononoke|1997|Animation, Adventure|134|PG-13|Hayao Miyazaki|JP|ja
Seven Samurai|1954|Action, Drama|207||Akira Kurosawa|JP|ja
Rashomon|1950|Crime, Drama|88||Akira Kurosawa|JP|ja
Ikiru|1952|Drama|143||Akira Kurosawa|JP|ja
Tokyo Story|1953|Drama|136||Yasujiro Ozu|JP|ja
Late Spring|1949|Drama|108||Yasujiro Ozu|JP|ja
Casablanca|1942|Romance, War|102|PG|Michael Curtiz|US|en
The Third Man|1949|Film-Noir, Mystery|104||Carol Reed|GB|en
Double Indemnity|1944|Film-Noir, Crime|107||Billy Wilder|US|en
Sunset Boulevard|1950|Film-Noir, Drama|110||Billy Wilder|US|en
The Apartment|1960|Comedy, Romance|125||Billy Wilder|US|en
Some Like It Hot|1959|Comedy, Music|121||Billy Wilder|US|en
Vertigo|1958|Mystery, Romance|128|PG|Alfred Hitchcock|US|en
North by Northwest|1959|Adventure, Thriller|136||Alfred Hitchcock|US|en
Psycho|1960|Horror, Thriller|109|R|Alfred Hitchcock|US|en
The Birds|1963|Horror|119|PG-13|Alfred Hitchcock|US|en
Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb|1964|Comedy, War|95|PG|\
Stanley Kubrick|GB|en
2001: A Space Odyssey|1968|Sci-Fi, Adventure|149|G|Stanley Kubrick|GB|en
The Shining|1980|Horror, Drama|146|R|Stanley Kubrick|GB|en
Barry Lyndon|1975|Drama, History|185|PG|Stanley Kubrick|GB|en
Paths of Glory|1957|War, Drama|88||Stanley Kubrick|US|en
Once Upon a Time in the West|1968|Western|165|PG-13|Sergio Leone|IT|it
The Good, the Bad and the Ugly|1966|Western, Adventure|161|R|Sergio Leone|IT|it
Unforgiven|1992|Western, Drama|130|R|Clint Eastwood|US|en
High Noon|1952|Western|85|PG|Fred Zinnemann|US|en
Bicycle Thieves|1948|Drama|89||Vittorio De Sica|IT|it
Cinema Paradiso|1988|Drama, Romance|155|R|Giuseppe Tornatore|IT|it
La Dolce Vita|1960|Drama, Comedy|174||Federico Fellini|IT|it
8½|1963|Drama|138||Federico Fellini|IT|it
Amélie|2001|Comedy, Romance|122|R|Jean-Pierre Jeunet|FR|fr
The 400 Blows|1959|Crime, Drama|99||François Truffaut|FR|fr
Breathless|1960|Crime, Drama|90||Jean-Luc Godard|FR|fr
Playtime|1967|Comedy|124||Jacques Tati|FR|fr
Mon Oncle|1958|Comedy|116||Jacques Tati|FR|fr
La Haine|1995|Crime, Drama|98||Mathieu Kassovitz|FR|fr
Three Colours: Blue|1993|Drama, Music|94|R|Krzysztof Kieslowski|FR|fr
Run Lola Run|1998|Action, Thriller|80|R|Tom Tykwer|DE|de
Wings of Desire|1987|Drama, Fantasy|128|PG-13|Wim Wenders|DE|de
Paris, Texas|1984|Drama|145|R|Wim Wenders|DE|en
Das Boot|1981|War, Thriller|149|R|Wolfgang Petersen|DE|de
Metropolis|1927|Sci-Fi, Drama|153||Fritz Lang|DE|de
M|1931|Crime, Thriller|117||Fritz Lang|DE|de
Good Bye, Lenin!|2003|Comedy, Drama|121|R|Wolfgang Becker|DE|de
Stop Making Sense|1984|Documentary, Music|88|PG|Jonathan Demme|US|en
Buena Vista Social Club|1999|Documentary, Music|105|G|Wim Wenders|DE|es
Hoop Dreams|1994|Documentary, Sport|170|PG-13|Steve James|US|en
In the Mood for Love|2000|Drama, Romance|98|PG|Wong Kar-wai|HK|zh
Chungking Express|1994|Crime, Romance|102|PG-13|Wong Kar-wai|HK|zh
Fargo|1996|Crime, Comedy|98|R|Joel Coen|US|en
"""


@dataclass(frozen=True)
class Film:
    """A film of the made-up catalogue."""

    item: str
    name: str
    year: int
    genres: tuple[str, ...]
    runtime: int
    age_rating: str | None
    director: str
    country: str
    language: str


def _film(line: str) -> Film:
    name, year, genres, runtime, rating, director, country, language = line.split("|")
    item = short_id("i", "fake", name)
    parts = tuple(genres.split(", "))
    return Film(
        item, name, int(year), parts, int(runtime), rating or None, director, country, language
    )


FILMS = {film.item: film for film in map(_film, LINES.strip().splitlines())}
BY_NAME = {film.name: film for film in FILMS.values()}
