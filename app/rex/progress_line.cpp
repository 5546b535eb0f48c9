#include "app/rex/progress_line.h"

#include <unistd.h>

#include <cstdio>

namespace rex::command {

ProgressLine::ProgressLine() : shown_(isatty(STDERR_FILENO) != 0) {
  if (!shown_) return;
  progress_ = Progress([](double fraction, const std::string& step) {
    std::fprintf(stderr, "\r\x1b[K%3.0f %%  %s", fraction * 100, step.c_str());
    std::fflush(stderr);
  });
}

void ProgressLine::clear() const {
  if (!shown_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
}

}  // namespace rex::command
