#include "core/evaluate/runs/report_curves.h"

#include <set>
#include <string>

#include "tests/support/catch.h"

using namespace rex::evaluate;

namespace {

std::size_t count_of(const std::string& text, const std::string& piece) {
  std::size_t count = 0;
  for (std::size_t at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++count;
  return count;
}

/// The attributes of every line of SVG.
std::vector<std::string> strokes_of(const std::string& svg) {
  std::vector<std::string> strokes;
  for (std::size_t at = svg.find("<polyline "); at != std::string::npos; at = svg.find("<polyline ", at + 1)) {
    strokes.push_back(svg.substr(at, svg.find(" points", at) - at));
  }
  return strokes;
}

}  // namespace

TEST_CASE("every method of a report has a stroke of its own, and keeps it from plot to plot") {
  std::vector<std::string> names{"random", "raw_attention"};
  for (int i = 0; i < 12; ++i) names.push_back("method" + std::to_string(100 + i));
  std::vector<std::pair<std::string, std::vector<double>>> all;
  for (const std::string& name : names) all.emplace_back(name, std::vector<double>{1, 0});
  const std::vector<std::string> strokes = strokes_of(curves_svg({"a", "b", "c"}, {0, 1}, all, names));
  REQUIRE(strokes.size() == 14);
  CHECK(std::set<std::string>(strokes.begin(), strokes.end()).size() == 14);
  const std::vector<std::string> alone = strokes_of(curves_svg({"a", "b", "c"}, {0, 1}, {all.back()}, names));
  REQUIRE(alone.size() == 1);
  CHECK(alone.front() == strokes.back());
}

TEST_CASE("a report draws what goes by shares or layers, names it in words, and no other list") {
  const nlohmann::json methods = {{"ours",
                                   {{"curves",
                                     {{"words/negative_probability", {0.9, 0.8}},
                                      {"spearman_by_layer", {0.5, -0.5, 0.1}},
                                      {"prf_10", {1, 2, 3}}}}}},
                                  {"silent", {{"numbers", 1}}}};
  const std::string html = curves_html(methods, {{"words/", {0.0, 0.5, 1.0}}});
  CHECK(count_of(html, "<polyline") == 2);
  CHECK(html.find("Words, least relevant first") != std::string::npos);
  CHECK(html.find("probability of the answer") != std::string::npos);
  CHECK(html.find("Spearman") != std::string::npos);
  CHECK(html.find("prf") == std::string::npos);
  CHECK(html.find("silent") == std::string::npos);
  CHECK(curves_html({{"ours", {{"curves", nlohmann::json::object()}}}}, {}).empty());
}

TEST_CASE("probabilities have the whole of 0 to 1 as their axis, other values what they need") {
  const auto label = [](const std::string& svg, const char* text) {
    return svg.find(">" + std::string(text) + "</text>") != std::string::npos;
  };
  const std::string shares = curves_svg({}, {0, 0.9}, {{"ours", {0.6, 0.5}}}, {"ours"});
  CHECK(label(shares, "0"));
  CHECK(label(shares, "0.25"));
  CHECK(label(shares, "1"));
  const std::string signed_values = curves_svg({}, {1, 2, 3}, {{"ours", {-0.8, 0.1, 0.2}}}, {"ours"});
  CHECK(label(signed_values, "-0.5"));
  CHECK(label(signed_values, "2"));
  CHECK(curves_svg({"<a>", "", ""}, {0}, {{"ours", {0.5}}}, {"ours"}).find("&lt;a&gt;") != std::string::npos);
}
