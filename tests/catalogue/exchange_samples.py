"""Small files in exchange formats, written for the tests in the form the formats are published."""

MEC = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:MediaManifest xmlns:manifest="http://www.movielabs.com/schema/manifest/v1.9/manifest"
    xmlns:md="http://www.movielabs.com/schema/md/v2.8/md">
  <manifest:Inventory>
    <manifest:Metadata ContentID="md:cid:org:house:harbour-2">
      <manifest:BasicMetadata ContentID="md:cid:org:house:harbour-2-4">
        <md:LocalizedInfo language="de">
          <md:TitleDisplayUnlimited>Die Flut</md:TitleDisplayUnlimited>
          <md:Summary400>Das Wasser steigt.</md:Summary400>
          <md:Genre>Krimi</md:Genre>
        </md:LocalizedInfo>
        <md:LocalizedInfo language="en-GB">
          <md:TitleDisplay60>The Tide</md:TitleDisplay60>
          <md:TitleDisplayUnlimited>The Tide Comes In</md:TitleDisplayUnlimited>
          <md:TitleSort>Tide Comes In, The</md:TitleSort>
          <md:Summary190>Water.</md:Summary190>
          <md:Summary400>The water rises &amp; a boat is missing.</md:Summary400>
          <md:Genre level="0">Crime</md:Genre>
          <md:Genre level="1">Drama</md:Genre>
          <md:OriginalTitle>Die Flut</md:OriginalTitle>
          <md:Keyword>harbour</md:Keyword>
        </md:LocalizedInfo>
        <md:RunLength>PT44M30S</md:RunLength>
        <md:ReleaseYear>2021</md:ReleaseYear>
        <md:ReleaseDate>2021-03-14</md:ReleaseDate>
        <md:WorkType>Episode</md:WorkType>
        <md:AltIdentifier>
          <md:Namespace>IMDB</md:Namespace><md:Identifier>tt1234567</md:Identifier>
        </md:AltIdentifier>
        <md:AltIdentifier>
          <md:Namespace>EIDR</md:Namespace>
          <md:Identifier>10.5240/FBEB-FA47-487D-420A-8E31-I</md:Identifier>
        </md:AltIdentifier>
        <md:RatingSet>
          <md:Rating>
            <md:Region><md:country>DE</md:country></md:Region>
            <md:System>FSK</md:System><md:Value>12</md:Value>
          </md:Rating>
          <md:Rating>
            <md:Region><md:country>US</md:country></md:Region>
            <md:System>TVPG</md:System><md:Value>TV-14</md:Value>
          </md:Rating>
        </md:RatingSet>
        <md:People>
          <md:Job><md:JobFunction>Actor</md:JobFunction>
            <md:BillingBlockOrder>2</md:BillingBlockOrder></md:Job>
          <md:Name><md:DisplayName language="en">Ben Berg</md:DisplayName></md:Name>
        </md:People>
        <md:People>
          <md:Job><md:JobFunction>Actor</md:JobFunction>
            <md:BillingBlockOrder>1</md:BillingBlockOrder></md:Job>
          <md:Job><md:JobFunction>Director</md:JobFunction></md:Job>
          <md:Name><md:DisplayName>Ada Alm</md:DisplayName></md:Name>
        </md:People>
        <md:CountryOfOrigin><md:country>DE</md:country></md:CountryOfOrigin>
        <md:OriginalLanguage>de</md:OriginalLanguage>
        <md:AssociatedOrg role="production">
          <md:DisplayName>Nordfilm</md:DisplayName></md:AssociatedOrg>
        <md:AssociatedOrg role="distributor">
          <md:DisplayName>Ostfilm</md:DisplayName></md:AssociatedOrg>
        <md:SequenceInfo><md:Number>4</md:Number></md:SequenceInfo>
        <md:Parent relationshipType="isepisodeof">
          <md:ParentContentID>md:cid:org:house:harbour-2</md:ParentContentID>
        </md:Parent>
      </manifest:BasicMetadata>
      <manifest:BasicMetadata ContentID="md:cid:org:house:harbour-2">
        <md:LocalizedInfo language="en">
          <md:TitleDisplayUnlimited>Season Two</md:TitleDisplayUnlimited>
        </md:LocalizedInfo>
        <md:ReleaseYear>soon</md:ReleaseYear>
        <md:WorkType>Season</md:WorkType>
        <md:SequenceInfo><md:Number>2</md:Number></md:SequenceInfo>
        <md:Parent relationshipType="isseasonof">
          <md:ParentContentID>md:cid:org:house:harbour</md:ParentContentID>
        </md:Parent>
      </manifest:BasicMetadata>
      <manifest:BasicMetadata ContentID="md:cid:org:house:harbour">
        <md:LocalizedInfo language="en">
          <md:TitleDisplayUnlimited>Harbour</md:TitleDisplayUnlimited>
        </md:LocalizedInfo>
        <md:WorkType>Series</md:WorkType>
      </manifest:BasicMetadata>
    </manifest:Metadata>
  </manifest:Inventory>
</manifest:MediaManifest>
"""
EBUCORE = """<?xml version="1.0" encoding="UTF-8"?>
<ebucore:ebuCoreMain xmlns:ebucore="urn:ebu:metadata-schema:ebucore"
    xmlns:dc="http://purl.org/dc/elements/1.1/" version="1.10">
  <ebucore:coreMetadata>
    <ebucore:title typeLabel="main"><dc:title xml:lang="fr">La Marée</dc:title></ebucore:title>
    <ebucore:alternativeTitle typeLabel="international">
      <dc:title xml:lang="en">The Tide</dc:title>
    </ebucore:alternativeTitle>
    <ebucore:creator>
      <ebucore:contactDetails><ebucore:givenName>Ada</ebucore:givenName>
        <ebucore:familyName>Alm</ebucore:familyName></ebucore:contactDetails>
      <ebucore:role typeLabel="Director"/>
    </ebucore:creator>
    <ebucore:subject><dc:subject>sea</dc:subject></ebucore:subject>
    <ebucore:description typeLabel="summary">
      <dc:description xml:lang="en">Water rises.</dc:description>
    </ebucore:description>
    <ebucore:contributor>
      <ebucore:contactDetails><ebucore:name>Ben Berg</ebucore:name></ebucore:contactDetails>
      <ebucore:role typeLabel="Actor"/>
    </ebucore:contributor>
    <ebucore:contributor>
      <ebucore:organisationDetails>
        <ebucore:organisationName>Nordfilm</ebucore:organisationName>
      </ebucore:organisationDetails>
      <ebucore:role typeLabel="Production company"/>
    </ebucore:contributor>
    <ebucore:date><ebucore:created startYear="2019"/></ebucore:date>
    <ebucore:date><ebucore:issued startDate="2020-05-01"/></ebucore:date>
    <ebucore:type>
      <ebucore:genre typeLabel="Drama"/>
      <ebucore:objectType typeLabel="Film"/>
    </ebucore:type>
    <ebucore:format>
      <ebucore:duration><ebucore:normalPlayTime>PT1H31M</ebucore:normalPlayTime></ebucore:duration>
    </ebucore:format>
    <ebucore:identifier typeLabel="house"><dc:identifier>EB-17</dc:identifier></ebucore:identifier>
    <ebucore:identifier typeLabel="ISAN">
      <dc:identifier>0000-0000-D07A-0090-Q-0000-0000-X</dc:identifier>
    </ebucore:identifier>
    <ebucore:language><dc:language>fr</dc:language></ebucore:language>
    <ebucore:coverage>
      <ebucore:spatial>
        <ebucore:location typeLabel="country of origin">
          <ebucore:name>France</ebucore:name></ebucore:location>
      </ebucore:spatial>
    </ebucore:coverage>
    <ebucore:rating typeLabel="CNC">
      <ebucore:ratingValue>Tous publics</ebucore:ratingValue>
    </ebucore:rating>
  </ebucore:coreMetadata>
</ebucore:ebuCoreMain>
"""
XMLTV = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tv SYSTEM "xmltv.dtd">
<tv generator-info-name="hand">
  <channel id="one"><display-name>One</display-name></channel>
  <programme start="20260301200000 +0000" stop="20260301210000 +0000" channel="one">
    <title lang="en">Harbour</title>
    <sub-title lang="en">The Tide Comes In</sub-title>
    <desc lang="en">The water rises.</desc>
    <credits>
      <director>Ada Alm</director>
      <actor role="Inspector">Ben Berg<image>http://example.org/b.png</image></actor>
    </credits>
    <date>20210314</date>
    <category lang="en">Crime</category>
    <category lang="de">Krimi</category>
    <language>English</language>
    <length units="hours">1</length>
    <country>United Kingdom</country>
    <episode-num system="xmltv_ns">1 . 3/12 . 0/1</episode-num>
    <episode-num system="onscreen">S02E04</episode-num>
    <rating system="BBFC"><value>12</value></rating>
  </programme>
  <programme start="20260302200000 +0000" channel="one">
    <title lang="en">Harbour</title>
    <sub-title lang="en">The Tide Comes In</sub-title>
    <date>2021</date>
    <episode-num system="xmltv_ns">1 . 3/12 . 0/1</episode-num>
  </programme>
  <programme start="20260303200000 +0000" channel="one">
    <title>Alien</title>
    <date>1979</date>
    <category>Movie</category>
    <category>Horror</category>
    <rating system="XYZ"><value>T</value></rating>
  </programme>
  <programme start="20260304200000 +0000" channel="one">
    <title>News</title>
    <length units="minutes">half an hour</length>
  </programme>
</tv>
"""
JSON_LD = """{"@context": "https://schema.org", "@graph": [
  {"@type": "Movie", "@id": "https://example.org/alien", "name": [
      {"@value": "Alien", "@language": "en"},
      {"@value": "Alien - Das unheimliche Wesen", "@language": "de"}],
   "datePublished": "1979-05-25", "duration": "PT1H57M", "contentRating": "MPAA R",
   "genre": ["Horror", "Sci-Fi"], "director": {"@id": "https://example.org/scott"},
   "actor": [{"@type": "PerformanceRole", "actor": {"@type": "Person", "name": "Tom Skerritt"}},
             "Sigourney Weaver", {"@id": "https://example.org/nobody"}],
   "countryOfOrigin": {"@type": "Country", "name": "United Kingdom"}, "inLanguage": "en",
   "keywords": "space, cat", "sameAs": ["https://www.imdb.com/title/tt0078748/",
             "https://www.wikidata.org/wiki/Q103569"],
   "titleEIDR": "10.5240/8A2D-6B3A-1D4E-1B1F-5D6C-H"},
  {"@type": "Person", "@id": "https://example.org/scott", "name": "Ridley Scott"},
  {"@type": "TVEpisode", "name": "The Tide", "episodeNumber": 4,
   "partOfSeason": {"@type": "TVSeason", "seasonNumber": 2},
   "partOfSeries": {"@type": "TVSeries", "name": "Harbour"}}
]}
"""
TURTLE = """@prefix schema: <http://schema.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/alien> a schema:Movie ;
    dcterms:title "Alien"@en, "Alien - Das unheimliche Wesen"@de ;
    dcterms:issued "1979-05-25"^^xsd:date ;
    schema:duration "PT1H57M"^^xsd:duration ;
    schema:director <https://example.org/scott> ;
    schema:actor [ schema:name "Tom Skerritt" ], "Sigourney Weaver" ;
    schema:identifier [ schema:propertyID "EIDR" ;
        schema:value "10.5240/8A2D-6B3A-1D4E-1B1F-5D6C-H" ] ;
    schema:genre "Horror" .
<https://example.org/scott> a schema:Person ; schema:name "Ridley Scott" .
"""


def wikidata_item(item: str, label: str, **claims: object) -> dict[str, object]:
    """An entity with an English label and statements by property."""
    labels = {"en": {"language": "en", "value": label}} if label else {}
    return {"type": "item", "id": item, "labels": labels, "claims": claims}


def points_to(*items: str, **more: object) -> list[dict[str, object]]:
    """Statements whose values are other entities."""
    return [stated({"entity-type": "item", "id": item}, **more) for item in items]


def stated(value: object, **more: object) -> dict[str, object]:
    """A statement with a value."""
    snak = {"snaktype": "value", "datavalue": {"value": value}}
    return {"mainsnak": snak, "rank": "normal", **more}
