// Files that torch would never write, put together byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace rex::test {

struct ZipOptions {
  bool deflate = false;
  bool zip64 = false;
  std::uint32_t crc = 0;  // 0: none is written
};

/// A zip file of ENTRIES (name, bytes) in their order.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries, const ZipOptions& options = {});

/// The persistent id of storage KEY, as opcodes that leave it on the stack.
std::string storage(const std::string& type, const std::string& key, std::int32_t elements);

/// Opcodes that rebuild a tensor over STORAGE opcodes; shape, strides and offset in elements.
std::string tensor(const std::string& storage, const std::vector<std::int64_t>& shape,
                   const std::vector<std::int64_t>& strides, std::int64_t offset = 0);

/// Opcodes for a text, an integer, a tuple of integers, a dict of named opcodes.
std::string text(const std::string& value);
std::string integer(std::int64_t value);
std::string tuple(const std::vector<std::int64_t>& values);
std::string dict(const std::vector<std::pair<std::string, std::string>>& entries);

/// A whole pickle that gives what OPCODES leave.
std::string pickle(const std::string& opcodes);

/// A torch zip file: data.pkl from OPCODES, and storages by key.
std::string torch_zip(const std::string& opcodes, const std::vector<std::pair<std::string, std::string>>& storages,
                      const ZipOptions& options = {});

/// A legacy file: OPCODES for the object, and storages (key, elements as told, bytes) behind it.
struct LegacyStorage {
  std::string key;
  std::int64_t elements;
  std::string bytes;
};
std::string torch_legacy(const std::string& opcodes, const std::vector<LegacyStorage>& storages);

}  // namespace rex::test
