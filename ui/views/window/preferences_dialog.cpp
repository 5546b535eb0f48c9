#include "ui/views/window/preferences_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QThread>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "ui/convert/paths.h"
#include "ui/state/caches.h"
#include "ui/state/figure_profiles.h"
#include "ui/state/language.h"
#include "ui/state/preferences.h"
#include "ui/state/session.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/widgets/elided_label.h"
#include "ui/views/window/remembered_keys.h"

namespace rex::ui {
namespace {

constexpr QSize preferences_size(640, 520);
constexpr int key_column_width = 160, key_row_height = 24;

QFormLayout* form_on(QWidget* page) {
  auto* form = new QFormLayout(page);
  form->setContentsMargins(spacing::panel, spacing::large, spacing::panel, spacing::panel);
  form->setHorizontalSpacing(spacing::large);
  form->setVerticalSpacing(spacing::panel);
  return form;
}

}  // namespace

void offer_arithmetic(QComboBox& choice, const QString& problem) {
  choice.addItem(PreferencesDialog::tr("float32"), static_cast<int>(nn::Arithmetic::float32));
  choice.addItem(PreferencesDialog::tr("bfloat16, where layers multiply"), static_cast<int>(nn::Arithmetic::bfloat16));
  QString tip = PreferencesDialog::tr(
      "In which numbers linear layers and convolutions multiply. bfloat16 halves the weights and keeps the ranks of "
      "a map, not its last digits; everything else stays float32.");
  if (!problem.isEmpty()) {
    auto* reduced = qobject_cast<QStandardItemModel*>(choice.model())->item(1);
    reduced->setEnabled(false);
    reduced->setToolTip(PreferencesDialog::tr("Not here: %1.").arg(problem));
    tip += ' ' + reduced->toolTip();
  }
  choice.setToolTip(tip);
}

PreferencesDialog::PreferencesDialog(Session& session, ActionRegistry& actions, Scheme scheme, QWidget* parent)
    : QDialog(parent),
      session_(session),
      actions_(actions),
      list_(new QTreeWidget),
      key_(new QKeySequenceEdit),
      conflict_(new QLabel) {
  setObjectName("preferences");
  setWindowTitle(tr("Preferences"));
  resize(preferences_size);
  auto* pages = new QTabWidget;
  pages->addTab(general_page(scheme), tr("General"));
  pages->addTab(keys_page(), tr("Keys"));
  pages->addTab(figures_page(), tr("Figures"));
  pages->addTab(memory_page(), tr("Memory"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
  layout->setSpacing(spacing::large);
  layout->addWidget(pages);
  layout->addWidget(buttons);
}

QWidget* PreferencesDialog::general_page(Scheme scheme) {
  auto* page = new QWidget;
  auto* form = form_on(page);

  auto* colours = new QComboBox;
  colours->setObjectName("schemeChoice");
  colours->addItems({tr("Follow the system"), tr("Light"), tr("Dark"), tr("High contrast")});
  colours->setCurrentIndex(static_cast<int>(scheme));
  connect(colours, &QComboBox::currentIndexChanged, this,
          [this](int index) { Q_EMIT schemeChosen(static_cast<Scheme>(index)); });
  form->addRow(tr("Colours"), colours);

  auto* begins = new QCheckBox(tr("Begin with the drawing of the last time"));
  begins->setObjectName("beginsAsLast");
  begins->setToolTip(tr("Opacity, colour map, scales, grid, contours, boxes and masks"));
  begins->setChecked(begins_as_last());
  connect(begins, &QCheckBox::toggled, this, &set_begins_as_last);
  form->addRow(tr("Drawing"), begins);
  auto* defaults = new QPushButton(tr("Back to the program’s own drawing"));
  defaults->setObjectName("resetAppearance");
  connect(defaults, &QPushButton::clicked, this, [this] { session_.set_appearance(Appearance()); });
  form->addRow(QString(), defaults);

  auto* language = new QComboBox;
  language->setObjectName("language");
  language->addItem(tr("As the system"), QString());
  for (const Language& one : languages()) language->addItem(one.name, one.code);
  language->setCurrentIndex(std::max(0, language->findData(preferred_language())));
  language->setToolTip(tr("Of the window. Errors, notes, names of methods and figures are English."));
  connect(language, &QComboBox::currentIndexChanged, this,
          [language] { set_preferred_language(language->currentData().toString()); });
  form->addRow(tr("Language"), language);

  auto* threads = new QComboBox;
  threads->setObjectName("threads");
  threads->addItem(tr("As many as help"));
  for (int count = 1; count <= std::max(1, QThread::idealThreadCount()); ++count)
    threads->addItem(QString::number(count));
  threads->setCurrentIndex(std::min(preferred_threads(), threads->count() - 1));
  threads->setToolTip(tr("How many threads compute; --threads and REX_THREADS come first"));
  connect(threads, &QComboBox::currentIndexChanged, this, &set_preferred_threads);
  form->addRow(tr("Threads"), threads);
  auto* later = new QLabel(tr("Language and threads take effect at the next start."));
  later->setProperty("role", "dim");
  form->addRow(QString(), later);

  auto* arithmetic = new QComboBox;
  arithmetic->setObjectName("arithmetic");
  offer_arithmetic(*arithmetic, arithmetic_problem(nn::Arithmetic::bfloat16));
  arithmetic->setCurrentIndex(arithmetic->findData(static_cast<int>(session_.asked().arithmetic)));
  connect(arithmetic, &QComboBox::currentIndexChanged, this, [this, arithmetic] {
    const auto chosen = static_cast<nn::Arithmetic>(arithmetic->currentData().toInt());
    set_preferred_arithmetic(chosen);
    session_.set_arithmetic(chosen);
  });
  form->addRow(tr("Arithmetic"), arithmetic);
  return page;
}

/// Profiles are made where figures are saved.
QWidget* PreferencesDialog::figures_page() {
  auto* page = new QWidget;
  auto* list = new QListWidget;
  list->setObjectName("profileList");
  list->setAccessibleName(tr("Profiles of figures"));
  list->setSpacing(spacing::tight);
  list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
  auto* hint = new QLabel(tr("Settings that were kept where figures are saved (%1). A double click renames one.")
                              .arg(actions_.key("save")));
  hint->setProperty("role", "dim");
  hint->setWordWrap(true);
  auto* about = new QLabel;
  about->setObjectName("profileAbout");
  about->setWordWrap(true);
  auto* remove = new QPushButton(tr("Remove"));
  remove->setObjectName("removeProfile");
  const auto show = [list](const QString& chosen) {
    const QSignalBlocker blocker(list);
    list->clear();
    for (const FigureProfile& profile : figure_profiles()) {
      auto* item = new QListWidgetItem(profile.name, list);
      item->setFlags(item->flags() | Qt::ItemIsEditable);
      item->setData(Qt::UserRole, profile.name);
      item->setToolTip(description_of(profile));
      if (profile.name == chosen) list->setCurrentItem(item);
    }
  };
  const auto tell = [list, about, remove] {
    const QListWidgetItem* item = list->currentItem();
    about->setText(item == nullptr ? QString() : item->toolTip());
    remove->setEnabled(item != nullptr);
  };
  connect(list, &QListWidget::currentItemChanged, this, tell);
  connect(
      list, &QListWidget::itemChanged, this,
      [list, show, tell](QListWidgetItem* item) {
        const QString before = item->data(Qt::UserRole).toString(), name = item->text().simplified();
        const bool renamed = rename_figure_profile(before, name);
        show(renamed ? name : before);
        tell();
      },
      Qt::QueuedConnection);  // the editor is still open
  connect(remove, &QPushButton::clicked, this, [list, show, tell] {
    if (list->currentItem() == nullptr) return;
    remove_figure_profile(list->currentItem()->data(Qt::UserRole).toString());
    show({});
    tell();
  });
  show({});
  tell();
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(spacing::panel, spacing::large, spacing::panel, spacing::panel);
  layout->setSpacing(spacing::panel);
  layout->addWidget(hint);
  layout->addWidget(list, 1);
  layout->addWidget(about);
  layout->addWidget(remove, 0, Qt::AlignRight);
  return page;
}

QWidget* PreferencesDialog::memory_page() {
  auto* page = new QWidget;
  auto* form = form_on(page);
  auto* graphs = new QComboBox;
  graphs->setObjectName("graphMemory");
  graphs->addItem(tr("A quarter of what is free"), 0);
  for (const int gigabytes : {1, 2, 4, 8, 16, 32, 64}) graphs->addItem(tr("%1 GB").arg(gigabytes), gigabytes);
  graphs->setCurrentIndex(std::max(0, graphs->findData(static_cast<int>(preferred_graph_memory() >> 30))));
  graphs->setToolTip(tr("What a model keeps of further passes, so that another target or method costs less"));
  connect(graphs, &QComboBox::currentIndexChanged, this,
          [graphs] { set_preferred_graph_memory(static_cast<std::size_t>(graphs->currentData().toInt()) << 30); });
  form->addRow(tr("Graphs of the model"), graphs);
  auto* later = new QLabel(tr("From the next model that is opened on."));
  later->setProperty("role", "dim");
  form->addRow(QString(), later);
  for (const Cache& cache : caches()) form->addRow(cache.title, cache_row(cache));
  form->addRow(tr("Place of both"), cache_place());
  auto* next = new QLabel(tr("Sizes and place take effect at the next start."));
  next->setProperty("role", "dim");
  form->addRow(QString(), next);
  return page;
}

/// What CACHE holds, how much it may take, and a button that empties it.
QWidget* PreferencesDialog::cache_row(const Cache& cache) {
  auto* row = new QWidget;
  auto* about = new QLabel(description_of(cache));
  about->setTextInteractionFlags(Qt::TextSelectableByMouse);
  about->setWordWrap(true);
  about->setObjectName("cacheOf" + text_of(cache.folder.filename()));
  auto* most = new QComboBox;
  most->setObjectName("most-" + text_of(cache.folder.filename()));
  most->setToolTip(tr("As much as the files may take; the oldest go first"));
  most->setAccessibleName(most->toolTip());
  const auto megabytes = [](std::uintmax_t bytes) { return static_cast<int>(bytes >> 20); };
  const int chosen = megabytes(preferred_cache_size(cache.kind));
  std::set<int> sizes{20, 100, 500, 2000, 10000, chosen};
  for (const int size : sizes) {
    most->addItem(size < 1000 ? tr("at most %1 MB").arg(size) : tr("at most %1 GB").arg(size / 1000), size);
  }
  most->setCurrentIndex(most->findData(chosen));
  connect(most, &QComboBox::currentIndexChanged, this, [most, kind = cache.kind] {
    set_preferred_cache_size(kind, static_cast<std::uintmax_t>(most->currentData().toInt()) << 20);
  });
  auto* empty = new QPushButton(tr("Clear"));
  empty->setObjectName("clear-" + text_of(cache.folder.filename()));
  empty->setToolTip(tr("Remove these files; they are made again when they are wanted"));
  empty->setEnabled(cache.files > 0);
  connect(empty, &QPushButton::clicked, this, [cache, about, empty] {
    clear(cache);
    for (const Cache& now : caches()) {
      if (now.folder != cache.folder) continue;
      about->setText(description_of(now));
      empty->setEnabled(now.files > 0);
    }
  });
  auto* choices = new QHBoxLayout;
  choices->setSpacing(spacing::small);
  choices->addWidget(most);
  choices->addWidget(empty);
  choices->addStretch(1);
  auto* layout = new QVBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing::tight);
  layout->addWidget(about);
  layout->addLayout(choices);
  return row;
}

/// Where both are kept from the next start on.
QWidget* PreferencesDialog::cache_place() {
  auto* row = new QWidget;
  auto* place = new ElidedLabel;
  place->setObjectName("cachePlace");
  place->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* choose = new QPushButton(tr("Choose…"));
  choose->setObjectName("chooseCachePlace");
  choose->setToolTip(tr("Keep these files in another folder; what is in the old one stays there"));
  auto* usual = new QPushButton(tr("As usual"));
  usual->setObjectName("usualCachePlace");
  usual->setToolTip(tr("Keep these files in the cache folder of the system"));
  const auto show = [place, usual] {
    const std::filesystem::path chosen = preferred_cache_folder();
    place->setText(chosen.empty() ? tr("The cache folder of the system") : text_of(chosen));
    usual->setEnabled(!chosen.empty());
  };
  connect(choose, &QPushButton::clicked, this, [this, show] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a folder"));
    if (folder.isEmpty()) return;
    set_preferred_cache_folder(path_of(folder));
    show();
  });
  connect(usual, &QPushButton::clicked, this, [show] {
    set_preferred_cache_folder({});
    show();
  });
  show();
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing::small);
  layout->addWidget(place, 1);
  layout->addWidget(choose);
  layout->addWidget(usual);
  return row;
}

QWidget* PreferencesDialog::keys_page() {
  list_->setObjectName("keyList");
  list_->setAccessibleName(tr("Actions and their keys"));
  list_->setColumnCount(2);
  list_->setHeaderLabels({tr("Action"), tr("Keys")});
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(1, QHeaderView::Fixed);
  list_->header()->resizeSection(1, key_column_width);
  key_->setObjectName("keyEdit");
  key_->setAccessibleName(tr("New key"));
  conflict_->setObjectName("keyConflict");
  conflict_->setProperty("role", "dim");
  conflict_->setWordWrap(true);
  auto* set = new QPushButton(tr("Set"));
  set->setObjectName("setKey");
  auto* reset = new QPushButton(tr("Reset"));
  reset->setObjectName("resetKey");
  auto* reset_all = new QPushButton(tr("Reset all"));
  reset_all->setObjectName("resetKeys");
  connect(list_, &QTreeWidget::currentItemChanged, this, [this] {
    key_->clear();
    show_conflict();
  });
  connect(key_, &QKeySequenceEdit::keySequenceChanged, this, &PreferencesDialog::show_conflict);
  connect(set, &QPushButton::clicked, this, [this] {
    if (chosen_action().isEmpty()) return;
    const QKeySequence typed = key_->keySequence();
    choose_key(actions_, chosen_action(), typed.isEmpty() ? QKeySequence() : QKeySequence(typed[0]));
    show_keys();
  });
  connect(reset, &QPushButton::clicked, this, [this] {
    if (chosen_action().isEmpty()) return;
    reset_keys(actions_, chosen_action());
    show_keys();
  });
  connect(reset_all, &QPushButton::clicked, this, [this] {
    reset_keys(actions_, {});
    show_keys();
  });
  auto* row = new QHBoxLayout;
  row->setSpacing(spacing::small);
  row->addWidget(key_, 1);
  for (QPushButton* button : {set, reset, reset_all}) row->addWidget(button);
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(spacing::panel, spacing::panel, spacing::panel, spacing::panel);
  layout->setSpacing(spacing::small);
  layout->addWidget(list_, 1);
  layout->addLayout(row);
  layout->addWidget(conflict_);
  for (const ActionRecord& record : actions_.records()) {
    auto* item = new QTreeWidgetItem(list_, {record.tip});
    item->setData(0, Qt::UserRole, record.id);
    item->setSizeHint(0, QSize(0, key_row_height));
  }
  show_keys();
  list_->setCurrentItem(list_->topLevelItem(0));
  return page;
}

void PreferencesDialog::show_keys() {
  for (int row = 0; row < list_->topLevelItemCount(); ++row) {
    QTreeWidgetItem* item = list_->topLevelItem(row);
    item->setText(1, actions_.keys(item->data(0, Qt::UserRole).toString()));
  }
  key_->clear();
  show_conflict();
}

QString PreferencesDialog::chosen_action() const {
  const QTreeWidgetItem* item = list_->currentItem();
  return item == nullptr ? QString() : item->data(0, Qt::UserRole).toString();
}

void PreferencesDialog::show_conflict() {
  const QKeySequence typed = key_->keySequence();
  if (typed.isEmpty())
    return conflict_->setText(tr("Type a key into the field, then Set; an empty field takes it away."));
  const QKeySequence key(typed[0]);
  const QString owner = owner_of_key(actions_, key, chosen_action());
  conflict_->setText(
      owner.isEmpty()
          ? tr("%1 is free.").arg(key_text(key))
          : tr("%1 is the key of “%2”, which will have none.").arg(key_text(key), actions_.action(owner).text()));
}

}  // namespace rex::ui
