"""Templates compiled for one language: what they say in both is settled once, and not again on each page.

In: templates that say ``t('Spanish', 'English')``. Out: an environment of Jinja for one edition, whose pages are the
same byte by byte as if ``t`` were asked each time. No I/O of its own.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from warehouse.edition import Edition

SAY = "t"


class OneLanguage(Environment):
    """An environment whose templates are compiled for one edition."""

    def __init__(self, edition: Edition, **options: Any) -> None:
        """``options`` are Jinja's."""
        super().__init__(**options)
        self._settle = _Settle(edition)

    def _generate(self, source: nodes.Template, *names: Any, **more: Any) -> str:
        # Jinja's own hook between reading a template and making code of it.
        return super()._generate(self._settle.visit(source), *names, **more)


class _Settle(NodeTransformer):
    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """The text itself in place of the question which of two it is."""
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name == SAY):
            return node
        said = [one.value for one in node.args if isinstance(one, nodes.Const)]
        match node.args, said:
            case [_, _], [spanish, english] if not node.kwargs:
                return nodes.Const(self._edition.say(spanish, english), lineno=node.lineno)
        return node
