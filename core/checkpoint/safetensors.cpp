#include "core/checkpoint/safetensors.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/bytes.h"
#include "core/checkpoint/remedies.h"

namespace rex {
namespace {

constexpr std::uint64_t length_bytes = 8;
constexpr std::uint64_t longest_header = 100'000'000;  // the reference implementation's limit
constexpr int deepest_unknown = 32;                    // nesting of a field that this reader does not know

struct Entry {
  std::string name;
  ElementType type = ElementType::f32;
  std::vector<std::int64_t> shape;
  std::uint64_t begin = 0;  // bytes behind the header
  std::uint64_t end = 0;
};

/// Takes the header's JSON as a stream of events, so that a header of any shape costs no more memory than its entries.
class HeaderReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit HeaderReader(std::string where) : where_(std::move(where)) {}

  std::vector<Entry> entries;
  std::map<std::string, std::string> metadata;

  bool start_object(std::size_t) override {
    if (skipped()) return true;
    if (level_ == 0) return ++level_;
    if (level_ != 1) refuse("an object where " + field() + " should be");
    ++level_;
    in_metadata_ = key_ == safetensors_metadata;
    if (!in_metadata_) entries.push_back({key_, {}, {}, 0, 0});
    type_seen_ = shape_seen_ = offsets_seen_ = false;
    offsets_.clear();
    return true;
  }

  bool end_object() override {
    if (leave_skipped()) return true;
    if (level_-- == 2 && !in_metadata_) finish_entry();
    return true;
  }

  bool key(string_t& name) override {
    if (skipping_) return true;
    key_ = name;
    // A field that later versions of the format may add is passed over, whatever it holds.
    skip_next_ = level_ == 2 && !in_metadata_ && name != "dtype" && name != "shape" && name != "data_offsets";
    return true;
  }

  bool string(string_t& value) override {
    if (passed_over()) return true;
    if (level_ == 2 && in_metadata_) {
      if (!metadata.emplace(key_, value).second) refuse("the metadata key \"" + printable(key_) + "\" twice");
      return true;
    }
    if (level_ != 2 || key_ != "dtype" || in_array_ || type_seen_) refuse("a text where " + field() + " should be");
    const auto type = element_type_by_name(value);
    if (!type) refuse("the unknown element type \"" + printable(value) + "\" for " + entry());
    entries.back().type = *type;
    type_seen_ = true;
    return true;
  }

  bool start_array(std::size_t) override {
    if (skipped()) return true;
    if (level_ != 2 || in_metadata_ || in_array_ || key_ == "dtype") refuse("a list where " + field() + " should be");
    bool& seen = key_ == "shape" ? shape_seen_ : offsets_seen_;
    if (seen) refuse("\"" + key_ + "\" twice for " + entry());
    seen = in_array_ = true;
    return true;
  }

  bool end_array() override {
    if (leave_skipped()) return true;
    in_array_ = false;
    return true;
  }

  bool number_unsigned(number_unsigned_t value) override {
    if (passed_over()) return true;
    if (!in_array_ || value > static_cast<std::uint64_t>(INT64_MAX)) refuse("an odd number for " + field());
    if (key_ == "shape") {
      entries.back().shape.push_back(static_cast<std::int64_t>(value));
    } else {
      offsets_.push_back(value);
    }
    return true;
  }

  bool number_integer(number_integer_t) override { return scalar("a negative number"); }
  bool number_float(number_float_t, const string_t&) override { return scalar("a fraction"); }
  bool boolean(bool) override { return scalar("a truth value"); }
  bool null() override { return (level_ == 1 && key_ == safetensors_metadata) || scalar("a null"); }
  bool binary(binary_t&) override { return scalar("binary data"); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    throw Error(where_, "its header is not sound JSON at byte " + std::to_string(length_bytes + position),
                save_file_again);
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw Error(where_, "its header has " + what, save_file_again);
  }

  std::string entry() const { return "tensor \"" + printable(entries.back().name) + "\""; }
  std::string field() const { return level_ == 0 ? "the object of tensors" : "\"" + printable(key_) + "\""; }

  bool scalar(const char* what) {
    if (!passed_over()) refuse(std::string(what) + " where " + field() + " should be");
    return true;
  }

  /// Whether a scalar belongs to a field that is passed over.
  bool passed_over() { return skipping_ > 0 || std::exchange(skip_next_, false); }

  /// The same for the start of an object or list.
  bool skipped() {
    if (!passed_over()) return false;
    if (++skipping_ > deepest_unknown) refuse("values nested too deeply");
    return true;
  }

  bool leave_skipped() {
    if (skipping_ == 0) return false;
    --skipping_;
    return true;
  }

  void finish_entry() {
    Entry& last = entries.back();
    if (!type_seen_ || !shape_seen_ || !offsets_seen_ || offsets_.size() != 2) {
      refuse("no complete dtype, shape and data_offsets for " + entry());
    }
    last.begin = offsets_[0];
    last.end = offsets_[1];
  }

  std::string where_;
  std::string key_;
  std::vector<std::uint64_t> offsets_;
  int level_ = 0;     // 1 inside the object of tensors, 2 inside a tensor or the metadata
  int skipping_ = 0;  // depth inside a field that is passed over
  bool skip_next_ = false;
  bool in_metadata_ = false;
  bool in_array_ = false;
  bool type_seen_ = false;
  bool shape_seen_ = false;
  bool offsets_seen_ = false;
};

/// The entries in file order, which must cover the data without gap or overlap.
void check_offsets(const std::string& where, std::vector<Entry>& entries, std::uint64_t available) {
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return std::tie(a.begin, a.end) < std::tie(b.begin, b.end); });
  std::uint64_t expected = 0;
  for (const Entry& entry : entries) {
    const std::string name = "tensor \"" + printable(entry.name) + "\"";
    if (entry.end < entry.begin) throw Error(where, name + " ends before it begins", save_file_again);
    if (entry.end > available) {
      throw Error(where,
                  name + " ends at byte " + std::to_string(entry.end) + " of the data, but the file holds only " +
                      std::to_string(available),
                  save_file_again);
    }
    if (entry.begin != expected) {
      const char* what = entry.begin < expected ? " overlaps another tensor" : " leaves a gap before it";
      throw Error(where, name + what, save_file_again);
    }
    expected = entry.end;
  }
  if (expected != available) {
    throw Error(where, std::to_string(available - expected) + " bytes at its end belong to no tensor", save_file_again);
  }
}

}  // namespace

bool looks_like_safetensors(std::string_view bytes) {
  return bytes.size() > length_bytes && bytes[length_bytes] == '{';
}

Contents read_safetensors(std::shared_ptr<const MappedFile> file) {
  const std::string where = printable(file->path().string(), 1000);
  const std::string_view bytes = file->bytes();
  if (bytes.size() < length_bytes) throw Error(where, "is too short for a safetensors file", save_file_again);
  const std::uint64_t length = little_endian<std::uint64_t>(bytes);
  const std::uint64_t behind = bytes.size() - length_bytes;
  if (length > behind) {
    throw Error(where,
                "claims a header of " + std::to_string(length) + " bytes, but only " + std::to_string(behind) +
                    " follow: not a safetensors file, or cut short",
                save_file_again);
  }
  if (length > longest_header) throw Error(where, "has a header above the format's 100 MB limit", save_file_again);
  if (!looks_like_safetensors(bytes) || length < 2) throw Error(where, "has no safetensors header", save_file_again);

  HeaderReader header(where);
  const char* start = bytes.data() + length_bytes;
  nlohmann::json::sax_parse(start, start + length, &header);
  const std::string_view data = bytes.substr(length_bytes + length);
  check_offsets(where, header.entries, data.size());

  Contents contents;
  contents.format = "safetensors";
  contents.metadata = std::move(header.metadata);
  for (Entry& entry : header.entries) {
    auto storage = std::make_shared<const Storage>(file, data.substr(entry.begin, entry.end - entry.begin));
    StoredTensor tensor(entry.name, std::move(storage), entry.type, std::move(entry.shape));
    if (!contents.tensors.emplace(entry.name, std::move(tensor)).second) {
      throw Error(where, "has two tensors named \"" + printable(entry.name) + "\"", save_file_again);
    }
  }
  return contents;
}

std::map<std::string, at::Tensor> load_safetensors(const std::filesystem::path& path) {
  const auto file = MappedFile::open(path);
  const Contents contents = read_safetensors(file);
  hold_or_check({file}, cheap_to_hold);
  std::map<std::string, at::Tensor> tensors;
  for (const auto& [name, stored] : contents.tensors) tensors.emplace(name, stored.tensor(name));
  return tensors;
}

}  // namespace rex
