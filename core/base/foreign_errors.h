#pragma once

#include <exception>
#include <string>

#include "core/base/error.h"

namespace rex {

/// ERROR as an Error that a person can read: where, what and what to do, one line each and no backtrace. An Error stays
/// what it is. Exceptions of LibTorch, OpenCV, nlohmann-json and the file system are said in a line; want of memory
/// says how much was asked for where that is known; what can only be a bug (Fault, std::out_of_range,
/// std::bad_optional_access, …) asks for a report. WHERE names what was being done ("the model", a file) where the
/// exception does not know itself. For the edge of a job or of main(), where Cancelled is caught before.
Error as_error(const std::exception& error, const std::string& where = {});

}  // namespace rex
