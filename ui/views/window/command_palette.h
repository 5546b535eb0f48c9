#pragma once

#include <QDialog>
#include <vector>

#include "ui/items/palette_model.h"

class QLabel;
class QLineEdit;
class QListView;

namespace rex::ui {

/// A field and what fits it below: everything that the window can do or open, by a few letters of its name. Arrows
/// choose, Enter does it, Esc leaves.
class CommandPalette : public QDialog {
  Q_OBJECT

 public:
  explicit CommandPalette(std::vector<PaletteEntry> entries, QWidget* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void run_current();

  PaletteModel* model_;
  QLineEdit* field_;
  QListView* list_;
  QLabel* nothing_;  ///< in its place where nothing fits
};

}  // namespace rex::ui
