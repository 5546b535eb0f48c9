#include "tests/core/checkpoint/made_files.h"

#include <zlib.h>

#include <cstring>

namespace rex::test {
namespace {

template <class Integer>
std::string bytes_of(Integer value) {
  std::string bytes(sizeof(value), '\0');
  std::memcpy(bytes.data(), &value, sizeof(value));
  return bytes;
}

std::string deflated(const std::string& bytes) {
  z_stream stream = {};
  deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  std::string result(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  deflate(&stream, Z_FINISH);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  return result;
}

}  // namespace

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries, const ZipOptions& options) {
  std::string data;
  std::string directory;
  for (const auto& [name, bytes] : entries) {
    const std::string stored = options.deflate ? deflated(bytes) : bytes;
    const auto small = [&](std::size_t value) {
      return bytes_of<std::uint32_t>(options.zip64 ? 0xffffffff : static_cast<std::uint32_t>(value));
    };
    const std::string start = bytes_of<std::uint16_t>(20) + bytes_of<std::uint16_t>(0) +
                              bytes_of<std::uint16_t>(options.deflate ? 8 : 0) + bytes_of<std::uint32_t>(0) +
                              bytes_of(options.crc);
    const std::string extra = !options.zip64
                                  ? std::string()
                                  : bytes_of<std::uint16_t>(1) + bytes_of<std::uint16_t>(24) +
                                        bytes_of<std::uint64_t>(bytes.size()) + bytes_of<std::uint64_t>(stored.size()) +
                                        bytes_of<std::uint64_t>(data.size());
    directory += "PK\1\2" + bytes_of<std::uint16_t>(20) + start + small(stored.size()) + small(bytes.size()) +
                 bytes_of<std::uint16_t>(static_cast<std::uint16_t>(name.size())) +
                 bytes_of<std::uint16_t>(static_cast<std::uint16_t>(extra.size())) + std::string(10, '\0') +
                 small(data.size()) + name + extra;
    data += "PK\3\4" + start + std::string(8, '\0') + bytes_of<std::uint16_t>(static_cast<std::uint16_t>(name.size())) +
            std::string(2, '\0') + name + stored;
  }
  std::string end;
  if (options.zip64) {
    end += "PK\6\6" + bytes_of<std::uint64_t>(44) + std::string(12, '\0') + bytes_of<std::uint64_t>(entries.size()) +
           bytes_of<std::uint64_t>(entries.size()) + bytes_of<std::uint64_t>(directory.size()) +
           bytes_of<std::uint64_t>(data.size());
    end += "PK\6\7" + bytes_of<std::uint32_t>(0) + bytes_of<std::uint64_t>(data.size() + directory.size()) +
           bytes_of<std::uint32_t>(1);
  }
  const auto count = bytes_of<std::uint16_t>(options.zip64 ? 0xffff : static_cast<std::uint16_t>(entries.size()));
  const auto size = static_cast<std::uint32_t>(directory.size());
  const auto offset = static_cast<std::uint32_t>(data.size());
  end += "PK\5\6" + std::string(4, '\0') + count + count + bytes_of(options.zip64 ? 0xffffffffu : size) +
         bytes_of(options.zip64 ? 0xffffffffu : offset) + std::string(2, '\0');
  return data + directory + end;
}

std::string text(const std::string& value) {
  return "X" + bytes_of<std::uint32_t>(static_cast<std::uint32_t>(value.size())) + value;
}

std::string integer(std::int64_t value) { return "\x8a\x08" + bytes_of(value); }

std::string tuple(const std::vector<std::int64_t>& values) {
  std::string opcodes = "(";
  for (const std::int64_t value : values) opcodes += integer(value);
  return opcodes + "t";
}

std::string dict(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string opcodes = "}(";
  for (const auto& [name, value] : entries) opcodes += text(name) + value;
  return opcodes + "u";
}

std::string storage(const std::string& type, const std::string& key, std::int32_t elements) {
  return "(" + text("storage") + "ctorch\n" + type + "\n" + text(key) + text("cpu") + integer(elements) + "tQ";
}

std::string tensor(const std::string& storage, const std::vector<std::int64_t>& shape,
                   const std::vector<std::int64_t>& strides, std::int64_t offset) {
  return "ctorch._utils\n_rebuild_tensor_v2\n(" + storage + integer(offset) + tuple(shape) + tuple(strides) +
         "\x89"
         "ccollections\nOrderedDict\n)RtR";
}

std::string pickle(const std::string& opcodes) { return "\x80\x02" + opcodes + "."; }

std::string torch_zip(const std::string& opcodes, const std::vector<std::pair<std::string, std::string>>& storages,
                      const ZipOptions& options) {
  std::vector<std::pair<std::string, std::string>> entries{{"archive/data.pkl", pickle(opcodes)}};
  for (const auto& [key, bytes] : storages) entries.emplace_back("archive/data/" + key, bytes);
  return zip_of(entries, options);
}

std::string torch_legacy(const std::string& opcodes, const std::vector<LegacyStorage>& storages) {
  std::string file = pickle(std::string("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 12)) +
                     pickle(std::string("M\xe9\x03", 3)) + pickle("}") + pickle(opcodes);
  std::string keys = "](";
  for (const LegacyStorage& storage : storages) keys += text(storage.key);
  file += pickle(keys + "e");
  for (const LegacyStorage& storage : storages) file += bytes_of(storage.elements) + storage.bytes;
  return file;
}

}  // namespace rex::test
