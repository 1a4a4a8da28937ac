"""Which services copy a folder to other computers, told from names around it; standard library only, as `doctor`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

# Folders that a service copies to other computers, by the names that the services give them.
CLOUD_FOLDERS = {
    "Box": "Box",
    "Box Sync": "Box",
    "Dropbox": "Dropbox",
    "Google Drive": "Google Drive",
    "GoogleDrive": "Google Drive",
    "Mobile Documents": "iCloud Drive",
    "Nextcloud": "Nextcloud",
    "OneDrive": "OneDrive",
    "Proton Drive": "Proton Drive",
    "STACK": "STACK",
    "SynologyDrive": "Synology Drive",
    "iCloud Drive": "iCloud Drive",
    "iCloudDrive": "iCloud Drive",
    "ownCloud": "ownCloud",
    "pCloudDrive": "pCloud",
}
# What a service leaves in the folder that it copies.
CLOUD_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}


def services_copying(folder: Path) -> Iterator[str]:
    """The services that copy the folder, told from the names above it and from what they leave behind."""
    for place in (folder, *folder.parents):
        # "OneDrive - Praktijk", "Dropbox (Personal)"
        name = place.name.split(" - ")[0].split(" (")[0]
        if place.parent.name == "CloudStorage":  # macOS: "GoogleDrive-" and her address
            name = name.split("-")[0]
            yield CLOUD_FOLDERS.get(name, name)
        elif name in CLOUD_FOLDERS:
            yield CLOUD_FOLDERS[name]
        yield from (service for mark, service in CLOUD_MARKS.items() if os.path.lexists(place / mark))
    # macOS can keep Desktop and Documents in iCloud under their old paths.
    home = Path("~").expanduser()
    drive = home / "Library/Mobile Documents/com~apple~CloudDocs"
    for name in ("Desktop", "Documents"):
        if folder.is_relative_to(home / name) and os.path.lexists(drive / name):
            yield "iCloud Drive"
