"""Builds a project whose build/ lies on a disk of its own, small or closed to writing; tells as JSON what came of it.

    small_disk.py PROJECT KEPT SPACE     KEPT is copied into build/; SPACE is what else finds room, in MB, or "read-only"

It mounts the disk, so it is run in a mount namespace of its own, where the mount is seen by nobody else.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from copies import Project


def main(folder: Path, kept: Path, space: str) -> None:
    build = folder / "build"
    build.mkdir()
    taken = sum(-(-file.stat().st_size // 4096) * 4 for file in kept.rglob("*")) // 1024 + 1
    size = taken + 100 if space == "read-only" else taken + int(space)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m", "none", str(build)], check=True)
    shutil.copytree(kept, build, dirs_exist_ok=True)
    if space == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(build)], check=True)
    project = Project(folder, {})
    status, said = project.build()
    print(json.dumps({"status": status, "said": said.splitlines(), "contents": project.contents()}))


main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
