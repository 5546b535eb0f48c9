#!/usr/bin/env bash
# full_size.sh BIN FOLDER [PICTURE]: models of the published sizes with random weights into FOLDER (about 2 GB, once), then
# what `rex` takes to explain with each: processor seconds, wall seconds and memory. Open them in the window, too:
#   BIN/relevance-explorer --model FOLDER/vit-base-patch16-224
set -euo pipefail
bin=$1 folder=$2
picture=${3:-$(cd "$(dirname "$0")/../../resources/pictures" && pwd)/street.jpg}
[ -e "$folder/lxmert-base/regions/model.safetensors" ] || "$bin/rex-full-size" "$folder"
export XDG_CACHE_HOME=$folder/cache # regions are kept there: the second look at a picture is fast
measured() { # label, command
  local label=$1; shift
  /usr/bin/env time -f "$label: %U s of processor time, %e s, %M kB" "$@" >/dev/null
}
measured "ViT-B/16" "$bin/rex" explain --model "$folder/vit-base-patch16-224" --image "$picture"
measured "CLIP B/32" "$bin/rex" explain --model "$folder/clip-vit-base-patch32" --image "$picture" --text "a cat" --text "a dog"
measured "DETR R50" "$bin/rex" explain --model "$folder/detr-resnet-50" --image "$picture" --threshold 0
measured "BERT base" "$bin/rex" explain --model "$folder/bert-base" --text "the food was not good"
rm -rf "$folder/cache"
measured "LXMERT base + Faster R-CNN" "$bin/rex" explain --model "$folder/lxmert-base" --image "$picture" --text "what is left of the dog?"
measured "LXMERT base, regions at hand" "$bin/rex" explain --model "$folder/lxmert-base" --image "$picture" --text "what is left of the cat?"
