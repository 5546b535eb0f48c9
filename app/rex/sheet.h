#pragma once

#include <string>

#include "app/rex/explain_many.h"

namespace rex::command {

/// `rex explain --contact-sheet FILE`: every picture of COMMAND with its map, COLUMNS in a row, as one figure. What
/// could not be explained is said on standard error and in the figure.
void save_contact_sheet(const ManyExplained& command, const std::string& file, int columns);

}  // namespace rex::command
