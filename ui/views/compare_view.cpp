#include "ui/views/compare_view.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

#include "core/render/words.h"
#include "ui/state/drawing.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr std::size_t most_panels = 6;

QString layers_text(const LayerRange& layers) {
  if (layers == LayerRange()) return CompareView::tr("all layers");
  return CompareView::tr("layers from %1").arg(layers.first < 0 ? layers.first : layers.first + 1);
}

/// VALUES over their largest magnitude, so that maps of different methods can be subtracted.
std::vector<float> shares(std::vector<float> values) {
  float most = 0;
  for (const float value : values) most = std::max(most, std::abs(value));
  if (most > 0) {
    for (float& value : values) value /= most;
  }
  return values;
}

}  // namespace

CompareView::CompareView(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      grid_(new QGridLayout),
      empty_(new QLabel(tr("Pin an explanation (P) and choose another method, target or text, or add methods above."))),
      methods_(new QToolButton),
      shared_(new QToolButton) {
  setObjectName("compareView");
  methods_->setObjectName("compareMethods");
  methods_->setText(tr("Methods"));
  methods_->setIcon(icon("method"));
  methods_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  methods_->setPopupMode(QToolButton::InstantPopup);
  methods_->setToolTip(tr("Explain the same target by other methods as well"));
  auto* menu = new QMenu(methods_);
  menu->setToolTipsVisible(true);
  for (const auto& method : explanation_methods()) {
    QAction* action = menu->addAction(QString::fromStdString(method->title()));
    action->setCheckable(true);
    action->setData(QString::fromStdString(method->name()));
    action->setToolTip(QString::fromStdString(method->description()));
    connect(action, &QAction::toggled, this, &CompareView::choose_methods);
  }
  methods_->setMenu(menu);
  shared_->setObjectName("compareShared");
  shared_->setText(tr("Shared scale"));
  shared_->setCheckable(true);
  shared_->setToolTip(tr("One colour scale for all panels"));
  connect(shared_, &QToolButton::toggled, this, [this](bool on) {
    ViewAppearance appearance = session_.appearance();
    appearance.shared_scale = on;
    session_.set_appearance(appearance);
  });
  empty_->setProperty("role", "dim");
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  auto* bar = new QHBoxLayout;
  bar->setSpacing(spacing::small);
  bar->addWidget(methods_);
  bar->addWidget(shared_);
  bar->addStretch();
  grid_->setSpacing(spacing::small);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, spacing::small, spacing::panel, spacing::panel);
  layout->setSpacing(spacing::small);
  layout->addLayout(bar);
  layout->addWidget(empty_, 1);
  layout->addLayout(grid_, 1);
  for (const auto signal : {&Session::explanationChanged, &Session::appearanceChanged, &Session::pinsChanged}) {
    connect(&session_, signal, this, &CompareView::rebuild);
  }
  rebuild();
}

void CompareView::choose_methods() {
  QStringList names;
  for (const QAction* action : methods_->menu()->actions()) {
    if (action->isChecked()) names << action->data().toString();
  }
  session_.set_compare_methods(names);
}

std::vector<CompareView::Shown> CompareView::shown() const {
  std::vector<Shown> result;
  for (std::size_t pin = 0; pin < session_.pins().size(); ++pin) {
    result.push_back({session_.pins()[pin].pass, session_.pins()[pin].explanation, static_cast<int>(pin)});
  }
  if (session_.pass()) {
    for (const auto& explanation : session_.compared()) {
      const bool pinned = std::any_of(result.begin(), result.end(),
                                      [&](const Shown& other) { return other.explanation == explanation; });
      if (!pinned) result.push_back({session_.pass(), explanation, -1});
    }
  }
  if (result.size() > most_panels) result.resize(most_panels);
  return result;
}

void CompareView::rebuild() {
  if (!isVisible()) return;  // rebuilt when it is shown
  for (const Panel& panel : panels_) panel.frame->deleteLater();
  panels_.clear();
  const std::vector<Shown> items = shown();
  empty_->setVisible(items.size() < 2);
  std::map<const Picture*, std::shared_ptr<const PicturePyramid>> pyramids;
  std::vector<HeatMap> heats;
  std::vector<Scale> scales;
  for (const Shown& item : items) {
    heats.push_back(heat_of(*item.explanation, *item.pass, shown_image(item.explanation->relevancies)));
    scales.push_back(scale_of(heats.back().values(), Scaling::zero_to_max));
  }
  if (session_.appearance().shared_scale && !scales.empty())
    std::fill(scales.begin(), scales.end(), shared_scale(scales));
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Shown& item = items[i];
    CanvasContent content;
    if (item.pass->picture) {
      auto& pyramid = pyramids[item.pass->picture.get()];
      if (!pyramid) pyramid = std::make_shared<const PicturePyramid>(item.pass->picture);
      content.picture = pyramid;
    }
    content.heat = heats[i];
    content.scale = scales[i];
    content.appearance = core_appearance(session_.appearance());
    content.colour_bar = false;
    const auto text = static_cast<std::size_t>(item.explanation->target.text.value_or(0));
    QString words;
    if (text < item.pass->input.texts.size()) {
      const std::string original = text < item.pass->texts.size() ? item.pass->texts[text] : std::string();
      const std::vector<Word> joined =
          join_words(item.pass->input.texts[text], item.explanation->relevancies.text, original);
      const Scale scale = rex::scale_of(joined, Scaling::zero_to_max);
      const QColor surface = theme().surface;
      const Colour ground{static_cast<std::uint8_t>(surface.red()), static_cast<std::uint8_t>(surface.green()),
                          static_cast<std::uint8_t>(surface.blue()), 255};
      for (const Word& word : joined) {
        if (word.special) continue;
        const WordColours colours =
            word_colours(colour_map(session_.appearance().colour_map.toStdString()), scale.share(word.value), ground);
        words += QStringLiteral("%1<span style=\"background-color:%2;color:%3\">&nbsp;%4&nbsp;</span>")
                     .arg(word.space_before ? QStringLiteral(" ") : QString(),
                          QColor(colours.background.red, colours.background.green, colours.background.blue).name(),
                          QColor(colours.text.red, colours.text.green, colours.text.blue).name(),
                          QString::fromStdString(word.text).toHtmlEscaped());
      }
    }
    add_panel(QString::fromStdString(explanation_method(item.explanation->method).title()),
              tr("%1 · %2").arg(QString::fromStdString(item.explanation->target_label),
                                layers_text(item.explanation->options.layers)),
              std::move(content), words, item.pin);
  }
  if (items.size() == 2 && items[0].pass->picture && items[0].pass->picture == items[1].pass->picture) {
    std::vector<float> first = shares(shown_image(items[0].explanation->relevancies));
    const std::vector<float> second = shares(shown_image(items[1].explanation->relevancies));
    if (!first.empty() && first.size() == second.size()) {
      for (std::size_t i = 0; i < first.size(); ++i) first[i] -= second[i];
      CanvasContent content;
      content.picture = pyramids[items[0].pass->picture.get()];
      content.heat = heat_of(*items[0].explanation, *items[0].pass, first);
      content.scale = scale_of(content.heat.values(), Scaling::symmetric);
      content.appearance = core_appearance(session_.appearance());
      content.appearance.colour_map = "difference";
      add_panel(tr("Difference"), tr("first − second, each over its maximum"), std::move(content), {}, -1);
    }
  }
  const int columns = panels_.size() <= 3   ? static_cast<int>(std::max<std::size_t>(1, panels_.size()))
                      : panels_.size() == 4 ? 2
                                            : 3;
  for (std::size_t i = 0; i < panels_.size(); ++i) {
    grid_->addWidget(panels_[i].frame, static_cast<int>(i) / columns, static_cast<int>(i) % columns);
  }
}

void CompareView::add_panel(const QString& title, const QString& subtitle, CanvasContent content, const QString& words,
                            int pin) {
  auto* frame = new QWidget;
  auto* layout = new QVBoxLayout(frame);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing::tight);
  auto* heading = new QLabel(title);
  heading->setFont(text_font(TextSize::normal, true));
  auto* detail = new QLabel(subtitle);
  detail->setProperty("role", "dim");
  detail->setToolTip(subtitle);
  auto* header = new QHBoxLayout;
  header->setSpacing(spacing::small);
  header->addWidget(heading);
  header->addWidget(detail, 1);
  if (pin >= 0) {
    auto* remove = new QToolButton;
    remove->setIcon(icon("close"));
    remove->setProperty("flat", true);
    remove->setToolTip(tr("Unpin"));
    remove->setAccessibleName(tr("Unpin %1").arg(title));
    connect(remove, &QToolButton::clicked, this, [this, pin] { session_.unpin(pin); });
    header->addWidget(remove);
  }
  layout->addLayout(header);
  const bool picture = content.picture != nullptr;
  auto* canvas = new Canvas;
  canvas->setObjectName("compareCanvas");
  canvas->setMinimumHeight(80);
  canvas->set_content(std::move(content));
  canvas->setVisible(picture);
  layout->addWidget(canvas, 1);
  auto* label = new QLabel(words);
  label->setTextFormat(Qt::RichText);
  label->setWordWrap(true);
  label->setVisible(!words.isEmpty());
  layout->addWidget(label);
  if (!picture) layout->addStretch(1);
  connect(canvas, &Canvas::viewChanged, this, [this, canvas] {
    if (moving_) return;
    const QScopedValueRollback guard(moving_, true);
    for (const Panel& other : panels_) {
      if (other.canvas != canvas) other.canvas->set_view(canvas->view());
    }
  });
  panels_.push_back({frame, canvas, label, pin});
}

void CompareView::showEvent(QShowEvent*) { rebuild(); }

}  // namespace rex::ui
