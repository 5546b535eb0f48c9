#!/usr/bin/env bash
# sample_figures.sh REX FOLDER: explains sample scenes into figures, for a machine without a display.
set -euo pipefail
rex=$1
out=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
models=$("$rex" models --json | sed -n 's/.*"path": *"\([^"]*\)".*/\1/p')
if [ -z "$models" ]; then
  echo "No model folder was found, and there is no display for the window."
  echo "Put Hugging Face folders into ~/.local/share/relevance-explorer/models or name their folder in REX_MODELS, then run again:"
  echo "  $rex explain --model FOLDER --image PICTURE --save figure.pdf"
  exit 0
fi
