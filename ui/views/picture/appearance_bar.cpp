#include "ui/views/picture/appearance_bar.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScopedValueRollback>
#include <QSlider>
#include <QToolButton>
#include <algorithm>
#include <variant>

#include "core/render/colour_map.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/picture/canvas.h"
#include "ui/views/widgets/action_registry.h"

namespace rex::ui {
namespace {

constexpr int slider_width = 84, compact_slider_width = 44, smallest_slider_width = 20;
constexpr int colours_width = 132, compact_colours_width = 60;
constexpr int kind_width = 76, compact_kind_width = 60;  // of the button that names the threshold
constexpr int zoom_width = 56;
constexpr int icon_side = 20, compact_icon_side = 16;
constexpr QSize swatch(40, 12);

QIcon colour_map_icon(const ColourMap& map) {
  QPixmap pixmap(swatch);
  QPainter painter(&pixmap);
  for (int x = 0; x < pixmap.width(); ++x) {
    const Colour colour = map.at(x / (pixmap.width() - 1.0));
    painter.fillRect(x, 0, 1, pixmap.height(), Qt::white);
    painter.fillRect(x, 0, 1, pixmap.height(), QColor(colour.red, colour.green, colour.blue, colour.alpha));
  }
  return QIcon(pixmap);
}

int percent(double share) { return qRound(100 * share); }

}  // namespace

AppearanceBar::AppearanceBar(Session& session, Canvas& canvas, const ActionRegistry& actions, QWidget* parent)
    : QFrame(parent), session_(session), canvas_(canvas), actions_(actions) {
  setObjectName("appearanceBar");
  setProperty("role", "floating");
  setCursor(Qt::ArrowCursor);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(spacing::small, spacing::tight, spacing::small, spacing::tight);
  layout->setSpacing(spacing::tight);
  for (const AppearanceField& field : appearance_fields()) {
    if (!field.is_share()) continue;  // a number of the scale's dialog
    if (const auto* share = std::get_if<double Appearance::*>(&field.member)) {
      add_slider(*layout, *share, field.key);
    } else if (std::holds_alternative<std::string Appearance::*>(field.member)) {
      if (field.key == "colour_map") add_colours(*layout);  // the scales are chosen in the View menu
    } else {
      add_switch(*layout, field.key);
    }
  }
  add_switch(*layout, {});
  add_zoom(*layout);
  connect(&session_, &Session::appearanceChanged, this, &AppearanceBar::show_appearance);
  connect(&actions_, &ActionRegistry::refreshed, this, &AppearanceBar::show_switches);
  show_appearance();
}

/// A switch of the field called KEY, where the table of actions has one for this bar; those of no field where it is
/// empty.
void AppearanceBar::add_switch(QHBoxLayout& layout, const std::string& key) {
  for (const ActionRecord* record : actions_.at(Place::appearance_bar)) {
    if (record->field != key) continue;
    QToolButton* button = actions_.make_button(record->id, record->id);
    button->setProperty("flat", true);
    if (button->icon().isNull()) button->setFont(number_font());
    layout.addWidget(button);
    switches_ << button;
  }
}

void AppearanceBar::add_slider(QHBoxLayout& layout, double Appearance::*share, const std::string& key) {
  auto* slider = new QSlider(Qt::Horizontal);
  slider->setObjectName(QString::fromStdString(key));
  slider->setAccessibleName(share == &Appearance::opacity ? tr("Opacity") : tr("Threshold"));
  slider->setToolTip(tr("How much of the weaker relevance is left out"));
  slider->setRange(0, 100);
  slider->setFixedWidth(slider_width);
  slider->installEventFilter(this);
  connect(slider, &QSlider::valueChanged, this,
          [this, share](int value) { change([&](Appearance& appearance) { appearance.*share = value / 100.0; }); });
  layout.addWidget(slider);
  sliders_.emplace_back(share, slider);
}

void AppearanceBar::add_colours(QHBoxLayout& layout) {
  colours_ = new QComboBox;
  colours_->setObjectName("colourMap");
  colours_->setIconSize(swatch);
  colours_->setToolTip(tr("Colour map"));
  colours_->setAccessibleName(tr("Colour map"));
  for (const ColourMap& map : colour_maps()) {
    if (map.diverging) continue;
    QString name = QString::fromStdString(map.name);
    name[0] = name[0].toUpper();
    colours_->addItem(colour_map_icon(map), name, QString::fromStdString(map.name));
    colours_->setItemData(colours_->count() - 1, QString::fromStdString(map.title), Qt::ToolTipRole);
  }
  connect(colours_, &QComboBox::currentIndexChanged, this, [this] {
    change([&](Appearance& appearance) { appearance.colour_map = colours_->currentData().toString().toStdString(); });
  });
  layout.addSpacing(spacing::tight);
  layout.addWidget(colours_);
  layout.addSpacing(spacing::tight);
}

/// The zoom as a number; clicking it fits the picture.
void AppearanceBar::add_zoom(QHBoxLayout& layout) {
  zoom_ = new QToolButton;
  zoom_->setObjectName("zoomFit");
  zoom_->setProperty("flat", true);
  zoom_->setToolTip(tr("%1; %2").arg(actions_.action("fitPicture").toolTip(), actions_.action("actualSize").toolTip()));
  zoom_->setAccessibleName(actions_.action("fitPicture").text());
  zoom_->setMinimumWidth(zoom_width);
  connect(zoom_, &QToolButton::clicked, &actions_.action("fitPicture"), &QAction::trigger);
  connect(&canvas_, &Canvas::viewChanged, this, [this] { zoom_->setText(tr("%1 %").arg(percent(canvas_.zoom()))); });
  layout.addWidget(zoom_);
}

void AppearanceBar::show_appearance() {
  const QScopedValueRollback guard(showing_, true);
  const Appearance& appearance = session_.appearance();
  for (const auto& [share, slider] : sliders_) {
    slider->setValue(percent(appearance.*share));
    if (share == &Appearance::opacity)
      slider->setToolTip(tr("Opacity of the heat: %1 %").arg(percent(appearance.opacity)));
  }
  actions_.action("thresholdKind")
      .setIconText(appearance.top ? tr("top %1 %").arg(100 - percent(appearance.threshold))
                                  : tr("≥ %1 %").arg(percent(appearance.threshold)));
  colours_->setCurrentIndex(colours_->findData(QString::fromStdString(appearance.colour_map)));
}

/// Those that can be used now.
void AppearanceBar::show_switches() {
  bool changed = false;
  for (QToolButton* button : switches_) {
    if (button->isVisibleTo(this) == button->defaultAction()->isEnabled()) continue;
    button->setVisible(button->defaultAction()->isEnabled());
    changed = true;
  }
  if (changed) Q_EMIT sizeChanged();
}

void AppearanceBar::set_compact(bool compact) {
  for (const auto& [share, slider] : sliders_) slider->setFixedWidth(compact ? compact_slider_width : slider_width);
  colours_->setIconSize(compact ? QSize(swatch.width() / 2, swatch.height()) : swatch);
  colours_->setFixedWidth(compact ? compact_colours_width : colours_width);
  const int side = compact ? compact_icon_side : icon_side;
  for (QToolButton* button : switches_) {
    button->setIconSize(QSize(side, side));
    if (button->icon().isNull()) button->setMinimumWidth(compact ? compact_kind_width : kind_width);
  }
  zoom_->setVisible(!compact);
}

void AppearanceBar::fit_into(int width) {
  set_compact(false);
  layout()->activate();
  if (sizeHint().width() > width) {
    set_compact(true);
    layout()->activate();
    const int excess = sizeHint().width() - width;
    if (excess > 0) {
      for (const auto& [share, slider] : sliders_)
        slider->setFixedWidth(std::max(smallest_slider_width, compact_slider_width - (excess + 1) / 2));
      layout()->activate();
    }
  }
  resize(sizeHint().boundedTo(QSize(width, 1000)));
}

/// What a person does to a control, not what show_appearance() does.
void AppearanceBar::change(const std::function<void(Appearance&)>& edit) {
  if (showing_) return;
  Appearance appearance = session_.appearance();
  edit(appearance);
  session_.set_appearance(appearance);
}

bool AppearanceBar::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::MouseButtonDblClick) {
    for (const auto& [share, slider] : sliders_) {
      if (watched != slider) continue;
      slider->setValue(percent(Appearance().*share));
      return true;
    }
  }
  return QFrame::eventFilter(watched, event);
}

}  // namespace rex::ui
