#include "core/picture/preprocessor.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/printable.h"
#include "core/picture/resizing.h"

namespace rex {
namespace {

/// Python's int(a · b / c): one exact product, one division, cut off.
int64_t scaled(double a, int64_t b, int64_t c) {
  return static_cast<int64_t>(a * static_cast<double>(b) / static_cast<double>(c));
}

/// DETR's rule as transformers 5 has it: where the long side hits its limit, the long side follows from the unrounded
/// short side.
std::pair<int64_t, int64_t> size_by_edges(const PreprocessorSettings& settings, int64_t width, int64_t height) {
  const auto shorter = static_cast<double>(std::min(width, height));
  const auto longer = static_cast<double>(std::max(width, height));
  auto edge = static_cast<double>(settings.shortest_edge);
  double exact_edge = edge;
  if (longer / shorter * edge > static_cast<double>(settings.longest_edge)) {
    exact_edge = static_cast<double>(settings.longest_edge) * shorter / longer;
    edge = std::nearbyint(exact_edge);  // halves to even, as Python rounds
  }
  const auto whole_edge = static_cast<int64_t>(edge);
  if (std::min(width, height) == whole_edge) return {width, height};
  if (width < height) return {whole_edge, scaled(exact_edge, height, width)};
  return {scaled(exact_edge, width, height), whole_edge};
}

/// ViLT's rule, in the reference's own order: floating-point numbers until both sides are cut.
std::pair<int64_t, int64_t> divisible_size(const PreprocessorSettings& settings, int64_t width, int64_t height) {
  const auto edge = static_cast<double>(settings.shortest_edge);
  const auto limit = static_cast<double>(static_cast<int64_t>(1333.0 / 800.0 * edge));
  const double scale = edge / static_cast<double>(std::min(width, height));
  double new_width = height < width ? scale * static_cast<double>(width) : edge;
  double new_height = height < width ? edge : scale * static_cast<double>(height);
  if (const double longer = std::max(new_width, new_height); longer > limit) {
    new_width *= limit / longer;
    new_height *= limit / longer;
  }
  const auto cut = [&](double side) {
    return static_cast<int64_t>(side + 0.5) / settings.size_divisor * settings.size_divisor;
  };
  return {cut(new_width), cut(new_height)};
}

/// a/b rounded down, also below 0.
int64_t floor_half(int64_t a) { return a >= 0 ? a / 2 : -((1 - a) / 2); }

/// Half of REST, where a centre crop begins.
int64_t crop_start(int64_t rest, const PreprocessorSettings& settings) {
  if (resizing_of(settings) != Resizing::pillow || (settings.rounded_crop && rest < 0))
    return rest / 2;  // a picture that is too small lies nearer to the corner
  return settings.rounded_crop ? static_cast<int64_t>(std::nearbyint(static_cast<double>(rest) / 2)) : floor_half(rest);
}

/// The largest size that MOST squares of PATCH pixels cover, with the proportions nearly kept, as SigLIP 2's processor
/// finds it: sides are SCALE times the picture's, each rounded up to whole squares; the largest scale that fits is
/// searched by halving.
std::pair<int64_t, int64_t> size_by_patches(const PreprocessorSettings& settings, int64_t width, int64_t height) {
  constexpr double least = 1e-6, most = 100, exact = 1e-5;
  const auto patch = static_cast<double>(settings.patch_size);
  const auto side = [&](double scale, int64_t size) {
    return std::max(patch, std::ceil(static_cast<double>(size) * scale / patch) * patch);
  };
  double low = least, high = most;
  while (high - low >= exact) {
    const double middle = (low + high) / 2;
    const double patches = (side(middle, height) / patch) * (side(middle, width) / patch);
    (patches <= static_cast<double>(settings.most_patches) ? low : high) = middle;
  }
  return {static_cast<int64_t>(side(low, width)), static_cast<int64_t>(side(low, height))};
}

/// What becomes of a byte, for each channel.
std::array<std::array<float, 256>, 3> value_table(const PreprocessorSettings& settings) {
  std::array<std::array<float, 256>, 3> table;
  for (size_t channel = 0; channel < 3; ++channel)
    for (size_t byte = 0; byte < 256; ++byte) {
      auto value = static_cast<float>(byte);
      if (settings.do_rescale && settings.do_normalize && resizing_of(settings) == Resizing::torchvision_bytes) {
        const auto white = static_cast<float>(1.0 / settings.rescale_factor);  // both steps are one there
        value = (value - settings.mean[channel] * white) / (settings.deviation[channel] * white);
      } else {
        if (settings.do_rescale) value = static_cast<float>(static_cast<double>(byte) * settings.rescale_factor);
        if (settings.do_normalize) value = (value - settings.mean[channel]) / settings.deviation[channel];
      }
      table[channel][byte] = value;
    }
  return table;
}

/// Writes PICTURE's values into the upper left of TARGET [channels, height, width], contiguous.
void fill_values(const Picture& picture, const PreprocessorSettings& settings, const at::Tensor& target) {
  const auto table = value_table(settings);
  const int64_t channels = target.size(0), rows = target.size(1), columns = target.size(2);
  auto* values = target.data_ptr<float>();
  for (int64_t y = 0; y < picture.height; ++y) {
    const uint8_t* from = picture.row(y);
    for (int64_t x = 0; x < picture.width; ++x, from += 3)
      for (int64_t channel = 0; channel < channels; ++channel)
        values[(channel * rows + y) * columns + x] = table[static_cast<size_t>(channel)][from[channel]];
  }
}

/// The same of VALUES [channels, height, width], which are rescaled.
void fill_values(const at::Tensor& values, const PreprocessorSettings& settings, at::Tensor target) {
  for (int64_t channel = 0; channel < values.size(0); ++channel) {
    at::Tensor plane = values[channel];
    const auto index = static_cast<size_t>(channel);
    if (settings.do_normalize) plane = (plane - settings.mean[index]) / settings.deviation[index];
    target[channel].narrow(0, 0, plane.size(0)).narrow(1, 0, plane.size(1)).copy_(plane);
  }
}

/// Before memory is taken: that one picture of this size fits.
void check_input_size(const PreprocessorSettings& settings, int64_t width, int64_t height) {
  if (width <= largest_input / height) return;
  const double values = static_cast<double>(width) * static_cast<double>(height);
  const double bytes = static_cast<double>(settings.channels) * 4 + (settings.do_pad && settings.makes_mask ? 8 : 0);
  throw Error("preprocess",
              "the model would get " + std::to_string(width) + " × " + std::to_string(height) + " pixels, which need " +
                  std::to_string(static_cast<int64_t>(values * bytes / 1e6)) + " MB as numbers; the limit is " +
                  std::to_string(largest_input / 1'000'000) + " megapixels",
              settings.do_resize || settings.do_pad
                  ? "Set a smaller size in preprocessor_config.json: 4096 × 4096 fits."
                  : "Scale the picture down first: 4096 × 4096 fits.");
}

/// A picture after resize and crop.
struct Cut {
  Picture picture;
  PictureGeometry geometry;
  at::Tensor values = {};  // [channels, height, width] rescaled and resized in float; undefined: the picture's bytes
};

/// PICTURE as numbers of SETTINGS, resized to WIDTH × HEIGHT by torchvision's antialiased kernel. [channels, height,
/// width] float32, rescaled, not normalised.
at::Tensor resized_in_float(const Picture& picture, const PreprocessorSettings& settings, int64_t width,
                            int64_t height) {
  const Picture source = settings.channels == 1 ? grey(picture) : picture;
  at::Tensor bytes = at::empty({source.height, source.width, 3}, at::kByte);
  std::copy(source.pixels.begin(), source.pixels.end(), bytes.data_ptr<uint8_t>());
  at::Tensor values = bytes.permute({2, 0, 1}).narrow(0, 0, settings.channels).to(at::kFloat).unsqueeze(0).contiguous();
  if (settings.do_rescale) values = values * settings.rescale_factor;
  if (width == picture.width && height == picture.height) return values[0];
  switch (settings.filter) {
    case ResizeFilter::bilinear:
      return at::_upsample_bilinear2d_aa(values, {height, width}, false)[0];
    case ResizeFilter::lanczos:  // tensors have none: Hugging Face takes bicubic
    case ResizeFilter::bicubic:
      return at::_upsample_bicubic2d_aa(values, {height, width}, false)[0];
    default:
      throw Error("preprocess", settings.type + " resizes with a filter that torchvision does not antialias",
                  "Set \"resample\" to 2 (bilinear) or 3 (bicubic) in preprocessor_config.json.");
  }
}

/// VALUES [channels, height, width] as bytes, to be looked at.
Picture picture_of(const at::Tensor& values, const PreprocessorSettings& settings) {
  const at::Tensor bytes = (settings.do_rescale ? values / settings.rescale_factor : values)
                               .round()
                               .clamp(0, 255)
                               .expand({3, values.size(1), values.size(2)})
                               .permute({1, 2, 0})
                               .to(at::kByte)
                               .contiguous();
  Picture picture(values.size(2), values.size(1));
  std::copy(bytes.data_ptr<uint8_t>(), bytes.data_ptr<uint8_t>() + bytes.numel(), picture.pixels.begin());
  return picture;
}

Cut resize_and_crop(const Picture& picture, const PreprocessorSettings& settings) {
  check_picture_size("preprocess", picture.width, picture.height);
  auto [width, height] = std::pair(picture.width, picture.height);
  if (settings.do_resize) std::tie(width, height) = resized_size(settings, width, height);
  if (width < 1 || height < 1)
    throw Error("preprocess",
                "a picture of " + std::to_string(picture.width) + " × " + std::to_string(picture.height) +
                    " pixels is too narrow: it would be resized to " + std::to_string(width) + " × " +
                    std::to_string(height),
                "Crop it to a less extreme shape.");
  check_input_size(settings, settings.do_center_crop ? settings.crop_width : width,
                   settings.do_center_crop ? settings.crop_height : height);
  Cut cut;
  if (resizing_of(settings) == Resizing::torchvision_floats && settings.do_resize) {
    cut.values = resized_in_float(picture, settings, width, height);
    cut.picture = picture_of(cut.values, settings);
  } else {
    const auto resize = resizing_of(settings) == Resizing::pillow ? resize_pillow : resize_torchvision;
    cut.picture = resize(settings.channels == 1 ? grey(picture) : picture, width, height, settings.filter);
  }
  const double scale_x = static_cast<double>(picture.width) / static_cast<double>(width);
  const double scale_y = static_cast<double>(picture.height) / static_cast<double>(height);
  int64_t left = 0, top = 0;
  if (settings.do_center_crop) {
    left = crop_start(width - settings.crop_width, settings);
    top = crop_start(height - settings.crop_height, settings);
    cut.picture = crop(cut.picture, left, top, settings.crop_width, settings.crop_height, settings.fill);
    if (cut.values.defined()) {
      const int64_t right = settings.crop_width - width + left, bottom = settings.crop_height - height + top;
      cut.values = at::constant_pad_nd(cut.values, {-left, right, -top, bottom});  // what is negative is cut off
    }
  }
  PictureGeometry& geometry = cut.geometry;
  geometry.picture_width = picture.width;
  geometry.picture_height = picture.height;
  geometry.model_width = cut.picture.width;
  geometry.model_height = cut.picture.height;
  geometry.x = static_cast<double>(left) * scale_x;
  geometry.y = static_cast<double>(top) * scale_y;
  geometry.width = static_cast<double>(cut.picture.width) * scale_x;
  geometry.height = static_cast<double>(cut.picture.height) * scale_y;
  return cut;
}

/// The model sees padding at the right and at the bottom: the rectangle grows with it.
void pad_geometry(PictureGeometry& geometry, int64_t width, int64_t height) {
  geometry.width *= static_cast<double>(width) / static_cast<double>(geometry.model_width);
  geometry.height *= static_cast<double>(height) / static_cast<double>(geometry.model_height);
  geometry.model_width = width;
  geometry.model_height = height;
}

PreprocessedBatch assemble(const std::vector<Cut>& cuts, const PreprocessorSettings& settings) {
  int64_t width = 0, height = 0;
  for (const Cut& cut : cuts) {
    width = std::max(width, cut.picture.width);
    height = std::max(height, cut.picture.height);
  }
  if (settings.do_pad && settings.pad_width > 0) {
    if (width > settings.pad_width || height > settings.pad_height)
      throw Error("preprocess", "the resized picture (" + std::to_string(width) + " × " + std::to_string(height) +
                                    ") is larger than pad_size (" + std::to_string(settings.pad_width) + " × " +
                                    std::to_string(settings.pad_height) + ")");
    width = settings.pad_width;
    height = settings.pad_height;
    check_input_size(settings, width, height);
  }
  const auto count = static_cast<int64_t>(cuts.size());
  check_picture_size("batch", width, height * count);
  PreprocessedBatch batch;
  batch.pixel_values = at::zeros({count, settings.channels, height, width}, at::kFloat);
  if (settings.do_pad && settings.makes_mask) batch.pixel_mask = at::zeros({count, height, width}, at::kLong);
  for (int64_t i = 0; i < count; ++i) {
    const Cut& cut = cuts[static_cast<size_t>(i)];
    if (!settings.do_pad && (cut.picture.width != width || cut.picture.height != height))
      throw Error("preprocess", "the pictures of a batch become different sizes and " + settings.type + " does not pad",
                  "Preprocess them one by one.");
    if (cut.values.defined()) {
      fill_values(cut.values, settings, batch.pixel_values[i]);
    } else {
      fill_values(cut.picture, settings, batch.pixel_values[i]);
    }
    if (batch.pixel_mask.defined())
      batch.pixel_mask[i].narrow(0, 0, cut.picture.height).narrow(1, 0, cut.picture.width).fill_(1);
    batch.geometries.push_back(cut.geometry);
    pad_geometry(batch.geometries.back(), width, height);
  }
  return batch;
}

/// Turns the pixel_values of RESULT into a list of patches, padded with zeros.
void cut_into_patches(const PreprocessorSettings& settings, Preprocessed& result) {
  const int64_t patch = settings.patch_size, channels = result.pixel_values.size(1);
  const int64_t rows = result.pixel_values.size(2) / patch, columns = result.pixel_values.size(3) / patch;
  const at::Tensor list = result.pixel_values.reshape({channels, rows, patch, columns, patch})
                              .permute({1, 3, 2, 4, 0})
                              .reshape({1, rows * columns, patch * patch * channels});
  result.pixel_values = at::zeros({1, settings.most_patches, list.size(2)}, at::kFloat);
  result.pixel_values.narrow(1, 0, rows * columns).copy_(list);
  result.patch_mask = at::zeros({1, settings.most_patches}, at::kLong);
  result.patch_mask.narrow(1, 0, rows * columns).fill_(1);
  result.grid = at::tensor({rows, columns}, at::kLong).unsqueeze(0);
}

}  // namespace

std::pair<int64_t, int64_t> resized_size(const PreprocessorSettings& settings, int64_t width, int64_t height) {
  const auto edge = static_cast<double>(settings.shortest_edge);
  switch (settings.size_rule) {
    case SizeRule::patches:
      return size_by_patches(settings, width, height);
    case SizeRule::exact:
      return {settings.width, settings.height};
    case SizeRule::shortest_edge:
      if (width <= height) return {settings.shortest_edge, scaled(edge, height, width)};
      return {scaled(edge, width, height), settings.shortest_edge};
    case SizeRule::edges:
      return size_by_edges(settings, width, height);
    case SizeRule::divisible:
      return divisible_size(settings, width, height);
    case SizeRule::within: {
      const double scale = std::min(static_cast<double>(settings.height) / static_cast<double>(height),
                                    static_cast<double>(settings.width) / static_cast<double>(width));
      return {static_cast<int64_t>(static_cast<double>(width) * scale),
              static_cast<int64_t>(static_cast<double>(height) * scale)};
    }
    case SizeRule::inside:
    case SizeRule::covering: {
      const double wide = static_cast<double>(width) / static_cast<double>(settings.width);
      const double high = static_cast<double>(height) / static_cast<double>(settings.height);
      const double ratio = settings.size_rule == SizeRule::inside ? std::max(wide, high) : std::min(wide, high);
      const auto side = [&](int64_t size) {  // halves to even, as Python rounds
        return static_cast<int64_t>(std::nearbyint(static_cast<double>(size) / ratio));
      };
      return {side(width), side(height)};
    }
  }
  return {width, height};
}

Preprocessor Preprocessor::from_file(const std::filesystem::path& path, const std::vector<ImageProcessor>& known,
                                     const ImageProcessor* usual) {
  return from_json(read_json(path), printable(path.string(), 1000), known, usual);
}

Preprocessor Preprocessor::from_json(const nlohmann::json& config, const std::string& name,
                                     const std::vector<ImageProcessor>& known, const ImageProcessor* usual) {
  return Preprocessor(read_preprocessor_settings(config, name, known, usual));
}

Preprocessor Preprocessor::for_channels(int64_t channels, const std::string& where) const {
  if (channels != 1 && channels != 3)
    throw Error(where, "the model takes pictures of " + std::to_string(channels) + " channels",
                "Models of 3 channels (red, green, blue) and of 1 (grey) can be opened.");
  const auto all_equal = [](const std::array<float, 3>& values) {
    return values[0] == values[1] && values[0] == values[2];
  };
  const bool fits =
      channels == settings_.channels ||
      (channels == 1 && (!settings_.do_normalize || (all_equal(settings_.mean) && all_equal(settings_.deviation))));
  if (!fits)
    throw Error(where,
                "the model takes " + std::to_string(channels) + " channel" + (channels == 1 ? "" : "s") +
                    ", image_mean and image_std are for " + std::to_string(settings_.channels),
                "Correct image_mean and image_std in preprocessor_config.json: a number for each channel.");
  PreprocessorSettings settings = settings_;
  settings.channels = channels;
  return Preprocessor(std::move(settings));
}

Preprocessed Preprocessor::run(const Picture& picture) const {
  std::vector<Cut> cuts;
  cuts.push_back(resize_and_crop(picture, settings_));
  PreprocessedBatch batch = assemble(cuts, settings_);
  Preprocessed result;
  result.pixel_values = batch.pixel_values;
  result.pixel_mask = batch.pixel_mask;
  result.resized = std::move(cuts[0].picture);
  result.geometry = batch.geometries[0];
  if (settings_.size_rule == SizeRule::patches) cut_into_patches(settings_, result);
  return result;
}

PreprocessedBatch Preprocessor::run(const std::vector<Picture>& pictures) const {
  if (pictures.empty()) throw Error("preprocess", "there is no picture in the batch");
  std::vector<Cut> cuts;
  for (const Picture& picture : pictures) cuts.push_back(resize_and_crop(picture, settings_));
  return assemble(cuts, settings_);
}

}  // namespace rex
