#include "core/checkpoint/npz.h"

#include <ATen/ATen.h>

#include <cstring>

#include "core/base/error.h"
#include "tests/core/checkpoint/made_files.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;

namespace {

std::string array(const std::string& header, const std::string& elements) {
  const auto length = static_cast<std::uint16_t>(header.size());
  return std::string("\x93NUMPY\1\0", 8) + std::string(reinterpret_cast<const char*>(&length), 2) + header + elements;
}

std::string header(const std::string& type, const std::string& shape, const std::string& fortran = "False") {
  return "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
}

}  // namespace

TEST_CASE("npz: what is saved loads again") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "a.npz";
  std::map<std::string, at::Tensor> arrays;
  for (const auto type : {at::kFloat, at::kDouble, at::kHalf, at::kLong, at::kInt, at::kShort, at::kChar, at::kByte,
                          at::kBool, at::kComplexFloat, at::kComplexDouble}) {
    arrays[c10::toString(type)] = at::arange(6).to(type).view({2, 3});
  }
  arrays["transposed"] = at::arange(6).view({2, 3}).t();
  arrays["scalar"] = at::scalar_tensor(2.5);
  arrays["empty"] = at::empty({0, 4});
  arrays["wörter"] = at::zeros({1});
  save_npz(path, arrays);
  const auto loaded = load_npz(path);
  REQUIRE(loaded.size() == arrays.size());
  for (const auto& [name, tensor] : arrays) {
    INFO(name);
    const at::Tensor& got = loaded.at(name);
    REQUIRE(got.scalar_type() == tensor.scalar_type());
    REQUIRE(got.sizes() == tensor.sizes());
    CHECK(at::equal(got, tensor));
  }
  CHECK_THROWS_AS(save_npz(path, {{"a/b", at::zeros({1})}}), Error);
  save_npz(path, {{"b", at::ones({2}).to(at::kBFloat16)}});
  CHECK(load_npz(path).at("b").scalar_type() == at::kFloat);
}

TEST_CASE("npz: orders, widths and compression") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "a.npz";
  const std::string two("\1\2\3\4", 4);
  for (const bool deflate : {false, true}) {
    write_file(path, zip_of({{"big.npy", array(header(">i2", "(2,)"), two)},
                             {"wide.npy", array(header("<u2", "(2L,)"), "\xff\xff\1" + std::string(1, '\0'))},
                             {"fortran.npy", array(header("|u1", "(2, 2)", "True"), two)},
                             {"info.npy", array(header("|O", "()"), "cos\nsystem\n")},
                             {"text.npy", array(header("<U1", "(1,)"), two)},
                             {"readme", "x"}},
                            {deflate, false, 0}));
    const auto loaded = load_npz(path);
    CHECK(loaded.size() == 3);
    CHECK(at::equal(loaded.at("big"), at::tensor({0x0102, 0x0304}, at::kShort)));
    CHECK(at::equal(loaded.at("wide"), at::tensor({65535, 1}, at::kInt)));
    CHECK(at::equal(loaded.at("fortran"), at::tensor({1, 3, 2, 4}, at::kByte).view({2, 2})));
  }
}

TEST_CASE("npz: broken files are refused") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "a.npz";
  const auto refused = [&](const std::string& bytes, const std::string& reason) {
    write_file(path, bytes);
    CHECK_THROWS_AS(load_npz(path), Error);
    CHECK_THROWS_WITH(load_npz(path), ContainsSubstring(reason));
  };
  const auto one = [](const std::string& bytes, const ZipOptions& options = {}) {
    return zip_of({{"a.npy", bytes}}, options);
  };
  const std::string four(4, '\1');
  refused("PK\3\4 and no more", "cut short");
  refused("nothing", "no npz file");
  refused(one("x"), "no NumPy array");
  refused(one(array(header("<f4", "(2,)"), four)), "needs 8");
  refused(one(array(header("<f4", "(-1,)"), four)), "negative");
  refused(one(array(header("<f4", "(4611686018427387904, 4)"), four)), "more than any memory");
  refused(one(array(header("<f4", "(x,)"), four)), "damaged shape");
  refused(one(array(header("<f4", "1"), four)), "damaged shape");
  refused(one(array(header("<f4", "(1,)", "Maybe"), four)), "damaged header");
  refused(one(array(header("", "(1,)"), four)), "element type");
  refused(one(array("{}", four)), "without descr");
  refused(one(array(header("<u8", "(1,)"), std::string(8, '\xff'))), "beyond 64");
  refused(one(array(header("<f4", "(1,)"), four), {false, false, 5}), "checksum");
  refused(one(array(header("<f4", "(1,)"), four), {true, false, 5}), "checksum");
  refused(one(array(header("|u1", "(50000000,)"), std::string(50'000'000, '\0')), {true, false, 0}), "zip bomb");
}

TEST_CASE("npz: what compressed arrays claim together is weighed against the file before any is read") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "a.npz";
  std::vector<std::pair<std::string, std::string>> entries;
  const std::string zeros = array(header("|u1", "(10000000,)"), std::string(10'000'000, '\0'));
  for (int i = 0; i < 3; ++i) entries.emplace_back("a" + std::to_string(i) + ".npy", zeros);
  const ZipOptions deflated{true, false, 0};
  write_file(path, zip_of(entries, deflated));
  CHECK(load_npz(path).size() == 3);
  entries.emplace_back("a3.npy", zeros);  // each alone is harmless, and the file has 40 kB
  write_file(path, zip_of(entries, deflated));
  CHECK_THROWS_WITH(load_npz(path), ContainsSubstring("zip bomb") && ContainsSubstring("40000"));
  entries.emplace_back("noise.npy", array(header("|u1", "(1000000,)"), [] {
                         std::string noise;  // a file that is large itself may hold what compresses well
                         for (std::uint64_t value = 1; noise.size() < 1'000'000;
                              value = value * 6364136223846793005u + 1) {
                           noise += static_cast<char>(value >> 56);
                         }
                         return noise;
                       }()));
  write_file(path, zip_of(entries, deflated));
  CHECK(load_npz(path).size() == 5);
}

TEST_CASE("npz: truth values of other bytes than 0 and 1 are truth values") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "a.npz";
  write_file(path, zip_of({{"a.npy", array(header("|b1", "(3,)"), std::string("\0\2\xff", 3))}}));
  CHECK(at::equal(load_npz(path).at("a").to(at::kInt), at::tensor({0, 1, 1}, at::kInt)));
}
