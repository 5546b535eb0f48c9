#!/usr/bin/env bash
# shots.sh BIN FOLDER [NAME…]: a picture of every view and state of the window into FOLDER, those at twice the size too.
# With names, only those whose name begins with one of them. Without a display it brings its own (xvfb-run).
set -euo pipefail
shots=$1/rex-shots
out=$2
shift 2
if [ -z "${REX_SHOTS_DISPLAY:-}" ]; then
  if ! command -v xvfb-run >/dev/null; then
    echo "shots: xvfb-run is missing (Debian: apt-get install xvfb)" >&2
    exit 1
  fi
  # A screen of its own, so that sizes are the same everywhere.
  REX_SHOTS_DISPLAY=1 exec xvfb-run -a -s "-screen 0 2880x1800x24 -dpi 96" "$0" "${shots%/*}" "$out" "$@"
fi
unset WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb
"$shots" "$out" "$@"
if [ $# -eq 0 ]; then
  QT_SCALE_FACTOR=2 "$shots" "$out/2x" family-detr family-lxmert compare-two save-figure detr-hidden film-stack brush-lxmert sanity-vit signed-vit faithfulness-vit
  cp "$out/readme.png" "$(dirname "$0")/../../resources/screenshot.png"
fi
