#include "core/checkpoint/zip_archive.h"

#include <zlib.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/bytes.h"
#include "core/checkpoint/remedies.h"

namespace rex {
namespace {

constexpr std::string_view local_signature{"PK\3\4", 4};
constexpr std::string_view central_signature{"PK\1\2", 4};
constexpr std::string_view end_signature{"PK\5\6", 4};
constexpr std::string_view locator64_signature{"PK\6\7", 4};
constexpr std::string_view end64_signature{"PK\6\6", 4};
constexpr std::size_t local_length = 30;
constexpr std::size_t central_length = 46;
constexpr std::size_t end_length = 22;
constexpr std::size_t locator64_length = 20;
constexpr std::size_t end64_length = 56;
constexpr std::size_t longest_comment = 65535;
constexpr std::uint16_t zip64_extra = 1;

// Deflate cannot exceed a ratio of 1032, and only bombs come near it. Small entries may.
constexpr std::uint64_t harmless_size = 32 << 20;
constexpr std::uint64_t most_inflated = 1 << 30;
constexpr std::uint64_t highest_inflation = 200;

constexpr std::size_t smallest_step = 1 << 20;

struct Directory {
  std::string_view bytes;
  std::uint64_t entries = 0;
  std::uint64_t offset = 0;
};

class DirectoryReader {
 public:
  explicit DirectoryReader(const MappedFile& file)
      : bytes_(file.bytes()), where_(printable(file.path().string(), 1000)) {}

  std::map<std::string, ZipEntry> read() {
    const Directory directory = find_directory();
    std::map<std::string, ZipEntry> entries;
    std::string_view rest = directory.bytes;
    for (std::uint64_t i = 0; i < directory.entries; ++i) read_entry(rest, directory.offset, entries);
    return entries;
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const { throw Error(where_, what, save_file_again); }

  std::string_view slice(std::uint64_t offset, std::uint64_t length, const char* what) const {
    if (offset > bytes_.size() || length > bytes_.size() - offset) {
      refuse(std::string("its zip directory points to ") + what + " outside the file");
    }
    return bytes_.substr(offset, length);
  }

  /// The end record is the last thing in the file but for a comment.
  std::size_t find_end() const {
    if (bytes_.size() >= end_length) {
      const std::size_t last = bytes_.size() - end_length;
      for (std::size_t at = last + 1; at-- > last - std::min(last, longest_comment);) {
        if (bytes_.substr(at, 4) == end_signature) return at;
      }
    }
    refuse("is cut short: a zip file without its directory at the end");
  }

  Directory find_directory() const {
    const std::size_t end = find_end();
    const std::string_view record = bytes_.substr(end);
    std::uint64_t count = little_endian<std::uint16_t>(record.substr(10));
    std::uint64_t size = little_endian<std::uint32_t>(record.substr(12));
    std::uint64_t offset = little_endian<std::uint32_t>(record.substr(16));
    std::uint64_t limit = end;
    if (end >= locator64_length && bytes_.substr(end - locator64_length, 4) == locator64_signature) {
      const auto at = little_endian<std::uint64_t>(bytes_.substr(end - locator64_length + 8));
      const std::string_view record64 = slice(at, end64_length, "a zip64 record");
      if (record64.substr(0, 4) != end64_signature) refuse("its zip64 record is damaged");
      count = little_endian<std::uint64_t>(record64.substr(32));
      size = little_endian<std::uint64_t>(record64.substr(40));
      offset = little_endian<std::uint64_t>(record64.substr(48));
      limit = at;
    }
    if (offset > limit || size > limit - offset) refuse("its zip directory does not lie inside the file");
    if (count > size / central_length) refuse("its zip directory claims more entries than it can hold");
    return {bytes_.substr(offset, size), count, offset};
  }

  void read_entry(std::string_view& rest, std::uint64_t data_end, std::map<std::string, ZipEntry>& entries) const {
    if (rest.size() < central_length || rest.substr(0, 4) != central_signature) refuse("its zip directory is damaged");
    const auto flags = little_endian<std::uint16_t>(rest.substr(8));
    const auto method = little_endian<std::uint16_t>(rest.substr(10));
    const auto crc = little_endian<std::uint32_t>(rest.substr(16));
    std::uint64_t compressed = little_endian<std::uint32_t>(rest.substr(20));
    std::uint64_t size = little_endian<std::uint32_t>(rest.substr(24));
    const auto name_length = little_endian<std::uint16_t>(rest.substr(28));
    const auto extra_length = little_endian<std::uint16_t>(rest.substr(30));
    const auto comment_length = little_endian<std::uint16_t>(rest.substr(32));
    std::uint64_t offset = little_endian<std::uint32_t>(rest.substr(42));
    const std::size_t length = central_length + name_length + extra_length + comment_length;
    if (rest.size() < length) refuse("its zip directory is damaged");
    const std::string name(rest.substr(central_length, name_length));
    read_zip64_fields(rest.substr(central_length + name_length, extra_length), size, compressed, offset);
    rest.remove_prefix(length);

    const std::string what = "its zip entry \"" + printable(name) + "\" ";
    if (leads_out(name)) refuse(what + "leads out of the archive's folder");
    if (flags & 1) refuse(what + "is encrypted");
    if (method != Z_NO_COMPRESSION && method != Z_DEFLATED) refuse(what + "is compressed in an unknown way");
    if (method == Z_NO_COMPRESSION && size != compressed) refuse(what + "is stored but has two sizes");
    const std::string_view local = slice(offset, local_length, "an entry");
    if (local.substr(0, 4) != local_signature) refuse(what + "does not begin where the directory says");
    const std::uint64_t start = offset + local_length + little_endian<std::uint16_t>(local.substr(26)) +
                                little_endian<std::uint16_t>(local.substr(28));
    const std::string_view local_name = slice(offset + local_length, name_length, "an entry's name");
    if (little_endian<std::uint16_t>(local.substr(26)) != name_length || local_name != name) {
      refuse(what + "has another name in the directory than at its place");
    }
    if (start > data_end || compressed > data_end - start) refuse(what + "reaches past the end of the data");
    const ZipEntry entry{bytes_.substr(start, compressed), method == Z_DEFLATED, size, crc};
    if (!entries.emplace(name, entry).second) refuse(what + "occurs twice");
  }

  /// Sizes that do not fit 32 bits stand in an extra field, in a fixed order, each only where its 32 bits are all ones.
  void read_zip64_fields(std::string_view extra, std::uint64_t& size, std::uint64_t& compressed,
                         std::uint64_t& offset) const {
    while (extra.size() >= 4) {
      const auto id = little_endian<std::uint16_t>(extra);
      const auto length = little_endian<std::uint16_t>(extra.substr(2));
      if (length > extra.size() - 4) return;  // torch pads with free-form extra fields; none of ours is cut
      std::string_view field = extra.substr(4, length);
      for (std::uint64_t* value : {&size, &compressed, &offset}) {
        if (id != zip64_extra || *value != UINT32_MAX) continue;
        if (field.size() < 8) refuse("its zip directory lacks a 64-bit size");
        *value = little_endian<std::uint64_t>(field);
        field.remove_prefix(8);
      }
      extra.remove_prefix(4 + std::size_t{length});
    }
  }

  static bool leads_out(const std::string& name) {
    if (name.empty() || name.front() == '/' || name.find('\\') != std::string::npos ||
        name.find('\0') != std::string::npos) {
      return true;
    }
    return ("/" + name + "/").find("/../") != std::string::npos;
  }

  std::string_view bytes_;
  std::string where_;
};

}  // namespace

ZipArchive::ZipArchive(std::shared_ptr<const MappedFile> file)
    : file_(std::move(file)), entries_(DirectoryReader(*file_).read()) {}

const ZipEntry* ZipArchive::find(const std::string& name) const {
  const auto found = entries_.find(name);
  return found == entries_.end() ? nullptr : &found->second;
}

std::string ZipArchive::inflate(const std::string& name) const {
  const std::string where = printable(file_->path().string(), 1000);
  const std::string what = "its zip entry \"" + printable(name) + "\" ";
  const ZipEntry& entry = entries_.at(name);
  const bool swollen = entry.size > harmless_size && entry.size / highest_inflation > entry.bytes.size();
  if (entry.size > most_inflated || swollen || entry.size / 1100 > entry.bytes.size()) {
    throw Error(where,
                what + "claims to grow from " + std::to_string(entry.bytes.size()) + " to " +
                    std::to_string(entry.size) + " bytes, which looks like a zip bomb",
                "Save it uncompressed if you trust it.");
  }
  z_stream stream = {};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw Error(where, "zlib cannot start");
  const std::unique_ptr<z_stream, int (*)(z_stream*)> ended(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(entry.bytes.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::uint64_t>(entry.bytes.size(), UINT32_MAX));
  // Memory grows with what really comes out, not with what is claimed.
  std::string result;
  int status = Z_OK;
  while (status == Z_OK && result.size() < entry.size) {
    const std::size_t before = result.size();
    result.resize(std::min<std::uint64_t>(entry.size, std::max(before * 2, smallest_step)));
    stream.next_out = reinterpret_cast<Bytef*>(result.data() + before);
    stream.avail_out = static_cast<uInt>(result.size() - before);
    status = ::inflate(&stream, Z_NO_FLUSH);
    if (stream.avail_out > 0) break;
  }
  if (status == Z_OK) {  // the end mark may come behind the last byte
    stream.next_out = reinterpret_cast<Bytef*>(result.data() + result.size());
    stream.avail_out = 0;
    status = ::inflate(&stream, Z_FINISH);
  }
  const bool complete = status == Z_STREAM_END && stream.total_out == entry.size;
  if (!complete) throw Error(where, what + "cannot be inflated", save_file_again);
  if (entry.crc != 0 && crc32_of(result) != entry.crc) throw Error(where, what + "fails its checksum", save_file_again);
  return result;
}

bool looks_like_zip(std::string_view bytes) {
  return bytes.substr(0, 4) == local_signature || bytes.substr(0, 4) == end_signature;
}

std::uint32_t crc32_of(std::string_view bytes, std::uint32_t before) {
  return static_cast<std::uint32_t>(crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace rex
