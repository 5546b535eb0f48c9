#include "ui/views/library/show_library.h"

#include "core/explain/inquiry.h"
#include "ui/state/library.h"
#include "ui/state/session.h"
#include "ui/views/library/library_dialog.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace {

Library& library_of(MainWindow& window) {
  if (auto* known = window.findChild<Library*>()) return *known;
  auto* library = new Library(&window);
  Session& session = window.session();
  // A model that had no eyes for pictures gets them as soon as a region detector is there.
  QObject::connect(library, &Library::installed, &window, [&session, library](const std::filesystem::path&) {
    const auto model = session.model();
    if (!model || !model->description.sees_regions() || model->finds_regions) return;
    for (const LibraryEntry& entry : library->entries()) {
      if (entry.detector && !entry.folder.empty()) return session.open_model(model->path);
    }
  });
  return *library;
}

}  // namespace

void show_library(MainWindow& window) {
  if (auto* open = window.findChild<LibraryDialog*>()) {
    open->show();
    open->raise();
    return open->activateWindow();
  }
  Session& session = window.session();
  auto* dialog = new LibraryDialog(library_of(window), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  const auto follow = [dialog, &session] { dialog->set_open_model(session.model() ? session.model()->path : ""); };
  QObject::connect(&session, &Session::modelChanged, dialog, follow);
  QObject::connect(dialog, &LibraryDialog::openWanted, &session,
                   [&session](const std::filesystem::path& folder) { session.open_model(folder); });
  follow();
  dialog->show();
}

}  // namespace rex::ui
