#include "tests/support/run_tests.h"

int main(int argc, char** argv) { return rex::test::run_tests(argc, argv); }
