#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/rex/commands.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/printable.h"
#include "core/checkpoint/checkpoint.h"
#include "core/models/open/hub_cache.h"
#include "core/models/open/model_files.h"

namespace rex::command {
namespace {

namespace fs = std::filesystem;

struct InspectOptions {
  std::string path;
  bool json = false;
};

struct Summary {
  std::uint64_t parameters = 0;  // elements of all tensors
  std::uint64_t bytes = 0;
};

Summary summarise(const Checkpoint& checkpoint) {
  Summary summary;
  for (const std::string& name : checkpoint.names()) {
    summary.parameters += checkpoint.info(name).elements();
    summary.bytes += checkpoint.info(name).bytes;
  }
  return summary;
}

/// What config.json beside the weights says; empty where there is none or it does not say.
std::string model_type(const fs::path& weights) {
  const fs::path config = weights.parent_path() / "config.json";
  std::error_code failure;
  if (!fs::exists(config, failure)) return {};
  try {
    const nlohmann::json document = read_json(config);
    return document.is_object() ? printable(document.value("model_type", std::string())) : std::string();
  } catch (const std::exception&) {
    return {};  // a config that cannot be read does not hide good weights; opening the model will tell
  }
}

/// 1234567 → "1,234,567".
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string size_text(std::uint64_t bytes) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(1);
  if (bytes < 1000) {
    text << bytes << " bytes";
  } else if (bytes < 1'000'000) {
    text << static_cast<double>(bytes) / 1e3 << " kB";
  } else if (bytes < 1'000'000'000) {
    text << static_cast<double>(bytes) / 1e6 << " MB";
  } else {
    text << static_cast<double>(bytes) / 1e9 << " GB";
  }
  return text.str();
}

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + "]";
}

/// Columns that text takes on a terminal, near enough: its code points.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xc0) != 0x80; }));
}

void print_table(const Checkpoint& checkpoint) {
  const Summary summary = summarise(checkpoint);
  const std::vector<std::string> names = checkpoint.names();
  const std::string type = model_type(checkpoint.path());
  std::cout << "file        " << printable(checkpoint.path().string(), 1000) << '\n'
            << "format      " << checkpoint.format();
  if (checkpoint.file_count() > 1) std::cout << " in " << checkpoint.file_count() << " files";
  std::cout << '\n';
  if (!type.empty()) std::cout << "model type  " << type << '\n';
  for (const auto& [key, value] : checkpoint.metadata()) {
    std::cout << "metadata    " << printable(key) << " = " << printable(value) << '\n';
  }
  if (!checkpoint.choice().empty()) std::cout << "note        " << checkpoint.choice() << '\n';
  for (const std::string& name : checkpoint.foreign_globals()) {
    std::cout << "not read    " << printable(name) << ", of another program, beside the weights\n";
  }
  std::cout << "tensors     " << grouped(names.size()) << '\n'
            << "parameters  " << grouped(summary.parameters) << '\n'
            << "size        " << size_text(checkpoint.file_bytes()) << " on disk, " << size_text(summary.bytes)
            << " of tensors\n";
  if (names.empty()) return;

  std::size_t longest_name = 4;
  std::size_t longest_type = 4;
  for (const std::string& name : names) {
    longest_name = std::max(longest_name, width(printable(name)));
    longest_type = std::max(longest_type, element_type_name(checkpoint.info(name).type).size());
  }
  const auto cell = [](const std::string& text, std::size_t columns) {
    return text + std::string(columns - std::min(width(text), columns) + 2, ' ');
  };
  std::cout << '\n' << cell("name", longest_name) << cell("type", longest_type) << "shape\n";
  for (const std::string& name : names) {
    const TensorInfo& info = checkpoint.info(name);
    std::cout << cell(printable(name), longest_name) << cell(element_type_name(info.type), longest_type)
              << shape_text(info.shape) << '\n';
  }
}

void print_json(const Checkpoint& checkpoint) {
  const Summary summary = summarise(checkpoint);
  const std::string type = model_type(checkpoint.path());
  nlohmann::ordered_json document;
  document["file"] = checkpoint.path().string();
  document["format"] = checkpoint.format();
  document["model_type"] = type.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(type);
  document["files"] = checkpoint.file_count();
  document["file_bytes"] = checkpoint.file_bytes();
  document["tensor_bytes"] = summary.bytes;
  document["parameters"] = summary.parameters;
  document["metadata"] = nlohmann::ordered_json(checkpoint.metadata());
  document["not_read"] = checkpoint.foreign_globals();
  if (!checkpoint.choice().empty()) document["note"] = checkpoint.choice();
  nlohmann::json tensors = nlohmann::json::object();  // sorted, and quick to add to
  for (const std::string& name : checkpoint.names()) {
    const TensorInfo& info = checkpoint.info(name);
    tensors[name] = {{"dtype", element_type_name(info.type)}, {"shape", info.shape}, {"bytes", info.bytes}};
  }
  document["tensors"] = std::move(tensors);
  std::cout << document.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

}  // namespace

void add_inspect(CLI::App& rex) {
  const auto options = std::make_shared<InspectOptions>();
  CLI::App* inspect = rex.add_subcommand("inspect", "Say what is in a weights file or model folder");
  inspect->add_option("PATH", options->path, "safetensors, torch.save or TorchScript file, index, or model folder")
      ->required();
  inspect->add_flag("--json", options->json, "Print JSON");
  inspect->callback([options] {
    // Only names and shapes are read, so that a mapped file does.
    const Checkpoint checkpoint = Checkpoint::open(find_weights(hub_snapshot(options->path)), 0);
    options->json ? print_json(checkpoint) : print_table(checkpoint);
  });
}

}  // namespace rex::command
