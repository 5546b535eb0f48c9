#include "ui/views/picture/appearance_bar.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScopedValueRollback>
#include <QSlider>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "core/render/colour_map.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/picture/canvas.h"

namespace rex::ui {
namespace {

constexpr int slider_width = 84, compact_slider_width = 44, smallest_slider_width = 20;
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

QToolButton* toggle(const QString& icon_name, const QString& object, const QString& tip) {
  auto* button = new QToolButton;
  button->setObjectName(object);
  button->setIcon(icon(icon_name));
  button->setCheckable(true);
  button->setProperty("flat", true);
  button->setToolTip(tip);
  button->setAccessibleName(tip.section(QStringLiteral(" ("), 0, 0));
  return button;
}

}  // namespace

AppearanceBar::AppearanceBar(Session& session, Canvas& canvas, QWidget* parent)
    : QFrame(parent),
      session_(session),
      canvas_(canvas),
      heat_(toggle("heat", "showHeat", tr("Heat (H)"))),
      boxes_(toggle("boxes", "showBoxes", tr("Boxes (B)"))),
      masks_(toggle("mask", "showMasks", tr("Masks (M)"))),
      grid_(toggle("grid", "showGrid", tr("Patch grid (G)"))),
      contours_(toggle("contours", "showContours", tr("Contours"))),
      exact_(toggle("exact", "exactPatches", tr("Exact patches instead of smooth heat"))),
      all_queries_(toggle("queries", "allQueries", tr("Masks of all confident queries"))),
      least_(new QToolButton),
      zoom_(new QToolButton),
      opacity_(new QSlider(Qt::Horizontal)),
      threshold_(new QSlider(Qt::Horizontal)),
      colours_(new QComboBox) {
  setObjectName("appearanceBar");
  setProperty("role", "floating");
  setCursor(Qt::ArrowCursor);
  for (QSlider* slider : {opacity_, threshold_}) {
    slider->setRange(0, 100);
    slider->setFixedWidth(slider_width);
    slider->installEventFilter(this);
    connect(slider, &QSlider::valueChanged, this, &AppearanceBar::edit);
  }
  opacity_->setObjectName("opacity");
  opacity_->setToolTip(tr("Opacity of the heat"));
  opacity_->setAccessibleName(tr("Opacity"));
  threshold_->setObjectName("threshold");
  threshold_->setToolTip(tr("How much of the weaker relevance is left out"));
  threshold_->setAccessibleName(tr("Threshold"));
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
  connect(colours_, &QComboBox::currentIndexChanged, this, &AppearanceBar::edit);
  zoom_->setObjectName("zoomFit");
  zoom_->setProperty("flat", true);
  zoom_->setToolTip(tr("Fit the picture (F); 100 % (1)"));
  zoom_->setAccessibleName(tr("Fit the picture"));
  zoom_->setMinimumWidth(56);
  least_->setObjectName("thresholdKind");
  least_->setProperty("flat", true);
  least_->setCheckable(true);
  least_->setMinimumWidth(76);
  least_->setFont(number_font());
  least_->setToolTip(
      tr("Leave out what is below a share of the maximum, or keep the strongest patches: click to switch"));
  least_->setAccessibleName(tr("Kind of threshold"));
  connect(least_, &QToolButton::clicked, this, &AppearanceBar::edit);
  connect(zoom_, &QToolButton::clicked, &canvas_, &Canvas::fit);
  connect(&canvas_, &Canvas::viewChanged, this,
          [this] { zoom_->setText(tr("%1 %").arg(qRound(100 * canvas_.zoom()))); });

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(spacing::small, spacing::tight, spacing::small, spacing::tight);
  layout->setSpacing(spacing::tight);
  layout->addWidget(heat_);
  layout->addWidget(opacity_);
  layout->addSpacing(spacing::tight);
  layout->addWidget(colours_);
  layout->addSpacing(spacing::tight);
  layout->addWidget(threshold_);
  layout->addWidget(least_);
  for (QToolButton* button : {exact_, contours_, grid_, boxes_, masks_, all_queries_}) layout->addWidget(button);
  layout->addWidget(zoom_);
  for (QToolButton* button : {heat_, boxes_, masks_, grid_, contours_, exact_, all_queries_}) {
    connect(button, &QToolButton::clicked, this, &AppearanceBar::edit);
  }
  connect(&session_, &Session::appearanceChanged, this, &AppearanceBar::show_appearance);
  connect(&session_, &Session::answeredChanged, this, &AppearanceBar::show_appearance);
  show_appearance();
}

void AppearanceBar::show_appearance() {
  const QScopedValueRollback guard(showing_, true);
  const Appearance& appearance = session_.appearance();
  heat_->setChecked(appearance.heat);
  boxes_->setChecked(appearance.boxes);
  masks_->setChecked(appearance.masks);
  grid_->setChecked(appearance.grid);
  contours_->setChecked(appearance.contours);
  exact_->setChecked(!appearance.smooth);
  all_queries_->setChecked(appearance.all_queries);
  opacity_->setValue(qRound(100 * appearance.opacity));
  threshold_->setValue(qRound(100 * appearance.threshold));
  least_->setChecked(appearance.top);
  least_->setText(appearance.top ? tr("top %1 %").arg(100 - qRound(100 * appearance.threshold))
                                 : tr("≥ %1 %").arg(qRound(100 * appearance.threshold)));
  opacity_->setToolTip(tr("Opacity of the heat: %1 %").arg(qRound(100 * appearance.opacity)));
  colours_->setCurrentIndex(colours_->findData(QString::fromStdString(appearance.colour_map)));
  const bool queries = session_.answered() && !session_.answered()->query_boxes.empty();
  const bool boxes = queries || (session_.answered() && !session_.answered()->input.regions.empty());
  const std::pair shown(queries, boxes);
  if (std::exchange(shown_, shown) == shown) return;
  masks_->setVisible(queries);
  all_queries_->setVisible(queries);
  boxes_->setVisible(boxes);
  Q_EMIT sizeChanged();
}

void AppearanceBar::set_compact(bool compact) {
  compact_ = compact;
  for (QSlider* slider : {opacity_, threshold_}) slider->setFixedWidth(compact ? compact_slider_width : slider_width);
  colours_->setIconSize(compact ? QSize(swatch.width() / 2, swatch.height()) : swatch);
  colours_->setFixedWidth(compact ? swatch.width() / 2 + 40 : 132);
  const int side = compact ? compact_icon_side : icon_side;
  for (QToolButton* button : {heat_, boxes_, masks_, grid_, contours_, exact_, all_queries_})
    button->setIconSize(QSize(side, side));
  least_->setMinimumWidth(compact ? 60 : 76);
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
      for (QSlider* slider : {opacity_, threshold_})
        slider->setFixedWidth(std::max(smallest_slider_width, compact_slider_width - (excess + 1) / 2));
      layout()->activate();
    }
  }
  resize(sizeHint().boundedTo(QSize(width, 1000)));
}

void AppearanceBar::edit() {
  if (showing_) return;
  Appearance appearance = session_.appearance();
  appearance.heat = heat_->isChecked();
  appearance.boxes = boxes_->isChecked();
  appearance.masks = masks_->isChecked();
  appearance.grid = grid_->isChecked();
  appearance.contours = contours_->isChecked();
  appearance.smooth = !exact_->isChecked();
  appearance.all_queries = all_queries_->isChecked();
  appearance.opacity = opacity_->value() / 100.0;
  appearance.threshold = threshold_->value() / 100.0;
  appearance.top = least_->isChecked();
  appearance.colour_map = colours_->currentData().toString().toStdString();
  session_.set_appearance(appearance);
}

bool AppearanceBar::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::MouseButtonDblClick && (watched == opacity_ || watched == threshold_)) {
    const Appearance defaults;
    if (watched == opacity_) opacity_->setValue(qRound(100 * defaults.opacity));
    if (watched == threshold_) threshold_->setValue(qRound(100 * defaults.threshold));
    return true;
  }
  return QFrame::eventFilter(watched, event);
}

}  // namespace rex::ui
