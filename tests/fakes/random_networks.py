"""Small networks as hypothesis makes them up: with rings, loose ends, and gaps in the records."""

from hypothesis import strategies as st

from tests.fakes.inventory_networks import MadeNetwork

_KINDS = ["switch", "router", "access_point", "patch_panel", "olt"]
_STATES = ["in_service", "in_service", "in_service", "in_stock"]
_LINKS = ["copper", "copper", "fibre", "power", "duct"]
_LINK_STATES = ["in_service", "in_service", "in_service", "planned", "retired"]


@st.composite
def random_networks(draw: st.DrawFn) -> MadeNetwork:
    """Districts D0 and D1, sites S0 to S3, a school at each, assets A0 and on, links among them."""
    made = MadeNetwork()
    for number in range(2):
        made.add("district", f"D{number}", name=f"Bezirk {number}")
    for number in range(4):
        site = f"S{number}"
        made.site(site, "school", district=made.uid(f"D{number % 2}"))
        made.add("school", f"{site} #", site=made.uid(site), name=site, pupils=100 * number)
    assets = [f"A{number}" for number in range(draw(st.integers(0, 8)))]
    for name in assets:
        made.asset(
            name,
            draw(st.sampled_from(_KINDS)),
            draw(st.sampled_from(["", "S0", "S1", "S2", "S3"])),
            state=draw(st.sampled_from(_STATES)),
            device=draw(st.sampled_from([None, name.lower()])),
        )
    ends = st.sampled_from([*assets, "S0", "S1", "niemand"])
    for a, b in draw(st.lists(st.tuples(ends, ends), max_size=12)):
        kind, state = draw(st.sampled_from(_LINKS)), draw(st.sampled_from(_LINK_STATES))
        made.link(a, b, kind, state=state)
    return made
