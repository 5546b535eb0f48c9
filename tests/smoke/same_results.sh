#!/usr/bin/env bash
# same_results.sh OLD NEW [NAME…]: runs the same commands with OLD/rex and NEW/rex and compares all that they print and
# write: tensors, JSON, CSV, SVG and text byte for byte, PDF but for its date, PNG pixel for pixel. Prints a table; the
# status is 1 where anything differs. The commands named after the two folders may differ: they are compared and
# listed, but do not fail. What was written stays below build/same-results, where KEEP is set also when it is equal.
set -uo pipefail
[ $# -ge 2 ] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
old=$(cd "$1" && pwd)/rex new=$(cd "$2" && pwd)/rex
shift 2
expected=" $* "
for rex in "$old" "$new"; do [ -x "$rex" ] || { echo "same_results: there is no program $rex" >&2; exit 2; }; done

# One thread, so that sums are made in one order, and one order in hash tables, by which PDFs order their fonts; no
# screen, no settings and no models but those of this checkout.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 TZ=UTC
unset REX_MODELS DISPLAY WAYLAND_DISPLAY
work=$root/build/same-results
rm -rf "$work"
mkdir -p "$work/home" "$work/data"
export HOME=$work/home XDG_DATA_HOME=$work/home/data
# Commands run in $work/old and $work/new and name their files from there, so that no path tells the two apart.
ln -s "$root/resources/models" "$root/resources/pictures" "$root/tests/golden" "$work/data/"

# Six regions for the LXMERT of the goldens, whose features have 24 numbers: the last numbers of its weights.
regions() {
  local header='{"boxes":{"dtype":"F32","shape":[6,4],"data_offsets":[0,96]},"features":{"dtype":"F32","shape":[6,24],"data_offsets":[96,672]}}'
  printf "$(printf '\\x%02x' ${#header})"'\0\0\0\0\0\0\0'
  printf '%s' "$header"
  local region
  for region in 1 2 3 4 5 6; do printf '\0\0\200\77\0\0\0\100\0\0\240\101\0\0\40\102'; done  # 1, 2, 20, 40
  tail -c 576 "$root/tests/golden/lxmert-1/model.safetensors"
}

# name | arguments of rex; what is written goes into the present folder. M, P and G: models, pictures, goldens.
commands() {
  cat <<'END'
vit                 | explain --model M/demo-vit --image P/beach.jpg --json a.json --csv a.csv --tensors a.safetensors --save a.png --save a.svg --save a.pdf
vit-gradients       | explain --model M/demo-vit --image P/sky.jpg --method raw_attention,rollout,gradcam,attention_gradient,legrad --json a.json --csv a.csv --tensors a.safetensors --save a.svg
vit-lrp             | explain --model M/demo-vit --image P/cat-and-dog.jpg --method transformer_attribution,partial_lrp,lrp --json a.json --tensors a.safetensors --save a.png
vit-single          | explain --model M/demo-vit --image P/cat-and-dog.jpg --method transformer_attribution,lrp --precision single --tensors a.safetensors
vit-dump            | explain --model M/demo-vit --image P/fish.jpg --dump all --tensors a.safetensors
vit-classes         | explain --model M/demo-vit --image P/cat-and-dog.jpg --target cat --target 1 --target top --json - --save a.png --shared-scale
vit-layers          | explain --model M/demo-vit --image P/beach.jpg --layers 2:4 --json a.json --csv a.csv --tensors a.safetensors
vit-step            | explain --model M/demo-vit --image P/beach.jpg --step 2 --json a.json --tensors a.safetensors --save a.png --save a.svg
vit-patch           | explain --model M/demo-vit --image P/beach.jpg --of image:37 --grid --json a.json --tensors a.safetensors --save a.png
vit-head            | explain --model M/demo-vit --image P/beach.jpg --head encoder.self:3:0 --json a.json --tensors a.safetensors --save a.svg
vit-look            | explain --model M/demo-vit --image P/desk.jpg --save a.png --colours viridis --opacity 0.4 --show-from 30 --contour 0.5 --exact --dpi 96
vit-look-signed     | explain --model M/demo-vit --image P/desk.jpg --method lrp --save a.png --save a.pdf --colours difference --scale signed --show-top 20 --no-caption --transparent
bert                | explain --model M/demo-bert --text "The plot is silly, but the music is moving." --json a.json --csv a.csv --tensors a.safetensors --save a.png --save a.svg --save a.pdf
bert-methods        | explain --model M/demo-bert --text "The plot was boring at first, but the end was wonderful." --method raw_attention,rollout,gradcam,attention_gradient,transformer_attribution,partial_lrp,lrp --target negative --json a.json --tensors a.safetensors --save a.svg
bert-word           | explain --model M/demo-bert --text "The music is moving." --of word:music --json a.json --tensors a.safetensors --save a.png
bert-heads          | explain --model M/demo-bert --text "The music is moving." --head encoder.self:mean:1 --head-values raw --json a.json --save a.svg
clip                | explain --model M/demo-clip --image P/cat-and-dog.jpg --text "a cat to the left of a dog" --text "a dog to the left of a cat" --json a.json --csv a.csv --tensors a.safetensors --save a.png --save a.svg --save a.pdf
clip-text           | explain --model M/demo-clip --image P/cat-and-dog.jpg --text "a cat and a dog" --text "a bicycle" --target text:1 --method generic,rollout,lrp --json a.json --tensors a.safetensors --save a.svg
clip-word           | explain --model M/demo-clip --image P/cat-and-dog.jpg --text "a cat and a dog" --of word:cat --json a.json --save a.png
visualbert          | explain --model M/demo-visualbert --image P/cat-and-dog.jpg --text "What is left of the dog?" --json a.json --csv a.csv --tensors a.safetensors --save a.png --save a.svg --save a.pdf
visualbert-methods  | explain --model M/demo-visualbert --image P/lunch.jpg --text "Is there an apple?" --method raw_attention,rollout,gradcam,transformer_attribution,partial_lrp,lrp --target yes --json a.json --tensors a.safetensors --save a.svg
lxmert              | explain --model M/demo-lxmert --image P/lunch.jpg --text "Is there an apple?" --json a.json --csv a.csv --tensors a.safetensors --save a.png --save a.svg --save a.pdf
lxmert-methods      | explain --model M/demo-lxmert --image P/cat-and-dog.jpg --text "What is left of the dog?" --method raw_attention,rollout,gradcam,transformer_attribution,partial_lrp,lrp,generic_lrp --json a.json --tensors a.safetensors --save a.svg
lxmert-word         | explain --model M/demo-lxmert --image P/lunch.jpg --text "Is there an apple?" --of word:apple --json a.json --save a.png
lxmert-region       | explain --model M/demo-lxmert --image P/lunch.jpg --text "Is there an apple?" --of image:2 --save a.svg --no-boxes
detr                | explain --model M/demo-detr --image P/street.jpg --json a.json --csv a.csv --tensors a.safetensors --save a.png --save a.svg --save a.pdf
detr-query          | explain --model M/demo-detr --image P/street.jpg --target query:10 --target query:7,car --method generic,raw_attention --json a.json --csv a.csv --save a.pdf
detr-lrp            | explain --model M/demo-detr --image P/cat-and-dog.jpg --method transformer_attribution,partial_lrp,generic_lrp,rollout,gradcam --json a.json --tensors a.safetensors --save a.svg
detr-heads          | explain --model M/demo-detr --image P/street.jpg --head decoder.cross:0:mean --head-values raw --json a.json --save a.png
detr-step           | explain --model M/demo-detr --image P/traffic.jpg --step 5 --threshold 0.3 --json a.json --save a.svg
detr-masks          | explain --model M/demo-detr --image P/street.jpg --queries 1,7,10 --all-masks --save a.svg --save a.png
detr-smooth         | explain --model M/demo-detr --image P/street.jpg --queries none --masks smooth --save a.svg
golden-vit          | explain --model G/vit-1 --inputs G/vit-1/inputs.safetensors --method generic,lrp --json a.json --tensors a.safetensors --dump all
golden-bert         | explain --model G/bert-1 --inputs G/bert-1/inputs.safetensors --method generic,lrp --json a.json --tensors a.safetensors --dump all
golden-clip         | explain --model G/clip-1 --inputs G/clip-1/inputs.safetensors --target text:2 --json a.json --tensors a.safetensors --dump all
golden-detr         | explain --model G/detr-2 --inputs G/detr-2/inputs.safetensors --method generic,partial_lrp --json a.json --tensors a.safetensors
golden-lxmert       | explain --model G/lxmert-1 --inputs G/lxmert-1/inputs.safetensors --method generic,lrp --json a.json --tensors a.safetensors --dump all
golden-visualbert   | explain --model G/visualbert-1 --inputs G/visualbert-1/inputs.safetensors --json a.json --tensors a.safetensors --dump all
regions             | explain --model G/lxmert-1 --image P/lunch.jpg --regions ../data/regions.safetensors --text "What is the man holding?" --json a.json --save a.svg
methods             | explain --method list
tokenize-bert       | tokenize --model M/demo-bert "The plot is silly, but the music is moving: naïve!"
tokenize-pair       | tokenize --model G/tokenizer-bert-1 "What is the man holding?" --pair "A red umbrella." --max-length 12 --truncation longest_first --json
tokenize-clip       | tokenize --model G/tokenizer-clip-own "a photo of an elephant's ear" --json
preprocess-vit      | preprocess --config M/demo-vit/preprocessor_config.json P/beach.jpg --tensors a.safetensors
preprocess-detr     | preprocess --config G/preprocess-1/detr/preprocessor_config.json G/preprocess-1/images/portrait-333x500.png --tensors a.safetensors
preprocess-clip     | preprocess --config G/preprocess-1/clip/preprocessor_config.json G/pictures/cmyk.jpg --tensors a.safetensors
inspect             | inspect M/demo-lxmert
inspect-pickle      | inspect G/checkpoints-1/nested-legacy-torch1.13.pth --json
inspect-sharded     | inspect G/checkpoints-1/sharded-bin --json
convert             | convert G/checkpoints-1/flat-zip-torch2.14.bin a.safetensors
models              | models
models-json         | models --json
no-such-method      | explain --model M/demo-vit --image P/beach.jpg --method magic
no-such-class       | explain --model M/demo-vit --image P/beach.jpg --target unicorn
no-such-model       | explain --model nowhere --image P/beach.jpg
no-text             | explain --model M/demo-lxmert --image P/beach.jpg
broken-weights      | inspect G/checkpoints-1/broken/header-longer-than-file.safetensors
no-such-option      | explain --magic
END
}

# Runs ARGUMENTS with REX in FOLDER and leaves output, errors and status there, without the checkout's own path.
run() { # rex folder arguments
  local status=0 home
  mkdir -p "$2"
  home=$(cd "$(dirname "$1")/../../.." && pwd)
  (cd "$2" && eval "exec \"$1\" $3" >output.txt 2>errors.txt </dev/null) || status=$?
  echo "$status" >"$2/status.txt"
  sed -i "s|$home/resources|RESOURCES|g; s|$root/resources|RESOURCES|g; s|$work/home|HOME|g" "$2/output.txt" "$2/errors.txt"
}

# Whether the two files say the same; where they do not, says how.
same() { # file file
  cmp -s "$1" "$2" && return 0
  case $1 in
    *.pdf)
      cmp -s <(sed -E 's#/(Creation|Mod)Date *\(D:[0-9Z]*\)##' "$1") <(sed -E 's#/(Creation|Mod)Date *\(D:[0-9Z]*\)##' "$2") && return 0
      echo "the PDFs differ" ;;
    *.png)
      if ! command -v compare >/dev/null; then echo "the bytes differ (ImageMagick would compare pixels)"; return 1; fi
      local count; count=$(compare -metric AE "$1" "$2" null: 2>&1)
      [ "$count" = 0 ] && return 0
      echo "$count pixels differ" ;;
    *.txt | *.svg | *.json | *.csv) echo "line $(cmp "$1" "$2" | sed 's/.*line //') differs" ;;
    *) cmp "$1" "$2" 2>&1 | sed 's/.*differ: /differs at /' ;;
  esac
  return 1
}

regions >"$work/data/regions.safetensors"
count=0 different=0 allowed=0
printf '%-20s %-7s %s\n' command status result
while IFS='|' read -r name arguments; do
  name=${name%% *}
  arguments=" $arguments "
  arguments=${arguments// M\// ../data/models/} arguments=${arguments// P\// ../data/pictures/} arguments=${arguments// G\// ../data/golden/}
  # The folders' depth is that of $work/data, so that "../data" is right from both.
  here=$work/run
  for side in old new; do
    rm -rf "$here"
    run "${!side}" "$here" "$arguments"
    mkdir -p "$work/$side"
    mv "$here" "$work/$side/$name"
  done
  problems=
  for file in $(cd "$work" && find "old/$name" "new/$name" -type f | sed "s|^[a-z]*/$name/||" | sort -u); do
    if [ ! -f "$work/old/$name/$file" ]; then problems+="; $file is new"
    elif [ ! -f "$work/new/$name/$file" ]; then problems+="; $file is missing"
    elif ! how=$(same "$work/old/$name/$file" "$work/new/$name/$file"); then problems+="; $file: $how"; fi
  done
  count=$((count + 1))
  status=$(cat "$work/new/$name/status.txt")
  files=$(find "$work/new/$name" -type f ! -name status.txt -size +0 | wc -l)
  if [ -z "$problems" ]; then
    result="equal ($files)"
    [ -n "${KEEP:-}" ] || rm -rf "$work/old/$name" "$work/new/$name"
  elif [[ $expected == *" $name "* ]]; then allowed=$((allowed + 1)); result="differs, as expected: ${problems#; }"
  else different=$((different + 1)); result="DIFFERS: ${problems#; }"; fi
  printf '%-20s %-7s %s\n' "$name" "$status" "$result"
done < <(commands)
echo "$count commands: $((count - different - allowed)) equal, $allowed differ as expected, $different differ"
[ "$different" = 0 ]
