#pragma once

#include <QDialog>
#include <filesystem>

class QLabel;
class QLineEdit;
class QListView;
class QProgressBar;
class QPushButton;

namespace rex::ui {

class Library;
class LibraryModel;
struct LibraryEntry;

/// "Models…": what is on this machine and what is worth fetching, and what can be done with the chosen one. It asks
/// nothing of the network before a button is pressed.
class LibraryDialog : public QDialog {
  Q_OBJECT

 public:
  /// LIBRARY outlives the dialog, so that what runs goes on while it is closed.
  explicit LibraryDialog(Library& library, QWidget* parent = nullptr);

  void choose(const QString& name);
  /// The folder of the model that the window has open: it cannot be moved to the trash.
  void set_open_model(const std::filesystem::path& folder);

 Q_SIGNALS:
  void openWanted(const std::filesystem::path& folder);

 private:
  QWidget* make_list();
  QWidget* make_details();
  QPushButton* make_button(const char* object, const QString& text, const QString& tip, void (LibraryDialog::*run)());
  void add_typed();
  void show_chosen();
  void show_buttons(const LibraryEntry* entry);
  QString facts(const LibraryEntry& entry) const;
  const LibraryEntry* chosen() const;

  void open_chosen();
  void show_folder();
  void verify_chosen();
  void trash_chosen();
  void ask_hub();
  void get_chosen();
  void pause_chosen();
  void cancel_chosen();
  void get_missing();

  Library& library_;
  LibraryModel* model_;
  QString chosen_;
  std::filesystem::path open_model_;
  QLineEdit* typed_ = nullptr;
  QPushButton* add_ = nullptr;
  QListView* list_ = nullptr;
  QLabel *typed_problem_ = nullptr, *title_ = nullptr, *purpose_ = nullptr, *facts_ = nullptr, *place_ = nullptr,
         *said_ = nullptr, *problem_ = nullptr, *step_ = nullptr;
  QProgressBar* bar_ = nullptr;
  QPushButton *open_ = nullptr, *folder_ = nullptr, *verify_ = nullptr, *trash_ = nullptr, *ask_ = nullptr,
              *get_ = nullptr, *pause_ = nullptr, *cancel_ = nullptr, *missing_ = nullptr;
};

}  // namespace rex::ui
