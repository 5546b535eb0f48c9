#include "ui/views/save_figure_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSettings>

#include "core/base/error.h"
#include "ui/figure/figure.h"
#include "ui/figure/save_figure.h"
#include "ui/state/session.h"
#include "ui/state/shown_figure.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr QSize preview_size(520, 340);

QString suggested_name(const Session& session) {
  const std::string stem =
      session.picture_file().empty() ? std::string("explanation") : session.picture_file().stem().string();
  return QString::fromStdString(stem) + '-' + session.method() + QStringLiteral(".png");
}

}  // namespace

SaveFigureDialog::SaveFigureDialog(const Session& session, bool compared, QWidget* parent)
    : QDialog(parent),
      session_(session),
      compared_(compared),
      preview_(new QLabel),
      path_(new QLineEdit),
      dpi_(new QComboBox),
      caption_(new QCheckBox(tr("Caption: how it was made"))),
      words_(new QCheckBox(tr("Words"))),
      picture_(new QCheckBox(tr("The picture alone as first panel"))),
      transparent_(new QCheckBox(tr("Transparent ground"))) {
  setObjectName("saveFigureDialog");
  setWindowTitle(tr("Save figure"));
  preview_->setFixedSize(preview_size);
  preview_->setAlignment(Qt::AlignCenter);
  preview_->setAccessibleName(tr("Preview of the figure"));
  const QString folder = QSettings().value(QStringLiteral("figureFolder"), QDir::homePath()).toString();
  path_->setObjectName("figurePath");
  path_->setText(QDir(folder).filePath(suggested_name(session)));
  path_->setToolTip(tr("The extension chooses the format: .png, .svg or .pdf"));
  auto* browse = new QPushButton(tr("Browse…"));
  for (const int dpi : {96, 150, 300, 600}) dpi_->addItem(tr("%1 dpi").arg(dpi), dpi);
  dpi_->setCurrentIndex(2);
  for (QCheckBox* box : {caption_, words_, picture_}) box->setChecked(true);
  auto* row = new QHBoxLayout;
  row->setSpacing(spacing::small);
  row->addWidget(path_, 1);
  row->addWidget(browse);
  auto* form = new QFormLayout;
  form->setSpacing(spacing::small);
  form->addRow(tr("File"), row);
  form->addRow(tr("Resolution"), dpi_);
  form->addRow(QString(), picture_);
  form->addRow(QString(), words_);
  form->addRow(QString(), caption_);
  form->addRow(QString(), transparent_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Save)->setProperty("primary", true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
  layout->setSpacing(spacing::large);
  layout->addWidget(preview_, 0, Qt::AlignCenter);
  layout->addLayout(form);
  layout->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Save figure"), path_->text(), tr("Figures (*.png *.svg *.pdf)"));
    if (!file.isEmpty()) path_->setText(file);
  });
  for (QCheckBox* box : {caption_, words_, picture_, transparent_})
    connect(box, &QCheckBox::toggled, this, &SaveFigureDialog::show_preview);
  show_preview();
}

figure::FigureSpec SaveFigureDialog::spec() const {
  figure::FigureOptions options = figure_options(session_);
  options.caption = caption_->isChecked();
  options.words = words_->isChecked();
  options.picture_alone = picture_->isChecked();
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
  } catch (const Error& error) {
    preview_->setText(QString::fromStdString(error.what()));
  }
}

std::filesystem::path SaveFigureDialog::path() const { return path_->text().toStdString(); }

void SaveFigureDialog::save() const {
  figure::save_figure(path(), spec());
  QSettings().setValue(QStringLiteral("figureFolder"), QFileInfo(path_->text()).absolutePath());
}

}  // namespace rex::ui
