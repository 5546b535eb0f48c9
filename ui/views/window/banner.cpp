#include "ui/views/window/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <utility>

#include "ui/theme/theme.h"
#include "ui/views/widgets/spoken_items.h"

namespace rex::ui {

Banner::Banner(QWidget* parent) : QFrame(parent), text_(new QLabel), button_(new QPushButton) {
  setObjectName("banner");
  button_->setObjectName("bannerButton");
  setProperty("role", "banner");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(spacing::panel, spacing::small, spacing::small, spacing::small);
  layout->setSpacing(spacing::panel);
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  layout->addWidget(text_, 1);
  layout->addWidget(button_);
  auto* close = new QToolButton;
  close->setText(tr("Dismiss"));
  close->setProperty("flat", true);
  layout->addWidget(close);
  connect(close, &QToolButton::clicked, this, &Banner::clear);
  connect(button_, &QPushButton::clicked, this, [this] {
    const auto action = action_;
    clear();
    if (action) action();
  });
  clear();
}

void Banner::say(const QString& problem, const QString& remedy, const QString& action_text,
                 std::function<void()> action) {
  text_->setText(remedy.isEmpty() ? problem : problem + QStringLiteral("\n") + remedy);
  setAccessibleName(text_->text());
  action_ = std::move(action);
  button_->setText(action_text);
  button_->setVisible(!action_text.isEmpty());
  show();
  speak_alert(*this);
}

void Banner::clear() {
  action_ = {};
  text_->clear();
  hide();
}

}  // namespace rex::ui
