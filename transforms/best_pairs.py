"""The one-to-one pairing with the best total, found apart in each group of rows that have likely pairs in common."""

from __future__ import annotations

from collections.abc import Iterator

import numpy

from transforms.pair_likeness import Pairs, Vector


def best_pairs(pairs: Pairs, least: float) -> list[tuple[int, int, float]]:
    """Of the pairs that reach ``least``, each row in one at most, those with the best total: (line, column, likeness).

    A pair below the threshold is worth nothing, so that it never takes a line from one that is above: rows that only
    such pairs join do not concern each other, and are told apart by themselves. By line.
    """
    worthy = pairs.where(pairs.scores >= least)
    found: list[tuple[int, int, float]] = []
    for group in _groups(worthy):
        lines, columns = numpy.unique(group.lines), numpy.unique(group.columns)
        if len(lines) == 1 or len(columns) == 1:
            best = int(group.scores.argmax())
            found.append((int(group.lines[best]), int(group.columns[best]), float(group.scores[best])))
        else:
            found += _assigned(group, lines, columns)
    return sorted(found)


def _groups(pairs: Pairs) -> Iterator[Pairs]:
    """The pairs, those that share rows together: the connected components of their graph."""
    roots: dict[int, int] = {}

    def root(node: int) -> int:
        while (above := roots.setdefault(node, node)) != node:
            roots[node] = roots[above]
            node = roots[node]
        return node

    # A column is a node below zero, so that it is never taken for a line.
    ends = list(zip(pairs.lines.tolist(), (-1 - pairs.columns).tolist(), strict=True))
    for line, column in ends:
        roots[root(line)] = root(column)
    names = numpy.array([root(line) for line, _ in ends], dtype="int64")
    order = numpy.argsort(names, kind="stable")
    cuts = numpy.flatnonzero(numpy.diff(names[order])) + 1
    return (pairs.where(members) for members in numpy.split(order, cuts) if len(members))


def _assigned(group: Pairs, lines: Vector, columns: Vector) -> list[tuple[int, int, float]]:
    from scipy.optimize import linear_sum_assignment

    worth = numpy.zeros((len(lines), len(columns)))
    among = numpy.zeros(worth.shape, dtype=bool)
    places = numpy.searchsorted(lines, group.lines), numpy.searchsorted(columns, group.columns)
    worth[places], among[places] = group.scores, True
    return [
        (int(lines[line]), int(columns[column]), float(worth[line, column]))
        for line, column in zip(*linear_sum_assignment(worth, maximize=True), strict=True)
        if among[line, column]
    ]
