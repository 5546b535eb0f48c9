#include "ui/views/window/save_figure_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QInputDialog>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QSettings>

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

constexpr QSize preview_size(520, 300);
constexpr auto last_profile_key = "figureProfile";

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
      profile_(new QComboBox),
      dpi_(new QComboBox),
      width_(new QComboBox),
      text_size_(new QDoubleSpinBox),
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
  profile_->setObjectName("figureProfile");
  auto* keep = new QPushButton(tr("Keep…"));
  keep->setObjectName("keepProfile");
  keep->setToolTip(tr("Keep these settings under a name; Preferences rename and remove them"));
  for (const int dpi : {96, 150, 300, 600}) dpi_->addItem(tr("%1 dpi").arg(dpi), dpi);
  dpi_->setObjectName("figureDpi");
  width_->addItem(tr("As wide as fits"), 0.0);
  width_->addItem(tr("One column, 3.5 inches"), 3.5);
  width_->addItem(tr("Two columns, 7 inches"), 7.0);
  width_->setObjectName("figureWidth");
  text_size_->setObjectName("figureTextSize");
  text_size_->setRange(figure::least_text_size, figure::most_text_size);
  text_size_->setDecimals(1);
  text_size_->setSingleStep(0.5);
  text_size_->setSuffix(tr(" pt"));
  text_size_->setToolTip(tr("Size of titles; all other letters in proportion"));
  auto* profile_row = new QHBoxLayout;
  profile_row->setSpacing(spacing::small);
  profile_row->addWidget(profile_, 1);
  profile_row->addWidget(keep);
  auto* size_row = new QHBoxLayout;
  size_row->setSpacing(spacing::small);
  size_row->addWidget(width_, 1);
  size_row->addWidget(text_size_);
  size_row->addWidget(dpi_);
  auto* parts = new QGridLayout;
  parts->setSpacing(spacing::small);
  parts->addWidget(picture_, 0, 0);
  parts->addWidget(caption_, 0, 1);
  parts->addWidget(words_, 1, 0);
  parts->addWidget(transparent_, 1, 1);
  parts->addWidget(curves_, 2, 0);
  auto* form = new QFormLayout;
  form->setSpacing(spacing::small);
  form->addRow(tr("File"), path_);
  form->addRow(tr("Profile"), profile_row);
  form->addRow(tr("Size"), size_row);
  form->addRow(QString(), parts);
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
    connect(box, &QCheckBox::toggled, this, &SaveFigureDialog::changed_by_hand);
  for (QComboBox* choice : {dpi_, width_})
    connect(choice, &QComboBox::currentIndexChanged, this, &SaveFigureDialog::changed_by_hand);
  connect(text_size_, &QDoubleSpinBox::valueChanged, this, &SaveFigureDialog::changed_by_hand);
  connect(keep, &QPushButton::clicked, this, &SaveFigureDialog::ask_for_name);
  connect(profile_, &QComboBox::activated, this, [this](int index) {
    QSettings().setValue(last_profile_key, index > 0 ? profile_->itemText(index) : QString());
    for (const FigureProfile& profile : figure_profiles()) {
      if (index > 0 && profile.name == profile_->itemText(index)) use_profile(profile);
    }
  });
  picture_->setVisible(session.answered()->question.picture != nullptr);
  curves_->setVisible(!compared && session.faithfulness() && session.faithfulness()->complete);
  words_->setVisible(!session.answered()->question.texts.empty());
  use_profile({});
  offer_profiles(QSettings().value(last_profile_key).toString());
  show_options();
}

/// Those that are kept; the one called CHOSEN is used.
void SaveFigureDialog::offer_profiles(const QString& chosen) {
  profile_->clear();
  profile_->addItem(tr("As set here"));
  for (const FigureProfile& profile : figure_profiles()) {
    profile_->addItem(profile.name);
    profile_->setItemData(profile_->count() - 1, description_of(profile), Qt::ToolTipRole);
    if (profile.name != chosen) continue;
    profile_->setCurrentIndex(profile_->count() - 1);
    use_profile(profile);
  }
}

void SaveFigureDialog::use_profile(const FigureProfile& profile) {
  const QScopedValueRollback guard(showing_, true);
  picture_->setChecked(profile.picture_alone);
  words_->setChecked(profile.words);
  curves_->setChecked(profile.curves);
  caption_->setChecked(profile.caption);
  transparent_->setChecked(profile.transparent);
  text_size_->setValue(profile.text_size);
  const auto choose = [](QComboBox& choice, double value, const QString& text) {
    if (choice.findData(value) < 0) choice.addItem(text, value);
    choice.setCurrentIndex(choice.findData(value));
  };
  choose(*dpi_, profile.dpi, tr("%1 dpi").arg(profile.dpi));
  choose(*width_, profile.width, tr("%1 inches").arg(profile.width));
  show_preview();
}

FigureProfile SaveFigureDialog::as_set() const {
  FigureProfile profile;
  profile.picture_alone = picture_->isChecked();
  profile.words = words_->isChecked();
  profile.curves = curves_->isChecked();
  profile.caption = caption_->isChecked();
  profile.transparent = transparent_->isChecked();
  profile.dpi = dpi_->currentData().toDouble();
  profile.width = width_->currentData().toDouble();
  profile.text_size = text_size_->value();
  return profile;
}

void SaveFigureDialog::ask_for_name() {
  auto* ask = new QInputDialog(this);
  ask->setObjectName("profileName");
  ask->setAttribute(Qt::WA_DeleteOnClose);
  ask->setWindowTitle(tr("Keep the settings"));
  ask->setLabelText(tr("Name of the profile; one of the same name is replaced"));
  if (profile_->currentIndex() > 0) ask->setTextValue(profile_->currentText());
  connect(ask, &QInputDialog::textValueSelected, this, [this](const QString& text) {
    FigureProfile profile = as_set();
    profile.name = text.simplified();
    if (profile.name.isEmpty()) return;
    keep_figure_profile(profile);
    QSettings().setValue(last_profile_key, profile.name);
    offer_profiles(profile.name);
  });
  ask->open();
}

void SaveFigureDialog::changed_by_hand() {
  if (showing_) return;
  profile_->setCurrentIndex(0);
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
  apply(as_set(), options);
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
