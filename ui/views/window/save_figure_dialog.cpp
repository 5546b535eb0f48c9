#include "ui/views/window/save_figure_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>

#include "core/base/foreign_errors.h"
#include "ui/figure/figure.h"
#include "ui/figure/save_figure.h"
#include "ui/jobs/file_jobs.h"
#include "ui/state/session.h"
#include "ui/state/shown_figure.h"
#include "ui/theme/theme.h"
#include "ui/views/widgets/save_path.h"

namespace rex::ui {
namespace {

constexpr QSize preview_size(520, 340);

/// TEXT as a part of a file name.
QString name_part(const QString& text) {
  constexpr qsizetype most = 40;
  static const QRegularExpression others(QStringLiteral("[^\\p{L}\\p{N}]+"),
                                         QRegularExpression::UseUnicodePropertiesOption);
  QString part = text.toLower().replace(others, QStringLiteral("-")).left(most);
  while (part.startsWith('-')) part.remove(0, 1);
  while (part.endsWith('-')) part.chop(1);
  return part;
}

/// A file that is not there yet, named after picture, target and method.
QString suggested_file(const Session& session) {
  const auto& picture = session.answered()->question.picture_file;
  QStringList parts{picture.empty() ? QStringLiteral("explanation") : QString::fromStdString(picture.stem().string())};
  parts << name_part(QString::fromStdString(session.explanation()->target_label));
  parts << QString::fromStdString(session.explanation()->method);
  parts.removeAll(QString());
  return suggested_figure(parts.join('-'), QStringLiteral(".png"));
}

}  // namespace

SaveFigureDialog::SaveFigureDialog(const Session& session, FileJobs& files, bool compared, QWidget* parent)
    : QDialog(parent),
      session_(session),
      files_(files),
      compared_(compared),
      preview_(new QLabel),
      path_(new SavePath(suggested_file(session), tr("Save figure"), tr("Figures (*.png *.svg *.pdf)"),
                         QStringLiteral("figurePath"))),
      dpi_(new QComboBox),
      caption_(new QCheckBox(tr("Caption: how it was made"))),
      words_(new QCheckBox(tr("Words"))),
      picture_(new QCheckBox(tr("The picture alone as first panel"))),
      curves_(new QCheckBox(tr("Faithfulness curves"))),
      transparent_(new QCheckBox(tr("Transparent ground"))),
      problem_(new QLabel) {
  setObjectName("saveFigureDialog");
  setWindowTitle(tr("Save figure"));
  preview_->setFixedSize(preview_size);
  preview_->setAlignment(Qt::AlignCenter);
  preview_->setAccessibleName(tr("Preview of the figure"));
  for (const int dpi : {96, 150, 300, 600}) dpi_->addItem(tr("%1 dpi").arg(dpi), dpi);
  dpi_->setCurrentIndex(2);
  for (QCheckBox* box : {caption_, words_, picture_, curves_}) box->setChecked(true);
  auto* form = new QFormLayout;
  form->setSpacing(spacing::small);
  form->addRow(tr("File"), path_);
  form->addRow(tr("Resolution"), dpi_);
  form->addRow(QString(), picture_);
  form->addRow(QString(), words_);
  form->addRow(QString(), curves_);
  form->addRow(QString(), caption_);
  form->addRow(QString(), transparent_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
  save_ = buttons->button(QDialogButtonBox::Save);
  save_->setProperty("primary", true);
  problem_->setObjectName("figureProblem");
  problem_->setProperty("role", "problem");
  problem_->setWordWrap(true);
  problem_->hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
  layout->setSpacing(spacing::large);
  layout->addWidget(preview_, 0, Qt::AlignCenter);
  layout->addLayout(form);
  layout->addWidget(problem_);
  layout->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(path_, &SavePath::changed, this, &SaveFigureDialog::show_options);
  for (QCheckBox* box : {caption_, words_, picture_, curves_, transparent_})
    connect(box, &QCheckBox::toggled, this, &SaveFigureDialog::show_preview);
  picture_->setVisible(session.answered()->question.picture != nullptr);
  curves_->setVisible(!compared && session.faithfulness() && session.faithfulness()->complete);
  words_->setVisible(!session.answered()->question.texts.empty());
  show_options();
  show_preview();
}

void SaveFigureDialog::show_options() {
  problem_->hide();
  save_->setText(tr("Save"));
  dpi_->setEnabled(path().extension() == ".png");  // lines and letters of the others have none
}

void SaveFigureDialog::say(const QString& problem) {
  problem_->setText(problem);
  problem_->show();
}

void SaveFigureDialog::accept() {
  if (path_->agree(QStringLiteral(".png"))) return save();
  say(tr("%1 is there already.").arg(path_->file_name()));
  save_->setText(tr("Replace"));
}

figure::FigureSpec SaveFigureDialog::spec() const {
  figure::FigureOptions options = figure_options(session_);
  options.caption = caption_->isChecked();
  options.words = words_->isChecked();
  options.picture_alone = picture_->isChecked();
  options.with_curves = curves_->isChecked();
  options.transparent = transparent_->isChecked();
  options.dpi = dpi_->currentData().toDouble();
  return figure_of(session_, compared_, options);
}

void SaveFigureDialog::show_preview() {
  try {
    const figure::FigureSpec figure = spec();
    const QSizeF size = figure::figure_size(figure).scaled(preview_size, Qt::KeepAspectRatio);
    QPixmap pixmap(size.toSize() * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::white);
    QPainter painter(&pixmap);
    figure::paint(painter, figure, QRectF(QPointF(0, 0), size));
    painter.end();
    preview_->setPixmap(pixmap);
  } catch (const std::exception& error) {
    preview_->setText(QString::fromStdString(as_error(error).what()));
  }
}

bool SaveFigureDialog::can_save() const { return save_->isEnabled(); }

std::filesystem::path SaveFigureDialog::path() const { return path_->path(); }

void SaveFigureDialog::save() {
  figure::FigureSpec figure;
  try {
    figure = spec();
  } catch (const std::exception& error) {
    return say(QString::fromStdString(as_error(error).what()));
  }
  save_->setEnabled(false);
  const QPointer<SaveFigureDialog> dialog = this;  // a person may close it meanwhile
  files_.start(
      [dialog, figure = std::move(figure), file = path()] {
        figure::save_figure(file, figure);
        return [dialog, file] {
          remember_figure_folder(file);
          if (dialog) dialog->QDialog::accept();
        };
      },
      [dialog](const QString& problem, const QString& remedy) {
        if (!dialog) return;
        dialog->save_->setEnabled(true);
        dialog->say(remedy.isEmpty() ? problem : problem + ' ' + remedy);
      });
}

}  // namespace rex::ui
