#!/usr/bin/env bash
# run.sh BIN [REX BENCH OPTIONS]: the sizes that people use, each beside the plain way in the same run; then the methods
# with a relevance pass.
set -euo pipefail
rex=$1/rex
shift
configs=$(cd "$(dirname "$0")/configs" && pwd)
# The options that a size wants stand beside its config: lxmert-base.options.
options_of() { cat "$configs/$1.options" 2>/dev/null || true; }
for config in "$configs"/*.json; do
  name=$(basename "$config" .json)
  # shellcheck disable=SC2046 # several words
  "$rex" bench --config "$config" $(options_of "$name") "$@"
done

# Of eight captions one is explained; what stands behind their ends and rows of zeros are left out.
"$rex" bench --config "$configs/clip-b32.json" --texts 8 --left-out "$@"

echo "Public code, one core, LibTorch 1.13, processor seconds: ViT-B/16 transformer_attribution 4.03 (relevance pass 2.99,"
echo "peak memory 3.0 GB); relevance pass of LXMERT 2.8, of VisualBERT 1.9."
for method in transformer_attribution partial_lrp lrp generic_lrp; do
  for name in vit-b16 lxmert-base visualbert-base; do
    # shellcheck disable=SC2046
    "$rex" bench --config "$configs/$name.json" $(options_of "$name") --repeats 2 --method "$method" "$@"
  done
done

# How the window feels. Offscreen, so that a slow display is not measured.
QT_QPA_PLATFORM=offscreen "${rex%/*}/rex-window-bench" --busy --large
