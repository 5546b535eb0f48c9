#!/usr/bin/env bash
# tables.sh PROGRAMS OUT [COUNT [PERTURBED]]: measures the demo models with `rex evaluate` on held-out scenes and reviews,
# COUNT of them (500) for ground truth and PERTURBED (100) for perturbation, which asks a model some hundred times a
# sample, and writes the tables into README.md beside this script. What is measured already is kept: stop it at any time
# and call again. MODELS names some of the models alone; PROTOCOLS some of the protocols.
set -euo pipefail
programs=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
count=${3:-500}
perturbed=${4:-100}
here=$(cd "$(dirname "$0")" && pwd)
held_out=1099511627776 # 2^40, where training never comes

data=$out/data
mkdir -p "$data" "$out/results"
if [ ! -d "$data/reviews" ]; then "$programs/rex-zoo" reviews --seed $held_out --count "$count" --out "$data/reviews"; fi
if [ ! -d "$data/main" ]; then
  "$programs/rex-zoo" scene --main --seed $held_out --count "$count" --out "$data/main"
fi
if [ ! -d "$data/scenes" ]; then
  "$programs/rex-zoo" scene --seed $held_out --count "$count" --questions 1 --out "$data/scenes"
fi

measure() { # model, protocol, data, samples, options
  local model=$1 protocol=$2 set=$3 samples=$4; shift 4
  case " ${MODELS:-$model} " in *" $model "*) ;; *) return 0 ;; esac
  case " ${PROTOCOLS:-$protocol} " in *" $protocol "*) ;; *) return 0 ;; esac
  nice -n 19 "$programs/rex" evaluate "$protocol" --model "$here/$model" --data "$data/$set" --limit "$samples" \
    --explained predicted --figures 0 --method all --out "$out/results/$model.$protocol" "$@" >/dev/null
}

measure demo-bert rationales reviews "$count"
measure demo-vit pointing main "$count"
measure demo-vit-biased pointing main "$count"
measure demo-detr pointing scenes "$count"
measure demo-lxmert pointing scenes "$count"
measure demo-visualbert pointing scenes "$count"
measure demo-vilt pointing scenes "$count"
measure demo-bert perturbation reviews "$count"
measure demo-lxmert perturbation scenes "$count"
measure demo-visualbert perturbation scenes "$count"
measure demo-vilt perturbation scenes "$perturbed"
measure demo-clip perturbation scenes "$perturbed"
measure demo-vit perturbation main "$perturbed"
"$programs/rex-zoo" tables "$out/results" --readme "$here/README.md"
