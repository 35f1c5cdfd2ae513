"""Network file systems, on which SQLite's locks cannot be relied on."""

from pathlib import Path

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.davfs", "glusterfs"}
)
_MOUNTS = Path("/proc/self/mountinfo")


def network_mount(path: Path, mounts: Path = _MOUNTS) -> str:
    """Return the kind of the network file system that `path` lies on, or "" for a local disk.

    Where the system does not tell (no Linux), it is taken for local.
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    place = str(path.absolute())
    for line in lines:
        head, _, tail = line.partition(" - ")
        fields, rest = head.split(), tail.split()
        if len(fields) < 5 or not rest:  # noqa: PLR2004
            continue
        mount = fields[4].replace("\\040", " ")
        inside = place == mount or place.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, rest[0]
    return kind if kind in NETWORK else ""
