#pragma once

#include <CLI/App.hpp>

namespace rex::zoo {

// Each adds one sub-command to rex-zoo.
void add_scene(CLI::App& zoo);
void add_sheet(CLI::App& zoo);
void add_gallery(CLI::App& zoo);
void add_train(CLI::App& zoo);
void add_judge(CLI::App& zoo);
void add_reviews(CLI::App& zoo);
void add_tables(CLI::App& zoo);

}  // namespace rex::zoo
