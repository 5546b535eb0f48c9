// From a picture to what a model sees, as a Hugging Face image processor does it.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/picture/picture.h"

namespace rex {

/// Which part of a picture a model's pixels cover: what maps a patch back to the picture.
struct PictureGeometry {
  // The rectangle that the model's pixels cover, in pixels of the upright original; it leaves the picture where a crop
  // or a batch pads.
  double x = 0, y = 0, width = 0, height = 0;
  int64_t picture_width = 0, picture_height = 0;  // of the original, in pixels
  int64_t model_width = 0, model_height = 0;      // of pixel_values, in pixels
};

/// One picture as a model takes it.
struct Preprocessed {
  at::Tensor pixel_values;  // [1, channels, height, width], CPU float32, normalised
  /// [1, height, width], CPU int64, 1 where there is picture and 0 where padding; undefined where the processor makes
  /// none.
  at::Tensor pixel_mask;
  /// SizeRule::patches: [1, most_patches] CPU int64, 1 for real patches, and [1, 2] CPU int64, rows and columns of the
  /// grid; else undefined. pixel_values are then [1, most_patches, numbers of a patch]: row, column, channel.
  at::Tensor patch_mask, grid;
  Picture resized;  // after resize and crop, before padding and normalisation; grey where channels is 1
  PictureGeometry geometry;
};

/// Several pictures padded to one size at the right and at the bottom.
struct PreprocessedBatch {
  at::Tensor pixel_values;  // [pictures, channels, height, width], CPU float32, 0 in the padding
  at::Tensor pixel_mask;    // [pictures, height, width], CPU int64; undefined where the processor makes none
  std::vector<PictureGeometry> geometries;
};

/// How a picture's own size and the configured one give the size to resize to.
enum class SizeRule {
  exact,          // height × width
  shortest_edge,  // the shorter side becomes shortest_edge, the longer one follows
  edges,          // as shortest_edge, unless the longer side would pass longest_edge: then that one decides
  within,         // as large as fits into height × width, proportions kept
  inside,         // the same, rounded and not cut off (timm's crop_mode "border")
  covering,       // as small as covers height × width, proportions kept, rounded (timm's other sizes than squares)
  divisible,  // as shortest_edge, the longer side at most 5/3 of that; both cut to a multiple of size_divisor (ViLT)
  patches,    // as large as most_patches squares of patch_size cover, proportions nearly kept (SigLIP 2, "NaFlex")
};

/// The settings of preprocessor_config.json, in the terms of that file. Sizes are in pixels.
struct PreprocessorSettings {
  std::string type;  // as the file names it, for example "ViTImageProcessor"
  bool do_resize = true, do_center_crop = false, do_rescale = true, do_normalize = true;
  bool do_pad = false;      // to pad_height × pad_width, or to the largest of a batch where those are 0
  bool makes_mask = false;  // DETR, ViLT: pixel_mask comes with the padding
  SizeRule size_rule = SizeRule::exact;
  int32_t size_divisor = 1;                     // for divisible
  int64_t height = 0, width = 0;                // for exact, within, inside and covering
  int64_t shortest_edge = 0, longest_edge = 0;  // for shortest_edge and edges
  int64_t crop_height = 0, crop_width = 0;      // with do_center_crop
  bool rounded_crop = false;              // it begins at half the rest rounded to even, as in torchvision; else cut off
  std::array<uint8_t, 3> fill{0, 0, 0};   // where the crop leaves the picture
  int64_t pad_height = 0, pad_width = 0;  // with do_pad
  int64_t patch_size = 0, most_patches = 0;  // for patches
  ResizeFilter filter = ResizeFilter::bilinear;
  bool resize_in_float = false;         // rescaled first, then torchvision's antialiased resizing without rounding
  double rescale_factor = 1.0 / 255.0;  // bytes times this are what mean and deviation refer to
  int64_t channels = 3;                 // of the model: 3 are red, green and blue, 1 is grey, see grey()
  std::array<float, 3> mean{0.5f, 0.5f, 0.5f}, deviation{0.5f, 0.5f, 0.5f};  // of each channel; all three are set
};

/// One kind of image processor: what holds where its file is silent.
struct ImageProcessor {
  std::string name;  // without ImageProcessor or FeatureExtractor, for example "ViT"
  PreprocessorSettings defaults;
  bool whole_number_is_square = true;  // `"size": 224` means 224 × 224, else the shorter edge
  int64_t default_crop = 0;            // in pixels, the side of the square that do_center_crop cuts; 0: none
};

/// The most pixels of one picture as a model sees it: 4096 × 4096, 200 MB of pixel_values. No Transformer takes more.
inline constexpr int64_t largest_input = 4096 * 4096;

/// What a preprocessor_config.json (or the "image_processor" part of a processor_config.json) says, in any version's
/// spelling; missing and null fields take the processor's defaults. It names one of KNOWN, or no processor: then USUAL
/// holds, null where there is none. NAME stands in errors. An image_mean of one number in a list means a model of one
/// channel; see also Preprocessor::for_channels. Throws Error naming the field.
PreprocessorSettings read_preprocessor_settings(const nlohmann::json& config, const std::string& name,
                                                const std::vector<ImageProcessor>& known, const ImageProcessor* usual);

/// The size that SETTINGS resize a picture of WIDTH × HEIGHT to, as {width, height}. A side may come out as 0.
std::pair<int64_t, int64_t> resized_size(const PreprocessorSettings& settings, int64_t width, int64_t height);

/// Turns pictures into pixel_values. A value; safe to use from several threads.
class Preprocessor {
 public:
  /// Reads preprocessor_config.json as any version of Hugging Face's library writes it; KNOWN and USUAL as for
  /// read_preprocessor_settings(). Throws Error naming the file and the field.
  static Preprocessor from_file(const std::filesystem::path& path, const std::vector<ImageProcessor>& known,
                                const ImageProcessor* usual = nullptr);

  /// The same from memory; NAME stands in errors.
  static Preprocessor from_json(const nlohmann::json& config, const std::string& name,
                                const std::vector<ImageProcessor>& known, const ImageProcessor* usual = nullptr);

  explicit Preprocessor(PreprocessorSettings settings) : settings_(std::move(settings)) {}

  /// The same for a model of CHANNELS channels, config.json's num_channels. Throws Error naming WHERE for another
  /// number than 1 and 3, and where mean and deviation do not serve so many channels: three different numbers for one
  /// channel, or one for three.
  Preprocessor for_channels(int64_t channels, const std::string& where) const;

  /// Throws Error where PICTURE cannot become what the model needs (a side would be 0, or the result larger than
  /// largest_input or largest_picture), saying how much memory it would need.
  Preprocessed run(const Picture& picture) const;

  /// Several pictures at once, padded to the largest. Throws Error where they differ in size and the processor does not
  /// pad.
  PreprocessedBatch run(const std::vector<Picture>& pictures) const;

  const PreprocessorSettings& settings() const { return settings_; }

 private:
  PreprocessorSettings settings_;
};

}  // namespace rex
