#include "core/evaluate/runs/report.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

#include "core/evaluate/runs/report_curves.h"
#include "core/evaluate/runs/summary.h"

namespace rex::evaluate {
namespace {

constexpr const char* style = R"(
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem}
table{border-collapse:collapse;font-size:.85rem;margin:.5rem 0}
th,td{padding:.2rem .6rem;border-bottom:1px solid #ddd;text-align:right;white-space:nowrap}
th:first-child,td:first-child,.texts th,.texts td{text-align:left}.texts td{white-space:normal}.best{font-weight:bold}small{color:#666}
.scroll{overflow-x:auto}.key span{margin-right:1rem;white-space:nowrap;font-size:.85rem}
.figures{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;max-width:22rem}
figure img{max-width:100%}figcaption{font-size:.8rem}pre{background:#f5f5f5;padding:.6rem;white-space:pre-wrap;overflow-wrap:anywhere}
)";

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, std::abs(value) >= 10 ? "%.2f" : "%.4f", value);
  return text;
}

std::string base64(const std::string& bytes) {
  constexpr const char* letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (i + k < bytes.size() ? static_cast<std::uint8_t>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k > bytes.size() ? '=' : letters[group >> (18 - 6 * k) & 63U];
    }
  }
  return text;
}

/// Every metric that has numbers in METHODS and a title, in the order of METRICS, then by key.
std::vector<std::string> shown_metrics(const nlohmann::json& methods, const std::vector<Metric>& metrics) {
  std::set<std::string> keys;
  for (const auto& [method, entry] : methods.items()) {
    for (const auto& [key, value] : entry.at("numbers").items()) {
      if (metric_of(metrics, key) != nullptr && value.contains("mean")) keys.insert(key);
    }
  }
  std::vector<std::string> ordered(keys.begin(), keys.end());
  std::stable_sort(ordered.begin(), ordered.end(), [&](const std::string& a, const std::string& b) {
    return metric_of(metrics, a) < metric_of(metrics, b);
  });
  return ordered;
}

std::string prefix_of(const std::string& key) {
  const std::size_t slash = key.rfind('/');
  return slash == std::string::npos ? "" : key.substr(0, slash + 1);
}

std::string title_of(const std::vector<Metric>& metrics, const std::string& key) {
  const Metric* const metric = metric_of(metrics, key);
  if (metric == nullptr) return key;
  std::string prefix = prefix_of(key);
  std::replace(prefix.begin(), prefix.end(), '/', ' ');
  const char* const arrow = metric->better == Metric::Better::higher  ? " ↑"
                            : metric->better == Metric::Better::lower ? " ↓"
                                                                      : "";
  return prefix + metric->title + arrow;
}

std::string table(const nlohmann::json& methods, const std::vector<Metric>& metrics) {
  const std::vector<std::string> keys = shown_metrics(methods, metrics);
  if (keys.empty()) return "<p>No numbers.</p>";
  std::string html = "<div class=\"scroll\"><table><tr><th>method</th>";
  std::map<std::string, double> best;
  for (const std::string& key : keys) {
    html += "<th>" + html_text(title_of(metrics, key)) + "</th>";
    const bool higher = metric_of(metrics, key)->better == Metric::Better::higher;
    for (const auto& [method, entry] : methods.items()) {
      const auto found = entry.at("numbers").find(key);
      if (found == entry.at("numbers").end() || !found->contains("mean")) continue;
      const double value = found->at("mean");
      const auto [kept, is_new] = best.emplace(key, value);
      if (!is_new && (higher ? value > kept->second : value < kept->second)) kept->second = value;
    }
  }
  html += "</tr>";
  for (const auto& [method, entry] : methods.items()) {
    html += "<tr><td>" + html_text(method) + "</td>";
    for (const std::string& key : keys) {
      const auto found = entry.at("numbers").find(key);
      if (found == entry.at("numbers").end() || !found->contains("mean")) {
        html += "<td>–</td>";
        continue;
      }
      const double value = found->at("mean");
      html += std::string("<td") + (value == best.at(key) ? " class=\"best\">" : ">") + number(value) + " <small>[" +
              number(found->at("lower")) + ", " + number(found->at("upper")) + "]";
      if (found->contains("band")) {
        html += " seeds " + number(found->at("band")[0]) + "…" + number(found->at("band")[1]);
      }
      html += "</small></td>";
    }
    html += "</tr>";
  }
  return html + "</table></div>";
}

std::string totals_table(const nlohmann::json& methods) {
  std::set<std::string> keys;
  for (const auto& [method, numbers] : methods.items()) {
    for (const auto& [key, value] : numbers.items()) keys.insert(key);
  }
  std::string html = "<div class=\"scroll\"><table><tr><th>method</th>";
  for (const std::string& key : keys) html += "<th>" + html_text(key) + "</th>";
  html += "</tr>";
  for (const auto& [method, numbers] : methods.items()) {
    html += "<tr><td>" + html_text(method) + "</td>";
    for (const std::string& key : keys) {
      html += "<td>" + (numbers.contains(key) ? number(numbers.at(key)) : std::string("–")) + "</td>";
    }
    html += "</tr>";
  }
  return html + "</table></div>";
}

std::string paired_table(const nlohmann::json& tests, const std::vector<Metric>& metrics) {
  std::string html =
      "<details><summary>Paired tests (sign flips, two-sided)</summary><div class=\"scroll\"><table>"
      "<tr><th>metric</th><th>first</th><th>second</th><th>first − second</th><th>p</th><th>samples</th></tr>";
  for (const nlohmann::json& test : tests) {
    char p[32];
    std::snprintf(p, sizeof p, "%.2g", test.at("p").get<double>());
    html += "<tr><td>" + html_text(title_of(metrics, test.at("metric"))) + "</td><td>" +
            html_text(test.at("first").get<std::string>()) + "</td><td>" +
            html_text(test.at("second").get<std::string>()) + "</td><td>" + number(test.at("difference")) +
            "</td><td>" + p + "</td><td>" + std::to_string(test.at("samples").get<std::int64_t>()) + "</td></tr>";
  }
  return html + "</table></div></details>";
}

std::string subset_title(const std::string& name) {
  return name == "right" ? "Samples whose prediction is right" : "All samples";
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string html;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += letter;
    }
  }
  return html;
}

std::string report_html(const nlohmann::json& identity, const nlohmann::json& summary,
                        const std::vector<Metric>& metrics, const std::vector<ReportFigure>& figures) {
  const std::filesystem::path model = identity.value("model", std::string());
  const std::string title = identity.value("protocol", std::string("run")) + " · " +
                            (model.has_filename() ? model : model.parent_path()).filename().string();
  std::string html =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>" +
      html_text(title) + "</title><style>" + style + "</style><h1>" + html_text(title) + "</h1>";
  html += "<p>" + std::to_string(summary.at("samples").get<std::int64_t>()) + " samples of " +
          html_text(identity.value("data", std::string())) + ", of which " +
          std::to_string(summary.at("failed").get<std::int64_t>()) + " failed";
  if (summary.contains("accuracy")) html += "; accuracy " + number(summary.at("accuracy"));
  html += ". Means with 95 % intervals (bootstrap over samples).</p>";
  const nlohmann::json steps = summary.value("steps", nlohmann::json::object());
  const nlohmann::json subsets = summary.value("subsets", nlohmann::json::object());
  for (const auto& [subset, content] : subsets.items()) {
    html += "<h2>" + subset_title(subset) + " (" + std::to_string(content.at("samples").get<std::int64_t>()) + ")</h2>";
    for (const auto& [target, entry] : content.at("targets").items()) {
      html += "<h3>Explained: " + html_text(target) + "</h3>" + table(entry.at("methods"), metrics) +
              curves_html(entry.at("methods"), steps) + paired_table(entry.at("paired"), metrics);
    }
  }
  const nlohmann::json totals = summary.value("totals", nlohmann::json::object());
  for (const auto& [target, methods] : totals.items()) {
    html += "<h2>Over all samples together: " + html_text(target) + "</h2>" + totals_table(methods);
  }
  if (!figures.empty()) html += "<h2>Best and worst samples</h2><div class=\"figures\">";
  for (const ReportFigure& figure : figures) {
    html += "<figure><img alt=\"\" src=\"data:image/png;base64," + base64(figure.png) + "\"><figcaption><b>" +
            html_text(figure.title) + "</b><br>" + html_text(figure.caption) + "</figcaption></figure>";
  }
  if (!figures.empty()) html += "</div>";
  if (!summary.at("failures").empty()) {
    html += "<h2>Failed samples</h2><table class=\"texts\"><tr><th>sample</th><th>what</th></tr>";
    for (const nlohmann::json& failure : summary.at("failures")) {
      html += "<tr><td>" + html_text(failure.at("id").get<std::string>()) + "</td><td>" +
              html_text(failure.value("where", std::string()) + ": " + failure.value("what", std::string())) +
              "</td></tr>";
    }
    html += "</table>";
  }
  html += "<h2>To repeat it</h2><pre>" + html_text(identity.value("command", std::string())) + "</pre><pre>" +
          html_text(identity.dump(2, ' ', false, nlohmann::json::error_handler_t::replace)) + "</pre></html>\n";
  return html;
}

}  // namespace rex::evaluate
