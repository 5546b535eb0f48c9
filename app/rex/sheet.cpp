#include "app/rex/sheet.h"

#include <iostream>

#include "app/rex/progress_line.h"
#include "core/base/error.h"
#include "core/explain/explain.h"
#include "core/explain/inquiry.h"
#include "core/models/open/find_models.h"
#include "ui/figure/contact_sheet.h"
#include "ui/figure/gui_application.h"
#include "ui/figure/save_figure.h"

namespace rex::command {

void save_contact_sheet(const ManyExplained& command, const std::string& file, int columns) {
  if (command.methods.size() > 1 || command.targets.size() > 1) {
    throw CLI::ValidationError("--contact-sheet", "shows one --method and one --target of each picture");
  }
  const std::vector<evaluate::ListedSample> samples = listed_samples(command);
  const figure::GuiApplication application;
  const ProgressLine line;
  Inquiry inquiry(locate_model(command.model), line.progress().part(0, 0.1), command.opening);
  const ModelDescription& model = inquiry.model()->description;
  const std::string usual = command.targets.empty() ? "top" : command.targets.front();
  std::vector<figure::SheetEntry> entries;
  for (const evaluate::ListedSample& sample : samples) {
    figure::SheetEntry entry;
    entry.name = sample.id;
    entry.question.picture_file = sample.picture;
    entry.question.texts = sample.texts;
    entry.question.pair = sample.pair.value_or("");
    entry.question.regions_file = sample.regions;
    entry.target = parse_target(sample.target.empty() ? usual : sample.target, model);
    entries.push_back(std::move(entry));
  }
  figure::SheetOptions options;
  options.method = command.methods.front();
  options.explain.layers = parse_layers(command.layers);
  options.explain.double_precision =
      command.precision == "double" || (command.precision == "auto" && prefers_double_precision(model));
  options.drawing = *command.drawing;
  options.columns = columns;
  const figure::ContactSheet sheet = contact_sheet(inquiry, entries, options, line.progress().part(0.1, 0.95));
  figure::save_figure(file, sheet.figure);
  line.clear();
  for (const figure::LeftOut& one : sheet.left_out) std::cerr << "rex: " << one.name << ": " << one.reason << '\n';
  std::cout << sheet.figure.panels.size() << " of " << entries.size() << " pictures are on " << file << '\n';
}

}  // namespace rex::command
