// The real window on a model of any family, explained, and driven by mouse and keyboard.
#pragma once

#include <QString>
#include <QStringList>
#include <QTest>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "ui/state/session.h"
#include "ui/views/window/main_window.h"

namespace rex::ui::test {

// Milliseconds; a loaded machine is slow, and the sanitizers make a program many times slower.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int patience = 600000;
#else
inline constexpr int patience = 60000;
#endif

/// The demo model of FAMILY, or while there is none a small one with seeded random weights.
std::filesystem::path model_folder(const std::string& family);

/// A scene of the gallery.
std::filesystem::path scene(const std::string& name);

/// Waits until CONDITION holds; false where it never does.
bool wait_for(const std::function<bool()>& condition);

/// Answers the next file dialog with PATH, as a person would who types it.
void answer_file_dialog(const std::filesystem::path& path);

class Explained {
 public:
  explicit Explained(const std::string& family = "vit", const std::string& picture = "beach",
                     const QStringList& texts = {});
  ~Explained();

  Session& session() { return window->session(); }
  /// Until nothing runs.
  void settle();

  template <typename Widget = QWidget>
  Widget* find(const char* name) {
    auto* widget = window->findChild<Widget*>(QString::fromLatin1(name));
    INFO(name);
    REQUIRE(widget != nullptr);
    return widget;
  }

  /// Brings the window to the front, which runs the event loop.
  void activate();
  void key(int key, Qt::KeyboardModifiers modifiers = {});
  void click(const char* button);
  /// A point of the picture, given in fractions of it, in the canvas.
  QPoint on_canvas(double x, double y);
  bool banner_shown();

  std::unique_ptr<MainWindow> window;
};

}  // namespace rex::ui::test
