#pragma once

#include <QPushButton>
#include <memory>

namespace rex {
struct Picture;
}

namespace rex::ui {

class ActionRegistry;
class Session;

/// The second picture of models without a head: which parts of the first make the two alike. Empty it asks for one to
/// be dropped on it or chosen; then it shows it, and Delete or its context menu take it away.
class SecondPicture : public QPushButton {
  Q_OBJECT

 public:
  SecondPicture(Session& session, const ActionRegistry& actions, QWidget* parent = nullptr);

 protected:
  bool event(QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void show_picture();
  void take_away();

  Session& session_;
  std::shared_ptr<const Picture> shown_;
};

}  // namespace rex::ui
