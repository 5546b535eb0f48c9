#include "core/checkpoint/safetensors.h"

#include <ATen/ATen.h>

#include <cstring>

#include "core/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;

namespace {

std::string file_with(const std::string& header, std::size_t data) {
  std::string bytes(8, '\0');
  const std::uint64_t length = header.size();
  std::memcpy(bytes.data(), &length, 8);
  return bytes + header + std::string(data, '\1');
}

void check_same(const at::Tensor& a, const at::Tensor& b) {
  REQUIRE(a.scalar_type() == b.scalar_type());
  REQUIRE(a.sizes() == b.sizes());
  REQUIRE(b.is_contiguous());
  CHECK((a.nbytes() == 0 || std::memcmp(a.contiguous().data_ptr(), b.data_ptr(), a.nbytes()) == 0));
}

}  // namespace

TEST_CASE("safetensors: what is saved loads again, bit for bit") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.safetensors";
  std::map<std::string, at::Tensor> tensors;
  for (const auto type : {at::kFloat, at::kDouble, at::kHalf, at::kBFloat16, at::kLong, at::kInt, at::kShort, at::kChar,
                          at::kByte, at::kBool, at::kComplexFloat}) {
    tensors[c10::toString(type)] = at::arange(6).to(type).view({2, 3});
  }
  tensors["transposed"] = at::arange(6).to(at::kFloat).view({2, 3}).t();
  tensors["expanded"] = at::ones({1}).expand({4, 5});
  tensors["empty"] = at::empty({0, 3});
  tensors["scalar"] = at::scalar_tensor(3.5);
  tensors["näme/\n\"quoted\""] = at::zeros({1});
  save_safetensors(path, tensors, {{"format", "pt"}});
  const auto loaded = load_safetensors(path);
  REQUIRE(loaded.size() == tensors.size());
  for (const auto& [name, tensor] : tensors) {
    INFO(name);
    check_same(tensor, loaded.at(name));
  }
  CHECK(read_safetensors(MappedFile::open(path)).metadata.at("format") == "pt");
  const std::string first = test::read_file(path);
  save_safetensors(path, loaded, {{"format", "pt"}});  // over the very file that the tensors view
  CHECK(test::read_file(path) == first);
}

TEST_CASE("safetensors: changing a loaded tensor leaves the file and later loads alone") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.safetensors";
  save_safetensors(path, {{"w", at::zeros({3})}});
  load_safetensors(path).at("w").fill_(7);
  CHECK(load_safetensors(path).at("w").sum().item<double>() == 0);
}

TEST_CASE("safetensors: headers that lie are refused") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.safetensors";
  const auto refused = [&](const std::string& header, std::size_t data, const std::string& reason) {
    INFO(header);
    test::write_file(path, file_with(header, data));
    CHECK_THROWS_AS(load_safetensors(path), Error);
    CHECK_THROWS_WITH(load_safetensors(path), ContainsSubstring(reason));
  };
  const auto one = [](const std::string& fields) { return "{\"w\":{" + fields + "}}"; };
  refused(
      R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})", 3,
      "overlaps");
  refused(
      R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[3,5]}})", 5,
      "gap");
  refused(
      R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}})", 4,
      "two tensors");
  refused(one(R"("dtype":"U8","shape":[2],"data_offsets":[0,2])"), 3, "belong to no tensor");
  refused(one(R"("dtype":"U8","shape":[2],"data_offsets":[0,9])"), 2, "holds only");
  refused(one(R"("dtype":"U8","shape":[2],"data_offsets":[2,0])"), 2, "ends before");
  refused(one(R"("dtype":"F32","shape":[2],"data_offsets":[0,4])"), 4, "needs 8");
  refused(one(R"("dtype":"F32","shape":[-2],"data_offsets":[0,8])"), 8, "negative");
  refused(one(R"("dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,0])"), 0, "more than any memory");
  refused(one(R"("dtype":"F32","shape":[9223372036854775807,2,0],"data_offsets":[0,0])"), 0, "more than any memory");
  refused(one(R"("dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,0])"), 0, "fraction");
  refused(one(R"("dtype":"F32","shape":[1.0],"data_offsets":[0,4])"), 4, "fraction");
  refused(one(R"("dtype":"F77","shape":[1],"data_offsets":[0,4])"), 4, "F77");
  refused(one(R"("dtype":"F32","shape":[NaN],"data_offsets":[0,4])"), 4, "JSON");
  refused(one(R"("dtype":"F32","shape":[1])"), 4, "complete");
  refused(one(R"("dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4])"), 4, "twice");
  refused(one(R"("dtype":"F32","shape":[[1]],"data_offsets":[0,4])"), 4, "list");
  refused(one(R"("dtype":"F32","shape":[1],"data_offsets":[0,4],"x":)" + std::string(100000, '[')), 4, "deep");
  refused(std::string(100000, '['), 0, "header");
  refused("{\"w\":" + std::string(100000, '{'), 0, "header");
  refused("{\"\xff\":{}}", 0, "JSON");
  refused("{\"w\":3}", 0, "odd number");
  refused("{", 0, "header");
  refused("{} x", 0, "JSON");
}

TEST_CASE("safetensors: unknown fields are passed over and no tensors are fine") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.safetensors";
  test::write_file(
      path, file_with(R"({"w":{"x":{"y":[1,{"z":null}]},"dtype":"U8","v":2,"shape":[2],"data_offsets":[0,2]}}  )", 2));
  CHECK(load_safetensors(path).at("w").sum().item<double>() == 2);
  test::write_file(path, file_with(R"({"__metadata__":null})", 0));
  CHECK(load_safetensors(path).empty());
  test::write_file(path, file_with("{}", 0));
  CHECK(load_safetensors(path).empty());
}

TEST_CASE("safetensors: paths that are no files are refused at once") {
  const test::TemporaryFolder folder;
  CHECK_THROWS_WITH(load_safetensors(folder.path()), ContainsSubstring("not a regular file"));
  CHECK_THROWS_WITH(load_safetensors("/dev/zero"), ContainsSubstring("not a regular file"));
  CHECK_THROWS_WITH(load_safetensors(folder.path() / "absent"), ContainsSubstring("cannot be read"));
  test::write_file(folder.path() / "empty", "");
  CHECK_THROWS_WITH(load_safetensors(folder.path() / "empty"), ContainsSubstring("is empty"));
}
