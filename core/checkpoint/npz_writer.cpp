#include <ATen/ATen.h>

#include <limits>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/npz.h"
#include "core/checkpoint/zip_archive.h"

namespace rex {
namespace {

constexpr std::size_t header_alignment = 64;
constexpr std::uint16_t version_needed = 20;
constexpr std::uint16_t first_day = 0x21;  // 1980-01-01, so that the same arrays give the same bytes

std::string numpy_type(at::ScalarType type) {
  switch (type) {
    case at::kBool:
      return "|b1";
    case at::kByte:
      return "|u1";
    case at::kChar:
      return "|i1";
    case at::kShort:
      return "<i2";
    case at::kInt:
      return "<i4";
    case at::kLong:
      return "<i8";
    case at::kHalf:
      return "<f2";
    case at::kFloat:
      return "<f4";
    case at::kDouble:
      return "<f8";
    case at::kComplexFloat:
      return "<c8";
    case at::kComplexDouble:
      return "<c16";
    default:
      return {};
  }
}

template <class Integer>
void append(std::string& bytes, Integer value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

/// The .npy header, padded so that the elements behind it are aligned.
std::string array_header(const std::string& type, at::IntArrayRef shape) {
  std::string text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (";
  for (const std::int64_t extent : shape) text += std::to_string(extent) + ", ";
  text += "), }";
  std::string header("\x93NUMPY\1\0", 8);
  const std::size_t unpadded = header.size() + 2 + text.size() + 1;
  text.append((header_alignment - unpadded % header_alignment) % header_alignment, ' ');
  text += '\n';
  append(header, static_cast<std::uint16_t>(text.size()));
  return header + text;
}

/// What the local header and the directory say alike, from "version needed" to the name's length.
std::string common_fields(std::uint32_t crc, std::uint32_t size, std::size_t name_length) {
  std::string fields;
  append(fields, version_needed);
  append(fields, std::uint16_t{0x800});  // names are UTF-8
  append(fields, std::uint16_t{0});      // stored
  append(fields, std::uint16_t{0});      // midnight
  append(fields, first_day);
  append(fields, crc);
  append(fields, size);
  append(fields, size);
  append(fields, static_cast<std::uint16_t>(name_length));
  append(fields, std::uint16_t{0});  // no extra fields
  return fields;
}

}  // namespace

void save_npz(const std::filesystem::path& path, const std::map<std::string, at::Tensor>& arrays) {
  const std::string where = printable(path.string(), 1000);
  write_atomically(path, [&](std::ostream& stream) {
    std::string directory;
    std::uint64_t offset = 0;
    for (const auto& [name, tensor] : arrays) {
      const std::string what = "array \"" + printable(name) + "\" ";
      at::Tensor array = tensor.detach().cpu();
      if (array.scalar_type() == at::kBFloat16) array = array.to(at::kFloat);
      array = array.contiguous();
      const std::string type = numpy_type(array.scalar_type());
      if (type.empty()) throw Error(where, what + "has an element type that NumPy lacks");
      if (name.empty() || name.size() > 1000 || !is_utf8(name) || name.find_first_of("/\\") != std::string::npos) {
        throw Error(where, what + "has a name that an npz file cannot hold", "Rename it.");
      }
      const std::string header = array_header(type, array.sizes());
      const std::string_view elements(static_cast<const char*>(array.data_ptr()), array.nbytes());
      const std::string file_name = name + ".npy";
      const std::uint64_t size = header.size() + elements.size();
      if (offset + size > std::numeric_limits<std::uint32_t>::max() - 4096) {
        throw Error(where, "would be larger than the 4 GB of a plain npz file", "Save as safetensors instead.");
      }
      const std::string fields =
          common_fields(crc32_of(elements, crc32_of(header)), static_cast<std::uint32_t>(size), file_name.size());
      stream << "PK\3\4" << fields << file_name << header << elements;
      directory += "PK\1\2";
      append(directory, version_needed);
      directory += fields;
      directory.append(10, '\0');  // no comment, disk 0, no attributes
      append(directory, static_cast<std::uint32_t>(offset));
      directory += file_name;
      offset += 4 + fields.size() + file_name.size() + size;
    }
    if (arrays.size() > std::numeric_limits<std::uint16_t>::max()) throw Error(where, "would hold too many arrays");
    std::string end = "PK\5\6";
    end.append(4, '\0');
    append(end, static_cast<std::uint16_t>(arrays.size()));
    append(end, static_cast<std::uint16_t>(arrays.size()));
    append(end, static_cast<std::uint32_t>(directory.size()));
    append(end, static_cast<std::uint32_t>(offset));
    append(end, std::uint16_t{0});
    stream << directory << end;
  });
}

}  // namespace rex
