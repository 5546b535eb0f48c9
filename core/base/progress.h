#pragma once

#include <functional>
#include <stop_token>
#include <string>

namespace rex {

/// Where long work says how far it is, and asks whether it should go on. Cheap to copy; a default one is silent and
/// endless.
class Progress {
 public:
  /// FRACTION is in 0…1, STEP a short text such as "decoder layer 3 of 6".
  using Listener = std::function<void(double fraction, const std::string& step)>;

  Progress() = default;
  explicit Progress(Listener listener, std::stop_token stop = {})
      : listener_(std::move(listener)), stop_(std::move(stop)) {}

  /// Reports, then throws Cancelled if a stop was requested. Called between layers, not inside them.
  void report(double fraction, const std::string& step) const;

  /// Throws Cancelled if a stop was requested.
  void check() const;

  /// For work that asks in places of its own whether it should go on.
  const std::stop_token& stop() const { return stop_; }

  /// A progress whose 0…1 is FROM…TO of this one.
  Progress part(double from, double to) const;

 private:
  Listener listener_;
  std::stop_token stop_;
};

}  // namespace rex
