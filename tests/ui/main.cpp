#include <QApplication>
#include <QStandardPaths>

#include "core/base/process_start.h"
#include "tests/support/run_tests.h"
#include "ui/state/language.h"

int main(int argc, char** argv) {
  rex::settle_libraries(argv);
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QStandardPaths::setTestModeEnabled(true);  // settings of the tests stay apart from the person's
  QApplication application(argc, argv);
  QApplication::setOrganizationName("relevance-explorer-tests");
  QApplication::setApplicationName("relevance-explorer-tests");
  rex::ui::speak(application, QStringLiteral("en"));
  return rex::test::run_tests(argc, argv);
}
