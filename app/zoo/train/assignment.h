#pragma once

#include <vector>

namespace rex::zoo {

/// The assignment of every row to a column of its own with the least total cost (the Hungarian method with potentials,
/// Kuhn 1955; O(rows² · columns)). COST is [rows][columns] with rows ≤ columns, finite. Returns the column of each row.
std::vector<int> cheapest_assignment(const std::vector<std::vector<double>>& cost);

}  // namespace rex::zoo
