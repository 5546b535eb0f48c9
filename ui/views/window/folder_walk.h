#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "ui/views/picture/canvas.h"

namespace rex::ui {

class Session;

/// Goes through the pictures of the open picture's folder. What is asked stays: the words, the answer that is
/// explained, by its label, and where the canvas looks.
class FolderWalk : public QObject {
  Q_OBJECT

 public:
  /// CANVAS is asked for when it is needed.
  FolderWalk(Session& session, std::function<Canvas&()> canvas, QObject* parent = nullptr);

  /// Opens FILE, which is in the folder too.
  void open(const std::filesystem::path& file);
  /// Opens the picture BY places further in the order of names, and on from the start.
  void go(int by);
  bool can_go() const;

 private:
  void keep_what_is_asked();

  struct Kept {
    std::filesystem::path file;
    std::string label;
    CanvasView view;
  };
  Session& session_;
  std::function<Canvas&()> canvas_;
  std::optional<Kept> kept_;  ///< until the picture is explained
};

}  // namespace rex::ui
