// Times the explanation of a model of any size with random weights, beside the plain way in the same run.
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/rex/arithmetic_option.h"
#include "app/rex/bench_settings.h"
#include "app/rex/commands.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/explain/method.h"

namespace rex::command {
namespace {

/// Measures WAY in a process of its own, so that peak memory is its own.
nlohmann::json measure_apart(const BenchSettings& settings, const std::string& way, nn::Arithmetic arithmetic) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw Error("rex bench", "cannot start another process");
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    const std::string words = std::to_string(settings.words), regions = std::to_string(settings.regions),
                      texts = std::to_string(settings.texts), repeats = std::to_string(settings.repeats),
                      threads = std::to_string(settings.threads);
    std::vector<const char*> arguments{"rex",          "bench",
                                       "--config",     settings.config.c_str(),
                                       "--method",     settings.method.c_str(),
                                       "--words",      words.c_str(),
                                       "--regions",    regions.c_str(),
                                       "--texts",      texts.c_str(),
                                       "--repeats",    repeats.c_str(),
                                       "--threads",    threads.c_str(),
                                       "--way",        way.c_str(),
                                       "--arithmetic", nn::name(arithmetic)};
    if (!settings.image_size.empty()) arguments.insert(arguments.end(), {"--image-size", settings.image_size.c_str()});
    if (settings.double_precision) arguments.insert(arguments.end(), {"--precision", "double"});
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
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    const std::string ended = WIFSIGNALED(status) ? ": signal " + std::to_string(WTERMSIG(status)) : std::string();
    throw Error(settings.config, "measuring the " + way + " way failed" + ended,
                ended.empty() ? "See the message above." : "It may have needed more memory than there is.");
  }
  return parse_json(output, "the measurement of the " + way + " way");
}

double ratio(double a, double b) { return b > 0 ? a / b : 0; }

void print_row(const std::string& name, const nlohmann::json& ours, const nlohmann::json* plain) {
  const double seconds = ours.at("seconds"), megabytes = ours.at("megabytes");
  std::printf("%-18s %9.3f", name.c_str(), seconds);
  if (plain == nullptr) {
    std::printf(" %31.0f\n", megabytes);
    return;
  }
  const double plain_seconds = plain->at("seconds"), plain_megabytes = plain->at("megabytes");
  std::printf(" %9.3f %6.2f %14.0f %9.0f %6.2f\n", plain_seconds, ratio(seconds, plain_seconds), megabytes,
              plain_megabytes, ratio(megabytes, plain_megabytes));
}

/// OURS beside PLAIN, whose column is headed BESIDE.
void print_table(const nlohmann::json& ours, const nlohmann::json* plain, const char* beside_name = "plain") {
  const char* const other = plain ? beside_name : "";
  std::printf("%-18s %9s %9s %6s %14s %9s %6s\n", "", "seconds", other, plain ? "ratio" : "", "peak MB", other,
              plain ? "ratio" : "");
  for (const char* row : {"forward", "backward", "relevance pass", "relevance", "first explanation", "next target"}) {
    if (!ours.contains(row)) continue;
    const bool beside = plain != nullptr && plain->contains(row);
    print_row(row, ours.at(row), beside ? &plain->at(row) : nullptr);
  }
  if (plain != nullptr && plain->contains("one backward a map")) {
    print_row("one backward a map", ours.at("backward"), &plain->at("one backward a map"));
  }
  const double peak = ours.at("first explanation").at("megabytes"), model = ours.at("model").at("megabytes");
  if (plain == nullptr) {
    std::printf("peak memory above the model's own %.0f MB: %.0f MB\n\n", model, peak - model);
    return;
  }
  const double plain_peak = plain->at("first explanation").at("megabytes"),
               plain_model = plain->at("model").at("megabytes");
  std::printf("peak memory above the model's own %.0f MB: %.0f MB, %s %.0f MB, ratio %.2f\n\n", model, peak - model,
              other, plain_peak - plain_model, ratio(peak - model, plain_peak - plain_model));
}

/// What leaving out saves: rows of zeros in the backward and, of captions, what stands behind their ends.
void print_left_out(const nlohmann::json& ours, const nlohmann::json& everything) {
  std::printf("%-18s %9s %9s %6s\n", "", "seconds", "if whole", "ratio");
  for (const char* row : {"forward", "backward", "first explanation", "next target"}) {
    const double seconds = ours.at(row).at("seconds"), whole = everything.at(row).at("seconds");
    std::printf("%-18s %9.3f %9.3f %6.2f\n", row, seconds, whole, ratio(seconds, whole));
  }
  std::printf("\n");
}

void print_title(const BenchSettings& settings, const std::string& what) {
  std::printf("%s, %s%s, %d thread(s); processor seconds, best of %d; peak memory of the whole process\n",
              std::filesystem::path(settings.config).stem().c_str(), settings.method.c_str(), what.c_str(),
              settings.threads, settings.repeats);
}

/// Products in bfloat16 beside those in float32: times, memory and how far the results are apart.
void compare_arithmetic(const BenchSettings& settings) {
  nn::require_arithmetic(settings.arithmetic);
  const nlohmann::json ours = measure_apart(settings, "ours", settings.arithmetic);
  const nlohmann::json exact = measure_apart(settings, "ours", nn::Arithmetic::float32);
  print_title(settings, std::string(", ") + nn::name(settings.arithmetic));
  print_table(ours, &exact, "float32");
  bench_deviation(settings);
}

void run(const BenchSettings& settings) {
  if (settings.double_precision) check_precision(settings.arithmetic, "double");
  if (!settings.way.empty()) {
    std::cout << bench_measure(settings).dump() << '\n';
    return;
  }
  if (settings.evaluate) return bench_evaluate(settings);
  if (settings.arithmetic != nn::Arithmetic::float32) return compare_arithmetic(settings);
  const MethodNeeds needs = explanation_method(settings.method).needs();
  const bool has_plain_way = !needs.relevances && !needs.input_relevances && !needs.layer_gradients;
  const nlohmann::json ours = measure_apart(settings, "ours", nn::Arithmetic::float32);
  const nlohmann::json plain =
      has_plain_way ? measure_apart(settings, "plain", nn::Arithmetic::float32) : nlohmann::json();
  print_title(settings, "");
  print_table(ours, has_plain_way ? &plain : nullptr);
  if (settings.left_out) print_left_out(ours, measure_apart(settings, "everything", nn::Arithmetic::float32));
  std::fflush(stdout);
}

}  // namespace

void add_bench(CLI::App& rex) {
  auto settings = std::make_shared<BenchSettings>();
  CLI::App* bench =
      rex.add_subcommand("bench", "Time explanations of a configuration with random weights, beside the plain way");
  bench->add_option("--config", settings->config, "A model's config.json")->required()->check(CLI::ExistingFile);
  bench->add_option("--image-size", settings->image_size, "WIDTHxHEIGHT of the picture");
  bench
      ->add_option("--method", settings->method,
                   "Explanation method; methods with a relevance pass are measured without a plain way beside them")
      ->capture_default_str();
  bench->add_option("--words", settings->words, "Text tokens, of each caption for CLIP (not for SigLIP)")
      ->capture_default_str()
      ->check(CLI::Range(3, 512));
  bench->add_option("--regions", settings->regions, "Regions (VisualBERT, LXMERT)")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  bench->add_option("--texts", settings->texts, "Captions (CLIP, SigLIP)")
      ->capture_default_str()
      ->check(CLI::Range(2, 1000));
  bench->add_option("--repeats", settings->repeats, "The best of so many counts")
      ->take_last()
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  bench->add_option("--threads", settings->threads, "Threads")->capture_default_str()->check(CLI::Range(1, 256));
  bench
      ->add_option_function<std::string>(
          "--precision", [settings](const std::string& name) { settings->double_precision = name == "double"; },
          "Of relevance passes: single or double")
      ->check(CLI::IsMember({"single", "double"}));
  add_arithmetic_option(*bench, settings->arithmetic);
  bench->add_option("--scenes", settings->scenes, "bfloat16: inputs over which deviations from float32 are told")
      ->capture_default_str()
      ->check(CLI::Range(1, 100000));
  bench->add_flag("--left-out", settings->left_out,
                  "Also what it would take to multiply rows of zeros in the backward, and to read captions in rows of "
                  "the model's full length, as the plain way always does");
  bench->add_flag("--evaluate", settings->evaluate,
                  "Perturbation tests: the time of removals beside their forward passes alone, and the rate beside one "
                  "removal at a time");
  bench->add_option("--way", settings->way)->group("");  // used by the processes that measure
  bench->callback([settings] { run(*settings); });
}

}  // namespace rex::command
