#pragma once

namespace rex::test {

/// Runs the tests that the command line names, as Catch2's own main() does; its exit status. Catch2 2 is all headers:
/// its runner is compiled here once for every test program.
int run_tests(int argc, char** argv);

}  // namespace rex::test
