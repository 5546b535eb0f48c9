#!/usr/bin/env bash
# sample_figures.sh REX FOLDER: explains sample scenes into figures, for a machine without a display.
set -euo pipefail
rex=$1
out=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
found=0
while IFS='|' read -r family folder; do
  figure=$out/$(basename "$folder").png
  case $family in
    bert | roberta | distilbert | electra | modernbert) words=(--text "The plot was boring at first, but the end was wonderful.") ;;
    clip | siglip | siglip2) words=(--image "$here/pictures/cat-and-dog.jpg" --text "a cat and a dog" --text "a bicycle") ;;
    blip) words=(--image "$here/pictures/cat-and-dog.jpg" --text "a cat and a dog") ;;
    visual_bert | lxmert | vilt) words=(--image "$here/pictures/cat-and-dog.jpg" --text "What is left of the dog?") ;;
    *) words=(--image "$here/pictures/cat-and-dog.jpg") ;;
  esac
  if "$rex" explain --model "$folder" "${words[@]}" --save "$figure" >/dev/null; then
    echo "$figure"
    found=1
  fi
done < <("$rex" models --json | tr -d '\n' | tr '{}' '\n\n' | sed -n 's/.*"family": *"\([^"]*\)".*"folder": *"\([^"]*\)".*/\1|\2/p')
[ "$found" = 1 ] && exit 0
echo "There is no display for the window, and no model folder was found to make figures with. Put Hugging Face folders into"
echo "~/.local/share/relevance-explorer/models, or name their folder in REX_MODELS, and run this again; or:"
echo "  $rex explain --model FOLDER --image PICTURE --save figure.pdf"
