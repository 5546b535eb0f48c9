#include "core/evaluate/protocols/faithfulness.h"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <random>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/model_picture.h"
#include "core/explain/method.h"

namespace rex::evaluate {
namespace {

constexpr std::size_t batch = 6;  // removals of one step(): points come as they are made

/// Ranks of a shuffle: the relevance of a random order. Fisher and Yates by our own draw, the same on every machine.
std::vector<double> random_relevance(std::size_t count, std::uint32_t seed) {
  std::vector<double> values(count);
  std::iota(values.begin(), values.end(), 0.0);
  std::mt19937 random(seed);
  for (std::size_t i = count; i > 1; --i) std::swap(values[i - 1], values[random() % i]);
  return values;
}

Ranking ranked(Part part, const std::vector<std::int64_t>& places, const Explanation& explanation) {
  const auto native = native_relevance(part, explanation);
  if (!native) {
    throw Error("faithfulness",
                explanation_method(explanation.method).title() + " says nothing of the " + std::string(name(part)),
                "Choose another part, or another method.");
  }
  return ranking(part, places, *native, 0, 0, 0, 0);
}

double value_at(const Curve& curve, double fraction) {
  for (std::size_t i = 0; i < curve.fractions.size(); ++i) {
    if (curve.fractions[i] == fraction) return curve.values[i];
  }
  return -1;
}

std::string formatted(const char* format, double value) {
  char text[32];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

void append(std::string& csv, std::string order, const Curve& curve) {
  for (std::size_t at = order.find('"'); at != std::string::npos; at = order.find('"', at + 2))
    order.insert(at, 1, '"');
  for (std::size_t i = 0; i < curve.fractions.size(); ++i) {
    csv += "\"" + order + "\"," + formatted("%.2f", curve.fractions[i]) + "," + formatted("%.9g", curve.values[i]) +
           "\r\n";
  }
}

}  // namespace

struct FaithfulnessRun::Order {
  enum class Kind { most, least, raw, random, compared } kind = Kind::most;
  Target target = {};                     // whose probability it is
  OrderCurve curve = {};                  // of those that are compared, still without values
  std::vector<std::size_t> numbers = {};  // in the plan, beside the fractions
};

const std::vector<double>& faithfulness_fractions() {
  static const std::vector<double> fractions = {0, .1, .2, .3, .4, .5, .6, .7, .8, .9};
  return fractions;
}

Part usual_part(const ModelKind& kind) {
  if (kind.sees_pixels()) return Part::patches;
  if (kind.sees_regions()) return Part::regions;
  if (kind.reads_text()) return Part::words;
  throw Error("faithfulness", "the model reads nothing that could be removed", "Open another model.");
}

FaithfulnessRun::FaithfulnessRun(const OpenModel& model, std::shared_ptr<const Answered> answered,
                                 std::shared_ptr<const Explanation> explanation, std::shared_ptr<const Explanation> raw,
                                 const FaithfulnessOptions& options, const std::stop_token& stop, bool alone)
    : answered_(std::move(answered)),
      explanation_(std::move(explanation)),
      options_(options),
      part_(options.part.value_or(usual_part(answered_->model->description))) {
  std::optional<PixelScale> scale;
  const ModelInputs& inputs = answered_->input.tensors;
  if (const at::Tensor picture = model_picture(inputs); picture.defined() && model.preprocessor) {
    scale = pixel_scale(model.preprocessor->settings(), picture);
  }
  removal_ = std::make_unique<InputRemoval>(*model.model, inputs, explanation_->domains, scale, options.replacement,
                                            options.seed, explanation_->target.text.value_or(0));
  scores_ = std::make_unique<PlainScores>(*model.model, stop);
  plan_ = std::make_unique<RemovalPlan>(*removal_, *scores_);
  places_ = removable(part_, *answered_, *explanation_);
  const Ranking own = ranked(part_, places_, *explanation_);
  const Target& target = explanation_->target;
  add({Order::Kind::most, target}, own, First::most_relevant);
  if (alone) return;
  add({Order::Kind::least, target}, own, First::least_relevant);
  if (raw != nullptr) add({Order::Kind::raw, target}, ranked(part_, places_, *raw), First::most_relevant);
  for (int i = 0; i < options.random_orders; ++i) {
    Ranking random{part_, places_, random_relevance(places_.size(), options.seed + static_cast<std::uint32_t>(i))};
    add({Order::Kind::random, target}, random, First::most_relevant);
  }
}

FaithfulnessRun::~FaithfulnessRun() = default;

void FaithfulnessRun::add(Order order, const Ranking& ranking, First first) {
  for (auto& removed : removed_places(ranking, first, faithfulness_fractions())) {
    order.numbers.push_back(plan_->add(part_, std::move(removed)));
  }
  orders_.push_back(std::move(order));
}

void FaithfulnessRun::compare(const std::shared_ptr<const Explanation>& other) {
  if (part_ == Part::words && other->target.text.value_or(0) != explanation_->target.text.value_or(0)) {
    throw Error("faithfulness", other->target_label + " has other words that go", "Choose another part.");
  }
  add({Order::Kind::compared, other->target, curve_beside(*explanation_, *other)}, ranked(part_, places_, *other),
      First::most_relevant);
}

bool FaithfulnessRun::step() {
  if (done_ < plan_->size()) done_ += plan_->run_next(batch);
  return done_ < plan_->size();
}

/// As far as ORDER has run.
std::vector<double> FaithfulnessRun::probabilities(const Order& order) const {
  std::vector<double> values;
  for (const std::size_t number : order.numbers) {
    if (number >= done_) break;
    values.push_back(plan_->probability(number, order.target));
  }
  return values;
}

Faithfulness FaithfulnessRun::result() const {
  Faithfulness result;
  result.part = part_;
  result.options = options_;
  result.target = explanation_->target_label;
  const std::vector<double>& fractions = faithfulness_fractions();
  const std::string method = explanation_->method;
  result.most = {method + ", most relevant first", First::most_relevant, {}};
  result.least = {method + ", least relevant first", First::least_relevant, {}};
  for (const Order& order : orders_) {
    Curve curve;
    curve.values = probabilities(order);
    curve.fractions.assign(fractions.begin(), fractions.begin() + static_cast<std::ptrdiff_t>(curve.values.size()));
    switch (order.kind) {
      case Order::Kind::most:
        result.most.curve = std::move(curve);
        break;
      case Order::Kind::least:
        result.least.curve = std::move(curve);
        break;
      case Order::Kind::raw:
        result.raw = OrderCurve{"raw attention, most relevant first", First::most_relevant, std::move(curve)};
        break;
      case Order::Kind::random:
        if (curve.values.size() == fractions.size()) result.random.push_back(std::move(curve));
        break;
      case Order::Kind::compared:
        result.compared.push_back(order.curve);
        result.compared.back().curve = std::move(curve);
        break;
    }
  }
  if (!result.most.curve.values.empty()) result.clean = result.most.curve.values.front();
  if (!result.random.empty()) {
    std::vector<std::vector<double>> samples;
    for (const Curve& curve : result.random) samples.push_back(curve.values);
    result.random_mean = mean_curve(fractions, samples);
  }
  const bool both =
      result.most.curve.values.size() == fractions.size() && result.least.curve.values.size() == fractions.size();
  if (both) result.area = symmetric_gain(result.most.curve, result.least.curve).gain;
  result.complete = done_ >= plan_->size();
  return result;
}

std::string Faithfulness::sentence() const {
  constexpr double marked = .2;
  const double after = value_at(most.curve, marked);
  if (after < 0) return {};
  const std::string before = probability_text(clean), now = probability_text(after);
  std::string text = "Removing the 20 % that it marks ";
  text += before == now ? "leaves " + target + " at " + now
                        : (after < clean ? "lowers " : "raises ") + target + " from " + before + " to " + now;
  const double random_after = value_at(random_mean, marked);
  if (random_after >= 0) text += "; random removal to " + probability_text(random_after);
  return text + ".";
}

OrderCurve curve_beside(const Explanation& explanation, const Explanation& other, const std::string& input) {
  const std::string method = explanation_method(other.method).title(), layers = to_string(other.options.layers);
  const bool other_target = other.target != explanation.target || !input.empty();
  const bool other_layers = !(other.options.layers == explanation.options.layers);
  OrderCurve curve;
  curve.method = other.method;
  const auto say = [&](const std::string& what) { curve.title += (curve.title.empty() ? "" : " · ") + what; };
  if (other.method != explanation.method) say(method);
  if (other_target) say(other.target_label);
  if (other_layers) say(layers);
  if (!input.empty()) say(input);
  if (curve.title.empty()) say(method);
  curve.name = other.method + (other_target ? " of " + other.target_label : "") +
               (input.empty() ? "" : " in " + input) + (other_layers ? ", " + layers : "") + ", most relevant first";
  return curve;
}

std::string to_csv(const Faithfulness& faithfulness) {
  std::string csv = "order,fraction,probability\r\n";
  append(csv, faithfulness.most.name, faithfulness.most.curve);
  append(csv, faithfulness.least.name, faithfulness.least.curve);
  if (faithfulness.raw) append(csv, faithfulness.raw->name, faithfulness.raw->curve);
  for (const OrderCurve& other : faithfulness.compared) append(csv, other.name, other.curve);
  for (std::size_t i = 0; i < faithfulness.random.size(); ++i) {
    append(csv, "random " + std::to_string(i + 1), faithfulness.random[i]);
  }
  return csv;
}

}  // namespace rex::evaluate
