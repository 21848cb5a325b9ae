"""Fails when a file includes, or a target links, a layer it must not know.

The order is app -> ui -> viewmodels -> features and machinery -> base; adapters are known to app alone,
and core never sees a window. A source includes its own header before anything else, so that compiling
it shows that the header needs nothing before it. Usage: check_layers.py [root]
"""
import pathlib
import re
import sys

ADAPTERS = ("postgres", "redis", "standalone")
ADAPTER_INCLUDES = tuple(f"core/{name}/" for name in ADAPTERS)
FEATURES = ("booking", "history", "dashboard", "patients", "staff", "review", "notices")
WINDOW_MODULES = ("Widgets", "Gui", "Svg", "SvgWidgets", "PrintSupport")
WINDOW_CLASSES = (
    r"Q(?:Application|GuiApplication|Widget|Window|Painter|Pixmap|Icon|Color|Font|Image|Action|Dialog"
    r"|Palette|Screen|Layout|[A-Z]\w*(?:Widget|View|Box|Button|Layout|Dialog|Menu|Bar))\b"
)
# These end like a window's class and are none.
HARMLESS = ("QStringView", "QByteArrayView", "QAnyStringView", "QUtf8StringView", "QLatin1StringView")
OWN_INCLUDE = re.compile(r'#include "([^"]+)"')
ANY_INCLUDE = re.compile(r'#include [<"]([^">]+)')
QT_INCLUDE = re.compile(r"#include <(?:Qt(\w+)/)?(\w+)>")


def forbidden_for(name):
    """Prefixes of our own files that the file may not include."""
    parts = name.split("/")
    if parts[0] == "core":
        folder = parts[1]
        if folder in ADAPTERS:
            other = tuple(f"core/{each}/" for each in ADAPTERS if each != folder)
            return ("ui/", "app/", "tests/") + other
        rules = ("ui/", "app/", "tests/") + ADAPTER_INCLUDES
        if folder == "base":
            return rules + ("core/(?!base/)",)
        if folder in ("settings", "monitor"):
            return rules + tuple(f"core/{feature}/" for feature in FEATURES)
        return rules
    if name.startswith("ui/viewmodels/"):
        return ("app/", "tests/", "ui/(?!viewmodels/)") + ADAPTER_INCLUDES
    if parts[0] == "ui":
        return ("app/", "tests/") + ADAPTER_INCLUDES
    if parts[0] == "app":
        return ("tests/",)
    return ()


def may_know_windows(name):
    return not name.startswith(("core/", "ui/viewmodels/", "app/ctl/", "app/worker/", "app/bootstrap/"))


def is_window_include(module, header):
    if header in HARMLESS:
        return False
    return module in WINDOW_MODULES or header in WINDOW_MODULES or re.fullmatch(WINDOW_CLASSES, header)


def check_own_header(path, name, lines):
    if path.suffix != ".cpp" or not path.with_suffix(".h").exists():
        return
    included = next(filter(None, map(ANY_INCLUDE.match, lines)), None)
    if not included or included.group(1) != name.removesuffix(".cpp") + ".h":
        yield f"{name}: does not include its own header first"


def check_source(path, name):
    rules = forbidden_for(name)
    lines = path.read_text(encoding="utf-8").splitlines()
    yield from check_own_header(path, name, lines)
    for number, line in enumerate(lines, 1):
        own = OWN_INCLUDE.match(line)
        if own and rules and re.match("|".join(rules), own.group(1)):
            yield f"{name}:{number}: {line}"
        qt = QT_INCLUDE.match(line)
        if qt and not may_know_windows(name) and is_window_include(qt.group(1), qt.group(2)):
            yield f"{name}:{number}: {line}"


def check_targets(path, name):
    text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
    if not may_know_windows(name):
        for module in WINDOW_MODULES:
            if re.search(rf"\bQt6::{module}\b", text):
                yield f"{name}: links Qt6::{module}"
    if name.startswith(("core/", "ui/")):
        own = name.split("/")[1]
        for adapter in ADAPTERS:
            if adapter != own and re.search(rf"\bclinidesk_{adapter}\b", text):
                yield f"{name}: links clinidesk_{adapter}"


def complaints(root):
    for layer in ("core", "ui", "app"):
        for path in sorted((root / layer).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in (".h", ".cpp"):
                yield from check_source(path, name)
            elif path.name == "CMakeLists.txt":
                yield from check_targets(path, name)


def main():
    found = list(complaints(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
    print("\n".join(found) if found else "layers: every file knows only what it may")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
