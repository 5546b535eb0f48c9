// Golden cases whose keys under a prefix are the same model with one field of its config.json changed.
#include <ATen/ATen.h>

#include <iostream>
#include <set>

#include "core/explain/explain.h"
#include "core/explain/export.h"
#include "core/explain/inquiry.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/golden_roots.h"
#include "tests/support/paths.h"

namespace fs = std::filesystem;

using namespace rex;
using namespace rex::test;

namespace {

/// The model of GOLDEN with FIELD of its config set to VALUE, in FOLDER.
void copy_changed(const fs::path& golden, const fs::path& folder, const std::string& field,
                  const nlohmann::json& value) {
  for (const fs::directory_entry& entry : fs::directory_iterator(golden)) {
    if (entry.path().filename() != "config.json") fs::copy_file(entry.path(), folder / entry.path().filename());
  }
  nlohmann::json config = nlohmann::json::parse(read_file(golden / "config.json"));
  config[field] = value;
  write_file(folder / "config.json", config.dump());
}

/// Compares what FOLDER gives with the keys of GOLDEN under PREFIX; all of them must be
/// computed.
void check_variant(const fs::path& golden_folder, const fs::path& folder, const std::string& prefix) {
  GoldenCase golden(GoldenCase::Folder{golden_folder});
  Inquiry inquiry(folder);
  std::vector<const ExplanationMethod*> methods;
  for (const auto& method : explanation_methods()) {
    const std::string stem = prefix + "relevance/" + method->name() + "/";
    const auto found = golden.all_expected().lower_bound(stem);
    if (found != golden.all_expected().end() && found->first.starts_with(stem)) methods.push_back(method.get());
  }
  Question question;
  question.tensors = golden.inputs();
  ExplainOptions options;
  options.whole_matrices = options.head_maps = true;
  options.double_precision = prefers_double_precision(inquiry.model()->description);
  const auto answered = inquiry.ask(inquiry.prepare(std::move(question)), common_needs(methods));
  const Target target{golden.description().at("target").at("index").get<std::int64_t>(), {}, {}};
  std::vector<Explanation> explanations;
  for (const ExplanationMethod* method : methods) {
    explanations.push_back(inquiry.explain(target, *method, options));
  }
  std::set<std::string> compared;
  for (const auto& [key, tensor] : golden_tensors(*answered, explanations, true)) {
    if (!golden.has(prefix + key)) continue;
    golden.check(prefix + key, tensor);
    compared.insert(prefix + key);
  }
  for (const auto& [key, tensor] : golden.all_expected()) {
    if (!key.starts_with(prefix) || (prefix.empty() && key.starts_with("mean/"))) continue;
    INFO(key);
    CHECK(compared.contains(key));
  }
  std::cout << "golden " << golden_folder.filename().string() << " " << prefix << ": " << compared.size()
            << " arrays compared\n";
}

}  // namespace

TEST_CASE("ModernBERT that pools the mean gives the reference's numbers", "[golden]") {
  for (const GoldenFolder& golden : golden_folders("modernbert")) {
    INFO(golden.path.string());
    if (!GoldenCase(GoldenCase::Folder{golden.path}).has("mean/logits")) continue;
    const TemporaryFolder folder;
    copy_changed(golden.path, folder.path(), "classifier_pooling", "mean");
    check_variant(golden.path, folder.path(), "mean/");
  }
}

TEST_CASE("ModernBERT's config of older versions says the same", "[golden]") {
  for (const GoldenFolder& golden : golden_folders("modernbert")) {
    INFO(golden.path.string());
    if (!fs::exists(golden.path / "config-transformers4.json")) continue;
    const TemporaryFolder folder;
    copy_changed(golden.path, folder.path(), "classifier_pooling", "cls");
    write_file(folder.path() / "config.json", read_file(golden.path / "config-transformers4.json"));
    check_variant(golden.path, folder.path(), "");
  }
}

TEST_CASE("ViLT that reads a part of the patches gives the reference's numbers", "[golden]") {
  for (const GoldenFolder& golden : golden_folders("vilt")) {
    INFO(golden.path.string());
    const nlohmann::json told = nlohmann::json::parse(read_file(golden.path / "case.json"));
    if (!told.contains("other") || !told.at("other").contains("max_image_length")) continue;
    const TemporaryFolder folder;
    copy_changed(golden.path, folder.path(), "max_image_length", told.at("other").at("max_image_length"));
    check_variant(golden.path, folder.path(), "other/");
  }
}
