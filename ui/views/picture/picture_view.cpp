#include "ui/views/picture/picture_view.h"

#include <ATen/ATen.h>

#include <QEvent>
#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>
#include <QtMath>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/evaluate/protocols/ranking.h"
#include "core/evaluate/protocols/without.h"
#include "core/explain/predictions.h"
#include "core/render/colour.h"
#include "core/render/otsu.h"
#include "ui/state/drawing.h"
#include "ui/state/names.h"
#include "ui/state/queries.h"
#include "ui/state/session.h"
#include "ui/state/shown.h"
#include "ui/theme/theme.h"
#include "ui/views/picture/appearance_bar.h"
#include "ui/views/picture/brush_bar.h"
#include "ui/views/picture/token_strip.h"
#include "ui/views/widgets/action_registry.h"

namespace rex::ui {
namespace {

constexpr int dim_after = 200;  // milliseconds of work under way
constexpr int rest_for = 250;   // milliseconds on one place before what it relates to is shown
constexpr std::size_t most_region_boxes = 5;

/// What each region shows and how much it matters: "red car 83 %".
QStringList region_names(const HeatMap& heat, const std::vector<std::string>& labels) {
  QStringList names;
  if (heat.boxes.empty()) return names;
  const float most = *std::max_element(heat.box_values.begin(), heat.box_values.end());
  for (std::size_t i = 0; i < heat.box_values.size(); ++i) {
    QString name = rex::ui::PictureView::tr("region %1").arg(i + 1);
    if (i < labels.size()) name = QString::fromStdString(labels[i]);
    names << rex::ui::PictureView::tr("%1 %2 %").arg(name).arg(most > 0 ? qRound(100.0F * heat.box_values[i] / most)
                                                                        : 0);
  }
  return names;
}

QColor query_colour(int query) {
  const Colour colour = distinct_colour(query);
  return {colour.red, colour.green, colour.blue};
}

}  // namespace

PictureView::PictureView(Session& session, const ActionRegistry& actions, QWidget* parent)
    : QWidget(parent),
      session_(session),
      canvas_(new Canvas),
      words_(new TokenStrip(session)),
      appearance_(new AppearanceBar(session, *canvas_, actions)),
      brush_(new BrushBar(session, actions)),
      title_(new QLabel(canvas_)),
      dim_(new QTimer(this)),
      rest_(new QTimer(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(brush_);
  layout->addWidget(canvas_, 1);
  layout->addWidget(words_);
  canvas_->set_empty_text(tr("Open a picture (%1), drop one here, or paste one (%2).")
                              .arg(actions.key("openPicture"), actions.key("pastePicture")));
  appearance_->setParent(canvas_);
  canvas_->installEventFilter(this);
  title_->setObjectName("shownTitle");
  title_->setMargin(spacing::small);
  title_->setAttribute(Qt::WA_TransparentForMouseEvents);
  title_->setProperty("role", "plate");
  title_->hide();
  dim_->setSingleShot(true);
  dim_->setInterval(dim_after);
  rest_->setSingleShot(true);
  rest_->setInterval(rest_for);
  connect(rest_, &QTimer::timeout, this, [this] {
    if (!pointer_ || !session_.explanation()) return;
    session_.selection().hover_token(token_of_place(*session_.explanation(), pointer_->place));
  });
  connect(dim_, &QTimer::timeout, this, [this] { canvas_->set_dimmed(true); });
  connect(&session_, &Session::busyChanged, this, [this] {
    if (session_.busy()) {
      dim_->start();
    } else {
      dim_->stop();
      canvas_->set_dimmed(false);
    }
  });
  for (const auto signal :
       {&Session::answeredChanged, &Session::explanationChanged, &Session::comparedChanged, &Session::appearanceChanged,
        &Session::inputsChanged, &Session::modelChanged, &Session::optionsChanged}) {
    connect(&session_, signal, this, &PictureView::refresh);
  }
  Selection& selection = session_.selection();
  for (const auto signal : {&Selection::tokenChanged, &Selection::headChanged, &Selection::stepChanged,
                            &Selection::queryChanged, &Selection::visibilityChanged}) {
    connect(&selection, signal, this, &PictureView::refresh);
  }
  connect(canvas_, &Canvas::hovered, this, &PictureView::show_place);
  connect(canvas_, &Canvas::brushed, this, [this](const std::vector<int>& places, bool restore) {
    if (!session_.model()) return;
    take_away(session_.model()->description.sees_regions() ? evaluate::Part::regions : evaluate::Part::patches,
              {places.begin(), places.end()}, restore);
  });
  connect(canvas_, &Canvas::scaleMoved, this, [this](double low, double high) {
    Appearance appearance = session_.appearance();
    appearance.scale_ends = ends_between(low, high);
    session_.set_appearance(appearance);
  });
  connect(words_, &TokenStrip::struck, this, [this](const std::vector<std::int64_t>& tokens, bool restore) {
    take_away(evaluate::Part::words, tokens, restore);
  });
  connect(canvas_, &Canvas::left, this, [this] {
    pointer_.reset();
    wait_with_preview();
    session_.selection().hover_query({});
    show_details();
  });
  for (const auto signal : {&Selection::tokenChanged, &Selection::headChanged, &Selection::stepChanged})
    connect(&selection, signal, this, &PictureView::show_details);
  for (const auto signal : {&Session::answeredChanged, &Session::explanationChanged})
    connect(&session_, signal, this, &PictureView::show_details);
  connect(appearance_, &AppearanceBar::sizeChanged, this, &PictureView::place_appearance);
  connect(canvas_, &Canvas::clicked, this, [this](int place, int box, bool more) {
    if (box >= 0 && session_.answered() && !session_.answered()->query_boxes.empty()) {
      for (const Prediction& prediction : session_.answered()->predictions) {
        if (prediction.target.query == box) return session_.set_target(prediction.target);
      }
    }
    toggle_token(place, more);
  });
  // A double click fits the picture and holds nothing. Its first press came as a click, which has held the patch under
  // it, or let go of it: doing the same once more leaves what was held before.
  connect(canvas_, &Canvas::doubleClicked, this, [this](int place, int box, bool more) {
    if (box < 0 || !session_.answered() || session_.answered()->query_boxes.empty()) toggle_token(place, more);
  });
  refresh();
}

void PictureView::set_brushing(bool on) {
  canvas_->set_brush(on);
  words_->set_striking(on);
  brush_->set_brushing(on);
}

void PictureView::take_away(evaluate::Part part, const std::vector<std::int64_t>& places, bool restore) {
  if (!session_.explanation() || !session_.answered()) return;
  RemovedPart removed = session_.without();
  const std::int64_t text = session_.explanation()->target.text.value_or(0);
  if (part == evaluate::Part::words && removed.text != text) removed.words.clear();
  if (part == evaluate::Part::words) removed.text = text;
  if (removed.patches.empty()) removed.fill = brush_->fill();
  const auto may_go = evaluate::removable(part, *session_.answered(), *session_.explanation());
  removed = evaluate::changed(std::move(removed), part, places, may_go, restore);
  session_.set_without(removed.empty() ? RemovedPart() : removed);
}

void PictureView::toggle_held() {
  const std::vector<TokenPlace>& tokens = session_.selection().tokens();
  if (!session_.explanation() || tokens.empty()) return;
  const auto* token = &tokens.front();
  const TokenDomain& domain = session_.explanation()->domains[static_cast<std::size_t>(token->domain)];
  const auto index = static_cast<std::size_t>(token->token);
  const evaluate::Part part = domain.kinds[index] == TokenKind::word     ? evaluate::Part::words
                              : domain.kinds[index] == TokenKind::region ? evaluate::Part::regions
                                                                         : evaluate::Part::patches;
  const std::vector<std::int64_t>& gone = evaluate::places_of(session_.without(), part);
  std::vector<std::int64_t> places;
  for (const TokenPlace& one : tokens) {  // those of the first one's kind
    if (one.domain == token->domain && domain.kinds[static_cast<std::size_t>(one.token)] == domain.kinds[index]) {
      places.push_back(domain.places[static_cast<std::size_t>(one.token)]);
    }
  }
  std::sort(places.begin(), places.end());
  take_away(part, places, std::binary_search(gone.begin(), gone.end(), domain.places[index]));
}

void PictureView::take_marked(double share, bool others) {
  if (!session_.explanation() || !session_.answered()) return;
  RemovedPart removed = evaluate::marked(*session_.answered(), *session_.explanation(), share, others);
  removed.fill = brush_->fill();
  if (!others) {
    for (const evaluate::Part part : {evaluate::Part::patches, evaluate::Part::regions, evaluate::Part::words}) {
      const std::vector<std::int64_t> more = evaluate::places_of(session_.without(), part);
      removed = evaluate::changed(std::move(removed), part, more, more, false);
    }
  }
  session_.set_without(removed);
}

/// Every patch or region of the answer, and which of them are to be gone.
std::vector<BrushPlace> PictureView::brush_places() const {
  std::vector<BrushPlace> places;
  const bool regions = session_.answered()->model->description.sees_regions();
  const RemovedPart& removed = session_.without();
  const std::vector<std::int64_t>& gone = regions ? removed.regions : removed.patches;
  for (const Box& box : place_boxes(*session_.answered())) {
    const auto place = static_cast<std::int64_t>(places.size());
    places.push_back({box, std::binary_search(gone.begin(), gone.end(), place)});
  }
  return places;
}

void PictureView::refresh() {
  const auto& answered = session_.answered();
  const auto& explanation = session_.explanation();
  const auto& picture = session_.picture();
  const bool wants_picture = !session_.model() || session_.model()->description.sees_picture();
  canvas_->setVisible(wants_picture);
  words_->set_large(!wants_picture);
  words_->setVisible(!words_->empty());
  appearance_->setVisible(picture != nullptr);
  CanvasContent content;
  content.picture = session_.pyramid(picture);
  content.appearance = session_.appearance();
  title_->hide();
  if (answered && answered->question.picture == picture) {
    content.boxes = boxes();
    content.places = brush_places();
    content.places_in_grid = !answered->model->description.sees_regions();
    if (explanation) {
      const Shown now = shown(*explanation, session_.selection(), session_.head_values());
      content.heat = heat_of(*answered, *explanation, now.image);
      const bool stepping = shows_step(*explanation, session_.selection().shown_part(session_.head_values()));
      const Scaling scaling =
          now.signed_values ? Scaling::symmetric : picture_scaling(session_.appearance(), answered->model->description);
      // Steps share the scale of the finished explanation, so that growth is seen.
      content.scale = stepping ? scale_of(shown_image(explanation->relevancies), scaling)
                               : scale_of(content.heat.values(), scaling);
      content.scale = drawn_scale(content.scale, session_.appearance());
      if (scaling == Scaling::symmetric) content.appearance.colour_map = "difference";
      content.outlines = outlines();
      content.place_names = region_names(content.heat, answered->input.region_labels);
      if (session_.appearance().contours && !content.heat.grid.values.empty()) {
        content.outlines.push_back(contour(content.heat, content.scale));
      }
      for (const TokenPlace& token : tokens_of(session_.selection().shown_part(session_.head_values()))) {
        const auto box = place_box(content.heat, place_of_token(*explanation, token));
        if (box) content.highlights.push_back(*box);
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
  const Answered& answered = *session_.answered();
  if (!session_.appearance().boxes) return result;
  const auto& explanation = session_.explanation();
  if (!answered.query_boxes.empty()) {
    const int target = explanation ? static_cast<int>(explanation->target.query.value_or(-1)) : -1;
    const int hovered = session_.selection().hovered_query().value_or(-1);
    for (const Prediction* prediction : drawn_queries(session_, true)) {
      const int query = static_cast<int>(prediction->target.query.value_or(0));
      const bool chosen = target == query || hovered == query || session_.selection().visibility().solo == query;
      CanvasBox box;
      box.box = answered.query_boxes[static_cast<std::size_t>(query)];
      box.colour = query_colour(query);
      box.index = query;
      box.strong = chosen;
      if (chosen) box.label = tr("%1 %2").arg(QString::fromStdString(prediction->label), short_score(*prediction));
      result.push_back(std::move(box));
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const CanvasBox& a, const CanvasBox& b) { return !a.strong && b.strong; });
    return result;
  }
  // Regions: the most relevant ones carry a box, so that the picture stays a picture.
  if (!explanation || answered.input.regions.empty()) return result;
  const std::vector<float> values = shown(*explanation, session_.selection(), session_.head_values()).image;
  std::vector<std::size_t> order(std::min(values.size(), answered.input.regions.size()));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return std::abs(values[a]) > std::abs(values[b]); });
  for (std::size_t i = 0; i < std::min(order.size(), most_region_boxes); ++i) {
    CanvasBox box;
    box.box = answered.input.regions[order[i]];
    box.colour = theme().accent;
    box.strong = i == 0;
    if (order[i] < answered.input.region_labels.size()) {
      box.label = QString::fromStdString(answered.input.region_labels[order[i]]);
    }
    result.push_back(std::move(box));
  }
  std::reverse(result.begin(), result.end());
  return result;
}

const std::vector<CanvasOutline>& PictureView::outlines() {
  const Answered& answered = *session_.answered();
  const std::vector<std::shared_ptr<const Explanation>> wanted = drawn_masks(session_);
  if (wanted == outlined_.masks) return outlined_.outlines;
  outlined_.masks = wanted;
  outlined_.outlines.clear();
  const Box whole{0, 0, static_cast<double>(answered.question.picture->width),
                  static_cast<double>(answered.question.picture->height)};
  for (const auto& explanation : wanted) {
    const HeatMap heat = heat_of(answered, *explanation, shown_image(explanation->relevancies));
    if (heat.empty()) continue;
    outlined_.outlines.push_back({mask_outlines(heat, MaskStyle::smooth, whole),
                                  query_colour(static_cast<int>(explanation->target.query.value_or(0))),
                                  session_.appearance().all_queries});
  }
  return outlined_.outlines;
}

CanvasOutline PictureView::contour(const HeatMap& heat, const Scale& scale) {
  const Interpolation interpolation = interpolation_of(session_.appearance());
  if (contoured_.values != heat.values() || contoured_.scale != scale || contoured_.interpolation != interpolation) {
    const Viewport viewport = contour_viewport(heat.area);
    contoured_ = {
        heat.values(), scale, interpolation,
        contours_at(sample(heat, viewport, interpolation), viewport, scale, session_.appearance().contour_level)};
  }
  return {contoured_.lines, canvas_contour_colour, false};
}

DetailRows PictureView::token_rows(const TokenPlace& token) const {
  constexpr std::size_t most = 3;
  const Explanation& explanation = *session_.explanation();
  const auto seen = seen_from(explanation, token);
  if (!seen) return {};
  DetailRows rows;
  const auto named = [&](const std::vector<float>& values, const auto& name) {
    QStringList names;
    for (const std::size_t index : strongest(values, most)) names << name(index);
    return names.join(QStringLiteral(", "));
  };
  const auto text = text_index(explanation.target);
  const auto& texts = session_.answered()->input.texts;
  if (!seen->text.empty() && text < texts.size()) {
    const QString words = named(seen->text, [&](std::size_t position) {
      const auto& tokens = texts[text].tokens;
      return position < tokens.size() ? QString::fromStdString(tokens[position].text) : QString::number(position);
    });
    if (!words.isEmpty()) rows << qMakePair(tr("Related words"), words);
  }
  if (!seen->image.empty()) {
    const auto columns = static_cast<std::size_t>(patch_grid(explanation).second);
    const auto& labels = session_.answered()->input.region_labels;
    const QString places = named(seen->image, [&](std::size_t place) {
      if (columns > 0) return tr("%1/%2").arg(place / columns + 1).arg(place % columns + 1);
      return place < labels.size() ? QString::fromStdString(labels[place]) : tr("region %1").arg(place + 1);
    });
    if (!places.isEmpty()) rows << qMakePair(columns > 0 ? tr("Related patches") : tr("Related regions"), places);
  }
  return rows;
}

void PictureView::toggle_token(int place, bool more) {
  if (!session_.explanation()) return;
  const auto token = token_of_place(*session_.explanation(), place);
  session_.selection().hover_token({});  // held or not, that is what is seen
  rest_->stop();
  if (token) {
    session_.selection().toggle_token(*token, more);
  } else if (!more) {
    session_.selection().hold_token({});
  }
}

void PictureView::set_previewing(bool on) {
  previews_ = on;
  wait_with_preview();
}

/// Where the pointer is now, on another place than before: what is previewed goes, and once the pointer rests on it
/// what that relates to is shown. A box means itself, and the brush takes away.
void PictureView::wait_with_preview() {
  session_.selection().hover_token({});
  if (previews_ && pointer_ && pointer_->place >= 0 && pointer_->box < 0 && !brushing()) {
    rest_->start();
  } else {
    rest_->stop();
  }
}

/// Of what is under the pointer, or else of the token that is held.
void PictureView::show_details() {
  if (!session_.explanation() || !session_.answered()) return Q_EMIT pointed({});
  if (pointer_) return Q_EMIT pointed(place_rows(*pointer_));
  const auto& token = session_.selection().shown_token();
  if (!token) return Q_EMIT pointed({});
  // The token's own value in what is shown, not in what it relates to.
  ShownPart part = session_.selection().shown_part(session_.head_values());
  if (!part.head) {
    part.token.reset();
    part.more.clear();
  }
  Q_EMIT pointed(value_rows(*token, part) + token_rows(*token));
}

DetailRows PictureView::value_rows(const TokenPlace& token, const ShownPart& part) const {
  const Explanation& explanation = *session_.explanation();
  const Answered& answered = *session_.answered();
  DetailRows rows;
  const int place = place_of_token(explanation, token), word = word_of_token(explanation, token);
  const Shown now = shown(explanation, part);
  const std::vector<float>& values = place >= 0 ? now.image : now.text;
  const auto index = static_cast<std::size_t>(std::max(place, word));
  if (place >= 0) {
    const auto [grid_rows, columns] = patch_grid(explanation);
    if (grid_rows > 0) {
      rows << qMakePair(tr("Patch"), tr("row %1, column %2").arg(place / columns + 1).arg(place % columns + 1));
    } else {
      const bool named = index < answered.input.region_labels.size();
      rows << qMakePair(tr("Region"), named ? tr("%1, %2").arg(place + 1).arg(
                                                  QString::fromStdString(answered.input.region_labels[index]))
                                            : QString::number(place + 1));
    }
  } else if (word >= 0) {
    const auto text = text_index(explanation.target);
    if (text < answered.input.texts.size() && index < answered.input.texts[text].tokens.size())
      rows << qMakePair(tr("Token"), QString::fromStdString(answered.input.texts[text].tokens[index].text));
  }
  if (index >= values.size()) return rows;
  const float value = values[index], most = *std::max_element(values.begin(), values.end());
  const auto rank = std::count_if(values.begin(), values.end(), [&](float other) { return other > value; }) + 1;
  if (!now.title.isEmpty()) rows << qMakePair(tr("Shown"), now.title);
  rows << qMakePair(part.head ? tr("Attention") : tr("Relevance"),
                    tr("%1 % of the maximum").arg(most > 0 ? qRound(100.0F * value / most) : 0));
  rows << qMakePair(tr("Rank"), tr("%1 of %2").arg(rank).arg(values.size()));
  rows << qMakePair(tr("Raw value"), QString::number(static_cast<double>(value), 'g', 4));
  return rows;
}

void PictureView::show_place(QPointF point, int place, int box) {
  const auto& answered = session_.answered();
  if (!session_.explanation() || !answered || !answered->question.picture) return;
  const QRectF whole(0, 0, static_cast<double>(answered->question.picture->width),
                     static_cast<double>(answered->question.picture->height));
  const std::optional<Pointer> before = pointer_;
  pointer_ = whole.contains(point) ? std::optional<Pointer>({point, place, box}) : std::nullopt;
  const bool same_place =
      before && pointer_ && before->place == pointer_->place && (before->box < 0) == (pointer_->box < 0);
  if (!same_place) wait_with_preview();
  if (!answered->query_boxes.empty())
    session_.selection().hover_query(box < 0 ? std::nullopt : std::optional<int>(box));
  show_details();
}

DetailRows PictureView::place_rows(const Pointer& pointer) const {
  DetailRows rows;
  for (const Prediction& prediction : session_.answered()->predictions) {
    if (pointer.box < 0 || prediction.target.query != pointer.box) continue;
    rows << qMakePair(
        tr("Object"),
        tr("%1 %2 (query %3)").arg(QString::fromStdString(prediction.label), short_score(prediction)).arg(pointer.box));
  }
  if (const auto token = token_of_place(*session_.explanation(), pointer.place)) {
    ShownPart part = session_.selection().held_part(session_.head_values());  // not in its own preview
    part.head = session_.selection().shown_head();
    if (part.token == token && part.more.empty() && !part.head) part.token.reset();  // it says nothing of itself
    rows << value_rows(*token, part);
    rows << token_rows(*token);
  }
  rows << qMakePair(tr("Pixel"), tr("%1, %2").arg(qFloor(pointer.point.x())).arg(qFloor(pointer.point.y())));
  return rows;
}

void PictureView::place_appearance() {
  appearance_->fit_into(canvas_->width() - 2 * spacing::small);
  const QSize bar = appearance_->size();
  appearance_->move((canvas_->width() - bar.width()) / 2, canvas_->height() - bar.height() - spacing::small);
  constexpr int colour_bar = 64;
  canvas_->set_insets({spacing::panel, spacing::panel, colour_bar, bar.height() + 2 * spacing::small});
}

void PictureView::resizeEvent(QResizeEvent*) { place_appearance(); }

bool PictureView::eventFilter(QObject* watched, QEvent* event) {
  if (watched == canvas_ && (event->type() == QEvent::Resize || event->type() == QEvent::Show)) place_appearance();
  return QWidget::eventFilter(watched, event);
}

}  // namespace rex::ui
