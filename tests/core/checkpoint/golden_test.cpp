// Every published form of a checkpoint against the values that PyTorch reads from it.
#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/checkpoint/checkpoint.h"
#include "tests/support/catch.h"
#include "tests/support/golden_roots.h"
#include "tests/support/paths.h"

using namespace rex;
namespace fs = std::filesystem;

namespace {

const char* const payload_mark = "/tmp/pwned";  // what a file of broken/ would create if it were run

/// The case in the checkout, for tests that name its files.
fs::path our_case() { return test::golden("checkpoints-1"); }

/// What the cases say of KIND of file: "good", "types", "unusual" or "broken".
nlohmann::json expectations(const fs::path& folder, const std::string& kind) {
  return read_json(folder / "expected.json").at(kind);
}

void check_bytes(const at::Tensor& got, const at::Tensor& wanted) {
  REQUIRE(got.scalar_type() == wanted.scalar_type());
  REQUIRE(got.sizes() == wanted.sizes());
  REQUIRE(got.is_contiguous());
  CHECK((wanted.nbytes() == 0 || std::memcmp(got.data_ptr(), wanted.data_ptr(), wanted.nbytes()) == 0));
}

}  // namespace

TEST_CASE("checkpoint: every good file holds the expected tensors, bit for bit", "[golden]") {
  for (const test::GoldenFolder& golden : test::golden_folders("checkpoints")) {
    const nlohmann::json expected = expectations(golden.path, "good");
    const test::TemporaryFolder folder;
    for (const auto& [file, about] : expected.items()) {
      INFO((golden.path / file).string());
      const Checkpoint checkpoint = Checkpoint::open(golden.path / file);
      if (!about.contains("tensors")) continue;
      auto wanted = load_safetensors(golden.path / about.at("tensors").get<std::string>());
      if (file.find("parameters") == 0) {  // without buffers and the tied name
        for (const char* name : {"bn.running_mean", "bn.running_var", "bn.num_batches_tracked", "head.weight"}) {
          wanted.erase(name);
        }
      }
      CHECK(checkpoint.names().size() == wanted.size());
      checkpoint.save(folder.path() / "converted.safetensors");
      const auto converted = load_safetensors(folder.path() / "converted.safetensors");
      for (const auto& [name, tensor] : wanted) {
        INFO(name);
        REQUIRE(checkpoint.contains(name));
        check_bytes(checkpoint.tensor(name), tensor);
        check_bytes(converted.at(name), tensor);
        CHECK(checkpoint.info(name).bytes == tensor.nbytes());
        CHECK(checkpoint.info(name).shape == tensor.sizes().vec());
      }
    }
  }
}

TEST_CASE("checkpoint: names, element types and shapes are told without the elements", "[golden]") {
  for (const test::GoldenFolder& golden : test::golden_folders("checkpoints")) {
    const nlohmann::json expected = expectations(golden.path, "types");
    for (const auto& [file, tensors] : expected.items()) {
      const Checkpoint checkpoint = Checkpoint::open(golden.path / file);
      CHECK(checkpoint.names().size() == tensors.size());
      for (const auto& [name, about] : tensors.items()) {
        INFO((golden.path / file).string() << " " << name);
        CHECK(element_type_name(checkpoint.info(name).type) == about.at("dtype").get<std::string>());
        CHECK(checkpoint.info(name).shape == about.at("shape").get<std::vector<std::int64_t>>());
      }
    }
  }
}

TEST_CASE("checkpoint: unusual but valid files load", "[golden]") {
  for (const test::GoldenFolder& golden : test::golden_folders("checkpoints")) {
    const nlohmann::json expected = expectations(golden.path, "unusual");
    const at::Tensor wanted = at::arange(1, 5).to(at::kFloat);
    for (const auto& about : expected) {
      const auto file = about.at("file").get<std::string>();
      INFO((golden.path / file).string());
      const Checkpoint checkpoint = Checkpoint::open(golden.path / file);
      CHECK(checkpoint.names() == std::vector<std::string>{"w"});
      check_bytes(checkpoint.tensor("w"), wanted);
    }
  }
}

TEST_CASE("checkpoint: what stands beside the weights is told as metadata") {
  const auto metadata = Checkpoint::open(our_case() / "nested-legacy-torch2.14.pth").metadata();
  CHECK(metadata.at("epoch") == "3");
  CHECK(metadata.at("lr") == "0.0001");
  CHECK(metadata.at("done") == "false");
}

TEST_CASE("checkpoint: element types that LibTorch lacks convert bit for bit and are refused as tensors") {
  const test::TemporaryFolder folder;
  const Checkpoint checkpoint = Checkpoint::open(our_case() / "new-dtypes-torch2.14.pth");
  CHECK_THROWS_WITH(checkpoint.tensor("f8"), ContainsSubstring("F8_E4M3"));
  CHECK_THROWS_WITH(checkpoint.tensor("u16"), ContainsSubstring("U16"));
  const fs::path path = folder.path() / "out.safetensors";
  checkpoint.save(path);
  const Checkpoint converted = Checkpoint::open(path);
  CHECK(element_type_name(converted.info("u32").type) == "U32");
  const std::string bytes = test::read_file(path);
  // In order of element size: complex64 1+2i, uint32 1 and 2³²−1, uint16 1 and 2¹⁶−1, float8_e4m3fn 1 and 2.
  const std::string data = bytes.substr(bytes.size() - 22);
  CHECK(data == std::string("\0\0\x80\x3f\0\0\0\x40\1\0\0\0\xff\xff\xff\xff\1\0\xff\xff\x38\x40", 22));
}

TEST_CASE("checkpoint: broken files are refused with one rex::Error and nothing is run", "[golden]") {
  for (const test::GoldenFolder& golden : test::golden_folders("checkpoints")) {
    const nlohmann::json expected = expectations(golden.path, "broken");
    fs::remove(payload_mark);
    for (const auto& about : expected) {
      const auto file = about.at("file").get<std::string>();
      INFO((golden.path / file).string());
      CHECK_THROWS_AS(Checkpoint::open(golden.path / file), Error);
      CHECK(!fs::exists(payload_mark));
    }
  }
}

TEST_CASE("rex inspect and rex convert: refused files cost an exit status of 1 and at most two lines", "[golden]") {
  for (const test::GoldenFolder& golden : test::golden_folders("checkpoints")) {
    const nlohmann::json expected = expectations(golden.path, "broken");
    fs::remove(payload_mark);
    const test::TemporaryFolder folder;
    for (const auto& about : expected) {
      const auto file = about.at("file").get<std::string>();
      INFO((golden.path / file).string());
      const bool convert = file.find("legacy") != std::string::npos;
      const std::string output = " " + (folder.path() / "out.safetensors").string();
      const auto result =
          test::run_rex((convert ? "convert " : "inspect ") + (golden.path / file).string() + (convert ? output : ""));
      CHECK(result.status == 1);
      CHECK(result.output.empty());
      CHECK(result.errors.find(file.substr(file.find('/') + 1)) != std::string::npos);
      CHECK(std::count(result.errors.begin(), result.errors.end(), '\n') <= 2);
    }
    CHECK(fs::is_empty(folder.path()));
    CHECK(!fs::exists(payload_mark));
  }
}

TEST_CASE("rex inspect and rex convert: good files and wrong usage") {
  const test::TemporaryFolder folder;
  const auto result = test::run_rex("inspect --json " + (our_case() / "sharded-bin").string());
  REQUIRE(result.status == 0);
  const nlohmann::json document = parse_json(result.output, "rex inspect");
  CHECK(document.at("format") == "sharded torch zip");
  CHECK(document.at("parameters") == 303);
  CHECK(document.at("tensors").at("conv.channels_last").at("shape") == nlohmann::json({2, 3, 4, 5}));
  CHECK(document.at("tensors").at("bfloat").at("dtype") == "BF16");
  const auto table = test::run_rex("inspect " + (our_case() / "model.safetensors").string());
  CHECK(table.output.find("layer.0.weight              F32   [4, 6]\n") != std::string::npos);

  const std::string output = (folder.path() / "out.safetensors").string();
  REQUIRE(test::run_rex("convert " + (our_case() / "nested-zip-torch1.13.pth").string() + " " + output).status == 0);
  const auto wanted = load_safetensors(our_case() / "expected-state.safetensors");
  for (const auto& [name, tensor] : load_safetensors(output)) check_bytes(tensor, wanted.at(name));
  CHECK(test::run_rex("inspect").status == 2);
  CHECK(test::run_rex("convert one").status == 2);
  CHECK(test::run_rex("inspect --no-such-flag x").status == 2);
  CHECK(test::run_rex("inspect " + (folder.path() / "absent").string()).status == 1);
}
