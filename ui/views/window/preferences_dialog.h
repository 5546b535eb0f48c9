#pragma once

#include <QDialog>

#include "ui/theme/theme.h"

class QComboBox;
class QKeySequenceEdit;
class QLabel;
class QListWidget;
class QTreeWidget;

namespace rex::ui {

class ActionRegistry;
class Session;
struct Cache;

/// What is set once and remembered: colours, how drawing begins, language, threads, arithmetic,
/// keys, profiles of figures, memory and what is kept on disk. Everything takes effect at
/// once, or says when.
class PreferencesDialog : public QDialog {
  Q_OBJECT

 public:
  PreferencesDialog(Session& session, ActionRegistry& actions, Scheme scheme, QWidget* parent);

 Q_SIGNALS:
  void schemeChosen(rex::ui::Scheme scheme);

 private:
  QWidget* general_page(Scheme scheme);
  QWidget* keys_page();
  QWidget* figures_page();
  QWidget* memory_page();
  QWidget* cache_row(const Cache& cache);
  QWidget* cache_place();
  void show_keys();
  QString chosen_action() const;  ///< in the list of keys; may be empty
  void show_conflict();

  Session& session_;
  ActionRegistry& actions_;
  QTreeWidget* list_;
  QKeySequenceEdit* key_;
  QLabel* conflict_;
};

/// Fills CHOICE with the arithmetics; PROBLEM: why this machine has no instructions for bfloat16, which then cannot be
/// chosen; empty where it has.
void offer_arithmetic(QComboBox& choice, const QString& problem);

}  // namespace rex::ui
