"""The templates' environment, and the plain Python that it makes of them.

A build fills in a million places and calls half a million functions from templates. jinja2 does both in a general way,
which costs more than what is said: it looks at every function for how it wants to be called, and wraps every text once more.
Here no function asks for the template's context, and what is filled in is joined at once.
"""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from render.notes import note
from render.paths import city_path, document_path, download_path

#: what jinja2 does not know of when it asks whether a template was compiled before
_COMPILER = "".join([Path(__file__).read_text(encoding="utf-8"), *map(version, ("jinja2", "markupsafe"))])


class _Plain(CodeGenerator):
    """Writes calls as calls, attributes as attributes, what is filled in without a wrapping, and nothing where a condition
    without "else" fails.
    """

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if node.dyn_args or node.dyn_kwargs:
            self.fail("a call with * or ** is not written here: name its arguments", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in [*node.args, *node.kwargs]:
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("(environment.entry(owner, ")
        self.write(f"{node.attr!r}) if (found := getattr((owner := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is missing else found)")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        node.expr2 = node.expr2 or nodes.Const("")
        super().visit_CondExpr(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.shown(")


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as these programs compile them, each kept under its name."""

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(source + _COMPILER)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever a damaged file leads to
            bucket.reset()


class _Templates(jinja2.Environment):
    """The environment of templates that are written in plain Python."""

    code_generator_class = _Plain

    def entry(self, owner: Any, name: str) -> Any:
        """What a mapping has under a name that is no attribute of it."""
        try:
            return owner[name]
        except (TypeError, LookupError):
            return self.undefined(obj=owner, name=name)

    @staticmethod
    def shown(value: Any) -> str:
        """What is filled in, escaped; as a plain text, for it is joined with others."""
        kind = type(value)
        if kind is str:
            return _escape_inner(value)
        return value if kind is Markup else escape(value)


def environment(folder: str, cache: Path | None = None) -> jinja2.Environment:
    """The templates of a folder: everything is escaped, and a name that does not exist is an error.

    All are read now: what is made in processes of its own finds them there. A cache keeps them compiled.
    """
    if cache:
        cache.mkdir(parents=True, exist_ok=True)
    found = _Templates(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_Compiled(str(cache)) if cache else None,
    )
    found.globals.update(city_path=city_path, document_path=document_path, download_path=download_path, note_of=note)
    for name in found.list_templates():
        found.get_template(name)
    return found
