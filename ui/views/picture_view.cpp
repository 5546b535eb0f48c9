#include "ui/views/picture_view.h"

#include <ATen/ATen.h>

#include <QEvent>
#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/render/colour.h"
#include "core/render/otsu.h"
#include "ui/state/drawing.h"
#include "ui/state/session.h"
#include "ui/state/shown.h"
#include "ui/theme/theme.h"
#include "ui/views/appearance_bar.h"
#include "ui/views/token_strip.h"

namespace rex::ui {
namespace {

constexpr int dim_after = 200;     // milliseconds of work under way
constexpr double confident = 0.5;  // detections that "all queries" draws
constexpr std::size_t most_region_boxes = 5;

QColor query_colour(int query) {
  const Colour colour = distinct_colour(query);
  return {colour.red, colour.green, colour.blue};
}

}  // namespace

PictureView::PictureView(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      canvas_(new Canvas),
      words_(new TokenStrip(session)),
      appearance_(new AppearanceBar(session, *canvas_)),
      title_(new QLabel(canvas_)),
      dim_(new QTimer(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(canvas_, 1);
  layout->addWidget(words_);
  appearance_->setParent(canvas_);
  canvas_->installEventFilter(this);
  title_->setObjectName("shownTitle");
  title_->setMargin(spacing::small);
  title_->setAttribute(Qt::WA_TransparentForMouseEvents);
  title_->setProperty("role", "floating-title");
  title_->hide();
  dim_->setSingleShot(true);
  dim_->setInterval(dim_after);
  connect(dim_, &QTimer::timeout, this, [this] { canvas_->set_dimmed(true); });
  connect(&session_, &Session::busyChanged, this, [this] {
    if (session_.busy()) {
      dim_->start();
    } else {
      dim_->stop();
      canvas_->set_dimmed(false);
    }
  });
  for (const auto signal : {&Session::passChanged, &Session::explanationChanged, &Session::appearanceChanged,
                            &Session::inputsChanged, &Session::modelChanged}) {
    connect(&session_, signal, this, &PictureView::refresh);
  }
  Selection& selection = session_.selection();
  for (const auto signal :
       {&Selection::tokenChanged, &Selection::headChanged, &Selection::stepChanged, &Selection::queryChanged}) {
    connect(&selection, signal, this, &PictureView::refresh);
  }
  connect(canvas_, &Canvas::hovered, this, &PictureView::show_place);
  connect(canvas_, &Canvas::left, this, [this] {
    session_.selection().hover_token({});
    session_.selection().hover_query({});
    Q_EMIT pointed({});
  });
  connect(canvas_, &Canvas::clicked, this, [this](int place, int box) {
    if (box >= 0 && session_.pass() && !session_.pass()->query_boxes.empty()) {
      for (const Prediction& prediction : session_.pass()->predictions) {
        if (prediction.target.query == box) return session_.set_target(prediction.target);
      }
    }
    if (!session_.explanation()) return;
    const auto token = token_of_place(*session_.explanation(), place);
    session_.selection().hold_token(token == session_.selection().token() ? std::nullopt : token);
  });
  refresh();
}

void PictureView::refresh() {
  const auto& pass = session_.pass();
  const auto& explanation = session_.explanation();
  const auto picture = session_.picture() ? session_.picture() : pass ? pass->picture : nullptr;
  if (picture != picture_) {
    picture_ = picture;
    pyramid_ = picture ? std::make_shared<const PicturePyramid>(picture) : nullptr;
  }
  const bool wants_picture =
      !session_.model() || session_.model()->description.needs_picture || session_.model()->description.needs_regions;
  canvas_->setVisible(wants_picture);
  words_->set_large(!wants_picture);
  words_->setVisible(!words_->empty());
  canvas_->set_empty_text(tr("Open a picture (O), drop one here, or paste one (Ctrl+V)."));
  CanvasContent content;
  content.picture = pyramid_;
  content.appearance = core_appearance(session_.appearance());
  content.heat_visible = session_.appearance().heat;
  content.grid = session_.appearance().grid;
  title_->hide();
  if (pass && pass->picture == picture) {
    content.boxes = boxes();
    if (explanation) {
      const Shown now = shown(*explanation, session_.selection(), session_.head_values());
      content.heat = heat_of(*explanation, *pass, now.image);
      const bool stepping = session_.selection().step().has_value() && !session_.selection().shown_head();
      const Scaling scaling = now.signed_values ? Scaling::symmetric : Scaling::zero_to_max;
      // Steps share the scale of the finished explanation, so that growth is seen.
      content.scale = stepping ? scale_of(shown_image(explanation->relevancies), scaling)
                               : scale_of(content.heat.values(), scaling);
      if (now.signed_values) content.appearance.colour_map = "difference";
      content.outlines = outlines();
      if (session_.appearance().contours && !content.heat.empty()) {
        const Viewport viewport = contour_viewport(content.heat.area);
        const FloatMap drawing = sample(content.heat, viewport, Interpolation::smooth);
        for (const float level : {0.25F, 0.5F, 0.75F}) {
          const float value = content.scale.low + level * (content.scale.high - content.scale.low);
          content.outlines.push_back({contours(drawing, viewport, value), QColor(0x20, 0x22, 0x26), false});
        }
      }
      if (const auto token = session_.selection().shown_token()) {
        canvas_->set_content(content);  // place_box needs the new heat
        content.highlight = canvas_->place_box(place_of_token(*explanation, *token));
      }
      if (!now.title.isEmpty()) {
        title_->setText(now.title);
        title_->adjustSize();
        title_->move(spacing::panel, spacing::panel);
        title_->show();
      }
    }
  }
  canvas_->set_content(std::move(content));
}

std::vector<CanvasBox> PictureView::boxes() const {
  std::vector<CanvasBox> result;
  const PassInfo& pass = *session_.pass();
  if (!session_.appearance().boxes) return result;
  const auto& explanation = session_.explanation();
  if (!pass.query_boxes.empty()) {
    const int target = explanation ? static_cast<int>(explanation->target.query.value_or(-1)) : -1;
    const int hovered = session_.selection().hovered_query().value_or(-1);
    for (const Prediction& prediction : pass.predictions) {
      const int query = static_cast<int>(prediction.target.query.value_or(0));
      const bool chosen = target == query || hovered == query;
      if (prediction.probability < confident && !chosen) continue;
      CanvasBox box;
      box.box = pass.query_boxes[static_cast<std::size_t>(query)];
      box.colour = query_colour(query);
      box.index = query;
      box.strong = chosen;
      if (chosen)
        box.label = tr("%1 %2").arg(QString::fromStdString(prediction.label)).arg(prediction.probability, 0, 'f', 2);
      result.push_back(std::move(box));
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const CanvasBox& a, const CanvasBox& b) { return !a.strong && b.strong; });
    return result;
  }
  // Regions: the most relevant ones carry a box, so that the picture stays a picture.
  if (!explanation || pass.input.regions.empty()) return result;
  const std::vector<float> values = shown(*explanation, session_.selection(), session_.head_values()).image;
  std::vector<std::size_t> order(std::min(values.size(), pass.input.regions.size()));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return std::abs(values[a]) > std::abs(values[b]); });
  for (std::size_t i = 0; i < std::min(order.size(), most_region_boxes); ++i) {
    CanvasBox box;
    box.box = pass.input.regions[order[i]];
    box.colour = theme().accent;
    box.strong = i == 0;
    result.push_back(std::move(box));
  }
  std::reverse(result.begin(), result.end());
  return result;
}

std::vector<CanvasOutline> PictureView::outlines() const {
  std::vector<CanvasOutline> result;
  const PassInfo& pass = *session_.pass();
  if (!session_.appearance().masks || pass.query_boxes.empty() || session_.selection().shown_head() ||
      session_.selection().shown_token()) {
    return result;
  }
  const Box whole{0, 0, static_cast<double>(pass.picture->width), static_cast<double>(pass.picture->height)};
  const auto mask_of = [&](const Explanation& explanation) {
    const HeatMap heat = heat_of(explanation, pass, shown_image(explanation.relevancies));
    const int query = static_cast<int>(explanation.target.query.value_or(0));
    if (!heat.empty())
      result.push_back(
          {mask_outlines(heat, MaskStyle::smooth, whole), query_colour(query), session_.appearance().all_queries});
  };
  if (session_.appearance().all_queries) {
    for (const auto& explanation : session_.compared()) mask_of(*explanation);
  } else {
    mask_of(*session_.explanation());
  }
  return result;
}

void PictureView::show_place(QPointF point, int place, int box) {
  const auto& explanation = session_.explanation();
  const auto& pass = session_.pass();
  if (!explanation || !pass) return;
  Selection& selection = session_.selection();
  if (!pass->query_boxes.empty()) selection.hover_query(box < 0 ? std::nullopt : std::optional<int>(box));
  QStringList lines;
  const std::vector<float> values = shown(*explanation, selection, session_.head_values()).image;
  if (place >= 0 && place < static_cast<int>(values.size())) {
    const float value = values[static_cast<std::size_t>(place)];
    const float most = *std::max_element(values.begin(), values.end());
    const auto rank = std::count_if(values.begin(), values.end(), [&](float other) { return other > value; }) + 1;
    const auto [rows, columns] = patch_grid(*explanation);
    lines << (rows > 0 ? tr("patch row %1, column %2").arg(place / columns + 1).arg(place % columns + 1)
                       : tr("region %1").arg(place + 1));
    lines << tr("relevance %1 % of the maximum").arg(most > 0 ? qRound(100.0F * value / most) : 0);
    lines << tr("rank %1 of %2").arg(rank).arg(values.size());
    lines << tr("raw value %1").arg(static_cast<double>(value), 0, 'g', 4);
  }
  if (box >= 0) {
    for (const Prediction& prediction : pass->predictions) {
      if (prediction.target.query == box)
        lines << tr("query %1: %2").arg(box).arg(QString::fromStdString(prediction.label));
    }
  }
  lines << tr("x %1, y %2").arg(qRound(point.x())).arg(qRound(point.y()));
  Q_EMIT pointed(lines.join('\n'));
}

void PictureView::place_appearance() {
  appearance_->adjustSize();
  const QSize bar = appearance_->sizeHint().boundedTo(QSize(canvas_->width() - 2 * spacing::panel, 1000));
  appearance_->resize(bar);
  appearance_->move((canvas_->width() - bar.width()) / 2, canvas_->height() - bar.height() - spacing::panel);
}

void PictureView::resizeEvent(QResizeEvent*) { place_appearance(); }

bool PictureView::eventFilter(QObject* watched, QEvent* event) {
  if (watched == canvas_ && (event->type() == QEvent::Resize || event->type() == QEvent::Show)) place_appearance();
  return QWidget::eventFilter(watched, event);
}

}  // namespace rex::ui
