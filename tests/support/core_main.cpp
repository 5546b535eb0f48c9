#include "core/base/process_start.h"
#include "tests/support/run_tests.h"

int main(int argc, char** argv) {
  rex::settle_libraries(argv);
  return rex::test::run_tests(argc, argv);
}
