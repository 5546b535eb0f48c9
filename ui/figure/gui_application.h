// Qt's fonts need an application object; the command line has none.
#pragma once

#include <QGuiApplication>
#include <array>
#include <memory>
#include <string>

namespace rex::figure {

/// While it lives there is a QGuiApplication: the program's own where it has one, else one without a display (Qt's
/// offscreen platform), so that figures can be painted on any machine. Make it on the main thread.
class GuiApplication {
 public:
  GuiApplication();

 private:
  // Qt keeps references to these.
  std::array<std::string, 3> words_{"rex", "-platform", "offscreen"};
  std::array<char*, 4> arguments_{};
  int count_ = 3;
  std::unique_ptr<QGuiApplication> own_;
};

}  // namespace rex::figure
