#include <QApplication>
#include <QStandardPaths>

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QStandardPaths::setTestModeEnabled(true);  // settings of the tests stay apart from the person's
  QApplication application(argc, argv);
  QApplication::setOrganizationName("relevance-explorer-tests");
  QApplication::setApplicationName("relevance-explorer-tests");
  return Catch::Session().run(argc, argv);
}
