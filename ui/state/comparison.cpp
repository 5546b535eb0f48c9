#include "ui/state/comparison.h"

#include <QStringList>
#include <algorithm>
#include <functional>

#include "core/explain/method.h"
#include "core/render/explained.h"
#include "ui/state/session.h"

namespace rex::ui {
namespace {

constexpr std::size_t most_panels = 6;

QString words_of(const Compared& panel) {
  const std::vector<std::string>& texts = panel.answered->question.texts;
  const std::size_t text = text_index(panel.explanation->target);
  return text < texts.size() ? QString::fromStdString(texts[text]) : QString();
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
    return QString::fromStdString(panel.answered->question.picture_file.stem().string());
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
  const auto add = [&](const std::shared_ptr<const Answered>& answered, const std::shared_ptr<const Explanation>& one,
                       int pin, Asked asked) {
    const bool there =
        std::any_of(result.begin(), result.end(), [&](const Compared& other) { return other.explanation == one; });
    if (there || !answered || !one || result.size() >= most_panels) return;
    asked.method = QString::fromStdString(one->method);
    asked.target = one->target;
    asked.compare_methods.clear();
    asked.compare_targets.clear();
    result.push_back({answered, one, pin, std::move(asked), {}, {}});
  };
  for (std::size_t pin = 0; pin < session.pins().size(); ++pin) {
    const Pin& pinned = session.pins()[pin];
    add(pinned.answered, pinned.explanation, static_cast<int>(pin), pinned.asked);
  }
  const Asked& asked = session.shown_asked();
  add(session.answered(), session.explanation(), -1, asked);
  for (const auto& explanation : session.compared()) add(session.answered(), explanation, -1, asked);
  if (!result.empty()) name_panels(result);
  return result;
}

std::optional<std::size_t> panel_at_hand(const Session& session, const std::vector<Compared>& panels) {
  for (std::size_t i = 0; i < panels.size(); ++i) {
    if (panels[i].explanation == session.explanation()) return i;
  }
  return {};
}

std::optional<HeatMap> difference(const std::vector<Compared>& panels) {
  if (panels.size() != 2) return {};
  return rex::difference(*panels[0].answered, *panels[0].explanation, *panels[1].answered, *panels[1].explanation);
}

}  // namespace rex::ui
