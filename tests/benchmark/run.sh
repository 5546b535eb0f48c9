#!/usr/bin/env bash
# run.sh BIN [REX BENCH OPTIONS]: the sizes that people use, each beside the plain way in the same run.
set -euo pipefail
rex=$1/rex
shift
configs=$(cd "$(dirname "$0")/configs" && pwd)
"$rex" bench --config "$configs/vit-b16.json" "$@"
"$rex" bench --config "$configs/vit-l16.json" --repeats 1 "$@"
"$rex" bench --config "$configs/clip-b32.json" "$@"
"$rex" bench --config "$configs/visualbert-base.json" --regions 100 "$@"
"$rex" bench --config "$configs/lxmert-base.json" --regions 36 "$@"
"$rex" bench --config "$configs/detr-r50.json" --image-size 1066x800 --repeats 1 "$@"
