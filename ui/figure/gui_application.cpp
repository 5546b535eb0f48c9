#include "ui/figure/gui_application.h"

#include <iostream>

namespace rex::figure {

GuiApplication::GuiApplication() {
  if (QCoreApplication::instance() != nullptr) return;
  for (std::size_t i = 0; i < words_.size(); ++i) arguments_[i] = words_[i].data();
  // Qt warns of what a machine without a desktop lacks, which is no news there.
  const QtMessageHandler usual =
      qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& message) {
        if (type == QtCriticalMsg || type == QtFatalMsg) std::cerr << message.toStdString() << '\n';
      });
  own_ = std::make_unique<QGuiApplication>(count_, arguments_.data());
  qInstallMessageHandler(usual);
}

}  // namespace rex::figure
