"""Rings: where things that should come one after the other, or lie one in the other, go round."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def find_ring(edges: Iterable[tuple[Node, Node]]) -> tuple[Node, ...]:
    """Return the members of a ring in order, each once; empty when there is none.

    Edges are gone through in depth, without recursion, each once: O(nodes + edges).

    Args:
        edges: Pairs (before, after).
    """
    after: dict[Node, list[Node]] = {}
    for before, next_one in edges:
        after.setdefault(before, []).append(next_one)
    done: set[Node] = set()
    for first, following in after.items():
        if first in done:
            continue
        way, open_ = [first], [iter(following)]
        on_way = {first: 0}
        while open_:
            node = next(open_[-1], None)
            if node is None:
                open_.pop()
                left = way.pop()
                del on_way[left]
                done.add(left)
            elif node in on_way:
                return tuple(way[on_way[node] :])
            elif node not in done:
                on_way[node] = len(way)
                way.append(node)
                open_.append(iter(after.get(node, ())))
    return ()
