#include "ui/views/picture/compare_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/theme/theme.h"
#include "ui/views/widgets/elided_label.h"

namespace rex::ui {

ComparePanel::ComparePanel(QWidget* parent)
    : QWidget(parent),
      title_(new ElidedLabel),
      subtitle_(new ElidedLabel),
      canvas_(new Canvas),
      words_(new QLabel),
      space_(new QWidget),
      unpin_(new QToolButton) {
  setObjectName("comparePanel");
  title_->setFont(text_font(TextSize::normal, true));
  subtitle_->setFont(text_font(TextSize::small));
  subtitle_->setProperty("role", "dim");
  unpin_->setIcon(icon("close"));
  unpin_->setProperty("flat", true);
  unpin_->setToolTip(tr("Unpin"));
  unpin_->setAccessibleName(tr("Unpin"));
  connect(unpin_, &QToolButton::clicked, this, &ComparePanel::unpinRequested);
  canvas_->setObjectName("compareCanvas");
  canvas_->set_insets({});
  words_->setTextFormat(Qt::RichText);
  words_->setWordWrap(true);
  words_->setMargin(spacing::tight);

  auto* names = new QVBoxLayout;
  names->setSpacing(0);
  names->addWidget(title_);
  names->addWidget(subtitle_);
  auto* header = new QHBoxLayout;
  header->setSpacing(spacing::small);
  header->addLayout(names, 1);
  header->addWidget(unpin_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing::tight);
  layout->addLayout(header);
  layout->addWidget(canvas_, 1);
  layout->addWidget(words_);
  layout->addWidget(space_, 1);
  QSizePolicy keeps_room = unpin_->sizePolicy();
  keeps_room.setRetainSizeWhenHidden(true);  // so that the panels' pictures stand side by side
  unpin_->setSizePolicy(keeps_room);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);  // panels of one size, whatever is in them
}

void ComparePanel::set_title(const QString& title, const QString& subtitle) {
  title_->setText(title);
  subtitle_->setText(subtitle);
  canvas_->setAccessibleName(tr("%1, %2").arg(title, subtitle));
}

void ComparePanel::set_content(CanvasContent content, const QString& words) {
  const bool picture = content.picture != nullptr;
  canvas_->setVisible(picture);
  space_->setVisible(!picture);
  canvas_->set_content(std::move(content));
  words_->setText(words);
}

int ComparePanel::words_height() const { return words_->text().isEmpty() ? 0 : words_->heightForWidth(width()); }

void ComparePanel::set_least_words_height(int height) {
  words_->setMinimumHeight(height);
  words_->setVisible(height > 0);
}

void ComparePanel::set_pinned(bool pinned) { unpin_->setVisible(pinned); }

}  // namespace rex::ui
