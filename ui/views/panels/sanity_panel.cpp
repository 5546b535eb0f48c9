#include "ui/views/panels/sanity_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/evaluate/protocols/sanity.h"
#include "core/render/explained.h"
#include "core/render/overlay.h"
#include "ui/convert/pictures.h"
#include "ui/state/drawing.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int frame_gap = 10;
constexpr int lines_under_frame = 2;
constexpr int least_frame = 44, most_frame = 150;

/// "layer.3" of "vit.encoder.layer.3": what people tell layers by.
QString short_layer(const std::string& layer) {
  const QStringList parts = QString::fromStdString(layer).split('.');
  return parts.mid(std::max<qsizetype>(0, parts.size() - 2)).join(' ');
}

/// "−0.35", with a minus sign.
QString signed_number(double value) { return QString::number(value, 'f', 2).replace('-', QChar(0x2212)); }

int line_of_text() { return QFontMetrics(text_font(TextSize::small)).height(); }

}  // namespace

SanityStrip::SanityStrip(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
  setObjectName("sanityStrip");
  setAccessibleName(tr("Maps while the model forgets"));
}

QSize SanityStrip::sizeHint() const {
  return {frames() * (frame_.width() + frame_gap) + frame_gap,
          frame_.height() + lines_under_frame * line_of_text() + 8};
}

void SanityStrip::set_room(int height) {
  const int frame = std::clamp(height - lines_under_frame * line_of_text() - 8, least_frame, most_frame);
  if (std::abs(frame - frame_.height()) <= 1) return;  // rounding must not make it creep
  frame_.setHeight(frame);
  rebuild();
}

SanityStrip::Frame SanityStrip::frame_of(const Explanation& explanation) const {
  Frame frame;
  const Answered& answered = *session_.answered();
  const ModelKind& kind = answered.model->description;
  Appearance appearance = drawn_as(session_.appearance(), explanation);
  appearance.heat = true;
  if (!answered.question.picture || !explanation.relevancies.image.defined()) {
    const std::vector<Word> words = words_of(answered, explanation);
    const Scale scale = drawn_word_scale(words, appearance, kind);
    for (const Word& word : words) frame.words.push_back(word.special ? 0 : scale.share(word.value));
    return frame;
  }
  const HeatMap heat = heat_of(answered, explanation, shown_image(explanation.relevancies));
  const Picture& picture = *answered.question.picture;
  const qreal ratio = devicePixelRatioF();
  Viewport viewport;
  viewport.view = {0, 0, static_cast<double>(picture.width), static_cast<double>(picture.height)};
  viewport.width = std::lround(frame_.width() * ratio);
  viewport.height = std::lround(frame_.height() * ratio);
  ViewImage image;
  render_overlay(*session_.pyramid(answered.question.picture), heat,
                 bent_scale(scale_of(heat.values(), picture_scaling(appearance, kind)), appearance), appearance,
                 viewport, image);
  frame.picture = to_image(image, ratio);
  return frame;
}

void SanityStrip::rebuild() {
  frames_.clear();
  const auto& sanity = session_.sanity();
  if (sanity && session_.explanation() && session_.answered()) {
    const auto& picture = session_.answered()->question.picture;
    const double aspect = picture ? static_cast<double>(picture->width) / static_cast<double>(picture->height) : 1.4;
    frame_.setWidth(qRound(frame_.height() * std::clamp(aspect, 0.6, 2.0)));
    frames_.push_back(frame_of(*session_.explanation()));
    frames_.back().title = tr("as learnt");
    for (const evaluate::SanityStep& step : sanity->steps) {
      frames_.push_back(frame_of(*step.explanation));
      frames_.back().title = tr("+ %1").arg(short_layer(step.layer));
      frames_.back().likeness = step.ssim
                                    ? tr("ρ %1 · SSIM %2").arg(signed_number(step.spearman)).arg(*step.ssim, 0, 'f', 2)
                                    : tr("ρ %1").arg(signed_number(step.spearman));
    }
  }
  updateGeometry();
  resize(sizeHint());
  update();
}

void SanityStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(text_font(TextSize::small));
  const QFontMetrics metrics(painter.font());
  const Theme& colours = theme();
  const ColourMap& map =
      colour_map(session_.explanation() ? drawn_as(session_.appearance(), *session_.explanation()).colour_map
                                        : session_.appearance().colour_map);
  int x = frame_gap;
  for (const Frame& frame : frames_) {
    const QRect area(QPoint(x, 2), frame_);
    if (frame.words.empty()) {
      painter.drawImage(area, frame.picture);
    } else {
      painter.fillRect(area, colours.surface);
      const double cell = static_cast<double>(area.width()) / static_cast<double>(frame.words.size());
      for (std::size_t word = 0; word < frame.words.size(); ++word) {
        const Colour colour = map.at(frame.words[word]);
        const double height = area.height() * std::clamp(static_cast<double>(frame.words[word]), 0.02, 1.0);
        painter.fillRect(QRectF(area.left() + static_cast<double>(word) * cell, area.bottom() + 1 - height,
                                std::max(1.0, cell - 1), height),
                         QColor(colour.red, colour.green, colour.blue));
      }
    }
    const int room = frame_.width() + frame_gap - 4;
    painter.setPen(colours.text);
    painter.drawText(QPoint(x, area.bottom() + 4 + metrics.ascent()),
                     metrics.elidedText(frame.title, Qt::ElideMiddle, room));
    painter.setPen(colours.dim_text);
    painter.drawText(QPoint(x, area.bottom() + 4 + metrics.ascent() + metrics.height()),
                     metrics.elidedText(frame.likeness, Qt::ElideRight, room));
    x += frame_.width() + frame_gap;
  }
}

SanityPanel::SanityPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      sentence_(new QLabel),
      check_(new QPushButton),
      save_(new QPushButton(tr("Save…"))),
      strip_(new SanityStrip(session)),
      scroll_(new QScrollArea) {
  setObjectName("sanityPanel");
  sentence_->setObjectName("sanitySentence");
  sentence_->setWordWrap(true);
  sentence_->setFont(text_font(TextSize::small));
  check_->setObjectName("sanityCheck");
  save_->setObjectName("saveSanity");
  save_->setToolTip(tr("Save the numbers as a table, or the maps as a figure"));
  scroll_->setWidget(strip_);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setMinimumHeight(80);
  scroll_->viewport()->installEventFilter(this);
  auto* buttons = new QVBoxLayout;
  buttons->setSpacing(spacing::small);
  buttons->addStretch(1);
  buttons->addWidget(check_);
  buttons->addWidget(save_);
  auto* below = new QHBoxLayout;
  below->setSpacing(spacing::small);
  below->addWidget(scroll_, 1);
  below->addLayout(buttons);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, 0, spacing::panel, spacing::small);
  layout->setSpacing(spacing::tight);
  layout->addWidget(sentence_);
  layout->addLayout(below, 1);
  connect(check_, &QPushButton::clicked, this, [this] {
    if (session_.checking_sanity()) {
      session_.stop_measuring();
    } else {
      session_.check_sanity();
    }
  });
  connect(save_, &QPushButton::clicked, this, &SanityPanel::saveRequested);
  for (const auto signal : {&Session::sanityChanged, &Session::explanationChanged, &Session::appearanceChanged})
    connect(&session_, signal, this, &SanityPanel::refresh);
  refresh();
}

void SanityPanel::refresh() {
  const auto& sanity = session_.sanity();
  strip_->rebuild();
  scroll_->setVisible(strip_->frames() > 0);
  check_->setText(session_.checking_sanity() ? tr("Stop") : sanity ? tr("Check again") : tr("Check this map"));
  check_->setEnabled(session_.explanation() != nullptr);
  save_->setVisible(sanity != nullptr && !sanity->steps.empty());
  const QString problem = session_.sanity_problem();
  QString text;
  if (!problem.isEmpty()) {
    text = problem;
  } else if (session_.checking_sanity()) {
    text = sanity ? tr("The model forgets: %1 of %2 layers are random…").arg(sanity->steps.size()).arg(sanity->layers)
                  : tr("Finding the order of the layers…");
  } else if (sanity && sanity->complete) {
    text = QString::fromStdString(sanity->sentence());
  } else if (sanity) {
    text = tr("Stopped after %1 of %2 layers.").arg(sanity->steps.size()).arg(sanity->layers);
  } else {
    text =
        tr("Does the map follow what the model learnt? This gives its layers random weights, from the answer down, and "
           "makes the map again: it should change.");
  }
  sentence_->setText(text);
}

/// The strip's room changes with the sentence above it as well.
bool SanityPanel::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) strip_->set_room(scroll_->viewport()->height());
  return QWidget::eventFilter(watched, event);
}

void SanityPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) strip_->update();
  QWidget::changeEvent(event);
}

}  // namespace rex::ui
