// One header for Debian 12's Catch2 2 and Debian 13's Catch2 3.
#pragma once

// LibTorch's logging has a CHECK of its own, which aborts: it comes first, so that Catch's takes its place.
#include <c10/util/Logging.h>

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_approx.hpp>
#include <catch2/catch_message.hpp>
#include <catch2/catch_session.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_all.hpp>
#include <catch2/matchers/catch_matchers_all.hpp>
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
#else
#include <catch2/catch.hpp>
inline auto ContainsSubstring(const std::string& text) { return Catch::Matchers::Contains(text); }
#endif

/// Ends a test that cannot run here and says why (Catch2 2 has no SKIP).
#define REX_SKIP(reason)           \
  do {                             \
    WARN("skipped: " << (reason)); \
    return;                        \
  } while (false)
