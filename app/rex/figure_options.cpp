#include "app/rex/figure_options.h"

#include <map>
#include <string>
#include <vector>

#include "app/rex/validators.h"
#include "core/render/colour_map.h"

namespace rex::command {

std::shared_ptr<figure::FigureOptions> add_figure_options(CLI::App& command) {
  const auto options = std::make_shared<figure::FigureOptions>();
  Appearance& appearance = options->appearance;
  std::vector<std::string> colours;
  for (const ColourMap& map : colour_maps()) colours.push_back(map.name);
  const std::string group = "Figures";
  command.add_option("--colours", appearance.colour_map, "Colour map")->check(CLI::IsMember(colours))->group(group);
  command.add_option("--opacity", appearance.opacity, "Of the strongest heat")->check(number_in(0, 1))->group(group);
  const auto threshold = [options](Threshold::Kind kind) {
    return [options, kind](double percent) {
      options->appearance.threshold = {kind, kind == Threshold::Kind::share ? percent / 100 : percent};
    };
  };
  CLI::Option* from = command
                          .add_option_function<double>("--show-from", threshold(Threshold::Kind::share),
                                                       "Percent of the maximum below which no heat is drawn")
                          ->check(number_in(0, 100))
                          ->group(group);
  command
      .add_option_function<double>("--show-top", threshold(Threshold::Kind::top),
                                   "Percent of the patches or regions whose heat is drawn, the strongest")
      ->check(number_in(0, 100))
      ->excludes(from)
      ->group(group);
  command.add_option("--contour", appearance.contour, "Share of the scale at which a line is drawn; 0: none")
      ->check(number_in(0, 1))
      ->group(group);
  command
      .add_flag_callback(
          "--exact", [options] { options->appearance.interpolation = Interpolation::exact; },
          "Every patch one flat colour")
      ->group(group);
  command.add_flag("--grid", options->grid, "Lines between the patches")->group(group);
  command
      .add_option_function<std::string>(
          "--scale",
          [options](const std::string& scale) {
            options->scaling = scale == "signed"    ? Scaling::symmetric
                               : scale == "min-max" ? Scaling::min_to_max
                                                    : Scaling::zero_to_max;
          },
          "0-max, min-max (as the papers draw), or signed: zero in the middle, for --colours difference")
      ->check(CLI::IsMember({"0-max", "min-max", "signed"}))
      ->group(group);
  command.add_flag("--shared-scale", options->shared_scale, "One colour scale for all panels")->group(group);
  command
      .add_flag_callback(
          "--no-boxes", [options] { options->boxes = false; }, "No boxes")
      ->group(group);
  command
      .add_option_function<std::string>(
          "--masks",
          [options](const std::string& style) {
            options->masks = style != "none";
            options->mask_style = style == "smooth" ? MaskStyle::smooth : MaskStyle::reference;
          },
          "Outline of an object query's Otsu mask: reference (as the papers' code), smooth or none")
      ->check(CLI::IsMember({"reference", "smooth", "none"}))
      ->group(group);
  command
      .add_flag_callback(
          "--no-caption", [options] { options->caption = false; }, "No caption")
      ->group(group);
  command.add_flag("--transparent", options->transparent, "No white ground")->group(group);
  command.add_option("--dpi", options->dpi, "Of PNG files")->check(number_in(36, 2400))->group(group);
  return options;
}

}  // namespace rex::command
