#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "app/rex/commands.h"
#include "core/base/error.h"
#include "core/base/foreign_errors.h"
#include "core/base/threads.h"

namespace {

constexpr int failed = 1;   // a file, model or input was refused
constexpr int misused = 2;  // the command line itself is wrong

}  // namespace

/// Runs the command line; the launcher finds it by this name.
extern "C" int rex_run(int argc, char** argv) {
  rex::choose_threads();
  CLI::App rex("Relevance Explorer: why a Transformer answered as it did", "rex");
  rex.set_version_flag("--version", "rex " REX_VERSION);
  rex.require_subcommand(1);
  rex.fallthrough();  // so that it may stand behind the sub-command too
  rex.add_option_function<int>(
         "--threads", [](int threads) { rex::choose_threads(threads); },
         "How many threads compute; else REX_THREADS, or every usable core")
      ->check(CLI::Range(1, 1024))
      ->trigger_on_parse();
  rex::command::add_doctor(rex);
  rex::command::add_models(rex);
  rex::command::add_get(rex);
  rex::command::add_remove(rex);
  rex::command::add_explain(rex);
  rex::command::add_regions(rex);
  rex::command::add_evaluate(rex);
  rex::command::add_merge(rex);
  rex::command::add_preprocess(rex);
  rex::command::add_tokenize(rex);
  rex::command::add_inspect(rex);
  rex::command::add_convert(rex);
  rex::command::add_thumbnail(rex);
  rex::command::add_bench(rex);
  try {
    rex.parse(argc, argv);  // the chosen sub-command runs as its callback
  } catch (const CLI::ParseError& error) {
    return rex.exit(error) == 0 ? 0 : misused;
  } catch (const rex::Cancelled&) {
    std::cerr << "rex: cancelled\n";
    return failed;
  } catch (const std::exception& error) {
    std::cerr << "rex: " << rex::as_error(error).what() << '\n';
    return failed;
  }
  return 0;
}
