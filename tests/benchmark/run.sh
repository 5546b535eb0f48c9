#!/usr/bin/env bash
# run.sh BIN [REX BENCH OPTIONS]: the sizes that people use, each beside the plain way in the same run; then the methods
# with a relevance pass.
set -euo pipefail
rex=$1/rex
shift
configs=$(cd "$(dirname "$0")/configs" && pwd)
"$rex" bench --config "$configs/vit-b16.json" "$@"
"$rex" bench --config "$configs/vit-l16.json" --repeats 2 "$@"
"$rex" bench --config "$configs/clip-b32.json" "$@"
for model in dinov2-b14 dinov2-reg-b14 dinov3-b16 siglip-b16 siglip2-b16-naflex; do
  "$rex" bench --config "$configs/$model.json" --repeats 2 "$@"
done
"$rex" bench --config "$configs/visualbert-base.json" --regions 100 "$@"
"$rex" bench --config "$configs/lxmert-base.json" --regions 36 "$@"
"$rex" bench --config "$configs/detr-r50.json" --image-size 1066x800 --repeats 2 "$@"

echo "Public code, one core, LibTorch 1.13, processor seconds: ViT-B/16 transformer_attribution 4.03 (relevance pass 2.99,"
echo "peak memory 3.0 GB); relevance pass of LXMERT 2.8, of VisualBERT 1.9."
for method in transformer_attribution partial_lrp lrp generic_lrp; do
  "$rex" bench --config "$configs/vit-b16.json" --repeats 2 --method "$method" "$@"
  "$rex" bench --config "$configs/lxmert-base.json" --regions 36 --repeats 2 --method "$method" "$@"
  "$rex" bench --config "$configs/visualbert-base.json" --regions 100 --repeats 2 --method "$method" "$@"
done

# How the window feels. Offscreen, so that a slow display is not measured.
QT_QPA_PLATFORM=offscreen "${rex%/*}/rex-window-bench"
