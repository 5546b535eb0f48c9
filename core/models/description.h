#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace rex {

/// How a model sees a picture.
enum class PictureInput {
  none,
  pixels,  ///< `pixel_values`, cut into patches or read by a backbone
  regions  ///< features and boxes of a detector (LXMERT, VisualBERT)
};

/// How a model reads text.
enum class TextInput {
  none,
  one,     ///< a sentence, or a question about the picture
  several  ///< captions, each compared with the picture (CLIP)
};

/// What one score stands for.
enum class AnswerKind {
  classes,  ///< scores [classes] (ViT, BERT) or [answers] (VisualBERT, LXMERT)
  objects,  ///< scores [object queries, classes + 1]; the last class is "no object" (DETR)
  texts,    ///< scores [texts]: the similarity of the picture with each text (CLIP)
  features  ///< scores [hidden]: components of the pooled feature of a model without a head (DINOv3)
};

/// What the probability of a score is.
enum class ProbabilityRule {
  softmax,  ///< over its alternatives
  sigmoid,  ///< of each score by itself: labels that do not exclude each other, texts of SigLIP
  none      ///< there is none: the score is the answer (regression, ranking) or a feature
};

/// What a kind of model is given and what it answers. Views ask this, never which family a model belongs to.
struct ModelKind {
  PictureInput picture = PictureInput::none;
  TextInput text = TextInput::none;
  AnswerKind answers = AnswerKind::classes;
  ProbabilityRule probabilities = ProbabilityRule::softmax;
  bool full_rows_of_text = false;  ///< texts stay as long as they are where words are struck (CLIP, SigLIP)
  bool reads_padding = false;      ///< texts are padded to the longest that the model reads, as it learned (SigLIP)
  bool layer_scores = false;       ///< a pass can score each layer alone, which LeGrad needs (ViT, CLIP's picture)
  bool judges_match = false;       ///< the second of two classes is explained where nobody chooses: a match (BLIP)

  bool explains_features() const { return answers == AnswerKind::features; }
  bool sees_picture() const { return picture != PictureInput::none; }
  bool sees_pixels() const { return picture == PictureInput::pixels; }
  bool sees_regions() const { return picture == PictureInput::regions; }
  bool reads_text() const { return text != TextInput::none; }
  bool reads_several_texts() const { return text == TextInput::several; }
  /// A sentence may have a second one beside it ("does the first imply the second?").
  bool reads_pairs() const { return text == TextInput::one && !sees_picture(); }
  bool finds_objects() const { return answers == AnswerKind::objects; }
};

/// What people and views need to know of a model.
struct ModelDescription : ModelKind {
  std::string family;               ///< Hugging Face's model_type: "vit", "bert", "detr", …
  std::string name;                 ///< the folder's name
  std::vector<std::string> labels;  ///< of classes or answers; may be empty
  std::int64_t longest_text = 0;    ///< tokens, special ones included; 0 without text
  /// Height and width of the pictures that the weights were made for, where Hugging Face's class takes no other; zeros
  /// where any size is as good.
  std::pair<std::int64_t, std::int64_t> picture_size = {0, 0};
  std::int64_t region_size = 0;      ///< length of one region's feature vector
  std::int64_t parameters = 0;       ///< how many numbers
  std::string weights_hash;          ///< eight hexadecimal digits over names, shapes and values; empty for random ones
  std::vector<std::string> summary;  ///< "12 layers · 12 heads · 768 wide", for people
};

}  // namespace rex
