#include "core/models/open/prepare.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/error.h"
#include "core/models/families/family.h"

namespace rex {
namespace {

void refuse_what_does_not_fit(const ModelDescription& model, const Picture* picture,
                              const std::vector<std::string>& texts, const std::string& pair, const Regions* regions) {
  const bool sees = model.sees_picture();
  if (picture != nullptr && !sees) {
    throw Error("picture", model.name + " reads text alone (" + model.family + ")", "Leave the picture out.");
  }
  if (regions != nullptr && !model.sees_regions()) {
    throw Error("regions", model.name + " does not read regions (" + model.family + ")", "Leave them out.");
  }
  if (!texts.empty() && !model.reads_text()) {
    throw Error(
        "text", model.name + " reads no text (" + model.family + ")",
        "Leave the question out, or choose a model that answers questions (ViLT, VisualBERT, LXMERT) or compares "
        "texts with pictures (BLIP, CLIP).");
  }
  if (model.sees_pixels() && picture == nullptr) {
    throw Error("picture", model.name + " needs a picture", "Give one.");
  }
  if (texts.size() > 1 && !model.reads_several_texts()) {
    throw Error("text", model.name + " reads one text, not " + std::to_string(texts.size()), "Give one text.");
  }
  if (!pair.empty() && !model.reads_pairs()) {
    throw Error("pair", model.name + " reads no second sentence (" + model.family + ")",
                "Leave it out, or choose a model that was trained on pairs of sentences (BERT for paraphrases or "
                "inference).");
  }
  const bool blank = texts.empty() || std::any_of(texts.begin(), texts.end(), [](const std::string& text) {
                       return text.find_first_not_of(" \t\r\n") == std::string::npos;
                     });
  if (model.reads_text() && blank) {
    throw Error(
        "text",
        texts.empty() ? model.name + (model.sees_picture() ? " needs a question" : " needs a text") : "is empty",
        model.reads_several_texts() ? "Give one caption or several." : "Give one.");
  }
}

at::Tensor long_matrix(const std::vector<std::vector<std::int64_t>>& rows) {
  const auto columns = static_cast<std::int64_t>(rows.front().size());
  at::Tensor matrix = at::empty({static_cast<std::int64_t>(rows.size()), columns}, at::kLong);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::copy(rows[i].begin(), rows[i].end(), matrix.data_ptr<std::int64_t>() + static_cast<std::int64_t>(i) * columns);
  }
  return matrix;
}

/// What was cut off TEXT (or of it and its PAIR), for people.
std::string cut_note(const std::string& text, const std::string& pair, const TokenizedText& tokens,
                     std::int64_t longest) {
  if (!pair.empty()) {
    return "The two sentences are longer than the " + std::to_string(longest) +
           " tokens that the model reads: " + std::to_string(tokens.truncated) +
           " tokens are left out, of the longer one first.";
  }
  std::int64_t begin = std::numeric_limits<std::int64_t>::max(), end = 0;  // in code points: of what is read
  for (const Token& token : tokens.tokens) {
    if (token.special) continue;
    begin = std::min(begin, token.begin);
    end = std::max(end, token.end);
  }
  constexpr std::int64_t most = 60;
  const auto is_blank = [](std::string_view part) { return part.find_first_not_of(" \t\r\n") == std::string::npos; };
  const std::string_view read = code_points(text, 0, end);
  std::string rest = text.substr(read.size());
  const bool cuts_front = is_blank(rest) && end > 0 && !is_blank(code_points(text, 0, begin));
  if (cuts_front) {
    rest = (begin > most ? "…" : "") + std::string(code_points(text, std::max<std::int64_t>(0, begin - most), begin));
  } else if (const std::string_view shown = code_points(rest, 0, most); shown.size() < rest.size()) {
    rest = std::string(shown) + "…";
  }
  return "The text is longer than the " + std::to_string(longest) +
         " tokens that the model reads: " + std::to_string(tokens.truncated) + " tokens at its " +
         (cuts_front ? "beginning" : "end") + " are left out (\"" + rest + "\").";
}

/// Whether a person typed the token that stands between two sentences.
bool separates_sentences(const TokenizedText& tokens, std::int64_t end_id) {
  return std::any_of(tokens.tokens.begin(), tokens.tokens.end(),
                     [&](const Token& token) { return token.id == end_id && !token.special; });
}

/// Token ids of all texts, padded to one length, and their masks.
void add_texts(const OpenModel& model, const std::vector<std::string>& texts, const std::string& pair,
               PreparedInput& prepared) {
  const ModelDescription& description = model.model->description();
  if (model.tokenizer == nullptr) {
    throw Error(model.folder.string(), "holds no vocabulary, so texts cannot be read",
                "Put tokenizer.json, or vocab.txt (BERT, LXMERT, VisualBERT), or vocab.json and merges.txt (CLIP), "
                "into the folder.");
  }
  TokenizeOptions options;
  options.max_length = description.longest_text;
  // A text alone is not padded, whatever tokenizer.json says of batches: it always has 1 token. Nor are captions
  // further than to the longest of them: what stands behind the end of CLIP's reaches nothing that is read, and takes
  // time.
  options.pad_to = description.reads_padding ? description.longest_text : 1;
  const auto encode = [&](const std::string& text) {
    return pair.empty() ? model.tokenizer->encode(text, options) : model.tokenizer->encode_pair(text, pair, options);
  };
  std::vector<TokenizedText> encoded;
  for (const std::string& text : texts) {
    encoded.push_back(encode(text));
    options.pad_to = std::max(options.pad_to, static_cast<std::int64_t>(encoded.back().tokens.size()));
  }
  std::vector<std::vector<std::int64_t>> ids, masks, segments;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string& text = texts[i];
    TokenizedText& tokens = encoded[i];
    if (static_cast<std::int64_t>(tokens.tokens.size()) < options.pad_to) tokens = encode(text);
    if (tokens.truncated > 0) prepared.notes.push_back(cut_note(text, pair, tokens, description.longest_text));
    if (pair.empty() && description.reads_pairs() && separates_sentences(tokens, model.tokenizer->end_id())) {
      prepared.notes.push_back(
          "The text holds a token that separates sentences, but is read as one sentence: give the "
          "second one by itself (--pair) where the model was trained on pairs.");
    }
    if (std::all_of(tokens.tokens.begin(), tokens.tokens.end(), [](const Token& token) { return token.special; })) {
      throw Error("text", "holds nothing that the model reads: white space and what its tokenizer drops",
                  "Give one with words.");
    }
    const auto is_of_pair = [](const Token& token) { return !token.special && token.segment == 1; };
    if (!pair.empty() && std::none_of(tokens.tokens.begin(), tokens.tokens.end(), is_of_pair)) {
      throw Error("pair", "holds nothing that the model reads: white space and what its tokenizer drops",
                  "Give one with words, or leave it out.");
    }
    ids.push_back(tokens.ids());
    masks.emplace_back();
    segments.emplace_back();
    // Ids alone do not tell padding: CLIP pads with its end token.
    for (std::size_t place = 0; place < tokens.tokens.size(); ++place) {
      masks.back().push_back(tokens.is_attended(place) ? 1 : 0);
      segments.back().push_back(tokens.tokens[place].type);
    }
    prepared.texts.push_back(std::move(tokens));
  }
  prepared.tensors["input_ids"] = long_matrix(ids);
  prepared.tensors["attention_mask"] = long_matrix(masks);
  if (!description.full_rows_of_text) prepared.tensors["token_type_ids"] = long_matrix(segments);
}

/// The boxes of REGIONS in pixels of PICTURE.
std::vector<Box> boxes_in_pixels(const Regions& regions, const Picture* picture) {
  double largest = 0;
  for (const Box& box : regions.boxes) largest = std::max({largest, box.right, box.bottom});
  std::vector<Box> boxes = regions.boxes;
  if (picture == nullptr || largest > 1 || regions.boxes.empty()) return boxes;
  for (Box& box : boxes) {
    box.left *= static_cast<double>(picture->width);
    box.right *= static_cast<double>(picture->width);
    box.top *= static_cast<double>(picture->height);
    box.bottom *= static_cast<double>(picture->height);
  }
  return boxes;
}

/// Boxes as fractions of the picture, [regions, 4]; undefined where its size is not known and they are in pixels.
at::Tensor box_fractions(const std::vector<Box>& boxes, const Picture* picture) {
  const bool fractions = picture == nullptr && std::all_of(boxes.begin(), boxes.end(), [](const Box& box) {
                           return box.right <= 1 && box.bottom <= 1;
                         });
  if (picture == nullptr && !fractions) return {};
  const double width = fractions ? 1 : static_cast<double>(picture->width);
  const double height = fractions ? 1 : static_cast<double>(picture->height);
  at::Tensor positions = at::empty({static_cast<std::int64_t>(boxes.size()), 4}, at::kFloat);
  float* out = positions.data_ptr<float>();
  for (const Box& box : boxes) {
    *out++ = static_cast<float>(box.left / width);
    *out++ = static_cast<float>(box.top / height);
    *out++ = static_cast<float>(box.right / width);
    *out++ = static_cast<float>(box.bottom / height);
  }
  return positions;
}

void add_regions(const OpenModel& model, const Picture* picture, const Regions* given, const Progress& progress,
                 PreparedInput& prepared) {
  const ModelDescription& description = model.model->description();
  Regions found;
  if (given == nullptr) {
    if (model.regions == nullptr || picture == nullptr) {
      throw Error("regions",
                  description.name + " sees a picture as regions, and " +
                      (model.regions == nullptr ? "there is nothing that could find them" : "there is no picture"),
                  "Give a region file (features and boxes), or a picture with a Faster R-CNN or DETR in the folder "
                  "regions/ inside the model's or beside it.");
    }
    found = model.regions->find(*picture, progress);
    given = &found;
  }
  const at::Tensor& features = given->features;
  if (features.dim() != 2 || features.size(1) != description.region_size) {
    throw Error("regions",
                "their features have " + std::to_string(features.dim() == 2 ? features.size(1) : 0) +
                    " numbers each, but the model reads " + std::to_string(description.region_size),
                "Take features from the detector that the model was trained with.");
  }
  if (static_cast<std::int64_t>(given->boxes.size()) != features.size(0)) {
    throw Error("regions",
                "there are " + std::to_string(features.size(0)) + " features and " +
                    std::to_string(given->boxes.size()) + " boxes",
                "Give one box for each region.");
  }
  prepared.regions = boxes_in_pixels(*given, picture);
  prepared.region_labels = given->labels;
  const RegionTensors regions{features.to(at::kFloat).contiguous(), box_fractions(prepared.regions, picture)};
  prepared.tensors.merge(family_of(description).region_inputs(*model.model, regions));
  prepared.tensors["visual_attention_mask"] = at::ones({1, features.size(0)}, at::kLong);
}

}  // namespace

PreparedInput prepare(const OpenModel& model, const Picture* picture, const std::vector<std::string>& texts,
                      const Regions* regions, const std::string& pair, const Progress& progress) {
  const ModelDescription& description = model.model->description();
  refuse_what_does_not_fit(description, picture, texts, pair, regions);
  PreparedInput prepared;
  if (description.reads_text()) add_texts(model, texts, pair, prepared);
  if (description.sees_regions()) add_regions(model, picture, regions, progress, prepared);
  if (description.sees_pixels()) {
    Preprocessed ready = model.preprocessor.value().run(*picture);
    prepared.tensors["pixel_values"] = ready.pixel_values;
    if (ready.pixel_mask.defined()) prepared.tensors["pixel_mask"] = ready.pixel_mask;
    if (ready.patch_mask.defined()) {
      prepared.tensors["pixel_attention_mask"] = ready.patch_mask;
      prepared.tensors["spatial_shapes"] = ready.grid;
    }
    prepared.geometry = ready.geometry;
  }
  return prepared;
}

}  // namespace rex
