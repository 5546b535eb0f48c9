#pragma once

#include <stdexcept>
#include <string>

namespace rex {

/// The one kind of failure that core reports: a bad file, model or input (our own bugs are assertions).
/// `what()` is the whole message in one or two lines: "WHERE: WHAT\nREMEDY".
class Error : public std::runtime_error {
 public:
  /// WHERE names the file, tensor, field or option; WHAT says what is wrong with it; REMEDY what the person can do (may
  /// be empty where nothing can be done).
  Error(std::string where, std::string what, std::string remedy = {});

  const std::string& where() const { return where_; }
  const std::string& problem() const { return problem_; }
  const std::string& remedy() const { return remedy_; }

 private:
  std::string where_;
  std::string problem_;
  std::string remedy_;
};

/// Thrown where work stops because its std::stop_token was asked to. Not an Error: nothing is wrong.
class Cancelled : public std::runtime_error {
 public:
  Cancelled() : std::runtime_error("cancelled") {}
};

}  // namespace rex
