#include "app/rex/figure_options.h"

#include <string>

#include "app/rex/validators.h"
#include "core/render/appearance.h"

namespace rex::command {
namespace {

constexpr const char* group = "Figures";

CLI::Option* add_appearance_option(CLI::App& command, const AppearanceOption& option,
                                   const std::shared_ptr<figure::FigureOptions>& options) {
  const auto read = [&option, options](const OptionValue& value) { option.read(options->appearance, value); };
  if (option.most > 0) {
    return command.add_option_function<double>(option.name, read, option.help)
        ->check(number_in(option.least, option.most));
  }
  if (!option.words.empty()) {
    return command.add_option_function<std::string>(option.name, read, option.help)->check(CLI::IsMember(option.words));
  }
  if (option.text) return command.add_option_function<std::string>(option.name, read, option.help);
  return command.add_flag_callback(
      option.name, [read] { read({}); }, option.help);
}

}  // namespace

std::shared_ptr<figure::FigureOptions> add_figure_options(CLI::App& command) {
  const auto options = std::make_shared<figure::FigureOptions>();
  for (const AppearanceField& field : appearance_fields()) {
    CLI::Option* option = add_appearance_option(command, field.option, options)->group(group);
    if (!field.option.excludes.empty()) option->excludes(command.get_option(field.option.excludes));
  }
  command
      .add_flag_callback(
          "--no-caption", [options] { options->caption = false; }, "No caption")
      ->group(group);
  command
      .add_flag("--difference", options->difference,
                "The difference of two maps as a further panel: of two methods or targets")
      ->group(group);
  command.add_flag("--transparent", options->transparent, "No white ground")->group(group);
  command.add_option("--width", options->width, "Of the figure, in inches; else as fits a paper")
      ->check(number_in(1, 60))
      ->group(group);
  command
      .add_option("--text-size", options->text_size, "Of the figure's titles, in points; other letters in proportion")
      ->check(number_in(figure::least_text_size, figure::most_text_size))
      ->group(group);
  command.add_option("--dpi", options->dpi, "Of PNG files")->check(number_in(36, 2400))->group(group);
  return options;
}

}  // namespace rex::command
