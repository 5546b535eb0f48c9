#include "ui/state/shown_figure.h"

#include <ATen/ATen.h>

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>

#include "core/base/error.h"
#include "core/evaluate/protocols/sanity.h"
#include "core/explain/method.h"
#include "core/render/colour.h"
#include "ui/figure/caption.h"
#include "ui/figure/figure.h"
#include "ui/state/comparison.h"
#include "ui/state/drawing.h"
#include "ui/state/queries.h"
#include "ui/state/session.h"
#include "ui/state/shown.h"

namespace rex::ui {
namespace {

struct FigureText {
  Q_DECLARE_TR_FUNCTIONS(FigureText)
};

/// Why there is no figure, in the language of the window; the words of figures are those of papers, English.
Error no_figure(const QString& problem, const QString& remedy) {
  return {{}, problem.toStdString(), remedy.toStdString()};
}

ShownPart part_of(const Session& session) { return session.selection().shown_part(session.head_values()); }

/// What is drawn over one panel of SESSION, as on the canvas; panels that are compared show their own query alone.
void choose_queries(const Session& session, figure::FigureOptions& options) {
  if (!session.answered()->model->description.finds_objects()) return;
  options.queries = figure_queries(session);
  options.appearance.masks = !drawn_masks(session).empty();
  if (session.appearance().all_queries) options.detections = drawn_masks(session);
}

/// EXPLANATION with what has changed since the session that it comes from was saved.
Explanation noted(Explanation explanation, const Session& session) {
  for (const QString& warning : session.warnings()) explanation.notes.push_back(warning.toStdString());
  return explanation;
}

/// The curves of PANELS for OPTIONS, where they are there and wanted; null: none.
std::shared_ptr<const evaluate::Faithfulness> curves_of(const Session& session, const std::vector<Compared>& panels,
                                                        const figure::FigureOptions& options) {
  const auto& curves = session.faithfulness();
  return options.with_curves && curves && curves->complete && panel_at_hand(session, panels) ? curves : nullptr;
}

/// CURVES without those of what was pinned, which figures of one explanation do not show.
std::shared_ptr<const evaluate::Faithfulness> without_pins(const evaluate::Faithfulness& curves) {
  auto own = std::make_shared<evaluate::Faithfulness>(curves);
  std::erase_if(own->compared, [](const evaluate::OrderCurve& curve) { return curve.pinned; });
  return own;
}

/// Where pictures or words differ, the caption says for each panel what it shows; the curves of all
/// are its last panel.
figure::FigureSpec mixed_figure(const Session& session, const std::vector<Compared>& panels,
                                const figure::FigureOptions& options) {
  figure::FigureSpec spec = figure::empty_figure(options);
  const auto curves = curves_of(session, panels, options);
  char letter = 'a';
  for (const Compared& panel : panels) {
    const Explanation& explanation = *panel.explanation;
    spec.panels.push_back(figure::make_panel(*panel.answered, explanation, options));
    if (!options.caption) continue;
    std::string text;
    figure::FigureOptions own = options;
    if (panel.explanation == session.explanation()) own.curves = curves;
    for (const figure::CaptionLine& line : figure::caption_of(*panel.answered, {explanation}, own, 0)) {
      if (line.name != "Made with") text += (text.empty() ? "" : " · ") + line.text;
    }
    spec.caption.push_back({std::string("(") + letter++ + ")", text});
  }
  if (curves) spec.panels.push_back(figure::curves_panel(*curves));
  if (options.caption) spec.caption.push_back({"Made with", "Relevance Explorer " REX_VERSION});
  return spec;
}

figure::FigureSpec compared_figure(const Session& session, const figure::FigureOptions& options) {
  const std::vector<Compared> panels = comparison(session);
  if (panels.empty())
    throw no_figure(FigureText::tr("There is nothing to compare"), FigureText::tr("Pin an explanation first."));
  const bool one_pass = std::all_of(panels.begin(), panels.end(),
                                    [&](const Compared& panel) { return panel.answered == panels.front().answered; });
  figure::FigureSpec spec;
  if (one_pass) {
    std::vector<Explanation> explanations;
    for (const Compared& panel : panels) explanations.push_back(noted(*panel.explanation, session));
    figure::FigureOptions with_curves = options;
    with_curves.curves = curves_of(session, panels, options);
    spec = figure::make_figure(*panels.front().answered, explanations, with_curves);
  } else {
    spec = mixed_figure(session, panels, options);
  }
  if (panels.size() == 2) {
    auto between = figure::difference_panel(*panels[0].answered, *panels[0].explanation, *panels[1].answered,
                                            *panels[1].explanation, options.appearance);
    if (between) spec.panels.push_back(std::move(*between));
  }
  return spec;
}

}  // namespace

figure::FigureOptions figure_options(const Session& session) {
  figure::FigureOptions options;
  options.appearance = session.appearance();
  options.appearance.mask_style = MaskStyle::smooth;  // as on the canvas
  if (session.explanation() && shown(*session.explanation(), part_of(session)).signed_values) {
    options.appearance.picture_scale = options.appearance.word_scale = "signed";
  }
  if (options.appearance.picture_scale == "signed") options.appearance.colour_map = "difference";
  return options;
}

figure::FigureSpec figure_of(const Session& session, bool compared, const figure::FigureOptions& options) {
  if (compared) return compared_figure(session, options);
  if (!session.explanation() || !session.answered()) {
    throw no_figure(FigureText::tr("There is no explanation yet"),
                    FigureText::tr("Open a model and what it should explain first."));
  }
  figure::FigureOptions shown_options = options;
  choose_queries(session, shown_options);
  const Explanation& whole = *session.explanation();
  const ShownPart part = part_of(session);
  // The curves are of the whole explanation.
  const auto& curves = session.faithfulness();
  if (options.with_curves && curves && curves->complete && !shows_part(whole, part)) {
    shown_options.curves = without_pins(*curves);
  }
  if (shows_step(whole, part)) shown_options.scaled_by = {whole.relevancies.image};
  return figure::make_figure(*session.answered(), {noted(with_part(whole, part), session)}, shown_options);
}

figure::FigureSpec sanity_figure(const Session& session) {
  const auto& sanity = session.sanity();
  if (!sanity || !session.explanation() || !session.answered()) {
    throw no_figure(FigureText::tr("The map was not checked yet"), FigureText::tr("Check it first."));
  }
  const auto number = [](double value) { return QString::number(value, 'f', 2).toStdString(); };
  figure::FigureOptions options = figure_options(session);
  options.appearance.boxes = options.appearance.masks = false;
  figure::FigureSpec spec;
  const auto add = [&](const Explanation& explanation, const std::string& title, const std::string& subtitle) {
    spec.panels.push_back(figure::make_panel(*session.answered(), explanation, options));
    spec.panels.back().title = title;
    spec.panels.back().subtitle = subtitle;
    spec.panels.back().scale_name.clear();
  };
  add(*session.explanation(), "as learnt", "");
  for (const evaluate::SanityStep& step : sanity->steps) {
    add(*step.explanation, "+ " + step.layer,
        "ρ " + number(step.spearman) + (step.ssim ? " · SSIM " + number(*step.ssim) : std::string()));
  }
  for (figure::CaptionLine& line : figure::caption_of(*session.answered(), {*session.explanation()}, options, 0)) {
    if (line.name == "Made with") {
      spec.caption.push_back(
          {"Sanity", sanity->sentence() +
                         " Layers are made random one after the other, from the output down; each "
                         "panel has a scale of its own. ρ is Spearman’s, of |map|; SSIM has a Gaussian "
                         "window of 11 × 11 and range 1."});
    }
    spec.caption.push_back(std::move(line));
  }
  return spec;
}

QImage figure_image(const Session& session, bool compared) {
  constexpr double dots_per_inch = 192;
  const figure::FigureSpec spec = figure_of(session, compared, figure_options(session));
  const QSizeF points = figure::figure_size(spec);
  QImage image((points * dots_per_inch / 72).toSize(), QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  figure::paint(painter, spec, QRectF(image.rect()));
  return image;
}

}  // namespace rex::ui
