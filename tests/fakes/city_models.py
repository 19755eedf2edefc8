"""Writes small files of CityGML as the surveys of the states do, whole or broken on purpose."""

from collections.abc import Iterable, Iterator, Sequence

Corner = Sequence[float]

NRW = "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<core:CityModel xmlns:core="http://www.opengis.net/citygml/1.0"'
    ' xmlns:bldg="http://www.opengis.net/citygml/building/1.0"'
    ' xmlns:gen="http://www.opengis.net/citygml/generics/1.0"'
    ' xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:xAL="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0">\n'
)
TAIL = "</core:CityModel>\n"


def envelope(srs: str = NRW, more: str = "") -> str:
    """Return the envelope of a file or an object, which names the reference system."""
    return (
        f'<gml:boundedBy><gml:Envelope srsName="{srs}" srsDimension="3"{more}>'
        "<gml:lowerCorner>0 0 0</gml:lowerCorner><gml:upperCorner>1 1 1</gml:upperCorner>"
        "</gml:Envelope></gml:boundedBy>\n"
    )


def document(members: Iterable[str], *, head: str = HEAD, about: str | None = None) -> str:
    """Return a whole file."""
    return head + (envelope() if about is None else about) + "".join(members) + TAIL


def pos_list(corners: Sequence[Corner], *, is_closed: bool = True) -> str:
    """Return a ring's corners, the first one repeated at the end."""
    ring = [*corners, corners[0]] if is_closed else corners
    return " ".join(f"{number:.3f}" for corner in ring for number in corner)


def polygon(name: str, *rings: str) -> str:
    """Return a polygon of rings that are text: its outline, then holes."""
    inner = "".join(
        f"<gml:{kind}><gml:LinearRing><gml:posList>{ring}</gml:posList></gml:LinearRing></gml:{kind}>"
        for kind, ring in zip(["exterior", *["interior"] * len(rings)], rings, strict=False)
    )
    return f'<gml:Polygon gml:id="{name}">{inner}</gml:Polygon>'


def surface(kind: str, *polygons: str, level: int = 2) -> str:
    """Return a boundary surface such as `RoofSurface`."""
    members = "".join(f"<gml:surfaceMember>{one}</gml:surfaceMember>" for one in polygons)
    return (
        f"<bldg:boundedBy><bldg:{kind}><core:creationDate>2023-01-01</core:creationDate>"
        f"<bldg:lod{level}MultiSurface><gml:MultiSurface>{members}</gml:MultiSurface>"
        f"</bldg:lod{level}MultiSurface></bldg:{kind}></bldg:boundedBy>\n"
    )


def solid(*members: str, level: int = 2) -> str:
    """Return a solid of polygons; what is no XML is pointed to."""
    inner = "".join(
        f'<gml:surfaceMember xlink:href="{one}"/>'
        if not one.startswith("<")
        else f"<gml:surfaceMember>{one}</gml:surfaceMember>"
        for one in members
    )
    return (
        f"<bldg:lod{level}Solid><gml:Solid><gml:exterior><gml:CompositeSurface>{inner}"
        f"</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod{level}Solid>\n"
    )


def building(name: str, *content: str, kind: str = "Building") -> str:
    """Return an object as a member of the file."""
    return (
        f'<core:cityObjectMember><bldg:{kind} gml:id="{name}">{"".join(content)}'
        f"</bldg:{kind}></core:cityObjectMember>\n"
    )


def gable_house(
    east: float, north: float, height: float = 60.0, *, width: float = 10.0, depth: float = 12.0
) -> list[tuple[str, list[Corner]]]:
    """Return the seven surfaces of a house with a gable roof, seen from outside."""
    eaves, ridge = height + 6.0, height + 9.0
    ground = [
        (east, north, height),
        (east + width, north, height),
        (east + width, north + depth, height),
        (east, north + depth, height),
    ]
    top = [(x, y, eaves) for x, y, _ in ground]
    south, back = (east + width / 2, north, ridge), (east + width / 2, north + depth, ridge)
    return [
        ("GroundSurface", [ground[0], ground[3], ground[2], ground[1]]),
        ("WallSurface", [ground[0], ground[1], top[1], south, top[0]]),
        ("WallSurface", [ground[1], ground[2], top[2], top[1]]),
        ("WallSurface", [ground[2], ground[3], top[3], back, top[2]]),
        ("WallSurface", [ground[3], ground[0], top[0], top[3]]),
        ("RoofSurface", [top[0], south, back, top[3]]),
        ("RoofSurface", [south, top[1], top[2], back]),
    ]


def nrw_building(name: str, east: float, north: float, number: int = 1) -> str:
    """Return a house as North Rhine-Westphalia delivers it: a solid of links, then its surfaces."""
    house = gable_house(east, north)
    links = [f"#{name}_{row}" for row in range(len(house))]
    return building(
        name,
        "<core:creationDate>2023-01-01</core:creationDate>"
        "<core:externalReference><core:informationSystem>urn:alkis</core:informationSystem>"
        f"<core:externalObject><core:name>{name}</core:name></core:externalObject>"
        "</core:externalReference>"
        '<gen:stringAttribute name="DatenquelleDachhoehe"><gen:value>1000</gen:value>'
        "</gen:stringAttribute>"
        '<gen:stringAttribute name="Gemeindeschluessel"><gen:value>05915000</gen:value>'
        "</gen:stringAttribute>"
        "<bldg:function>31001_1000</bldg:function><bldg:roofType>3100</bldg:roofType>"
        '<bldg:measuredHeight uom="urn:adv:uom:m">9.000</bldg:measuredHeight>',
        solid(*links),
        *(
            surface(kind, polygon(link[1:], pos_list(corners)))
            for link, (kind, corners) in zip(links, house, strict=True)
        ),
        "<bldg:address><core:Address><core:xalAddress><xAL:AddressDetails><xAL:Country>"
        "<xAL:CountryName>Germany</xAL:CountryName><xAL:Locality Type='Town'>"
        "<xAL:LocalityName>Hamm</xAL:LocalityName><xAL:Thoroughfare Type='Street'>"
        f"<xAL:ThoroughfareNumber>{number}</xAL:ThoroughfareNumber>"
        "<xAL:ThoroughfareName>Südstraße</xAL:ThoroughfareName></xAL:Thoroughfare>"
        "<xAL:PostalCode><xAL:PostalCodeNumber>59065</xAL:PostalCodeNumber></xAL:PostalCode>"
        "</xAL:Locality></xAL:Country></xAL:AddressDetails></core:xalAddress></core:Address>"
        "</bldg:address>",
    )


def nrw_tile(count: int) -> Iterator[str]:
    """Yield the buildings of a tile, forty metres apart."""
    for number in range(count):
        row, column = divmod(number, 25)
        yield nrw_building(
            f"DENW22AL{number:08d}", 412_000.0 + 40 * column, 5_725_000.0 + 40 * row, number
        )
