#include "core/checkpoint/npz.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <optional>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/bytes.h"
#include "core/checkpoint/remedies.h"
#include "core/checkpoint/stored_tensor.h"
#include "core/checkpoint/zip_archive.h"

namespace rex {
namespace {

constexpr std::string_view npy_magic{"\x93NUMPY", 6};
constexpr std::string_view extension = ".npy";
// What compressed arrays may grow to, all of them together. Arrays of zeros compress a thousandfold; features of
// regions, half of which may be 0, about threefold.
constexpr std::uint64_t harmless_growth = 32 << 20;
constexpr std::uint64_t highest_growth = 50;

std::optional<ElementType> numeric_type(std::string_view code) {
  static const std::map<std::string_view, ElementType> known{
      {"b1", ElementType::boolean}, {"u1", ElementType::u8},   {"i1", ElementType::i8},  {"u2", ElementType::u16},
      {"i2", ElementType::i16},     {"u4", ElementType::u32},  {"i4", ElementType::i32}, {"u8", ElementType::u64},
      {"i8", ElementType::i64},     {"f2", ElementType::f16},  {"f4", ElementType::f32}, {"f8", ElementType::f64},
      {"c8", ElementType::c64},     {"c16", ElementType::c128}};
  const auto found = known.find(code);
  return found == known.end() ? std::nullopt : std::optional(found->second);
}

/// One .npy array: a magic number, a version, a header length, a Python dict as text, the elements.
class ArrayReader {
 public:
  ArrayReader(std::string where, std::string name, std::string_view bytes)
      : where_(std::move(where)), name_(std::move(name)), bytes_(bytes) {}

  /// Undefined where the array holds no numbers.
  at::Tensor read() {
    const std::string_view header = take_header();
    std::string_view type = value_of(header, "descr");
    if (type.empty() || type.front() != '\'') return {};  // a list: records
    type = type.substr(1, type.find('\'', 1) - 1);
    if (type.size() < 2) refuse("has a damaged element type");
    const char order = type.front();
    const auto element = numeric_type(type.substr(1));
    if (!element) return {};
    if (order != '<' && order != '>' && order != '|' && order != '=') refuse("has an unknown byte order");
    const std::string_view fortran = value_of(header, "fortran_order");
    const bool columns_first = fortran.substr(0, 4) == "True";
    if (!columns_first && fortran.substr(0, 5) != "False") refuse("has a damaged header");
    std::vector<std::int64_t> shape = read_shape(value_of(header, "shape"));
    const std::uint64_t size = checked_bytes(where_, label(), *element, shape);
    if (size != bytes_.size()) {
      refuse("has " + std::to_string(bytes_.size()) + " bytes where its shape needs " + std::to_string(size));
    }
    if (columns_first) std::reverse(shape.begin(), shape.end());
    at::Tensor array = widened(*element, shape, order == '>');
    if (columns_first) {
      std::vector<std::int64_t> axes(shape.size());
      for (std::size_t i = 0; i < axes.size(); ++i) axes[i] = static_cast<std::int64_t>(axes.size() - 1 - i);
      array = array.permute(axes).contiguous();
    }
    return array;
  }

 private:
  std::string label() const { return "array \"" + printable(name_) + "\""; }
  [[noreturn]] void refuse(const std::string& what) const {
    throw Error(where_, label() + " " + what, save_file_again);
  }

  std::string_view take_header() {
    if (bytes_.size() < 12 || bytes_.substr(0, npy_magic.size()) != npy_magic) refuse("is no NumPy array");
    const int version = bytes_[6];
    if (version < 1 || version > 3) refuse("is of an unknown NumPy format version");
    const std::size_t start = version == 1 ? 10 : 12;
    const std::uint64_t length =
        version == 1 ? little_endian<std::uint16_t>(bytes_.substr(8)) : little_endian<std::uint32_t>(bytes_.substr(8));
    if (length > bytes_.size() - start) refuse("is cut short");
    const std::string_view header = bytes_.substr(start, length);
    bytes_.remove_prefix(start + length);
    return header;
  }

  /// What stands behind 'KEY': in the header, white space skipped.
  std::string_view value_of(std::string_view header, const std::string& key) const {
    const std::size_t at = header.find("'" + key + "':");
    if (at == std::string_view::npos) refuse("has a header without " + key);
    std::string_view value = header.substr(at + key.size() + 3);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    return value;
  }

  std::vector<std::int64_t> read_shape(std::string_view text) const {
    std::vector<std::int64_t> shape;
    const std::size_t end = text.find(')');
    if (text.empty() || text.front() != '(' || end == std::string_view::npos) refuse("has a damaged shape");
    text = text.substr(1, end - 1);
    while (true) {
      text.remove_prefix(std::min(text.find_first_not_of(" ,L"), text.size()));  // Python 2 wrote 3L
      if (text.empty()) return shape;
      std::int64_t extent = 0;
      const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), extent);
      if (failure != std::errc()) refuse("has a damaged shape");
      text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
      shape.push_back(extent);
    }
  }

  /// The elements as a tensor of SHAPE in the type itself or the next larger that LibTorch has.
  at::Tensor widened(ElementType element, const std::vector<std::int64_t>& shape, bool big_endian) const {
    switch (element) {
      case ElementType::u16:
        return widen<std::uint16_t, std::int32_t>(shape, at::kInt, big_endian);
      case ElementType::u32:
        return widen<std::uint32_t, std::int64_t>(shape, at::kLong, big_endian);
      case ElementType::u64:
        return widen<std::uint64_t, std::int64_t>(shape, at::kLong, big_endian);
      default:
        break;
    }
    at::Tensor array = at::empty(shape, at::TensorOptions().dtype(*scalar_type(element)));
    if (bytes_.empty()) return array;
    auto* target = static_cast<char*>(array.data_ptr());
    std::memcpy(target, bytes_.data(), bytes_.size());
    const std::size_t part = component_size(element);
    if (big_endian && part > 1) {
      for (std::size_t at = 0; at < bytes_.size(); at += part) std::reverse(target + at, target + at + part);
    }
    if (element == ElementType::boolean)
      std::replace_if(
          target, target + bytes_.size(), [](char byte) { return byte != 0; }, 1);
    return array;
  }

  template <class Narrow, class Wide>
  at::Tensor widen(const std::vector<std::int64_t>& shape, at::ScalarType type, bool big_endian) const {
    at::Tensor array = at::empty(shape, at::TensorOptions().dtype(type));
    auto* target = array.data_ptr<Wide>();
    for (std::string_view source = bytes_; !source.empty(); source.remove_prefix(sizeof(Narrow))) {
      std::array<char, sizeof(Narrow)> bytes;
      std::copy_n(source.begin(), bytes.size(), bytes.begin());
      if (big_endian) std::reverse(bytes.begin(), bytes.end());
      const auto value = little_endian<Narrow>({bytes.data(), bytes.size()});
      if (value > static_cast<std::uint64_t>(std::numeric_limits<Wide>::max()))
        refuse("has values beyond 64 signed bits");
      *target++ = static_cast<Wide>(value);
    }
    return array;
  }

  std::string where_;
  std::string name_;
  std::string_view bytes_;
};

bool holds_array(const std::string& entry_name) {
  return entry_name.size() > extension.size() && entry_name.ends_with(extension);
}

/// Refuses, before anything is read, what would take far more memory than the file is large: entries that share bytes,
/// and small compressed ones that claim to grow without measure.
void check_sizes(const ZipArchive& zip, const std::string& where) {
  const std::uint64_t file_size = zip.file()->bytes().size();
  std::uint64_t stored = 0, grown = 0;
  for (const auto& [name, entry] : zip.entries()) {
    if (!holds_array(name)) continue;
    stored += entry.bytes.size();
    if (entry.deflated) grown = std::min(grown, UINT64_MAX - entry.size) + entry.size;
  }
  if (stored > file_size) throw Error(where, "has arrays that lie on top of each other", save_file_again);
  if (grown > harmless_growth + highest_growth * file_size) {
    throw Error(where,
                "is " + std::to_string(file_size) + " bytes large and claims arrays of " + std::to_string(grown) +
                    " bytes, which looks like a zip bomb",
                "Save it with numpy.savez, uncompressed, if you trust it.");
  }
}

}  // namespace

std::map<std::string, at::Tensor> load_npz(const std::filesystem::path& path) {
  const auto file = MappedFile::open(path);
  const std::string where = printable(path.string(), 1000);
  if (!looks_like_zip(file->bytes())) throw Error(where, "is no npz file", "Save it with numpy.savez.");
  const ZipArchive zip(file);
  check_sizes(zip, where);
  std::map<std::string, at::Tensor> arrays;
  for (const auto& [entry_name, entry] : zip.entries()) {
    if (!holds_array(entry_name)) continue;
    const std::string name = entry_name.substr(0, entry_name.size() - extension.size());
    if (!entry.deflated) Storage(file, entry.bytes, false, entry.crc).verify();
    const std::string inflated = entry.deflated ? zip.inflate(entry_name) : std::string();
    const at::Tensor numbers = ArrayReader(where, name, entry.deflated ? inflated : entry.bytes).read();
    if (numbers.defined()) arrays.emplace(name, numbers);
  }
  return arrays;
}

}  // namespace rex
