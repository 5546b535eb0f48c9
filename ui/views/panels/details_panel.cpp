#include "ui/views/panels/details_panel.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace rex::ui {

DetailsPanel::DetailsPanel(QWidget* parent)
    : QWidget(parent),
      grid_(new QGridLayout),
      hint_(new QLabel(tr("Point at the picture or a word: its value and what it relates to appear here."))),
      heading_(new QLabel(tr("Notes"))),
      notes_(new QLabel) {
  setObjectName("detailsPanel");
  hint_->setProperty("role", "dim");
  hint_->setWordWrap(true);
  heading_->setProperty("role", "heading");
  notes_->setObjectName("notes");
  notes_->setProperty("role", "dim");
  notes_->setWordWrap(true);
  notes_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  grid_->setHorizontalSpacing(spacing::panel);
  grid_->setVerticalSpacing(spacing::tight);
  grid_->setColumnStretch(1, 1);

  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(spacing::panel, spacing::tight, spacing::panel, spacing::panel);
  column->setSpacing(spacing::small);
  column->addWidget(hint_);
  column->addLayout(grid_);
  column->addSpacing(spacing::tight);
  column->addWidget(heading_);
  column->addWidget(notes_);
  column->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setWidget(page);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(scroll);
  set_rows({});
  set_notes({});
}

void DetailsPanel::set_rows(const DetailRows& rows) {
  hint_->setVisible(rows.isEmpty());
  while (labels_.size() < 2 * rows.size()) {
    auto* name = new QLabel;
    name->setProperty("role", "dim");
    name->setAlignment(Qt::AlignTop);
    auto* value = new QLabel;
    value->setFont(number_font());
    value->setWordWrap(true);
    value->setObjectName(QStringLiteral("detail%1").arg(labels_.size() / 2));
    grid_->addWidget(name, static_cast<int>(labels_.size() / 2), 0);
    grid_->addWidget(value, static_cast<int>(labels_.size() / 2), 1);
    labels_ << name << value;
  }
  for (qsizetype row = 0; 2 * row < labels_.size(); ++row) {
    const bool used = row < rows.size();
    if (used) {
      labels_[2 * row]->setText(rows[row].first);
      labels_[2 * row + 1]->setText(rows[row].second);
    }
    labels_[2 * row]->setVisible(used);
    labels_[2 * row + 1]->setVisible(used);
  }
}

void DetailsPanel::set_notes(const QStringList& notes) {
  heading_->setVisible(!notes.isEmpty());
  notes_->setVisible(!notes.isEmpty());
  notes_->setText(notes.join(QStringLiteral("\n\n")));
}

}  // namespace rex::ui
