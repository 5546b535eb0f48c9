#include "app/rex/arithmetic_option.h"

#include "core/base/error.h"

namespace rex::command {

CLI::Option* add_arithmetic_option(CLI::App& command, nn::Arithmetic& arithmetic) {
  return command
      .add_option_function<std::string>(
          "--arithmetic", [&arithmetic](const std::string& name) { arithmetic = nn::arithmetic_from_name(name); },
          "In which numbers linear layers and convolutions multiply: float32, or bfloat16 on processors with "
          "instructions for it, where `rex doctor` says that it is faster. Everything else stays float32")
      ->default_str("float32")
      ->check(CLI::IsMember({"float32", "bfloat16"}));
}

void check_precision(nn::Arithmetic arithmetic, const std::string& precision) {
  if (arithmetic == nn::Arithmetic::float32 || precision != "double") return;
  throw Error("--precision", "double does not go with --arithmetic bfloat16: digits that were rounded away stay so",
              "Leave one of both out.");
}

}  // namespace rex::command
