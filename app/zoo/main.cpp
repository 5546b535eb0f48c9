#include <CLI/CLI.hpp>
#include <iostream>

#include "app/zoo/commands/commands.h"
#include "core/base/error.h"
#include "core/base/foreign_errors.h"
#include "core/base/process_start.h"
#include "core/base/threads.h"

int main(int argc, char** argv) {
  constexpr int failed = 1;   // a file or input was refused
  constexpr int misused = 2;  // the command line itself is wrong
  rex::settle_libraries(argv);
  rex::choose_threads();
  CLI::App zoo("Makes the demo scenes and models of Relevance Explorer", "rex-zoo");
  zoo.require_subcommand(1);
  rex::zoo::add_scene(zoo);
  rex::zoo::add_sheet(zoo);
  rex::zoo::add_gallery(zoo);
  rex::zoo::add_train(zoo);
  rex::zoo::add_judge(zoo);
  rex::zoo::add_reviews(zoo);
  rex::zoo::add_tables(zoo);
  try {
    zoo.parse(argc, argv);  // the chosen sub-command runs as its callback
  } catch (const CLI::ParseError& error) {
    return zoo.exit(error) == 0 ? 0 : misused;
  } catch (const rex::Cancelled&) {
    std::cerr << "rex-zoo: cancelled\n";
    return failed;
  } catch (const std::exception& error) {
    std::cerr << "rex-zoo: " << rex::as_error(error).what() << '\n';
    return failed;
  }
  return 0;
}
