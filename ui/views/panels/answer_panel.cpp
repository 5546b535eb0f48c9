#include "ui/views/panels/answer_panel.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QSlider>
#include <QStringListModel>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/items/prediction_model.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/panels/prediction_delegate.h"
#include "ui/views/widgets/action_registry.h"

namespace rex::ui {
namespace {

constexpr int least_answer_width = 220;
constexpr int usual_confidence = 50;  // percent

}  // namespace

AnswerPanel::AnswerPanel(Session& session, ActionRegistry& actions, QWidget* parent)
    : QWidget(parent),
      session_(session),
      actions_(actions),
      model_(new PredictionModel(this)),
      filter_(new PredictionFilter(this)),
      classes_(new QStringListModel(this)),
      hint_(new QLabel),
      search_(new QLineEdit),
      list_(new QListView),
      confidence_(new QWidget),
      least_(new QSlider(Qt::Horizontal)),
      least_label_(new QLabel) {
  setObjectName("answerPanel");
  setMinimumWidth(least_answer_width);
  filter_->setSourceModel(model_);
  hint_->setProperty("role", "dim");
  hint_->setWordWrap(true);
  hint_->setAlignment(Qt::AlignTop);
  auto* completer = new QCompleter(classes_, this);
  completer->setCaseSensitivity(Qt::CaseInsensitive);
  completer->setFilterMode(Qt::MatchContains);
  search_->setCompleter(completer);
  search_->setObjectName("answerSearch");
  search_->setPlaceholderText(tr("Search a class…"));
  search_->setClearButtonEnabled(true);
  search_->setAccessibleName(tr("Search a class"));
  search_->installEventFilter(this);
  list_->setObjectName("answerList");
  list_->setModel(filter_);
  list_->setItemDelegate(new PredictionDelegate(list_));
  list_->setUniformItemSizes(true);
  list_->setMouseTracking(true);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setAccessibleName(tr("Answers"));
  list_->setToolTip(
      tr("Click an answer to see why (%1 %2)").arg(actions.key("previousAnswer"), actions.key("nextAnswer")));
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->viewport()->installEventFilter(this);
  least_->setObjectName("leastConfidence");
  least_->setRange(0, 99);
  least_->setValue(usual_confidence);
  least_->setAccessibleName(tr("Least confidence of the detections shown"));
  least_label_->setProperty("role", "dim");

  auto* confidence = new QHBoxLayout(confidence_);
  confidence->setContentsMargins(0, 0, 0, 0);
  confidence->setSpacing(spacing::small);
  confidence->addWidget(least_label_);
  confidence->addWidget(least_, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, spacing::tight, spacing::panel, spacing::panel);
  layout->setSpacing(spacing::small);
  layout->addWidget(search_);
  layout->addWidget(confidence_);
  layout->addWidget(list_, 1);
  layout->addWidget(hint_, 1);

  connect(&session_, &Session::answeredChanged, this, &AnswerPanel::show_pass);
  connect(&session_, &Session::explanationChanged, this, &AnswerPanel::show_target);
  connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) {
    const QScopedValueRollback guard(showing_, true);
    // Of an object query any class can be asked; the list of queries stays.
    if (!queries_) filter_->set_search(text);
    show_target();
  });
  connect(completer, qOverload<const QString&>(&QCompleter::activated), this, [this](const QString& label) {
    const auto& labels = session_.answered()->model->description.labels;
    const auto found = std::find(labels.begin(), labels.end(), label.toStdString());
    if (found == labels.end() || !session_.explanation()) return;
    Target target = queries_ ? session_.explanation()->target : Target();
    target.class_index = found - labels.begin();
    session_.set_target(target);
    QTimer::singleShot(0, search_, &QLineEdit::clear);  // after the completer has written the label
  });
  connect(search_, &QLineEdit::returnPressed, this, [this] {
    if (queries_ || filter_->rowCount() == 0) return;
    choose(0);
    search_->clear();
  });
  connect(least_, &QSlider::valueChanged, this, [this](int percent) {
    const QScopedValueRollback guard(showing_, true);
    least_label_->setText(tr("Confidence ≥ %1").arg(percent / 100.0, 0, 'f', 2));
    filter_->set_least_probability(percent / 100.0);
    show_target();
  });
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
    if (!showing_ && index.isValid()) choose(index.row());
  });
  connect(list_, &QListView::entered, this, [this](const QModelIndex& index) {
    const int query = index.data(PredictionModel::QueryRole).toInt();
    session_.selection().hover_query(query < 0 ? std::nullopt : std::optional<int>(query));
  });
  connect(list_, &QListView::customContextMenuRequested, this, &AnswerPanel::show_menu);
  connect(&session_.selection(), &Selection::visibilityChanged, this,
          [this] { model_->set_visibility(session_.selection().visibility()); });
  connect(list_, &QListView::viewportEntered, this, [this] { session_.selection().hover_query({}); });
  show_pass();
}

void AnswerPanel::show_pass() {
  const QScopedValueRollback guard(showing_, true);
  model_->set_answered(session_.answered());
  const bool detections = session_.answered() && !session_.answered()->query_boxes.empty();
  confidence_->setVisible(detections);
  filter_->set_least_probability(detections ? least_->value() / 100.0 : 0);
  least_label_->setText(tr("Confidence ≥ %1").arg(least_->value() / 100.0, 0, 'f', 2));
  queries_ = detections;
  QStringList classes;
  if (const auto& answered = session_.answered();
      answered && answered->model->description.answers != AnswerKind::texts) {
    const std::vector<std::string>& labels = answered->model->description.labels;
    if (detections || labels.size() > answered->predictions.size()) {
      for (const std::string& label : labels) classes << QString::fromStdString(label);
    }
  }
  classes_->setStringList(classes);
  search_->setVisible(detections ? !classes.isEmpty() : model_->rowCount() > 8);
  search_->setPlaceholderText(detections ? tr("Why is it, or not, a…") : tr("Search a class…"));
  search_->setToolTip(detections
                          ? tr("Explain the chosen query as another class")
                          : tr("Find any class by name (%1); Enter explains it").arg(actions_.key("searchClass")));
  search_->clear();
  filter_->set_search({});
  filter_->set_kept_row(-1);
  show_hint();
  setWindowTitle(title());
}

QString AnswerPanel::title() const {
  if (!session_.answered()) return tr("Answer");
  if (!session_.answered()->question.without.empty()) return tr("Before → after");
  if (!session_.answered()->query_boxes.empty()) return tr("Detected objects");
  return session_.answered()->model->description.answers == AnswerKind::texts ? tr("How well each caption fits")
                                                                              : tr("Answer");
}

void AnswerPanel::focus_search() {
  if (search_->isVisible()) search_->setFocus(Qt::ShortcutFocusReason);
}

void AnswerPanel::show_hint() {
  const bool empty = filter_->rowCount() == 0;
  list_->setVisible(!empty);
  hint_->setVisible(empty);
  hint_->setText(!session_.answered()         ? tr("The model's answers appear here.")
                 : !search_->text().isEmpty() ? tr("Nothing is called “%1”.").arg(search_->text())
                                              : tr("The model is not that sure of any object. Lower the confidence."));
}

void AnswerPanel::show_target() {
  const QScopedValueRollback guard(showing_, true);
  if (!session_.explanation()) return show_hint();
  const int row = model_->row_of(session_.explanation()->target);
  filter_->set_kept_row(row);  // what is explained is always in the list
  show_hint();
  const QModelIndex index = row < 0 ? QModelIndex() : filter_->mapFromSource(model_->index(row));
  list_->setCurrentIndex(index);
  if (index.isValid()) list_->scrollTo(index);
}

int AnswerPanel::query_of(const QModelIndex& index) const {
  return index.isValid() ? index.data(PredictionModel::QueryRole).toInt() : -1;
}

int AnswerPanel::asked_query() const { return menu_ ? menu_query_ : query_of(list_->currentIndex()); }

void AnswerPanel::toggle_visible() {
  if (asked_query() >= 0) session_.selection().toggle_visible(asked_query());
}

void AnswerPanel::toggle_solo() {
  if (asked_query() >= 0) session_.selection().toggle_solo(asked_query());
}

bool AnswerPanel::query_is_visible() const {
  return asked_query() >= 0 && session_.selection().visibility().shows(asked_query());
}

bool AnswerPanel::query_is_solo() const {
  return asked_query() >= 0 && session_.selection().visibility().solo == asked_query();
}

void AnswerPanel::show_menu(const QPoint& point) {
  const int query = query_of(list_->indexAt(point));
  if (query < 0) return;
  menu_ = new QMenu(this);
  menu_->setObjectName("queryMenu");
  menu_->setAttribute(Qt::WA_DeleteOnClose);
  menu_query_ = query;
  actions_.add_to(*menu_, Place::query_menu);
  actions_.refresh();  // what is checked is now the menu's query's
  menu_->popup(list_->viewport()->mapToGlobal(point));
}

/// Neither the eye nor the context menu makes a row the target.
bool AnswerPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == search_) {  // Esc empties it before it does anything else
    const bool escape = (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) &&
                        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && !search_->text().isEmpty();
    if (escape && event->type() == QEvent::KeyPress) search_->clear();
    if (escape) event->accept();
    return escape;
  }
  const bool press = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
  if (watched != list_->viewport() || !press) return QWidget::eventFilter(watched, event);
  const auto* mouse = static_cast<QMouseEvent*>(event);
  const QPoint point = mouse->position().toPoint();
  const QModelIndex index = list_->indexAt(point);
  const int query = query_of(index);
  if (query < 0) return false;
  if (mouse->button() == Qt::RightButton) return true;
  if (mouse->button() != Qt::LeftButton || !PredictionDelegate::eye_rect(list_->visualRect(index)).contains(point))
    return false;
  if (mouse->modifiers() & Qt::AltModifier) {
    session_.selection().toggle_solo(query);
  } else {
    session_.selection().toggle_visible(query);
  }
  return true;
}

void AnswerPanel::choose(int row) {
  const QModelIndex index = filter_->mapToSource(filter_->index(row, 0));
  if (index.isValid()) session_.set_target(model_->prediction(index.row()).target);
}

void AnswerPanel::step(int rows) {
  const int count = filter_->rowCount();
  if (count == 0) return;
  const int now = list_->currentIndex().isValid() ? list_->currentIndex().row() : (rows > 0 ? -1 : count);
  list_->setCurrentIndex(filter_->index(std::clamp(now + rows, 0, count - 1), 0));
}

}  // namespace rex::ui
