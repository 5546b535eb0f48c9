#pragma once

namespace rex::ui {

class MainWindow;

/// Opens "Models…" over WINDOW, whose child the library becomes: what runs goes on while the dialog is closed.
void show_library(MainWindow& window);

}  // namespace rex::ui
