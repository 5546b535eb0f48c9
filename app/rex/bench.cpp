// Times the explanation of a model of any size with random weights, beside the plain way in the same run.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <sys/wait.h>
#include <torch/csrc/autograd/autograd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/rex/commands.h"
#include "core/base/error.h"
#include "core/explain/method.h"
#include "core/models/open_model.h"

namespace rex::command {
namespace {

struct Settings {
  std::string config;
  std::string method = "generic";
  std::string image_size;  ///< "WIDTHxHEIGHT" or one number; empty: the config's
  std::int64_t words = 20;
  std::int64_t regions = 36;
  int repeats = 3;
  int threads = 1;
  std::string way;  ///< set in the processes that measure: "ours" or "plain"
};

struct Times {
  double forward = 1e9, backward = 1e9, relevance = 1e9, next = 1e9,
         whole = 1e9;  ///< processor seconds, best of the repeats
  double memory = 0;   ///< peak megabytes above the model's own
};

/// Processor seconds of this process: less noisy than the clock on a shared machine.
double now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double resident_megabytes(const char* field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(field, 0) == 0) return std::stod(line.substr(line.find(':') + 1)) / 1024;
  }
  return 0;
}

nlohmann::json read_config(const std::string& path) {
  std::ifstream stream(path);
  nlohmann::json config = nlohmann::json::parse(stream, nullptr, false);
  if (!config.is_object())
    throw Error(path, "is no config.json", "Name a model's config.json, for example one of tests/benchmark/configs.");
  return config;
}

std::pair<std::int64_t, std::int64_t> picture_size(const std::string& text, std::int64_t usual) {
  if (text.empty()) return {usual, usual};
  std::int64_t width = 0, height = 0;
  const int read = std::sscanf(text.c_str(), "%ldx%ld", &width, &height);
  if (read == 1) height = width;
  if (read < 1 || width < 16 || height < 16 || width > 8192 || height > 8192) {
    throw Error("--image-size", "\"" + text + "\" is no size", "Give WIDTHxHEIGHT or one number, 16 to 8192.");
  }
  return {width, height};
}

/// Inputs of the right shapes: noise for pictures and regions, random words of full length.
ModelInputs random_inputs(const nlohmann::json& config, const Settings& settings) {
  const std::string family = config.value("model_type", "");
  const at::Generator generator = at::detail::createCPUGenerator(7);
  const auto words = [&](std::int64_t vocabulary, std::int64_t first, std::int64_t last, std::int64_t length) {
    at::Tensor ids = at::randint(1000 % vocabulary, vocabulary - 2, {1, length}, generator, at::kLong);
    ids[0][0] = first;
    ids[0][length - 1] = last;
    return ids;
  };
  ModelInputs inputs;
  if (family == "clip") {
    const nlohmann::json& text = config.at("text_config");
    const auto [width, height] = picture_size(settings.image_size, config.at("vision_config").value("image_size", 224));
    inputs["pixel_values"] = at::randn({1, 3, height, width}, generator);
    inputs["input_ids"] = words(text.at("vocab_size"), text.value("bos_token_id", 49406),
                                text.value("eos_token_id", 49407), text.value("max_position_embeddings", 77));
    return inputs;
  }
  if (family == "vit" || family == "deit" || family == "detr") {
    const auto [width, height] =
        picture_size(settings.image_size, family == "detr" ? 800 : config.value("image_size", 224));
    inputs["pixel_values"] = at::randn({1, 3, height, width}, generator);
    return inputs;
  }
  inputs["input_ids"] = words(config.at("vocab_size"), 101, 102, settings.words);
  inputs["attention_mask"] = at::ones({1, settings.words}, at::kLong);
  inputs["token_type_ids"] = at::zeros({1, settings.words}, at::kLong);
  if (family == "visual_bert") {
    inputs["visual_embeds"] =
        at::randn({1, settings.regions, config.value("visual_embedding_dim", 2048)}, generator).abs();
    inputs["visual_attention_mask"] = at::ones({1, settings.regions}, at::kLong);
    inputs["visual_token_type_ids"] = at::ones({1, settings.regions}, at::kLong);
  }
  if (family == "lxmert") {
    inputs["visual_feats"] = at::randn({1, settings.regions, config.value("visual_feat_dim", 2048)}, generator).abs();
    inputs["visual_pos"] = at::rand({1, settings.regions, 4}, generator);
  }
  return inputs;
}

at::Tensor score_of(const ForwardPass& pass, const Target& target) {
  at::Tensor score = pass.scores;
  if (target.query) score = score[*target.query];
  if (target.class_index) score = score[*target.class_index];
  if (target.text) score = score[*target.text];
  return score;
}

/// Our way: a graph from the first attention map on, one backward for all maps, one row of the relevancies. The plain
/// way: gradients for all parameters and the backbone, one backward for each map as the public CLIP notebook does,
/// whole matrices.
Times measure(const Settings& settings) {
  const bool plain = settings.way == "plain";
  at::set_num_threads(settings.threads);
  const nlohmann::json config = read_config(settings.config);
  ParameterSource parameters = ParameterSource::random(1);
  const std::unique_ptr<Model> model = build_model(config, parameters);
  const ModelInputs inputs = random_inputs(config, settings);
  const ExplanationMethod& method = explanation_method(settings.method);
  std::vector<at::Tensor> trained, parameter_gradients;
  if (plain) {
    for (const auto& [name, value] : model->parameters()) {
      if (name.find("running_") != std::string::npos) continue;
      trained.push_back(value);
      trained.back().requires_grad_(true);
    }
  }
  ExplainOptions options;
  options.whole_matrices = plain;
  const auto gather = [&](EvidenceSource& source, const ForwardPass& pass, const Target& target) {
    if (!plain || !method.needs().gradients) return source.gather(target, method.needs());
    // Each map's gradient by a backward of its own, those of the parameters, then the same evidence as ours.
    const at::Tensor score = score_of(pass, target);
    for (const AttentionMap& map : pass.trace.maps) {
      torch::autograd::grad({score}, {map.weights}, {}, true, false, true);
    }
    parameter_gradients = torch::autograd::grad({score}, trained, {}, true, false, true);
    return source.gather(target, method.needs());
  };

  Times best;
  const double before = resident_megabytes("VmRSS");
  for (int repeat = 0; repeat < settings.repeats; ++repeat) {
    const double start = now();
    const ForwardPass pass = model->forward(inputs, {plain ? nn::GraphMode::plain : nn::GraphMode::gradient});
    const double forward = now();
    EvidenceSource source(*model, pass);
    const Target first = resolve(pass, model->description(), {});
    const Evidence evidence = gather(source, pass, first);
    const double backward = now();
    Explanation result;
    method.fold(evidence, options, result);
    const double relevance = now();
    Target second = first;
    if (second.class_index) second.class_index = *second.class_index == 0 ? 1 : 0;
    if (second.query) second.query = *second.query == 0 ? 1 : 0;
    method.fold(gather(source, pass, second), options, result);
    const double next = now();
    best.forward = std::min(best.forward, forward - start);
    best.backward = std::min(best.backward, backward - forward);
    best.relevance = std::min(best.relevance, relevance - backward);
    best.whole = std::min(best.whole, relevance - start);
    best.next = std::min(best.next, next - relevance);
  }
  best.memory = resident_megabytes("VmHWM") - before;
  return best;
}

nlohmann::json as_json(const Times& times) {
  return {{"forward", times.forward},  {"backward", times.backward},       {"relevance", times.relevance},
          {"next target", times.next}, {"first explanation", times.whole}, {"peak memory", times.memory}};
}

/// Measures WAY in a process of its own, so that peak memory is its own.
nlohmann::json measure_apart(const Settings& settings, const std::string& way) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw Error("rex bench", "cannot start another process");
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    const std::string words = std::to_string(settings.words), regions = std::to_string(settings.regions),
                      repeats = std::to_string(settings.repeats), threads = std::to_string(settings.threads);
    std::vector<const char*> arguments{"rex",       "bench",
                                       "--config",  settings.config.c_str(),
                                       "--method",  settings.method.c_str(),
                                       "--words",   words.c_str(),
                                       "--regions", regions.c_str(),
                                       "--repeats", repeats.c_str(),
                                       "--threads", threads.c_str(),
                                       "--way",     way.c_str()};
    if (!settings.image_size.empty()) arguments.insert(arguments.end(), {"--image-size", settings.image_size.c_str()});
    arguments.push_back(nullptr);
    execv("/proc/self/exe", const_cast<char**>(arguments.data()));
    _exit(127);
  }
  close(ends[1]);
  std::string output;
  std::array<char, 4096> buffer{};
  for (ssize_t count = 0; (count = read(ends[0], buffer.data(), buffer.size())) > 0;)
    output.append(buffer.data(), static_cast<std::size_t>(count));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  nlohmann::json result = nlohmann::json::parse(output, nullptr, false);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !result.is_object()) {
    throw Error(settings.config, "measuring the " + way + " way failed", "See the message above.");
  }
  return result;
}

void run(const Settings& settings) {
  if (!settings.way.empty()) {
    std::cout << as_json(measure(settings)).dump() << '\n';
    return;
  }
  const nlohmann::json ours = measure_apart(settings, "ours"), plain = measure_apart(settings, "plain");
  std::printf("%s, %s, %d thread(s); processor seconds, best of %d\n",
              std::filesystem::path(settings.config).stem().c_str(), settings.method.c_str(), settings.threads,
              settings.repeats);
  std::printf("%-20s %10s %10s %8s\n", "", "ours", "plain", "ratio");
  for (const char* row : {"forward", "backward", "relevance", "first explanation", "next target", "peak memory"}) {
    const double a = ours.at(row), b = plain.at(row);
    const bool memory = std::string(row) == "peak memory";
    std::printf("%-20s %10.*f %10.*f %8.2f%s\n", row, memory ? 0 : 3, a, memory ? 0 : 3, b, b > 0 ? a / b : 0,
                memory ? "  (MB)" : "");
  }
  std::fflush(stdout);
}

}  // namespace

void add_bench(CLI::App& rex) {
  auto settings = std::make_shared<Settings>();
  CLI::App* bench =
      rex.add_subcommand("bench", "Time explanations of a configuration with random weights, beside the plain way");
  bench->add_option("--config", settings->config, "A model's config.json")->required()->check(CLI::ExistingFile);
  bench->add_option("--image-size", settings->image_size, "WIDTHxHEIGHT of the picture");
  bench->add_option("--method", settings->method, "Explanation method")->capture_default_str();
  bench->add_option("--words", settings->words, "Text tokens (not for CLIP)")
      ->capture_default_str()
      ->check(CLI::Range(3, 512));
  bench->add_option("--regions", settings->regions, "Regions (VisualBERT, LXMERT)")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  bench->add_option("--repeats", settings->repeats, "The best of so many counts")
      ->take_last()
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  bench->add_option("--threads", settings->threads, "Threads")->capture_default_str()->check(CLI::Range(1, 256));
  bench->add_option("--way", settings->way)->group("");  // used by the processes that measure
  bench->callback([settings] { run(*settings); });
}

}  // namespace rex::command
