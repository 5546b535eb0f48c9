#include "ui/views/picture/brush_bar.h"

#include <ATen/ATen.h>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/evaluate/protocols/without.h"
#include "core/render/explained.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/widgets/elided_label.h"

namespace rex::ui {

BrushBar::BrushBar(Session& session, const ActionRegistry& actions, QWidget* parent)
    : QFrame(parent), session_(session), text_(new ElidedLabel), fill_(new QComboBox) {
  setObjectName("brushBar");
  setProperty("role", "brush");
  text_->setObjectName("brushText");
  text_->setTextFormat(Qt::PlainText);
  text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // one line: the picture stays where it is
  fill_->setObjectName("brushFill");
  fill_->setToolTip(
      tr("What shows in the place of patches. Black is itself something to see; the mean colour and a blur less so."));
  fill_->setAccessibleName(tr("What shows in the place of patches"));
  for (const auto& [title, name] : {std::pair(tr("Mean colour"), "mean"),
                                    {tr("Black"), "black"},
                                    {tr("Blur"), "blur"},
                                    {tr("Neighbours (ROAD)"), "road"}}) {
    fill_->addItem(title, QString::fromLatin1(name));
  }
  fill_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  fill_->setMinimumContentsLength(6);  // the list itself is as wide as its words
  auto* lines = new QVBoxLayout(this);
  lines->setContentsMargins(spacing::panel, spacing::tight, spacing::panel, spacing::tight);
  lines->setSpacing(spacing::tight);
  lines->addWidget(text_);
  auto* layout = new QHBoxLayout;
  layout->setSpacing(spacing::tight);
  lines->addLayout(layout);
  layout->addWidget(fill_);
  for (const ActionRecord* record : actions.at(Place::brush_bar)) {
    QToolButton* button = actions.make_button(record->id, record->id);
    button->setFont(text_font(TextSize::small));
    layout->addWidget(button);
  }
  layout->addStretch(1);
  connect(fill_, &QComboBox::activated, this, [this] {
    RemovedPart removed = session_.without();
    removed.fill = fill();
    if (!removed.empty()) session_.set_without(removed);
  });
  for (const auto signal :
       {&Session::answeredChanged, &Session::explanationChanged, &Session::optionsChanged, &Session::busyChanged}) {
    connect(&session_, signal, this, &BrushBar::refresh);
  }
  refresh();
}

void BrushBar::set_brushing(bool on) {
  brushing_ = on;
  refresh();
}

std::string BrushBar::fill() const { return fill_->currentData().toString().toStdString(); }

QString BrushBar::named(const RemovedPart& removed, const std::vector<std::string>& words) {
  constexpr std::size_t most_named = 3;
  QStringList parts;
  const auto count = [](const auto& places) { return static_cast<int>(places.size()); };
  if (!removed.patches.empty()) parts << tr("%n patch(es)", nullptr, count(removed.patches));
  if (!removed.regions.empty()) parts << tr("%n region(s)", nullptr, count(removed.regions));
  if (!words.empty() && words.size() <= most_named) {
    QStringList names;
    for (const std::string& word : words) names << tr("“%1”").arg(QString::fromStdString(word));
    parts << tr("the word(s) %1", nullptr, count(words)).arg(names.join(tr(", ")));
  } else if (!removed.words.empty()) {
    parts << tr("%n word(s)", nullptr, words.empty() ? count(removed.words) : count(words));
  }
  if (parts.size() < 2) return parts.join(QString());
  const QString last = parts.takeLast();
  return tr("%1 and %2").arg(parts.join(tr(", ")), last);
}

/// "Without 3 patches and the word “cat”: cat 0.98 → 0.31."
QString BrushBar::sentence() const {
  const RemovedPart& removed = session_.without();
  if (removed.empty()) {
    return tr(
        "Paint what should not be there, or click words. Ctrl draws a box, Shift puts back, Shift+wheel sizes the "
        "brush.");
  }
  std::vector<std::string> words;
  const auto& answered = session_.answered();
  if (answered && !removed.words.empty()) {
    Target target;
    target.text = removed.text;
    std::vector<Word> all = words_of(*answered, target, at::zeros({0}));
    strike(all, removed, removed.text);
    for (const Word& word : all) {
      if (word.struck) words.push_back(word.text);
    }
  }
  const QString parts = named(removed, words);
  const auto& explanation = session_.explanation();
  if (!answered || !explanation || answered->question.without != removed) return tr("Without %1 …").arg(parts);
  for (const Prediction& prediction : answered->predictions) {
    const bool same = explanation->target.query ? prediction.target.query == explanation->target.query
                                                : prediction.target == explanation->target;
    if (same && prediction.before) {
      return tr("Without %1: %2 %3.")
          .arg(parts, QString::fromStdString(prediction.label), before_and_after(prediction));
    }
  }
  return tr("Without %1.").arg(parts);
}

void BrushBar::refresh() {
  const RemovedPart& removed = session_.without();
  setVisible(session_.explanation() && (brushing_ || !removed.empty()));
  text_->setText(sentence());
  fill_->setVisible(session_.model() && session_.model()->description.sees_pixels());
  if (removed.empty() || removed.patches.empty()) return;
  fill_->setCurrentIndex(std::max(0, fill_->findData(QString::fromStdString(removed.fill))));
}

}  // namespace rex::ui
