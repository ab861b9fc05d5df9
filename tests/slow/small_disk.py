"""Builds a project whose build/ lies on a disk of its own, small or closed to writing; tells as JSON what came of it.

    small_disk.py PROJECT KEPT SPACE     KEPT is copied into build/; SPACE is what else finds room, in MB, or "read-only"

It mounts the disk, so it is run in a mount namespace of its own, where the mount is seen by nobody else.
"""

import json
import subprocess
import sys
from pathlib import Path

from copies import Project


def main(folder: Path, kept: Path, space: str) -> None:
    build = folder / "build"
    build.mkdir()
    # The site has files of the cache, linked, and they stay linked: what goes then frees no space that a disk would not have.
    each = {file.stat().st_ino: file.stat().st_size for file in kept.rglob("*")}
    taken = sum(-(-size // 4096) * 4 for size in each.values()) // 1024 + 1
    size = taken + 100 if space == "read-only" else taken + int(space)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m", "none", str(build)], check=True)
    subprocess.run(["cp", "--archive", f"{kept}/.", str(build)], check=True)
    if space == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(build)], check=True)
    project = Project(folder, {})
    status, said = project.build()
    print(json.dumps({"status": status, "said": said.splitlines(), "contents": project.contents()}))


main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
