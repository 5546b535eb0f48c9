#pragma once

#include <QString>
#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "core/nn/arithmetic.h"
#include "core/render/appearance.h"

namespace rex::ui {

/// What a person set and the program remembers from one start to the next, beside the layout. All read and written
/// through QSettings; what is damaged there counts as not set.

/// How the window drew last, where it is to begin so; else the program's own.
Appearance remembered_appearance();
void remember_appearance(const Appearance& appearance);
/// Whether the next window begins as the last one drew.
bool begins_as_last();
void set_begins_as_last(bool begins);

/// Threads that compute from the next start on; 0: the program chooses.
int preferred_threads();
void set_preferred_threads(int threads);

/// Whether the map of the place under a resting pointer is shown.
bool previews_places();
void set_previews_places(bool previews);

/// In what models multiply; float32 where this machine has no instructions for what was chosen.
nn::Arithmetic preferred_arithmetic();
void set_preferred_arithmetic(nn::Arithmetic arithmetic);

/// Bytes that kept graphs of a model may take, from the next model that is opened on; 0: a quarter of the memory that
/// is free.
std::size_t preferred_graph_memory();
void set_preferred_graph_memory(std::size_t bytes);

/// What is kept on disk so that it need not be made again.
enum class CacheKind { thumbnails, regions };

/// Bytes that the files of KIND may take, from the next start on.
std::uintmax_t preferred_cache_size(CacheKind kind);
void set_preferred_cache_size(CacheKind kind, std::uintmax_t bytes);

/// The folder of both, from the next start on; empty: the user's cache folder.
std::filesystem::path preferred_cache_folder();
void set_preferred_cache_folder(const std::filesystem::path& folder);

/// Tells core, which reads REX_CACHE and REX_REGIONS_MB, what was chosen; what they say already comes first. Before
/// anything is kept.
void apply_cache_preferences();

/// Why this machine has no instructions for products in ARITHMETIC; empty where it has.
QString arithmetic_problem(nn::Arithmetic arithmetic);

}  // namespace rex::ui
