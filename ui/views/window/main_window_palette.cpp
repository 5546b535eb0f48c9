// What the command palette offers: every action, model, picture, method, answer and word, by name.
#include <ATen/core/Tensor.h>

#include <QAction>
#include <QSettings>

#include "core/explain/method.h"
#include "core/models/open/find_models.h"
#include "core/render/explained.h"
#include "ui/convert/paths.h"
#include "ui/items/gallery_model.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/state/shown.h"
#include "ui/views/window/command_palette.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace {

namespace fs = std::filesystem;

void add_actions(const ActionRegistry& actions, std::vector<PaletteEntry>& entries) {
  for (const ActionRecord& record : actions.records()) {
    if (record.id == QLatin1String("palette")) continue;
    QAction* action = &actions.action(record.id);
    const QString keys = actions.keys(record.id);
    entries.push_back({record.tip, keys.isEmpty() ? MainWindow::tr("Action") : keys, [action] { action->trigger(); },
                       record.text, action->isEnabled() ? QString() : MainWindow::tr("not now")});
  }
}

void add_models(Session& session, std::vector<PaletteEntry>& entries) {
  QStringList shown;
  const auto add = [&](const fs::path& folder, const QString& name, const QString& family) {
    if (shown.contains(text_of(folder))) return;
    shown << text_of(folder);
    entries.push_back(
        {name, MainWindow::tr("Model %1").arg(family), [&session, folder] { session.open_model(folder); }});
  };
  for (const FoundModel& model : find_models()) {
    add(model.folder, QString::fromStdString(model.name), QString::fromStdString(model.family));
  }
  for (const QString& folder : QSettings().value(QStringLiteral("recentModels")).toStringList()) {
    add(path_of(folder), QString::fromStdString(path_of(folder).filename().string()), QString());
  }
}

void add_pictures(Session& session, const GalleryModel& gallery, std::vector<PaletteEntry>& entries) {
  for (int row = 0; row < gallery.rowCount(); ++row) {
    const fs::path file = gallery.item(row).file;
    entries.push_back(
        {gallery.item(row).title, MainWindow::tr("Picture"), [&session, file] { session.open_picture(file); }});
  }
}

void add_methods(Session& session, std::vector<PaletteEntry>& entries) {
  for (const auto& method : explanation_methods()) {
    const QString name = QString::fromStdString(method->name());
    const auto problem = session.model() ? method->fits(session.model()->description) : std::nullopt;
    entries.push_back({QString::fromStdString(method->title()), MainWindow::tr("Method %1").arg(name),
                       [&session, name] { session.set_method(name); }, name,
                       QString::fromStdString(problem.value_or(std::string()))});
  }
}

void add_answers(Session& session, std::vector<PaletteEntry>& entries) {
  if (!session.answered()) return;
  for (const Prediction& prediction : session.answered()->predictions) {
    const Target target = prediction.target;
    const QString kind = target.query  ? MainWindow::tr("Object query %1").arg(*target.query)
                         : target.text ? MainWindow::tr("Caption")
                                       : MainWindow::tr("Answer");
    entries.push_back(
        {QString::fromStdString(prediction.label), kind, [&session, target] { session.set_target(target); }});
  }
}

void add_words(Session& session, std::vector<PaletteEntry>& entries) {
  if (!session.answered() || !session.explanation()) return;
  const auto explanation = session.explanation();
  for (const Word& word : words_of(*session.answered(), *explanation)) {
    const int position = static_cast<int>(word.pieces.front().token);
    entries.push_back({QString::fromStdString(word.text), MainWindow::tr("Word: what it relates to"),
                       [&session, explanation, position] {
                         if (session.explanation() != explanation) return;
                         session.selection().hold_token(token_of_word(*explanation, position));
                       }});
  }
}

void add_heads(Session& session, std::vector<PaletteEntry>& entries) {
  if (!session.explanation()) return;
  const std::vector<HeadMaps>& all = session.explanation()->head_maps;
  for (std::size_t map = 0; map < all.size(); ++map) {
    for (std::int64_t head = 0; head < all[map].attention.size(0); ++head) {
      const HeadPlace place{static_cast<int>(map), static_cast<int>(head)};
      entries.push_back({MainWindow::tr("%1, head %2").arg(layer_title(all[map].stack, all[map].layer)).arg(head + 1),
                         MainWindow::tr("Head"), [&session, place] { session.selection().hold_head(place); }});
    }
  }
}

}  // namespace

void MainWindow::show_palette() {
  std::vector<PaletteEntry> entries;
  add_actions(*actions_, entries);
  add_methods(*session_, entries);
  add_models(*session_, entries);
  add_pictures(*session_, *gallery_, entries);
  add_answers(*session_, entries);
  add_words(*session_, entries);
  add_heads(*session_, entries);
  auto* palette = new CommandPalette(std::move(entries), this);
  palette->setAttribute(Qt::WA_DeleteOnClose);
  palette->open();
}

}  // namespace rex::ui
