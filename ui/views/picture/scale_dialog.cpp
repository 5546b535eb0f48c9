#include "ui/views/picture/scale_dialog.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QDoubleValidator>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/picture/canvas.h"

namespace rex::ui {

ScaleDialog::ScaleDialog(Session& session, const Canvas& canvas, QWidget* parent)
    : QDialog(parent),
      session_(session),
      canvas_(canvas),
      low_(new QLineEdit),
      high_(new QLineEdit),
      gamma_(new QDoubleSpinBox) {
  setObjectName("scaleDialog");
  setWindowTitle(tr("Scale of the heat"));
  auto* form = new QFormLayout(this);
  form->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
  form->setHorizontalSpacing(spacing::large);
  form->setVerticalSpacing(spacing::panel);
  auto* numbers = new QDoubleValidator(this);
  numbers->setLocale(QLocale::c());
  const QString tip = tr("The value at this end of the colours, for every map and picture alike");
  for (const auto& [field, name, label] :
       {std::tuple(high_, "scaleHigh", tr("Highest")), std::tuple(low_, "scaleLow", tr("Lowest"))}) {
    field->setObjectName(QLatin1String(name));
    field->setValidator(numbers);
    field->setToolTip(tip);
    connect(field, &QLineEdit::editingFinished, this, &ScaleDialog::read_ends);
    form->addRow(label, field);
  }
  gamma_->setObjectName("gamma");
  for (const AppearanceField& field : appearance_fields()) {
    if (field.key == "gamma") gamma_->setRange(field.least, field.most);
  }
  gamma_->setSingleStep(0.05);
  gamma_->setToolTip(tr("Below 1 what is weak is drawn stronger, above 1 weaker"));
  connect(gamma_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    Appearance appearance = session_.appearance();
    appearance.gamma = value;
    session_.set_appearance(appearance);
  });
  form->addRow(tr("Gamma"), gamma_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* reset = buttons->addButton(tr("Each map its own"), QDialogButtonBox::ResetRole);
  reset->setObjectName("resetScale");
  reset->setAutoDefault(false);
  buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);  // Enter in a field is of the field
  connect(reset, &QPushButton::clicked, this, [this] {
    Appearance appearance = session_.appearance();
    appearance.scale_ends.reset();
    appearance.gamma = Appearance().gamma;
    session_.set_appearance(appearance);
  });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  form->addRow(buttons);
  for (const auto signal : {&Session::appearanceChanged, &Session::explanationChanged}) {
    connect(&session_, signal, this, &ScaleDialog::show_scale, Qt::QueuedConnection);  // once the canvas has it
  }
  show_scale();
}

void ScaleDialog::show_scale() {
  const Scale& scale = canvas_.content().scale;
  const auto text = [](float value) { return QString::number(static_cast<double>(value), 'g', 6); };
  if (!low_->hasFocus() || low_->hasAcceptableInput()) low_->setText(text(scale.low));
  if (!high_->hasFocus() || high_->hasAcceptableInput()) high_->setText(text(scale.high));
  const QSignalBlocker blocker(gamma_);
  gamma_->setValue(session_.appearance().gamma);
}

/// Ends that are none, the lower one above, go back to what they were.
void ScaleDialog::read_ends() {
  const double low = low_->text().toDouble(), high = high_->text().toDouble();
  const Scale& scale = canvas_.content().scale;
  const auto ends = ends_between(low, high);
  if (!ends) return show_scale();
  if (ends == ends_between(static_cast<double>(scale.low), static_cast<double>(scale.high))) return;
  Appearance appearance = session_.appearance();
  appearance.scale_ends = ends;
  session_.set_appearance(appearance);
}

}  // namespace rex::ui
