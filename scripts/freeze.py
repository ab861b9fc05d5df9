"""Runs inside Pyodide: packs the modules that were needed, compiled, into one zip that Python imports from.

Compiling happens here because bytecode fits only the Python that made it, and the Python of the machine that builds the
site is another one than the browser's. Compiled modules start in a third of the time that their sources take.
"""

import sys
from types import CodeType


def loaded(archive: str) -> list[str]:
    """The modules that were imported from the zip of the standard library, as paths inside it."""
    origins = (getattr(getattr(module, "__spec__", None), "origin", None) for module in list(sys.modules.values()))
    return sorted({origin[len(archive) + 1 :] for origin in origins if origin and origin.startswith(archive + "/")})


def pack(library: str, names: list[str], core: str, modules: list[str]) -> bytes:
    """A zip with these modules of the standard library and of the core, the same bytes for the same input."""
    import io
    import zipfile

    files: dict[str, bytes] = {}
    with zipfile.ZipFile(library) as source:
        for name in names:
            # Nobody reads its line numbers in a browser, and without them it is a quarter smaller.
            files[name + "c"] = compiled(source.read(name), name, lines=False)
    with zipfile.ZipFile(core) as source:
        for name in modules:
            files[name + "c"] = compiled(source.read(name), name, lines=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(files):
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name])
    return packed.getvalue()


def compiled(source: bytes, name: str, *, lines: bool) -> bytes:
    """The bytecode of a module, without its docstrings, in the form of a .pyc that is never compared with its source."""
    import importlib.util
    import marshal

    unchecked_hash = (1).to_bytes(4, "little")
    code = compile(source, name, "exec", dont_inherit=True, optimize=2)
    header = importlib.util.MAGIC_NUMBER + unchecked_hash + importlib.util.source_hash(source)
    return header + marshal.dumps(code if lines else without_lines(code))


def without_lines(code: CodeType) -> CodeType:
    """The same code with a table that gives no instruction a line number (an empty one would break tracebacks)."""
    runs, rest = divmod(len(code.co_code) // 2, 8)
    table = b"\xff" * runs + (bytes([0xF8 | rest - 1]) if rest else b"")
    constants = tuple(without_lines(part) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_linetable=table, co_consts=constants)
