#include "ui/state/comparison.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <functional>

#include "core/explain/method.h"
#include "ui/state/drawing.h"
#include "ui/state/session.h"

namespace rex::ui {
namespace {

constexpr std::size_t most_panels = 6;

/// VALUES over their largest magnitude, so that maps of different methods can be subtracted.
std::vector<float> shares(std::vector<float> values) {
  float most = 0;
  for (const float value : values) most = std::max(most, std::abs(value));
  if (most > 0) {
    for (float& value : values) value /= most;
  }
  return values;
}

QString words_of(const Compared& panel) {
  const auto text = static_cast<std::size_t>(panel.explanation->target.text.value_or(0));
  return text < panel.pass->texts.size() ? QString::fromStdString(panel.pass->texts[text]) : QString();
}

/// The title says what differs, the subtitle what is left to say.
void name_panels(std::vector<Compared>& panels) {
  using Name = std::function<QString(const Compared&)>;
  const Name method = [](const Compared& panel) {
    return QString::fromStdString(explanation_method(panel.explanation->method).title());
  };
  const Name target = [](const Compared& panel) {
    const QString words = words_of(panel);
    return panel.explanation->target.text && !words.isEmpty() ? words
                                                              : QString::fromStdString(panel.explanation->target_label);
  };
  const Name picture = [](const Compared& panel) {
    return QString::fromStdString(panel.pass->picture_file.stem().string());
  };
  const Name model = [](const Compared& panel) { return QString::fromStdString(panel.explanation->model); };
  const Name layers = [](const Compared& panel) {
    return QString::fromStdString(to_string(panel.explanation->options.layers));
  };
  const Name words = [](const Compared& panel) { return panel.explanation->target.text ? QString() : words_of(panel); };
  std::vector<bool> differs;
  const std::vector<Name> names = {method, target, layers, words, picture, model};
  for (const Name& name : names) {
    differs.push_back(std::any_of(panels.begin(), panels.end(),
                                  [&](const Compared& panel) { return name(panel) != name(panels.front()); }));
  }
  for (Compared& panel : panels) {
    QStringList first, rest;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const QString text = names[i](panel);
      const bool always = i < 3;  // method, target, layers
      if (text.isEmpty()) continue;
      if (differs[i]) {
        first << text;
      } else if (always) {
        rest << text;
      }
    }
    if (first.isEmpty()) first << rest.takeFirst();
    panel.title = first.join(QStringLiteral(" · "));
    panel.subtitle = rest.join(QStringLiteral(" · "));
  }
}

}  // namespace

std::vector<Compared> comparison(const Session& session) {
  std::vector<Compared> result;
  const auto add = [&](const std::shared_ptr<const PassInfo>& pass, const std::shared_ptr<const Explanation>& one,
                       int pin) {
    const bool there =
        std::any_of(result.begin(), result.end(), [&](const Compared& other) { return other.explanation == one; });
    if (!there && pass && one && result.size() < most_panels) result.push_back({pass, one, pin, {}, {}});
  };
  for (std::size_t pin = 0; pin < session.pins().size(); ++pin) {
    add(session.pins()[pin].pass, session.pins()[pin].explanation, static_cast<int>(pin));
  }
  add(session.pass(), session.explanation(), -1);
  for (const auto& explanation : session.compared()) add(session.pass(), explanation, -1);
  if (!result.empty()) name_panels(result);
  return result;
}

std::optional<HeatMap> difference(const std::vector<Compared>& panels) {
  if (panels.size() != 2 || !panels[0].pass->picture || panels[0].pass->picture != panels[1].pass->picture) return {};
  std::vector<float> first = shares(shown_image(panels[0].explanation->relevancies));
  const std::vector<float> second = shares(shown_image(panels[1].explanation->relevancies));
  if (first.empty() || first.size() != second.size()) return {};
  for (std::size_t i = 0; i < first.size(); ++i) first[i] -= second[i];
  HeatMap heat = heat_of(*panels[0].explanation, *panels[0].pass, first);
  if (heat.empty()) return {};
  return heat;
}

}  // namespace rex::ui
