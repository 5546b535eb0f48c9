#include "core/evaluate/runs/report_curves.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <string_view>

#include "core/evaluate/runs/methods_beside.h"
#include "core/evaluate/runs/report.h"

namespace rex::evaluate {
namespace {

using Lines = std::vector<std::pair<std::string, std::vector<double>>>;

/// Distinct for readers with any colour vision (Okabe and Ito 2008); black and grey are for what stands beside.
constexpr std::array<const char*, 7> colours{"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                             "#e69f00", "#56b4e9", "#999933"};
constexpr std::array<const char*, 3> dashes{"", "7 3", "2 2"};

struct Stroke {
  std::string colour;
  std::string dashes;
};

bool stands_beside(const std::string& method) { return method == random_method || method == "raw_attention"; }

Stroke stroke_of(const std::string& method, const std::vector<std::string>& names) {
  if (method == random_method) return {"#777", "4 3"};
  if (stands_beside(method)) return {"#000", ""};
  std::size_t place = 0;
  for (const std::string& name : names) {
    if (name == method) break;
    if (!stands_beside(name)) ++place;
  }
  return {colours[place % colours.size()], dashes[place / colours.size() % dashes.size()]};
}

std::string attributes(const Stroke& stroke) {
  std::string text = "fill=\"none\" stroke=\"" + stroke.colour + "\" stroke-width=\"1.6\"";
  return stroke.dashes.empty() ? text : text + " stroke-dasharray=\"" + stroke.dashes + "\"";
}

/// At most five round numbers from LOW to HIGH.
std::vector<double> ticks(double low, double high) {
  const double rough = (high - low) / 4, decade = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * decade;
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (factor * decade >= rough * 0.999) {
      step = factor * decade;
      break;
    }
  }
  std::vector<double> result;
  for (double index = std::ceil(low / step - 1e-9); index * step <= high + 1e-9 * step; ++index) {
    result.push_back(index * step + 0.0);  // no -0
  }
  return result;
}

std::string format(const char* pattern, double a, double b = 0, double c = 0, double d = 0) {
  char text[256];
  std::snprintf(text, sizeof text, pattern, a, b, c, d);
  return text;
}

/// "pixels/black/positive_probability" in words.
PlotTitle title_of(const std::string& key, bool removed) {
  const std::size_t slash = key.rfind('/');
  std::string prefix = slash == std::string::npos ? "" : key.substr(0, slash), last = key.substr(slash + 1);
  if (const std::size_t part = prefix.find('/'); part != std::string::npos) {
    prefix = prefix.substr(0, part) + " (" + prefix.substr(part + 1) + ")";
  }
  if (!prefix.empty()) prefix[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(prefix[0])));
  const char* const steps = removed ? "share removed" : "layers, in the order in which they were made random";
  for (const auto& [name, order] :
       {std::pair("positive", "most relevant first"), std::pair("negative", "least relevant first")}) {
    const std::string what = (prefix.empty() ? "" : prefix + ", ") + order;
    if (last == name) return {what, "worth of the answer (1: right)", steps};
    if (last == std::string(name) + "_probability") return {what, "probability of the answer", steps};
  }
  const std::string variant = last.starts_with("smooth_") ? "Smooth: " : "";
  const std::string likeness = variant + (variant.empty() ? "Likeness" : "likeness") + " to the map as learnt";
  if (last.ends_with("spearman_by_layer")) return {likeness, "Spearman’s ρ", steps};
  if (last.ends_with("ssim_by_layer")) return {likeness, "SSIM", steps};
  return {key, "", removed ? steps : ""};
}

/// Other lists are several numbers of one thing: precision, recall and F1, for example.
bool is_curve(const std::string& key, bool removed) { return removed || key.ends_with("_by_layer"); }

std::string key_of(const std::vector<std::string>& names) {
  std::string html = "<p class=\"key\">";
  for (const std::string& name : names) {
    html += "<span><svg width=\"30\" height=\"10\"><path d=\"M1 5h28\" " + attributes(stroke_of(name, names)) +
            "/></svg> " + html_text(name) + "</span> ";
  }
  return html + "</p>";
}

}  // namespace

std::string curves_svg(const PlotTitle& title, const std::vector<double>& steps, const Lines& methods,
                       const std::vector<std::string>& method_names) {
  constexpr double width = 352, height = 268, left = 40, bottom = 40, top = 38, right = 12;
  double low = 0, high = 1;
  for (const auto& [name, values] : methods) {
    for (const double value : values) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  const double first = steps.front(), last = steps.back() > first ? steps.back() : first + 1;
  const auto x = [&](double step) { return left + (step - first) / (last - first) * (width - left - right); };
  const auto y = [&](double value) { return top + (high - value) / (high - low) * (height - top - bottom); };
  std::string svg = format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%g\" height=\"%g\" font-family=\"sans-serif\" "
      "font-size=\"11\">",
      width, height);
  svg += format("<text x=\"%g\" y=\"13\" font-weight=\"bold\">", left) + html_text(title.what) + "</text>";
  svg += format("<text x=\"%g\" y=\"28\" fill=\"#555\">", left) + html_text(title.values) + "</text>";
  for (const double value : ticks(low, high)) {
    svg += format("<path d=\"M%g %.1fH%g\" stroke=\"#e4e4e4\"/>", left, y(value), width - right);
    svg += format("<text x=\"%g\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>", left - 5, y(value) + 4, value);
  }
  for (const double step : ticks(first, last)) {
    svg += format("<path d=\"M%.1f %gv4\" stroke=\"#888\"/>", x(step), height - bottom);
    svg += format("<text x=\"%.1f\" y=\"%g\" text-anchor=\"middle\">%.3g</text>", x(step), height - bottom + 16, step);
  }
  svg += format("<path d=\"M%g %gV%gH%g\" fill=\"none\" stroke=\"#888\"/>", left, top, height - bottom, width - right);
  svg +=
      format("<text x=\"%g\" y=\"%g\" text-anchor=\"middle\" fill=\"#555\">", (left + width - right) / 2, height - 8) +
      html_text(title.steps) + "</text>";
  // What stands beside lies under the rest; dashed lines come later than whole ones, so that both show where they meet.
  for (const bool beside : {true, false}) {
    for (const auto& [name, values] : methods) {
      if (stands_beside(name) != beside) continue;
      svg += "<polyline " + attributes(stroke_of(name, method_names)) + " points=\"";
      for (std::size_t i = 0; i < std::min(values.size(), steps.size()); ++i) {
        svg += format("%.1f,%.1f ", x(steps[i]), y(values[i]));
      }
      svg += "\"/>";
    }
  }
  return svg + "</svg>\n";
}

std::string curves_html(const nlohmann::json& methods, const nlohmann::json& steps) {
  std::map<std::string, Lines> plots;
  std::set<std::string> drawn;
  for (const auto& [method, entry] : methods.items()) {
    if (!entry.contains("curves")) continue;
    for (const auto& [key, curve] : entry.at("curves").items()) {
      if (!is_curve(key, steps.contains(key.substr(0, key.rfind('/') + 1)))) continue;
      plots[key].emplace_back(method, curve.get<std::vector<double>>());
      drawn.insert(method);
    }
  }
  if (plots.empty()) return "";
  const std::vector<std::string> names(drawn.begin(), drawn.end());
  std::string html = key_of(names) + "<div class=\"figures\">";
  for (const auto& [key, lines] : plots) {
    const auto shares = steps.find(key.substr(0, key.rfind('/') + 1));
    const bool removed = shares != steps.end();
    std::vector<double> places = removed ? shares->get<std::vector<double>>() : std::vector<double>{};
    const std::size_t count = lines.front().second.size();
    for (std::size_t i = places.size(); i < count; ++i) places.push_back(static_cast<double>(i + 1));
    places.resize(count);
    html += curves_svg(title_of(key, removed), places, lines, names);
  }
  return html + "</div>";
}

}  // namespace rex::evaluate
