#include "ui/figure/contact_sheet.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "core/base/foreign_errors.h"
#include "core/explain/method.h"
#include "core/picture/picture.h"
#include "ui/figure/caption.h"

namespace rex::figure {

namespace {

constexpr double page_width = 7.0;  // inches: both columns of a paper

/// PANEL with its picture at SHARE of its size, and everything that lies on it.
void shrink(Panel& panel, double share) {
  const Picture& picture = *panel.picture;
  const auto width = std::max<std::int64_t>(1, std::llround(share * static_cast<double>(picture.width)));
  const auto height = std::max<std::int64_t>(1, std::llround(share * static_cast<double>(picture.height)));
  const double x = static_cast<double>(width) / static_cast<double>(picture.width);
  const double y = static_cast<double>(height) / static_cast<double>(picture.height);
  const auto move = [&](Box& box) { box = {x * box.left, y * box.top, x * box.right, y * box.bottom}; };
  panel.picture = std::make_shared<const Picture>(resize_pillow(picture, width, height, ResizeFilter::bicubic));
  move(panel.heat.area);
  for (Box& box : panel.heat.boxes) move(box);
  if (panel.seen) move(*panel.seen);
  for (LabelledBox& box : panel.boxes) move(box.box);
  for (Box& box : panel.removed) move(box);
  for (MaskOutline& mask : panel.masks) {
    for (Outline& line : mask.lines) {
      for (Point& point : line) point = {x * point.x, y * point.y};
    }
  }
}

/// TARGET among the answers of ANSWERED.
Target target_among(const Answered& answered, const Target& target) {
  if (!answered.model->description.finds_objects() || !target.class_index || target.query) return target;
  for (const Prediction& prediction : answered.predictions) {
    if (prediction.target.class_index == target.class_index) return prediction.target;
  }
  throw Error("target", "no object query found it");
}

/// The picture as the sheet shows it, with what the model answered under it.
Panel sheet_panel(const std::string& name, const Answered& answered, const Explanation& explanation,
                  const SheetOptions& options) {
  FigureOptions drawing = options.drawing;
  drawing.words = false;
  drawing.queries.reset();
  drawing.detections.clear();
  Panel panel = make_panel(answered, explanation, drawing);
  if (!panel.picture) throw Error("picture", "the method says nothing of it");
  panel.title = name;
  const std::string caption = caption_of_target(answered, explanation.target);
  panel.subtitle = caption.empty() ? box_label(explanation) : "“" + caption + "” · " + score_title(explanation);
  panel.scale_name.clear();  // the caption says it once
  const double pixels = page_width / options.columns * drawing.dpi;
  const auto longest = static_cast<double>(std::max(panel.picture->width, panel.picture->height));
  if (longest > pixels) shrink(panel, pixels / longest);
  return panel;
}

/// What is the same of all pictures: told by FIRST, the caption of one of them.
std::vector<CaptionLine> sheet_caption(std::vector<CaptionLine> first, const std::vector<SheetEntry>& entries,
                                       const std::set<std::string>& notes, const ContactSheet& sheet,
                                       const SheetOptions& options) {
  std::vector<CaptionLine> caption;
  const auto alike = [&](auto of) {
    return std::all_of(entries.begin(), entries.end(),
                       [&](const SheetEntry& entry) { return of(entry) == of(entries.front()); });
  };
  const auto texts = [](const SheetEntry& entry) { return entry.question.texts; };
  for (CaptionLine& line : first) {
    if (line.name == "Removed" || line.name == "Note" || line.name == "Made with") continue;
    if (line.name == "Target") {
      const bool best = alike([](const SheetEntry& entry) { return entry.target; }) && entries[0].target == Target();
      line.text = best ? "the best answer of each picture" : "what stands under each picture";
    }
    if (line.name == "Scale" && !options.drawing.appearance.shared_scale) line.text += ", for each picture by itself";
    caption.push_back(std::move(line));
  }
  if (alike(texts) && !entries.front().question.texts.empty()) {
    std::string text;
    for (const std::string& one : entries.front().question.texts) text += (text.empty() ? "“" : " “") + one + "”";
    caption.push_back({"Text", text});
  }
  const auto joined = [](const auto& parts, auto text_of) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : "; ") + text_of(part);
    return text;
  };
  if (!notes.empty()) caption.push_back({"Note", joined(notes, [](const std::string& note) { return note; })});
  caption.push_back({"Pictures", std::to_string(sheet.figure.panels.size())});
  if (!sheet.left_out.empty()) {
    caption.push_back({"Left out", std::to_string(sheet.left_out.size()) + ": " +
                                       joined(sheet.left_out,
                                              [](const LeftOut& one) { return one.name + " (" + one.reason + ")"; })});
  }
  caption.push_back({"Made with", "Relevance Explorer " REX_VERSION});
  return caption;
}

}  // namespace

ContactSheet contact_sheet(Inquiry& inquiry, const std::vector<SheetEntry>& entries, const SheetOptions& options,
                           const Progress& progress) {
  if (entries.empty()) throw Error("contact sheet", "there is no picture to show");
  if (!inquiry.model()->description.sees_picture()) {
    throw Error("contact sheet", "the model sees no pictures", "Choose a model of pictures.");
  }
  const ExplanationMethod& method = explanation_method(options.method);
  ContactSheet sheet;
  sheet.figure = empty_figure(options.drawing);
  std::vector<CaptionLine> first;
  std::optional<std::set<std::string>> notes;  // that all have
  const Progress quiet(nullptr, progress.stop());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const SheetEntry& entry = entries[i];
    const auto count = static_cast<double>(entries.size());
    progress.report(static_cast<double>(i) / count, entry.name);
    try {
      Question question = entry.question;
      if (!question.picture) question.picture = std::make_shared<const Picture>(load_picture(question.picture_file));
      const auto answered = inquiry.ask(inquiry.prepare(readable(std::move(question), inquiry.model()->description)),
                                        common_needs({&method}), options.explain.double_precision);
      const Explanation explanation =
          inquiry.explain(target_among(*answered, entry.target), method, options.explain, quiet);
      sheet.figure.panels.push_back(sheet_panel(entry.name, *answered, explanation, options));
      if (first.empty()) {
        FigureOptions drawing = options.drawing;
        drawing.words = false;
        first = caption_of(*answered, {explanation}, drawing, 0);
      }
      const std::set<std::string> here(explanation.notes.begin(), explanation.notes.end());
      if (!notes) notes = here;
      std::erase_if(*notes, [&](const std::string& note) { return !here.contains(note); });
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& exception) {
      const Error error = as_error(exception);
      if (entries.size() == 1) throw error;
      sheet.left_out.push_back({entry.name, error.problem()});
    }
  }
  if (sheet.figure.panels.empty()) {
    throw Error("contact sheet", "none of the pictures could be explained",
                sheet.left_out.front().name + ": " + sheet.left_out.front().reason);
  }
  if (options.drawing.appearance.shared_scale) {
    std::vector<Scale> scales;
    for (const Panel& panel : sheet.figure.panels) scales.push_back(panel.scale);
    for (Panel& panel : sheet.figure.panels) panel.scale = shared_scale(scales);
  }
  sheet.figure.letters = false;
  sheet.figure.titles_below = true;
  sheet.figure.width = page_width;
  sheet.figure.columns = options.columns;
  if (options.drawing.caption) sheet.figure.caption = sheet_caption(std::move(first), entries, *notes, sheet, options);
  return sheet;
}

}  // namespace rex::figure
