#!/usr/bin/env bash
# screen_reader.sh BIN: what a screen reader is told. Starts the window on a display and a bus of its own and walks
# through what it says over AT-SPI: the menus, the picture, the answers, the heads, names of everything that can be
# pressed, and that pressing works. Skipped, with the reason, where the tools are missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
window=$(realpath "$1")/relevance-explorer
skip() { echo "screen_reader: skipped: $1"; exit 0; }
for tool in dbus-run-session xvfb-run; do
  command -v "$tool" >/dev/null || skip "$tool is missing"
done
python=/usr/bin/python3  # Debian's own: python3-dbus is for no other
[ -x /usr/libexec/at-spi-bus-launcher ] || [ -x /usr/lib/at-spi2-core/at-spi-bus-launcher ] ||
  skip "at-spi2-core is missing"
"$python" -c 'import dbus' 2>/dev/null || skip "python3-dbus is missing"

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
chmod 700 "$home"
export HOME=$home XDG_RUNTIME_DIR=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS
export QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 NO_AT_BRIDGE=0
xvfb-run -a -s "-screen 0 1440x900x24 -dpi 96" dbus-run-session -- \
  "$python" "$here/screen_reader.py" "$window" --model demo-vit
