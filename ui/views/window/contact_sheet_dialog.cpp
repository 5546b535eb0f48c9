#include "ui/views/window/contact_sheet_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "core/explain/method.h"
#include "ui/convert/paths.h"
#include "ui/items/gallery_model.h"
#include "ui/state/names.h"
#include "ui/state/pictures_beside.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/widgets/save_path.h"

namespace rex::ui {
namespace {

constexpr int sheet_width = 480, usual_columns = 5;

/// The answer that is shown, as it is looked for in other pictures: an object by its class.
Target target_elsewhere(const Explanation& explanation) {
  Target target = explanation.target;
  target.query.reset();
  return target;
}

/// Its name, without the number of the object query.
QString name_elsewhere(const Explanation& explanation) {
  const QString label = QString::fromStdString(explanation.target_label);
  return explanation.target.query ? label.section(QStringLiteral(": "), 1) : label;
}

}  // namespace

ContactSheetDialog::ContactSheetDialog(const Session& session, const GalleryModel& gallery, QWidget* parent)
    : QDialog(parent),
      session_(session),
      job_(new SheetJob(this)),
      pictures_(new QComboBox),
      target_(new QComboBox),
      dpi_(new QComboBox),
      columns_(new QSpinBox),
      transparent_(new QCheckBox(tr("Transparent ground"))),
      path_(nullptr),
      progress_(new QProgressBar),
      step_(new QLabel),
      problem_(new QLabel) {
  setObjectName("contactSheetDialog");
  setWindowTitle(tr("Contact sheet"));
  setMinimumWidth(sheet_width);
  const auto name = [](QWidget* widget, const char* object) { widget->setObjectName(QLatin1String(object)); };
  name(pictures_, "sheetPictures");
  name(target_, "sheetTarget");
  name(columns_, "sheetColumns");
  name(progress_, "sheetProgress");
  name(problem_, "sheetProblem");
  offer_pictures(gallery);
  offer_targets();
  columns_->setRange(1, figure::most_sheet_columns);
  columns_->setValue(usual_columns);
  columns_->setToolTip(tr("Pictures in a row; the page is as wide as that of a paper"));
  for (const int dpi : {96, 150, 300, 600}) dpi_->addItem(tr("%1 dpi").arg(dpi), dpi);
  dpi_->setCurrentIndex(2);
  path_ = new SavePath(suggested_figure(tr("contact-sheet"), QStringLiteral(".png")), tr("Save contact sheet"),
                       tr("Figures (*.png *.svg *.pdf)"), QStringLiteral("sheetPath"));
  auto* form = new QFormLayout;
  form->setSpacing(spacing::small);
  form->addRow(tr("Pictures"), pictures_);
  form->addRow(tr("Explained"), target_);
  form->addRow(tr("In a row"), columns_);
  form->addRow(tr("File"), path_);
  form->addRow(tr("Resolution"), dpi_);
  form->addRow(QString(), transparent_);
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  step_->setProperty("role", "dim");
  step_->setFont(text_font(TextSize::small));
  problem_->setProperty("role", "problem");
  problem_->setWordWrap(true);
  problem_->hide();
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
  save_ = buttons->button(QDialogButtonBox::Save);
  save_->setObjectName("sheetSave");
  save_->setProperty("primary", true);
  stop_ = buttons->button(QDialogButtonBox::Cancel);
  stop_->setObjectName("sheetStop");
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
  layout->setSpacing(spacing::large);
  layout->addLayout(form);
  layout->addWidget(progress_);
  layout->addWidget(step_);
  layout->addWidget(problem_);
  layout->addWidget(buttons);
  show_running(false);

  connect(save_, &QPushButton::clicked, this, &ContactSheetDialog::save);
  connect(stop_, &QPushButton::clicked, this, [this] {
    if (!job_->running()) return reject();
    job_->stop();
    stop_->setEnabled(false);
  });
  connect(path_, &SavePath::changed, this, [this] {
    problem_->hide();
    save_->setText(tr("Save"));
    dpi_->setEnabled(path_->path().extension() == ".png");
  });
  connect(job_, &SheetJob::progressed, this, [this](double fraction, const QString& step) {
    progress_->setValue(qRound(1000 * fraction));
    step_->setText(fontMetrics().elidedText(step_title(step), Qt::ElideMiddle, step_->width()));
  });
  connect(job_, &SheetJob::stopped, this, [this] { show_running(false); });
  connect(job_, &SheetJob::failed, this, [this](const QString& problem, const QString& remedy) {
    show_running(false);
    say(remedy.isEmpty() ? problem : problem + ' ' + remedy);
  });
  connect(job_, &SheetJob::saved, this, [this](const QString& file, int pictures, const QStringList& left_out) {
    remember_figure_folder(path_of(file));
    Q_EMIT saved(file, pictures, left_out);
    accept();
  });
}

/// The folder of the open picture, where there is one, then scenes and what was opened lately.
void ContactSheetDialog::offer_pictures(const GalleryModel& gallery) {
  const std::filesystem::path& open = session_.picture_file();
  if (!open.empty()) {
    sets_.push_back(pictures_beside(open));
    pictures_->addItem(tr("All %n in “%1”", nullptr, static_cast<int>(sets_.back().size()))
                           .arg(text_of(open.parent_path().filename())));
  }
  sets_.emplace_back();
  for (int row = 0; row < gallery.rowCount(); ++row) sets_.back().push_back(gallery.item(row).file);
  pictures_->addItem(tr("All %n of the gallery", nullptr, static_cast<int>(sets_.back().size())));
}

void ContactSheetDialog::offer_targets() {
  target_->addItem(tr("The best answer of each picture"));
  const auto& explanation = session_.explanation();
  if (!explanation) return;
  target_->addItem(tr("“%1” in each picture").arg(name_elsewhere(*explanation)));
  if (session_.asked().target != Target()) target_->setCurrentIndex(1);
}

void ContactSheetDialog::show_running(bool running) {
  for (QWidget* widget : std::initializer_list<QWidget*>{pictures_, target_, columns_, path_, transparent_, save_})
    widget->setEnabled(!running);
  dpi_->setEnabled(!running && path_->path().extension() == ".png");
  progress_->setVisible(running);
  step_->setVisible(running);
  progress_->setValue(0);
  stop_->setEnabled(true);
  stop_->setText(running ? tr("Stop") : tr("Cancel"));
}

void ContactSheetDialog::say(const QString& problem) {
  problem_->setText(problem);
  problem_->show();
}

void ContactSheetDialog::save() {
  if (!path_->agree(QStringLiteral(".png"))) {
    say(tr("%1 is there already.").arg(path_->file_name()));
    save_->setText(tr("Replace"));
    return;
  }
  problem_->hide();
  show_running(true);
  job_->start(wanted());
}

SheetJob::Wanted ContactSheetDialog::wanted() const {
  const Asked& asked = session_.shown_asked();
  SheetJob::Wanted wanted;
  wanted.model = asked.model;
  wanted.arithmetic = asked.arithmetic;
  wanted.file = path_->path();
  for (const std::filesystem::path& file : sets_.at(static_cast<std::size_t>(pictures_->currentIndex()))) {
    figure::SheetEntry entry;
    entry.name = file.stem().string();
    entry.question = asked.question;
    entry.question.picture.reset();
    entry.question.picture_file = file;
    entry.question.without = {};
    if (file != asked.question.picture_file) {  // regions belong to their picture
      entry.question.regions_file.clear();
      entry.question.regions.reset();
    }
    if (target_->currentIndex() == 1) entry.target = target_elsewhere(*session_.explanation());
    wanted.entries.push_back(std::move(entry));
  }
  figure::SheetOptions& options = wanted.options;
  options.method = asked.method.toStdString();
  options.columns = std::min(columns_->value(), std::max(1, static_cast<int>(wanted.entries.size())));
  options.explain.layers = asked.layers;
  options.explain.negative_evidence = asked.negative_evidence && explanation_method(options.method).clamps();
  options.drawing.appearance = session_.appearance();
  options.drawing.appearance.mask_style = MaskStyle::smooth;  // as on the canvas
  options.drawing.transparent = transparent_->isChecked();
  options.drawing.dpi = dpi_->currentData().toDouble();
  return wanted;
}

}  // namespace rex::ui
