#include "ui/views/panels/faithfulness_panel.h"

#include <QAreaSeries>
#include <QChart>
#include <QChartView>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLegend>
#include <QLineSeries>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>
#include <QValueAxis>
#include <algorithm>
#include <memory>

#include "core/evaluate/protocols/faithfulness.h"
#include "ui/figure/colours.h"
#include "ui/figure/curve_plot.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr QColor least_colour(0x2A, 0x9D, 0x8F), most_colour(0xD6, 0x45, 0x3D);
constexpr int seen_for = 250;  // milliseconds before anything is measured

using evaluate::Curve;
using evaluate::Faithfulness;

std::unique_ptr<QLineSeries> line(const Curve& curve, const QString& name, const QPen& pen) {
  auto series = std::make_unique<QLineSeries>();
  series->setName(name);
  series->setPen(pen);
  for (std::size_t i = 0; i < curve.fractions.size(); ++i) series->append(100 * curve.fractions[i], curve.values[i]);
  return series;
}

QString title_of(const evaluate::OrderCurve& compared) { return QString::fromStdString(compared.title); }

QColor colour_of(std::size_t compared) { return figure::to_qcolor(figure::compared_colour(compared)); }

/// How much of the curves has come.
int done_percent(const Faithfulness& measured) {
  const std::size_t points = evaluate::faithfulness_fractions().size();
  const auto orders =
      static_cast<std::size_t>(2 + (measured.raw ? 1 : 0) + measured.options.random_orders) + measured.compared.size();
  std::size_t done = measured.most.curve.values.size() + measured.least.curve.values.size();
  if (measured.raw) done += measured.raw->curve.values.size();
  for (const Curve& curve : measured.random) done += curve.values.size();
  for (const evaluate::OrderCurve& other : measured.compared) done += other.curve.values.size();
  return static_cast<int>(100 * done / (orders * points));
}

/// From the lowest to the highest of the random orders.
std::unique_ptr<QAreaSeries> random_band(const Faithfulness& measured) {
  auto* low = new QLineSeries;
  auto* high = new QLineSeries;
  for (std::size_t i = 0; i < measured.random.front().fractions.size(); ++i) {
    const auto at = [i](const Curve& curve) { return curve.values[i]; };
    const auto [least, most] = std::minmax_element(measured.random.begin(), measured.random.end(),
                                                   [&](const Curve& a, const Curve& b) { return at(a) < at(b); });
    const double x = 100 * measured.random.front().fractions[i];
    low->append(x, at(*least));
    high->append(x, at(*most));
  }
  auto band = std::make_unique<QAreaSeries>(high, low);
  low->setParent(band.get());
  high->setParent(band.get());
  band->setName(FaithfulnessPanel::tr("random"));
  QColor fill = theme().dim_text;
  fill.setAlpha(70);
  band->setBrush(fill);
  band->setPen(Qt::NoPen);
  return band;
}

/// Wants no more than its least size: a chart view's own wish is the size that it has.
class ModestChart : public QChartView {
 public:
  QSize sizeHint() const override { return minimumSize(); }
};

/// CHART over its KEY. A low dock scrolls them, rather than to draw one over the other.
QScrollArea* chart_and_key(QWidget* chart, QWidget* key) {
  auto* both = new QWidget;
  auto* layout = new QVBoxLayout(both);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(chart, 1);
  layout->addWidget(key);
  auto* area = new QScrollArea;
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setWidget(both);
  both->setAutoFillBackground(false);
  area->viewport()->setAutoFillBackground(false);
  return area;
}

}  // namespace

FaithfulnessPanel::FaithfulnessPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      chart_(new ModestChart),
      sentence_(new QLabel),
      legend_(new QLabel),
      part_(new QComboBox),
      replacement_(new QComboBox),
      save_(new QPushButton(tr("Save…"))),
      stop_(new QPushButton) {
  setObjectName("faithfulnessPanel");
  chart_->setObjectName("faithfulnessChart");
  chart_->setAccessibleName(tr("Probability of the answer while the input goes"));
  chart_->setRenderHint(QPainter::Antialiasing);
  chart_->setFrameShape(QFrame::NoFrame);
  chart_->setBackgroundBrush(Qt::NoBrush);
  chart_->setToolTip(
      tr("The probability of the answer (up) while more and more of the input goes (right): the most "
         "relevant for this map first, the least relevant first, by raw attention and by each map that is compared or "
         "pinned (its own answer) the most relevant first, and by chance"));
  chart_->setMinimumSize(166, 84);
  sentence_->setObjectName("faithfulnessSentence");
  sentence_->setWordWrap(true);
  sentence_->setFont(text_font(TextSize::small));
  sentence_->setToolTip(
      tr("Area: between the two curves of this map (symmetric relevance gain), 0 as if by chance, higher is better"));
  legend_->setObjectName("faithfulnessLegend");
  legend_->setWordWrap(true);
  legend_->setFont(text_font(TextSize::small));
  legend_->setAlignment(Qt::AlignHCenter);
  part_->setObjectName("faithfulnessPart");
  part_->setToolTip(tr("What is removed"));
  part_->setAccessibleName(part_->toolTip());
  part_->addItem(tr("What the map lies on"), -1);
  for (const auto& [title, part] : {std::pair(tr("Words"), evaluate::Part::words),
                                    {tr("Regions"), evaluate::Part::regions},
                                    {tr("Patches"), evaluate::Part::patches}}) {
    part_->addItem(title, static_cast<int>(part));
  }
  replacement_->setObjectName("faithfulnessFill");
  replacement_->setToolTip(
      tr("What stands in the place of removed patches. The curves differ: black patches are "
         "themselves something to see, the mean and a blur less so."));
  replacement_->setAccessibleName(tr("What stands in the place of removed patches"));
  for (const auto& [title, fill] : {std::pair(tr("Mean colour"), evaluate::Replacement::mean),
                                    {tr("Black"), evaluate::Replacement::black},
                                    {tr("Blur"), evaluate::Replacement::blur},
                                    {tr("Neighbours (ROAD)"), evaluate::Replacement::noisy_linear}}) {
    replacement_->addItem(title, static_cast<int>(fill));
  }
  save_->setObjectName("saveCurves");
  save_->setToolTip(tr("Save the curves as a table, or as a figure for a paper"));
  stop_->setObjectName("stopCurves");
  auto* choices = new QVBoxLayout;
  choices->setSpacing(spacing::small);
  choices->addStretch(1);
  choices->addWidget(part_);
  choices->addWidget(replacement_);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(spacing::tight);
  buttons->addWidget(save_);
  buttons->addWidget(stop_);
  choices->addLayout(buttons);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, 0, spacing::panel, spacing::small);
  layout->setSpacing(spacing::tight);
  auto* below = new QHBoxLayout;
  below->setSpacing(spacing::small);
  below->addWidget(chart_and_key(chart_, legend_), 3);
  below->addLayout(choices, 2);
  layout->addWidget(sentence_);
  layout->addLayout(below, 1);
  connect(part_, &QComboBox::activated, this, &FaithfulnessPanel::ask);
  connect(replacement_, &QComboBox::activated, this, &FaithfulnessPanel::ask);
  connect(save_, &QPushButton::clicked, this, &FaithfulnessPanel::saveRequested);
  connect(&session_, &Session::faithfulnessChanged, this, &FaithfulnessPanel::show_curves);
  connect(&session_, &Session::explanationChanged, this, [this] {
    stopped_ = false;
    show_curves();
  });
  connect(&session_, &Session::faithfulnessWanted, this, &FaithfulnessPanel::choose_as_wanted);
  connect(stop_, &QPushButton::clicked, this, &FaithfulnessPanel::stop_or_go_on);
  pause_.setSingleShot(true);
  pause_.setInterval(seen_for);
  connect(&pause_, &QTimer::timeout, this, &FaithfulnessPanel::ask);
  show_curves();
}

void FaithfulnessPanel::ask() {
  if (!is_seen_) return session_.set_faithfulness({});
  evaluate::FaithfulnessOptions options;
  if (part_->currentData().toInt() >= 0) options.part = static_cast<evaluate::Part>(part_->currentData().toInt());
  options.replacement = static_cast<evaluate::Replacement>(replacement_->currentData().toInt());
  session_.set_faithfulness(options);
}

/// The choices of a session that was opened.
void FaithfulnessPanel::choose_as_wanted() {
  const auto& wanted = session_.wanted_faithfulness();
  if (!wanted) return;
  part_->setCurrentIndex(std::max(0, part_->findData(wanted->part ? static_cast<int>(*wanted->part) : -1)));
  replacement_->setCurrentIndex(std::max(0, replacement_->findData(static_cast<int>(wanted->replacement))));
}

void FaithfulnessPanel::stop_or_go_on() {
  stopped_ = !stopped_;
  if (stopped_) {
    session_.stop_measuring();
  } else {
    session_.run();
  }
  show_curves();
}

void FaithfulnessPanel::set_seen(bool seen) {
  is_seen_ = seen;
  pause_.stop();
  if (seen) return pause_.start();
  ask();
}

void FaithfulnessPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) show_curves();
  QWidget::changeEvent(event);
}

void FaithfulnessPanel::show_curves() {
  const auto& measured = session_.faithfulness();
  const Theme& colours = theme();
  auto* chart = new QChart;
  chart->setBackgroundVisible(false);
  chart->setMargins(QMargins(0, 0, 0, 0));
  chart->legend()->hide();  // it would cut its names off
  auto* fractions = new QValueAxis;
  fractions->setRange(0, 90);
  fractions->setTickCount(4);
  fractions->setLabelFormat(QStringLiteral("%d %%"));
  auto* probability = new QValueAxis;
  probability->setRange(0, 1);
  probability->setTickCount(3);
  probability->setLabelFormat(QStringLiteral("%.1f"));
  for (QValueAxis* axis : {fractions, probability}) {
    axis->setLabelsColor(colours.dim_text);
    axis->setLabelsFont(text_font(TextSize::small));
    axis->setGridLineColor(colours.border);
    axis->setLinePenColor(colours.border);
  }
  // In a low, narrow dock the numbers between would be cut.
  connect(chart, &QChart::plotAreaChanged, fractions,
          [fractions](const QRectF& area) { fractions->setTickCount(area.width() < 200 ? 2 : 4); });
  chart->addAxis(fractions, Qt::AlignBottom);
  chart->addAxis(probability, Qt::AlignLeft);
  const auto add = [&](std::unique_ptr<QAbstractSeries> series) {
    QAbstractSeries* one = series.release();  // the chart's
    chart->addSeries(one);
    one->attachAxis(fractions);
    one->attachAxis(probability);
  };
  if (measured) {
    if (!measured->random.empty()) add(random_band(*measured));
    if (measured->raw) {
      add(line(measured->raw->curve, tr("raw attention"), QPen(colours.dim_text, 1.2, Qt::DashLine)));
    }
    for (std::size_t i = 0; i < measured->compared.size(); ++i) {
      const evaluate::OrderCurve& other = measured->compared[i];
      add(line(other.curve, title_of(other), QPen(colour_of(i), 1.8)));
    }
    add(line(measured->least.curve, tr("least first"), QPen(least_colour, 2.2)));
    add(line(measured->most.curve, tr("most first"), QPen(most_colour, 2.2)));
  }
  std::unique_ptr<QChart> old(chart_->chart());
  chart_->setChart(chart);
  const QString problem = session_.faithfulness_problem();
  QString sentence = measured ? QString::fromStdString(measured->sentence()) : QString();
  if (measured && measured->area) sentence += tr(" Area %1.").arg(*measured->area, 0, 'f', 3);
  if (measured && measured->truth) sentence += ' ' + QString::fromStdString(measured->truth->sentence());
  const bool runs = measured && !measured->complete;
  if (runs && !stopped_) sentence += tr(" %1 %…").arg(done_percent(*measured));
  sentence_->setText(!problem.isEmpty()       ? problem
                     : !sentence.isEmpty()    ? sentence
                     : stopped_               ? tr("Stopped.")
                     : session_.explanation() ? tr("Measuring…")
                                              : tr("Explain something first."));
  const auto entry = [](const QColor& colour, const QString& mark, const QString& name) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp;%3").arg(colour.name(), mark, name.toHtmlEscaped());
  };
  QStringList key{entry(most_colour, QStringLiteral("━"), tr("most relevant first")),
                  entry(least_colour, QStringLiteral("━"), tr("least first")),
                  entry(colours.dim_text, QStringLiteral("╌"), tr("raw attention")),
                  entry(colours.dim_text, QStringLiteral("▒"), tr("random"))};
  for (std::size_t i = 0; measured && i < measured->compared.size(); ++i) {
    const QString title = title_of(measured->compared[i]);  // the year is said in the panel of the method
    static const QRegularExpression brackets(QStringLiteral(" \\([^)]*\\)"));
    key << entry(colour_of(i), QStringLiteral("━"), QString(title).remove(brackets));
  }
  legend_->setText(key.join(QStringLiteral(" &nbsp; ")));
  save_->setEnabled(measured && measured->complete);
  stop_->setVisible(runs);
  stop_->setText(stopped_ ? tr("Go on") : tr("Stop"));
}

}  // namespace rex::ui
