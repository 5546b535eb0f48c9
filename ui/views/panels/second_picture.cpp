#include "ui/views/panels/second_picture.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include "ui/convert/paths.h"
#include "ui/convert/pictures.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/widgets/menu_button.h"

namespace rex::ui {
namespace {

constexpr int second_thumbnail = 56;

/// The file of this machine that EVENT carries; empty where it carries none.
QString dropped_file(const QDropEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  return urls.isEmpty() ? QString() : urls.constFirst().toLocalFile();
}

bool takes_away(int key) { return key == Qt::Key_Delete || key == Qt::Key_Backspace; }

}  // namespace

SecondPicture::SecondPicture(Session& session, const ActionRegistry& actions, QWidget* parent)
    : QPushButton(parent), session_(session) {
  setObjectName("secondPicture");
  setAcceptDrops(true);
  setIconSize(QSize(second_thumbnail, second_thumbnail));
  setFixedHeight(second_thumbnail + 2 * spacing::small);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  setProperty("dropPlace", true);
  connect(this, &QPushButton::clicked, &actions.action("openSecondPicture"), &QAction::trigger);
  connect(&session_, &Session::inputsChanged, this, &SecondPicture::show_picture);
  show_picture();
}

void SecondPicture::show_picture() {
  const Question& question = session_.asked().question;
  const QString name = text_of(question.like_file.filename());
  if (question.like) {
    setText(label_of(fontMetrics().elidedText(name, Qt::ElideMiddle, 120)));
    setToolTip(tr("%1\nClick to choose another; Delete takes it away.").arg(text_of(question.like_file)));
    setAccessibleName(tr("Second picture: %1").arg(name));
  } else {
    setText(tr("Drop a second picture here,\nor choose one…"));
    setToolTip(tr("The map then shows which parts of the first picture make the two alike."));
    setAccessibleName(tr("Second picture: none. Choose one"));
  }
  if (question.like == shown_) return;
  shown_ = question.like;
  const qreal ratio = devicePixelRatioF();
  QPixmap pixmap;
  if (shown_) {
    pixmap = QPixmap::fromImage(to_image(*shown_).scaled(QSize(second_thumbnail, second_thumbnail) * ratio,
                                                         Qt::KeepAspectRatio, Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(ratio);
  }
  setIcon(pixmap);
}

void SecondPicture::take_away() {
  if (session_.asked().question.like) session_.set_second_picture(nullptr);
}

/// Delete is the window's own key elsewhere.
bool SecondPicture::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && takes_away(static_cast<QKeyEvent*>(event)->key())) {
    event->accept();
    return true;
  }
  return QPushButton::event(event);
}

void SecondPicture::dragEnterEvent(QDragEnterEvent* event) {
  if (!dropped_file(event).isEmpty()) event->acceptProposedAction();
}

void SecondPicture::dropEvent(QDropEvent* event) {
  session_.open_second_picture(path_of(dropped_file(event)));
  event->acceptProposedAction();
}

void SecondPicture::keyPressEvent(QKeyEvent* event) {
  if (takes_away(event->key())) return take_away();
  QPushButton::keyPressEvent(event);
}

void SecondPicture::contextMenuEvent(QContextMenuEvent* event) {
  if (!session_.asked().question.like) return;
  QMenu menu;
  connect(menu.addAction(tr("Take the second picture away")), &QAction::triggered, this, &SecondPicture::take_away);
  menu.exec(event->globalPos());
}

}  // namespace rex::ui
