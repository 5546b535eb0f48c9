#include "app/zoo/train/assignment.h"

#include <limits>

namespace rex::zoo {

std::vector<int> cheapest_assignment(const std::vector<std::vector<double>>& cost) {
  const int rows = static_cast<int>(cost.size());
  const int columns = rows == 0 ? 0 : static_cast<int>(cost[0].size());
  // Index 0 stands for "none" in all of these; rows and columns count from 1.
  std::vector<double> row_potential(rows + 1, 0), column_potential(columns + 1, 0);
  std::vector<int> row_of(columns + 1, 0);
  for (int row = 1; row <= rows; ++row) {
    std::vector<double> slack(columns + 1, std::numeric_limits<double>::infinity());
    std::vector<int> came_from(columns + 1, 0);
    std::vector<bool> visited(columns + 1, false);
    row_of[0] = row;
    int column = 0;
    do {  // grow an alternating path until it meets a free column
      visited[column] = true;
      double least = std::numeric_limits<double>::infinity();
      int next = 0;
      for (int other = 1; other <= columns; ++other) {
        if (visited[other]) continue;
        const double reduced =
            cost[row_of[column] - 1][other - 1] - row_potential[row_of[column]] - column_potential[other];
        if (reduced < slack[other]) {
          slack[other] = reduced;
          came_from[other] = column;
        }
        if (slack[other] < least) {
          least = slack[other];
          next = other;
        }
      }
      for (int other = 0; other <= columns; ++other) {
        if (visited[other]) {
          row_potential[row_of[other]] += least;
          column_potential[other] -= least;
        } else {
          slack[other] -= least;
        }
      }
      column = next;
    } while (row_of[column] != 0);
    while (column != 0) {  // flip it
      row_of[column] = row_of[came_from[column]];
      column = came_from[column];
    }
  }
  std::vector<int> column_of(rows, -1);
  for (int column = 1; column <= columns; ++column) {
    if (row_of[column] != 0) column_of[row_of[column] - 1] = column - 1;
  }
  return column_of;
}

}  // namespace rex::zoo
