#include "ui/views/picture/compare_view.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/render/contour.h"
#include "core/render/words.h"
#include "ui/figure/make_figure.h"
#include "ui/state/drawing.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/picture/compare_panel.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/widgets/menu_button.h"
#include "ui/views/widgets/method_action.h"

namespace rex::ui {
namespace {

constexpr std::size_t most_targets = 12;  // in the menu

Colour solid(const QColor& colour) {
  return {static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()),
          static_cast<std::uint8_t>(colour.blue()), 255};
}

/// The words of ITEM as APPEARANCE colours them, as rich text.
QString coloured_words(const Compared& item, const Appearance& appearance) {
  const std::vector<Word> words = words_of(*item.answered, *item.explanation);
  const Scale scale = drawn_word_scale(words, appearance, item.answered->model->description);
  const ColourMap& colours = colour_map(appearance.colour_map);
  QString html;
  for (const Word& word : words) {
    if (word.special) continue;
    const WordColours shades = word_colours(colours, scale.share(word.value), solid(theme().window));
    if (word.struck) {
      html += QStringLiteral(" <s>%1</s>").arg(QString::fromStdString(word.text).toHtmlEscaped());
      continue;
    }
    html += QStringLiteral("%1<span style=\"background-color:%2;color:%3\">&nbsp;%4&nbsp;</span>")
                .arg(word.space_before ? QStringLiteral(" ") : QString(),
                     QColor(shades.background.red, shades.background.green, shades.background.blue).name(),
                     QColor(shades.text.red, shades.text.green, shades.text.blue).name(),
                     QString::fromStdString(word.text).toHtmlEscaped());
  }
  return html;
}

QColor solid(Colour colour) { return {colour.red, colour.green, colour.blue}; }

/// Boxes, masks and contours of ITEM as a figure of the comparison draws them, so that what is saved is what is seen.
void add_marks(const Compared& item, const Appearance& appearance, CanvasContent& content) {
  figure::FigureOptions options;
  options.appearance = appearance;
  options.appearance.mask_style = MaskStyle::smooth;
  options.words = false;
  const figure::Panel panel = figure::make_panel(*item.answered, *item.explanation, options);
  for (const figure::LabelledBox& box : panel.boxes) {
    content.boxes.push_back({box.box, solid(box.colour), QString::fromStdString(box.label), -1, !box.thin});
  }
  for (const figure::MaskOutline& mask : panel.masks) content.outlines.push_back({mask.lines, solid(mask.colour)});
  if (appearance.contours && !content.heat.grid.values.empty()) {
    const Viewport viewport = contour_viewport(content.heat.area);
    content.outlines.push_back({contours_at(sample(content.heat, viewport, interpolation_of(appearance)), viewport,
                                            content.scale, appearance.contour_level),
                                canvas_contour_colour});
  }
}

}  // namespace

CompareView::CompareView(Session& session, const ActionRegistry& actions, QWidget* parent)
    : QWidget(parent),
      session_(session),
      grid_(new QGridLayout),
      empty_(new QLabel(
          tr("Compare methods or targets: choose them above, or pin an explanation (%1) and change anything.")
              .arg(actions.key("pin")))),
      methods_(menu_button("compareMethods", "method", tr("Methods"), tr("Explain the same target by other methods"))),
      targets_(menu_button("compareTargets", "target", tr("Targets"), tr("Explain other targets by the same method"))),
      unpin_all_(actions.make_button("unpinAll", "unpinAll")) {
  setObjectName("compareView");
  connect(methods_->menu(), &QMenu::aboutToShow, this, &CompareView::fill_methods);
  connect(targets_->menu(), &QMenu::aboutToShow, this, &CompareView::fill_targets);
  unpin_all_->setProperty("flat", true);
  empty_->setProperty("role", "dim");
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  auto* bar = new QHBoxLayout;
  bar->setSpacing(spacing::small);
  bar->addWidget(methods_);
  bar->addWidget(targets_);
  bar->addWidget(actions.make_button("compareShared", "compareShared"));
  bar->addWidget(actions.make_button("blink", "blink"));
  bar->addWidget(unpin_all_);
  bar->addStretch();
  grid_->setSpacing(spacing::panel);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, spacing::small, spacing::panel, spacing::panel);
  layout->setSpacing(spacing::small);
  layout->addLayout(bar);
  layout->addWidget(empty_);
  layout->addLayout(grid_, 1);
  for (const auto signal :
       {&Session::explanationChanged, &Session::comparedChanged, &Session::appearanceChanged, &Session::pinsChanged}) {
    connect(&session_, signal, this, &CompareView::rebuild);
  }
}

CompareView::~CompareView() = default;

const Canvas& CompareView::canvas(int panel) const { return panels_.at(static_cast<std::size_t>(panel))->canvas(); }

Canvas* CompareView::first_canvas() { return panels_.empty() ? nullptr : &panels_.front()->canvas(); }

void CompareView::fit() {
  if (!panels_.empty()) panels_.front()->canvas().fit();
}

void CompareView::zoom_to(double zoom) {
  if (!panels_.empty()) panels_.front()->canvas().zoom_to(zoom);
}

void CompareView::fill_methods() {
  QMenu* menu = methods_->menu();
  menu->clear();
  for (const auto& method : explanation_methods()) {
    const QString name = QString::fromStdString(method->name());
    QAction* action = add_method(*menu, *method, session_.model().get());
    action->setChecked(name == session_.method() || session_.asked().compare_methods.contains(name));
    if (name == session_.method()) action->setEnabled(false);  // it is compared anyway
    connect(action, &QAction::toggled, this, [this, name](bool on) {
      QStringList names = session_.asked().compare_methods;
      names.removeAll(name);
      if (on) names << name;
      session_.set_compare_methods(names);
    });
  }
}

void CompareView::fill_targets() {
  QMenu* menu = targets_->menu();
  menu->clear();
  if (!session_.answered() || !session_.explanation()) return;
  const auto& predictions = session_.answered()->predictions;
  for (std::size_t i = 0; i < std::min(predictions.size(), most_targets); ++i) {
    const Target target = predictions[i].target;
    const std::vector<Target>& chosen = session_.asked().compare_targets;
    const bool current = target == session_.explanation()->target;
    QAction* action = menu->addAction(label_of(QString::fromStdString(predictions[i].label)));
    action->setCheckable(true);
    action->setChecked(current || std::find(chosen.begin(), chosen.end(), target) != chosen.end());
    action->setEnabled(!current);
    connect(action, &QAction::toggled, this, [this, target](bool on) {
      std::vector<Target> targets = session_.asked().compare_targets;
      std::erase(targets, target);
      if (on) targets.push_back(target);
      session_.set_compare_targets(targets);
    });
  }
}

void CompareView::rebuild() {
  unpin_all_->setVisible(!session_.pins().empty());
  if (!isVisible()) return;  // rebuilt when it is shown
  const std::vector<Compared> items = comparison(session_);
  const auto between = difference(items);
  empty_->setVisible(items.size() < 2);
  aspect_ = items.empty() || !items.front().answered->question.picture
                ? 1
                : static_cast<double>(items.front().answered->question.picture->width) /
                      static_cast<double>(items.front().answered->question.picture->height);
  // Where one panel has a colour bar, all leave room for it, so that their pictures are of one size.
  constexpr int colour_bar_room = 76;
  const bool shared = session_.appearance().shared_scale;
  room_ = between || shared ? colour_bar_room : 0;
  arrange(static_cast<int>(items.size()) + (between ? 1 : 0));
  std::vector<HeatMap> heats;
  std::vector<Scale> scales;
  for (const Compared& item : items) {
    heats.push_back(heat_of(*item.answered, *item.explanation, shown_image(item.explanation->relevancies)));
    scales.push_back(scale_of(heats.back().values(), picture_scaling(drawn_as(session_.appearance(), *item.explanation),
                                                                     item.answered->model->description)));
  }
  if (session_.appearance().shared_scale && !scales.empty())
    std::fill(scales.begin(), scales.end(), shared_scale(scales));
  for (Scale& scale : scales) scale = drawn_scale(scale, session_.appearance());
  for (std::size_t i = 0; i < panels_.size(); ++i) {
    const bool has_bar = shared ? i == 0 || i == items.size() : i == items.size();
    panels_[i]->canvas().set_insets(has_bar ? QMargins(0, 0, room_, 0) : QMargins(room_ / 2, 0, room_ / 2, 0));
  }
  for (std::size_t i = 0; i < items.size(); ++i) show_panel(static_cast<int>(i), items[i], heats[i], scales[i]);
  if (between) {
    Compared panel = items.front();
    panel.pin = -1;
    panel.explanation = nullptr;
    panel.title = tr("Difference");
    panel.subtitle = tr("first − second, each over its maximum");
    show_panel(static_cast<int>(items.size()), panel, *between, scale_of(between->values(), Scaling::symmetric));
  }
  align_words();
  QTimer::singleShot(0, this, &CompareView::align_words);  // once new panels have their width
}

void CompareView::align_words() {
  int height = 0;
  for (const ComparePanel* panel : panels_) height = std::max(height, panel->words_height());
  for (ComparePanel* panel : panels_) panel->set_least_words_height(height);
}

int CompareView::best_columns(int count) const {
  constexpr int header = 48;  // of a panel, and what lies between
  const double bar = methods_->height() + 2.0 * spacing::panel;
  int best = 1;
  double largest = 0;  // picture's width
  for (int columns = 1; columns <= std::min(3, count); ++columns) {
    const int rows = (count + columns - 1) / columns;
    const double width = static_cast<double>(this->width()) / columns - spacing::panel - room_;
    const double height = (this->height() - bar) / rows - header;
    const double picture = std::min(width, height * aspect_);
    if (picture > 1.05 * largest || (picture > 0.95 * largest && columns > best)) {  // where it is alike, side by side
      best = columns;
      largest = std::max(largest, picture);
    }
  }
  return best;
}

void CompareView::arrange(int count) {
  const int columns = best_columns(count);
  if (count == panels() && columns == columns_) return;
  columns_ = columns;
  while (panels() > count) {
    panels_.back()->hide();
    panels_.back()->deleteLater();
    panels_.pop_back();
  }
  while (panels() < count) {
    auto* panel = new ComparePanel;
    connect(&panel->canvas(), &Canvas::viewChanged, this, [this, panel] {
      if (moving_ || !panel->canvas().isVisible()) return;
      const QScopedValueRollback guard(moving_, true);
      for (ComparePanel* other : panels_) {
        if (other != panel) other->canvas().set_linked_view(panel->canvas().linked_view());
      }
    });
    connect(&panel->canvas(), &Canvas::hovered, this, [this, panel](QPointF point) {
      for (ComparePanel* other : panels_) {
        other->canvas().set_pointer(point);  // the panel's own too: every panel says its value there
      }
    });
    connect(&panel->canvas(), &Canvas::left, this, [this] {
      for (ComparePanel* other : panels_) other->canvas().set_pointer({});
    });
    panels_.push_back(panel);
  }
  alone_ = -1;
  place_panels();
}

/// All of them, or the one that is shown alone.
void CompareView::place_panels() {
  const int count = alone_ < 0 ? panels() : 1, columns = alone_ < 0 ? columns_ : 1;
  while (grid_->count() > 0) delete grid_->takeAt(0);
  for (int i = 0; i < 6; ++i) {
    grid_->setColumnStretch(i, i < columns ? 1 : 0);
    grid_->setRowStretch(i, i * columns < count ? 1 : 0);
  }
  for (int i = 0; i < panels(); ++i) {
    ComparePanel* panel = panels_[static_cast<std::size_t>(i)];
    const bool shown = alone_ < 0 || i == alone_;
    if (shown) grid_->addWidget(panel, alone_ < 0 ? i / columns : 0, alone_ < 0 ? i % columns : 0);
    panel->setVisible(shown);
  }
}

void CompareView::blink() {
  if (panels_.empty()) return;
  const CanvasView view = panels_[static_cast<std::size_t>(std::max(0, alone_))]->canvas().linked_view();
  alone_ = (alone_ + 1) % panels();
  place_panels();
  grid_->activate();
  panels_[static_cast<std::size_t>(alone_)]->canvas().set_linked_view(view);
}

void CompareView::show_all() {
  if (alone_ < 0) return;
  alone_ = -1;
  place_panels();
}

void CompareView::show_panel(int index, const Compared& item, const HeatMap& heat, const Scale& scale) {
  ComparePanel& panel = *panels_[static_cast<std::size_t>(index)];
  const bool signed_values = scale.scaling == Scaling::symmetric;
  CanvasContent content;
  content.picture = session_.pyramid(item.answered->question.picture);
  content.heat = heat;
  content.scale = scale;
  content.appearance = session_.appearance();
  for (const Box& box : item.explanation ? removed_boxes(*item.answered) : std::vector<Box>()) {
    content.places.push_back({box, true});
  }
  if (signed_values) content.appearance.colour_map = "difference";
  content.colour_bar = signed_values || (session_.appearance().shared_scale && index == 0);
  if (item.explanation) add_marks(item, session_.appearance(), content);
  panel.set_title(item.title, item.subtitle);
  panel.set_content(std::move(content), item.explanation
                                            ? coloured_words(item, drawn_as(session_.appearance(), *item.explanation))
                                            : QString());
  panel.set_pinned(item.pin >= 0);
  panel.disconnect(this);
  connect(&panel, &ComparePanel::unpinRequested, this, [this, pin = item.pin] { session_.unpin(pin); });
}

void CompareView::showEvent(QShowEvent*) { rebuild(); }

void CompareView::resizeEvent(QResizeEvent*) {
  if (isVisible()) arrange(panels());
  QTimer::singleShot(0, this, &CompareView::align_words);  // when the panels have their new width
}

}  // namespace rex::ui
