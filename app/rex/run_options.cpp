#include "app/rex/run_options.h"

#include <ATen/Parallel.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <iostream>

#include "app/rex/progress_line.h"

namespace rex::command {
namespace {

/// Progress for a log: a line now and then where standard error is no terminal.
class RunProgress {
 public:
  RunProgress() {
    if (isatty(STDERR_FILENO) != 0) return;
    log_ = Progress([this](double, const std::string& step) {
      const auto now = std::chrono::steady_clock::now();
      if (now - last_ < std::chrono::seconds(30)) return;
      last_ = now;
      std::fprintf(stderr, "rex: %s\n", step.c_str());
    });
  }
  const Progress& progress() const { return isatty(STDERR_FILENO) != 0 ? line_.progress() : log_; }

 private:
  ProgressLine line_;
  Progress log_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace

evaluate::Shard RunOptions::read_shard() const {
  return shard.empty() ? evaluate::slurm_shard() : evaluate::parse_shard(shard);
}

std::shared_ptr<RunOptions> add_run_options(CLI::App& command) {
  auto options = std::make_shared<RunOptions>();
  command
      .add_option("--out", options->out,
                  "Folder for results.jsonl (a line a sample), summary.json and what else is made. Given again, the "
                  "command goes on where it stopped")
      ->group("Many samples");
  command
      .add_option("--shard", options->shard,
                  "I/N: only this share of the samples, for several machines on one --out (or each its own); then `rex "
                  "merge`. Without it what SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT say")
      ->group("Many samples");
  return options;
}

evaluate::RunOutcome run_samples(const evaluate::RunSettings& settings,
                                 const std::function<evaluate::RowMaker()>& make_worker) {
  evaluate::RunSettings own = settings;
  own.workers = at::get_num_threads();
  const RunProgress progress;
  const evaluate::RunOutcome outcome = evaluate::run(own, make_worker, progress.progress());
  std::cerr << (isatty(STDERR_FILENO) != 0 ? "\r\x1b[K" : "");
  for (const std::string& note : outcome.notes) std::cerr << "rex: " << note << '\n';
  char text[200];
  std::snprintf(text, sizeof text, "%lld samples, %lld computed now in %s (%.3g a second), %lld failed",
                static_cast<long long>(outcome.samples), static_cast<long long>(outcome.computed),
                evaluate::duration_text(outcome.seconds).c_str(),
                outcome.seconds > 0 ? static_cast<double>(outcome.computed) / outcome.seconds : 0.0,
                static_cast<long long>(outcome.failed));
  std::cout << text << '\n';
  return outcome;
}

}  // namespace rex::command
