#include "ui/views/widgets/save_path.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <utility>

#include "ui/convert/paths.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr auto figure_folder_key = "figureFolder";

}  // namespace

SavePath::SavePath(const QString& file, const QString& title, const QString& filter, const QString& field,
                   QWidget* parent)
    : QWidget(parent), line_(new QLineEdit(file)) {
  line_->setObjectName(field);
  line_->setToolTip(tr("The extension chooses the format: .png, .svg or .pdf"));
  auto* browse = new QPushButton(tr("Browse…"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(spacing::small);
  row->addWidget(line_, 1);
  row->addWidget(browse);
  setFocusProxy(line_);
  connect(line_, &QLineEdit::textChanged, this, &SavePath::changed);
  connect(browse, &QPushButton::clicked, this, [this, title, filter] {
    const QString chosen = QFileDialog::getSaveFileName(this, title, line_->text(), filter);
    if (chosen.isEmpty()) return;
    line_->setText(chosen);
    replaced_ = chosen;  // the file dialog has asked
  });
}

std::filesystem::path SavePath::path() const { return path_of(line_->text()); }

QString SavePath::file_name() const { return QFileInfo(line_->text()).fileName(); }

bool SavePath::agree(const QString& ending) {
  if (path().extension().empty()) line_->setText(line_->text() + ending);
  std::error_code ignored;
  if (!std::filesystem::exists(path(), ignored)) return true;
  return std::exchange(replaced_, line_->text()) == line_->text();
}

QString suggested_figure(const QString& name, const QString& ending) {
  const QDir folder(QSettings().value(figure_folder_key, QDir::homePath()).toString());
  QString file = name;
  for (int number = 2; folder.exists(file + ending); ++number) file = QStringLiteral("%1-%2").arg(name).arg(number);
  return folder.filePath(file + ending);
}

void remember_figure_folder(const std::filesystem::path& file) {
  QSettings().setValue(figure_folder_key, QFileInfo(text_of(file)).absolutePath());
}

}  // namespace rex::ui
