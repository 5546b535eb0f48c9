#include "tests/ui/explained.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QSettings>
#include <QTimer>
#include <map>

#include "core/models/open/find_models.h"
#include "tests/support/family_models.h"
#include "ui/views/picture/canvas.h"

namespace rex::ui::test {

namespace fs = std::filesystem;

fs::path model_folder(const std::string& family) {
  static const rex::test::TemporaryFolder folder;
  static std::map<std::string, fs::path> known;
  if (known.empty()) {
    for (const FoundModel& model : find_models()) {
      if (model.demo && model.problem.empty()) known.emplace(model.family, model.folder);
    }
    known.emplace("", "");
  }
  if (!known.contains(family)) known[family] = rex::test::save_family_model(folder.path(), family);
  return known[family];
}

fs::path scene(const std::string& name) { return rex::test::source_folder() / "resources/pictures" / (name + ".jpg"); }

bool wait_for(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, patience); }

void answer_file_dialog(const fs::path& path) {
  QTimer::singleShot(50, qApp, [path] {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    if (dialog == nullptr) return answer_file_dialog(path);
    dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(QString::fromStdString(path.string()));
    QMetaObject::invokeMethod(dialog, "accept");
  });
}

Explained::Explained(const std::string& family, const std::string& picture, const QStringList& texts) {
  QSettings().clear();
  apply_scheme(*static_cast<QApplication*>(QApplication::instance()), Scheme::light);
  StartWith start;
  start.model = model_folder(family);
  start.picture = scene(picture);
  start.texts = texts;
  window = std::make_unique<MainWindow>(start);
  window->show();
  window->activateWindow();
  REQUIRE(wait_for([this] { return session().explanation() != nullptr; }));
  settle();
}

Explained::~Explained() = default;

void Explained::settle() {
  QTest::qWait(20);
  REQUIRE(wait_for([this] { return !session().busy(); }));
  QTest::qWait(20);
}

void Explained::activate() {
  window->activateWindow();
  REQUIRE(wait_for([this] { return window->isActiveWindow(); }));
}

void Explained::key(int key, Qt::KeyboardModifiers modifiers) {
  activate();  // a dialog may have been in front
  QTest::keyClick(window.get(), static_cast<Qt::Key>(key), modifiers);
}

void Explained::click(const char* button) { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }

QPoint Explained::on_canvas(double x, double y) {
  const auto* canvas = find<Canvas>("canvas");
  const Picture& picture = canvas->content().picture->picture();
  return canvas->to_widget({x * static_cast<double>(picture.width), y * static_cast<double>(picture.height)}).toPoint();
}

bool Explained::banner_shown() { return find("banner")->isVisible(); }

}  // namespace rex::ui::test
